import { describe, expect, it } from 'vitest';
import { afterBlock, afterSentence, lineEnding } from '../../src/markdown/insertion.ts';
import { sentences } from '../../src/markdown/sentences.ts';
import { parseMarkdown } from './parseMarkdown.ts';

/** The source with `‸` at the place behind the first sentence of the first block. */
function markedSentence(source: string): string {
  const doc = parseMarkdown(source);
  const block = doc.blocks[0];
  const sentence = block && sentences(block.prose.text, new Set())[0];
  if (block === undefined || sentence === undefined) throw new Error('no sentence');
  const at = afterSentence(doc, block, sentence);
  return `${source.slice(0, at)}‸${source.slice(at)}`;
}

describe('behind a sentence', () => {
  it.each([
    ['Take it. Next.', 'Take it.‸ Next.'],
    ['**Take it.**[^1] Next.\n\n[^1]: a', '**Take it.**[^1]‸ Next.\n\n[^1]: a'],
    ['**Take it.[^1]** Next.\n\n[^1]: a', '**Take it.[^1]**‸ Next.\n\n[^1]: a'],
    ['_**Take it**_.[1] Next.', '_**Take it**_.[1]‸ Next.'],
    ['Take it.<sup>1</sup> Next.', 'Take it.<sup>1</sup>‸ Next.'],
    ['<b>Take it.</b> Next.', '<b>Take it.</b>‸ Next.'],
    ['[Take it.](u "t") Next.', '[Take it.](u "t")‸ Next.'],
    ['Take it. <!-- caveat-ignore a: b --> Next.', 'Take it. <!-- caveat-ignore a: b -->‸ Next.'],
    ['Take **it. Next.** Then.', 'Take **it.‸ Next.** Then.'],
    ['Take it [@key]. Next.', 'Take it [@key].‸ Next.'],
    ['Take it. [@key] Next.', 'Take it. [@key]‸ Next.'],
    ['> Take\n> it&period; Next.', '> Take\n> it&period;‸ Next.'],
    ['Take {~~X~>Y.~~}', 'Take {~~X~>Y.~~}‸'],
    ['*Take `X`*', '*Take `X`*‸'],
  ])('%j', (source, expected) => {
    expect(markedSentence(source)).toBe(expected);
  });
});

describe('behind a block', () => {
  it.each([
    ['a\n\nb', 0, 'a‸\n\nb', ''],
    ['a  \n', 0, 'a‸  \n', ''],
    ['- a\n- b\n  - c\n\nd', 0, '- a\n- b\n  - c‸\n\nd', ''],
    ['| a |\n|--|\n| b |\n\nd', 0, '| a |\n|--|\n| b |‸\n\nd', ''],
    ['> a\n>\n> b\n\nd', 0, '> a\n>\n> b‸\n\nd', ''],
    ['# a\nb', 0, '# a‸\nb', '\n'],
    ['a\n# b', 0, 'a‸\n# b', '\n'],
    ['a\n***\n', 0, 'a‸\n***\n', '\n'],
    ['a\r\n', 0, 'a‸\r\n', ''],
    ['A\n===\nb', 0, 'A\n===‸\nb', '\n'],
  ])('%j', (source, index, expected, suffix) => {
    const place = afterBlock(parseMarkdown(source), index);
    expect(`${source.slice(0, place.offset)}‸${source.slice(place.offset)}`).toBe(expected);
    expect(place.suffix).toBe(suffix);
    expect(place.prefix).toBe(lineEnding(source).repeat(2));
  });

  it('keeps the new block apart from what follows', () => {
    for (const source of ['# a\nb', 'a\n# b', '- a\n\nb', '| a |\n|--|\n\nb', 'a\n> b']) {
      const { offset, prefix, suffix } = afterBlock(parseMarkdown(source), 0);
      const changed = `${source.slice(0, offset)}${prefix}> [!WARNING]\n> New.${suffix}${source.slice(offset)}`;
      const texts = (text: string) => parseMarkdown(text).blocks.map(({ prose }) => prose.text);
      expect(texts(changed)).toEqual([...texts(source).slice(0, 1), '\uFFFC New.', ...texts(source).slice(1)]);
    }
  });
});

describe('the line end', () => {
  it.each([
    ['a\r\nb\n', '\r\n'],
    ['a\rb', '\r'],
    ['a\nb', '\n'],
    ['a', '\n'],
  ])('of %j', (source, expected) => {
    expect(lineEnding(source)).toBe(expected);
  });
});
