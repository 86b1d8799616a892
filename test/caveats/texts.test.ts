import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findWording, searchable } from '../../src/caveats/texts.ts';

describe('a wording in prose', () => {
  test.each([
    ['in another case', 'ASK A DOCTOR FIRST.'],
    ['over unseen markup and a fixed space', 'ask\uFFFCa\u00A0doctor first.'],
    ['with letters that fold to the same', 'aſk a doctor firſt.'],
  ])('%s', (_, prose) => {
    const wording = findWording('Ask a doctor first.');
    expect(wording.find(`So: ${prose}`)).toEqual({ start: 4, end: 4 + prose.length });
    expect(wording.mayStandIn(searchable(prose))).toBe(true);
  });

  test('the first look never says no where it stands', () => {
    const letter = fc.constantFrom('a', 'K', '\u212A', 's', '\u017F', 'i', '\u0130', '\u0131', 'ß', ' ', '.');
    const text = fc.string({ unit: letter, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'k', 's', 'i', ' '), minLength: 1, maxLength: 5 }),
        text,
        (words, prose) => {
          fc.pre(words.trim() !== '');
          const wording = findWording(words);
          if (wording.find(prose)) expect(wording.mayStandIn(searchable(prose))).toBe(true);
        },
      ),
    );
  });
});
