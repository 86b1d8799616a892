import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createRanges } from '../../src/server/ranges.ts';

function rangesOf(text: string) {
  return createRanges(TextDocument.create('file:///a.md', 'markdown', 1, text));
}

describe('createRanges', () => {
  test.each([
    ['one line', 'ab cd', 'cd', [0, 3]],
    ['LF', 'a\nb cd', 'cd', [1, 2]],
    ['CRLF', 'a\r\nb cd', 'cd', [1, 2]],
    ['a lone CR', 'a\rb cd', 'cd', [1, 2]],
    ['a surrogate pair, which counts two', '🧪cd', 'cd', [0, 2]],
    ['a byte order mark, which the client counts and the analysis does not', '\uFEFFab cd', 'cd', [0, 4]],
    ['a byte order mark on the line before', '\uFEFFa\ncd', 'cd', [1, 0]],
    ['a U+FEFF that is no mark', 'a\uFEFFcd', 'cd', [0, 2]],
  ])('%s', (_, text, words, [line, character]) => {
    const { source, toRange, offsetAt } = rangesOf(text);
    const start = source.indexOf(words);
    const range = toRange({ start, end: start + words.length });
    expect(range.start).toEqual({ line, character });
    expect(offsetAt(range.start)).toBe(start);
    expect(offsetAt(range.end)).toBe(start + words.length);
  });

  test('a position before the byte order mark is the start of the source', () => {
    expect(rangesOf('\uFEFFab').offsetAt({ line: 0, character: 0 })).toBe(0);
  });

  test('the source is what it was when the document changes', () => {
    const document = TextDocument.create('file:///a.md', 'markdown', 1, 'one');
    const { source } = createRanges(document);
    TextDocument.update(document, [{ text: 'two' }], 2);
    expect(source).toBe('one');
  });
});
