import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt, visible } from '../../src/report/excerpt.ts';

/** The line and its marks for the words in ⟦ ⟧. */
function marked(text: string, width = 80): string[] {
  const start = text.indexOf('⟦');
  const source = text.replace('⟦', '');
  const end = source.indexOf('⟧');
  return excerpt(source.replace('⟧', ''), { start, end }, width).flatMap(({ text, marks }) => [text, marks]);
}

describe('excerpt', () => {
  test.each([
    ['one line', 'a ⟦bcd⟧ e', ['a bcd e', '  ^^^']],
    ['a line among others', 'x\n\na ⟦b⟧\ny', ['a b', '  ^']],
    ['any line end', 'x\ra ⟦b⟧\ry', ['a b', '  ^']],
    ['words across lines', 'a ⟦b\r\ncd⟧ e', ['a b', '  ^', 'cd e', '^^']],
    ['three lines at most', '⟦a\nb\nc\nd⟧', ['a', '^', 'b', '^', 'c', '^']],
    ['an empty range', 'a⟦⟧b', ['ab', ' ^']],
    ['an empty draft', '⟦⟧', ['', '^']],
    ['a tab', '\ta\t⟦b⟧', [' a b', '   ^']],
    ['wide characters', '😀漢é ⟦a⟧', ['😀漢é a', '      ^']],
    ['wide characters marked', '⟦😀漢⟧', ['😀漢', '^^^^']],
    ['combining marks', 'e\u0301 ⟦o\u0308⟧', ['e\u0301 o\u0308', '  ^']],
    ['what steers a terminal', '\u001b[31m ⟦a⟧', ['␛[31m a', '      ^']],
  ])('%s', (_, text, expected) => {
    expect(marked(text)).toEqual(expected);
  });

  test('a long line is cut around the marked words', () => {
    const [text, marks] = marked(`${'before '.repeat(500)}⟦here⟧${' after'.repeat(500)}`, 40);
    expect(text).toMatch(/^….*here.*…$/);
    expect(text?.length).toBeLessThanOrEqual(40);
    expect(text?.slice(marks?.indexOf('^'), (marks?.lastIndexOf('^') ?? 0) + 1)).toBe('here');
  });

  test('never wider than asked, whatever stands there', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('word ', '漢字', '😀', '\n', '\r\n', '\t', '\ud83d'),
    );
    const text = fc.array(unit, { maxLength: 200 }).map((units) => units.join(''));
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), fc.integer({ min: 20, max: 100 }), (source, a, b, width) => {
        const start = a % (source.length + 1);
        const end = start + (b % (source.length - start + 1));
        const lines = excerpt(source, { start, end }, width);
        expect(lines.length).toBeGreaterThan(0);
        for (const { text, marks } of lines) {
          expect(marks.length).toBeLessThanOrEqual(width);
          expect(marks).toMatch(/^ *\^+$/);
          expect(text).toBe(visible(text));
        }
      }),
    );
  });
});
