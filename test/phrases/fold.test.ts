import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldForms, foldWord } from '../../src/phrases/fold.ts';

describe('a folded word', () => {
  test.each([
    ['case', 'SeroTONIN', 'serotonin'],
    ['Greek capitals', 'ΓABA', 'γaba'],
    ['full width', 'ＧＡＢＡ', 'gaba'],
    ['ligatures', 'eﬃcacy', 'efficacy'],
    ['subscripts', 'B₆', 'b6'],
    ['superscripts', 'm²', 'm2'],
    ['small capitals', 'ʟ', 'ʟ'],
    ['the micro sign', 'µg', 'μg'],
    ['the Kelvin sign', 'K', 'k'],
    ['a curly apostrophe', 'don’t', "don't"],
    ['a turned apostrophe', 'don‘t', "don't"],
    ['a modifier apostrophe', 'donʼt', "don't"],
    ['a prime', '5′', "5'"],
    ['soft hyphens', 'sero\u00ADto\u00ADnin', 'serotonin'],
    ['zero-width spaces', 'sero\u200Btonin', 'serotonin'],
    ['zero-width joiners', 'sero\u200D\u200Ctonin', 'serotonin'],
    ['word joiners and marks of byte order', '\uFEFFsero\u2060tonin', 'serotonin'],
    ['letters with their accents apart', 'nai\u0308ve', 'naïve'],
    ['letters whose accents a zero-width character holds off', 'nai\u200B\u0308ve', 'naïve'],
  ])('unifies %s', (_, written, folded) => {
    expect(foldWord(written)).toBe(folded);
  });

  test('folds to itself', () => {
    const letter = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 6 })
      .filter((word) => /^[\p{L}\p{M}\p{N}]+$/u.test(word));
    fc.assert(
      fc.property(letter, (word) => {
        expect(foldWord(foldWord(word))).toBe(foldWord(word));
      }),
      { numRuns: 100 },
    );
  });

  test('keeps its case where case matters', () => {
    expect(foldForms('SA\u00ADMe')).toBe('SAMe');
    expect(foldForms('ＳＡＭｅ')).toBe('SAMe');
  });
});
