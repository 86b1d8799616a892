import { describe, expect, it } from 'vitest';
import { sentences } from '../../src/markdown/sentences.ts';

const abbreviations = new Set([
  'e.g',
  'i.e',
  'dr',
  'fig',
  'figs',
  'et al',
  'vs',
  'approx',
  'no',
  'etc',
  'p',
  'st',
  'resp',
  'cf',
]);
const F = '\uFFFC';

function split(text: string): string[] {
  return sentences(text, abbreviations).map(({ start, end }) => text.slice(start, end));
}

describe('sentences', () => {
  it.each([
    ['One thing. Another thing.', 2],
    ['Is it safe? Ask first! Then go.', 3],
    ['Q: Is it safe? A: Ask a doctor.', 2],
    ['He said "Stop." She stopped.', 2],
    ['(It is safe.) Ask first.', 2],
    ['Take 5 mg. The dose is low.', 2],
    ['It is vitamin C. Smoking lowers it.', 2],
    ['Is it safe? No. This is wrong.', 3],
    ['Take care of serotonin. 5-HTP is a precursor.', 2],
    ['Half of them improved. 12 patients did not.', 2],
    ['It lowers serotonin. l-Tryptophan is a precursor.', 2],
    ['Dopamine, serotonin, etc. The rest follows.', 2],
    ['As found by Smith et al. This was confirmed.', 2],
    ['It holds vitamins B and C. Smoking lowers them.', 2],
  ])('%s', (text, count) => {
    expect(split(text)).toHaveLength(count);
    expect(split(text).join(' ')).toBe(text);
  });

  it.each([
    'Amino acids (e.g. Tryptophan) need care.',
    'Precursors, e.g. 5-HTP, need care.',
    'Ask Dr. Smith about it.',
    'Levels fell (see Fig. 2) in all.',
    'Smith et al. (2020) found it.',
    'As in Smith et al. Nature 2020, it fell.',
    'Given i.v. Tryptophan lowers it.',
    'Take 5 mg. of it daily.',
    'Take approx. 5 mg a day.',
    'It was J. Smith who found it, with A. B. Jones.',
    'See No. 3 of the list.',
    'A mean of 3.5 mg and p = .05 were seen.',
    'Serotonin vs. Dopamine is the question.',
    '"Is it safe?" she asked.',
    'The U.S. Food and Drug Administration warns.',
    "St. John's wort interacts.",
    '2.1. Tryptophan and serotonin',
  ])('keeps together: %s', (text) => {
    expect(split(text)).toEqual([text]);
  });

  it('keeps citation marks with the sentence before', () => {
    expect(split(`It helps.${F} Next one.`)).toEqual([`It helps.${F}`, 'Next one.']);
    expect(split(`It helps. ${F} ${F} Next one.`)).toEqual([`It helps. ${F} ${F}`, 'Next one.']);
    expect(split(`It helps. ${F}`)).toEqual([`It helps. ${F}`]);
    expect(split(`It helps. ${F} is a command.`)).toEqual(['It helps.', `${F} is a command.`]);
    expect(split(`It “helps.”${F} Next one.`)).toEqual([`It “helps.”${F}`, 'Next one.']);
  });

  it('are trimmed, and none for white space', () => {
    expect(sentences('  One.  Two.  ', abbreviations)).toEqual([
      { start: 2, end: 6 },
      { start: 8, end: 12 },
    ]);
    expect(sentences(' \u00A0 ', abbreviations)).toEqual([]);
  });

  it('takes a long text without full stops', () => {
    const begun = performance.now();
    expect(split('word '.repeat(40_000))).toHaveLength(1);
    expect(split('a. '.repeat(40_000)).length).toBeGreaterThan(0);
    expect(split(`x.${F}`.repeat(40_000)).length).toBeGreaterThan(0);
    expect(performance.now() - begun).toBeLessThan(5000);
  }, 20_000);
});
