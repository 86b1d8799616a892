import { expect, test } from 'vitest';
import { PRODUCT_NAME } from '../../src/caveats/productNames.ts';
import { readText } from '../../src/caveats/reading.ts';
import { ownData } from '../helpers.ts';

test.each([
  ['Quiet Hour eases the mind.', ['Quiet Hour']],
  ['NeuroPanel reveals it.', ['NeuroPanel']],
  ['A course of Serenol helps.', ['Serenol']],
  ['Calmly® helps.', ['Calmly®']],
  ['Order Quiet-Hour today.', ['Order Quiet-Hour']],
  ['Capsules help. Nobody knows why.', []],
  ['I know that SSRIs help.', []],
  ['It was Dr Smith who said so.', []],
  ['We sell Tryptophan.', []],
  ['See the Department of Health, Paris.', ['Department', 'Health', 'Paris']],
  ['One Two Three Four Five help.', []],
])('the names in %s', (text, names) => {
  const { lexicon, language } = ownData();
  const { cues, tokens } = readText(text, lexicon, language.abbreviations);
  const found = cues.filter(({ set }) => set === PRODUCT_NAME);
  expect(found.map(({ first, end }) => text.slice(tokens.start[first], tokens.end[end - 1]))).toEqual(names);
});
