import { expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { ownData } from '../helpers.ts';

const { analyze } = createAnalyzer({ data: ownData() });

test.each([
  ['German', 'Das ist nicht für jeden, aber 100 mg 5-HTP vor dem Schlaf und mit Wasser.'],
  ['French', 'Prenez 100 mg de 5-HTP le soir avec une boisson, pour un sommeil sans stress.'],
  ['Spanish', 'Tome 100 mg de 5-HTP por la noche con agua para dormir mejor en el invierno.'],
])('a passage in %s makes no claim', (_, text) => {
  expect(analyze(text).claims).toEqual([]);
});

test('an English one with a foreign word does, and so does a short line', () => {
  expect(analyze('Take 100 mg of 5-HTP at bedtime à la carte, and en route to bed.').claims).not.toEqual([]);
  expect(analyze('**5-HTP** – 100 mg nocte').claims).not.toEqual([]);
  expect(analyze('Theanine: non-addictive, non-toxic, risk-free').claims).not.toEqual([]);
});
