import { describe, expect, test } from 'vitest';
import { assertionOf } from '../../src/caveats/assertion.ts';
import { type Reading, readText } from '../../src/caveats/reading.ts';
import { ownData, unmark } from '../helpers.ts';

/** The assertion of each ⟦marked⟧ stretch of a text. */
function statuses(marked: string): readonly string[] {
  const { source, ranges } = unmark(marked);
  const { lexicon, language } = ownData();
  const reading = readText(source, lexicon, language.abbreviations);
  return ranges.map((range) => assertionOf(reading, tokensAt(reading, range)).status);
}

function tokensAt({ tokens }: Reading, { start, end }: { readonly start: number; readonly end: number }) {
  const inside = Array.from({ length: tokens.count }, (_, index) => index).filter(
    (index) => (tokens.start[index] as number) >= start && (tokens.end[index] as number) <= end,
  );
  return { first: inside[0] as number, end: (inside.at(-1) as number) + 1 };
}

describe('affirmed', () => {
  test.each([
    'Take ⟦tyrosine⟧ before breakfast.',
    'Tyrosine ⟦lifts⟧ mood, and it does so for hours.',
    'Notable effects follow from ⟦tyrosine⟧.',
    'A knot in the wool; ⟦tyrosine⟧ helps.',
  ])('%s', (text) => {
    expect(statuses(text)).toEqual(['affirmed']);
  });
});

describe('negated by words before', () => {
  test.each([
    'Do not take ⟦tyrosine⟧.',
    'Don’t take ⟦tyrosine⟧.',
    "Readers shouldn't take ⟦tyrosine⟧.",
    'You must never add ⟦5-HTP⟧ here.',
    'Cannot be read as ⟦advice⟧.',
    'Avoid ⟦tyrosine⟧ after noon.',
    'Stay away from ⟦tyrosine⟧.',
    'A morning without ⟦tyrosine⟧ passed well.',
    'There is no ⟦tyrosine⟧ in it.',
    'Rest instead of ⟦tyrosine⟧.',
    'Neither rest nor ⟦tyrosine⟧ worked.',
    'Sleep rather than ⟦tyrosine⟧ is the answer.',
    'We advise against ⟦tyrosine⟧ for teenagers.',
    'Avoid: ⟦tyrosine⟧.',
    'Do not, under any circumstances, take ⟦tyrosine⟧.',
  ])('%s', (text) => {
    expect(statuses(text)).toEqual(['negated']);
  });
});

describe('negated by words behind', () => {
  test.each([
    '⟦Tyrosine⟧ is not recommended.',
    '⟦Tyrosine⟧ should be avoided.',
    'Adding ⟦5-HTP⟧ on top of it is dangerous.',
    '⟦Tyrosine⟧ at that dose is contraindicated.',
    'A ⟦combination⟧ must not be attempted.',
  ])('%s', (text) => {
    expect(statuses(text)).toEqual(['negated']);
  });

  test('not backwards past a clause', () => {
    expect(statuses('⟦Tyrosine⟧ is fine; coffee should be avoided.')).toEqual(['affirmed']);
    expect(statuses('⟦Tyrosine⟧ lifts mood, but coffee is not recommended.')).toEqual(['affirmed']);
  });
});

describe('a scope ends', () => {
  test.each([
    ['at “but”', 'Do not take ⟦levodopa⟧ but do take ⟦tyrosine⟧.', ['negated', 'affirmed']],
    ['at “however”', 'Never skip meals however busy, and take ⟦tyrosine⟧.', ['affirmed']],
    ['at a semicolon', 'Do not take ⟦levodopa⟧; take ⟦tyrosine⟧.', ['negated', 'affirmed']],
    ['at the end of the sentence', 'Do not take ⟦levodopa⟧. Take ⟦tyrosine⟧.', ['negated', 'affirmed']],
    ['at a dash', 'Do not take ⟦levodopa⟧ – take ⟦tyrosine⟧.', ['negated', 'affirmed']],
    ['at brackets', 'Do not take ⟦levodopa⟧ (⟦tyrosine⟧ is the other one).', ['negated', 'affirmed']],
    ['at a comma, where the word negates a noun', 'With no ⟦caffeine⟧, ⟦tyrosine⟧ works.', ['negated', 'affirmed']],
    ['at a comma behind “without”', 'Without ⟦coffee⟧, take ⟦tyrosine⟧.', ['negated', 'affirmed']],
    [
      'not at the commas of a list',
      'Do not take ⟦levodopa⟧, ⟦tyrosine⟧ or ⟦5-HTP⟧.',
      ['negated', 'negated', 'negated'],
    ],
    ['at the comma that closes a clause with “if”', 'If you do not ⟦sleep⟧, take ⟦tyrosine⟧.', ['negated', 'affirmed']],
    [
      'at the comma that closes a clause with “when”',
      'When ⟦coffee⟧ is not enough, take ⟦tyrosine⟧.',
      ['affirmed', 'affirmed'],
    ],
    ['not at a decimal point', 'Do not take 0.5 g of ⟦tyrosine⟧.', ['negated']],
    ['not at “e.g.”', 'Do not take precursors, e.g. ⟦tyrosine⟧.', ['negated']],
  ])('%s', (_, text, expected) => {
    expect(statuses(text)).toEqual(expected);
  });
});

describe('words that look like negation and are none', () => {
  test.each([
    'Not only ⟦tyrosine⟧ lifts mood.',
    'No doubt ⟦tyrosine⟧ lifts mood.',
    'Don’t forget your ⟦tyrosine⟧.',
    'Do not hesitate to take ⟦tyrosine⟧.',
    'You can’t go wrong with ⟦tyrosine⟧.',
    'It has never been easier to take ⟦tyrosine⟧.',
    'Nothing beats ⟦tyrosine⟧.',
    'No wonder ⟦tyrosine⟧ sells.',
    'Not uncommonly ⟦tyrosine⟧ lifts mood.',
  ])('%s', (text) => {
    expect(statuses(text)).toEqual(['affirmed']);
  });
});

describe('other statuses', () => {
  test.each([
    ['conditional', 'Stop the drug if you take ⟦tyrosine⟧.'],
    ['conditional', 'People who take ⟦tyrosine⟧ sleep less.'],
    ['hypothetical', 'Readers asked whether ⟦tyrosine⟧ works.'],
    ['historical', 'She had been taking ⟦tyrosine⟧ for a year.'],
    ['historical', 'Historically ⟦tyrosine⟧ was a reagent.'],
    ['other', 'Sellers claim that ⟦tyrosine⟧ lifts mood.'],
    ['other', 'The tonic is said to hold ⟦tyrosine⟧.'],
    ['possible', 'It may be ⟦tyrosine⟧.'],
    ['possible', 'Perhaps ⟦tyrosine⟧ helps.'],
  ])('%s: %s', (status, text) => {
    expect(statuses(text)).toEqual([status]);
  });

  test('the stronger one counts where two reach', () => {
    expect(statuses('You may not take ⟦tyrosine⟧.')).toEqual(['negated']);
    expect(statuses('Sellers claim it might hold ⟦tyrosine⟧.')).toEqual(['other']);
  });

  test('a condition ends at its comma', () => {
    expect(statuses('If you are tired, ⟦tyrosine⟧ helps.')).toEqual(['affirmed']);
  });
});

test.each(['constructor', '__proto__', 'toString'])('%s asserts nothing', (word) => {
  expect(statuses(`The ${word} has ⟦tyrosine⟧.`)).toEqual(['affirmed']);
});
