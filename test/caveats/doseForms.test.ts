import { describe, expect, test } from 'vitest';
import {
  amountIn,
  bareNumberAtEnd,
  bareNumberAtStart,
  bareNumberIn,
  countAlone,
  countIn,
  countSplit,
  mayHoldAmount,
  misreadForm,
  numberOf,
  vagueCountAtEnd,
} from '../../src/caveats/detectors/doseForms.ts';

const never = (): boolean => false;

describe('forms of doses', () => {
  test.each([
    ['5.0 mg', 'with a trailing zero', '5 mg'],
    ['.5 tab', 'without a zero before the decimal point', '0.5 tab'],
    ['1000 IU', 'with IU, which is misread', 'international units'],
    ['400 IU/day', 'with IU, which is misread', 'international units'],
  ])('%s is misread', (text, detail, fixed) => {
    expect(misreadForm(text, never)).toMatchObject({ detail, fixed: expect.stringContaining(fixed) });
    expect(mayHoldAmount(text)).toBe(true);
  });

  test.each(['4.0 mg/L', '12 µg/mL', '1140 U/L', 'p < .05', 'version 2.0'])(
    '%s is no dose that could be misread',
    (text) => {
      expect(misreadForm(text, () => true)).toBeUndefined();
    },
  );

  test.each(['500 mg', '100-mg', 'a gram', 'two grams'])('%s is an amount', (text) => {
    expect(amountIn(text)).toMatchObject({ isLimit: false });
    expect(mayHoldAmount(text)).toBe(true);
  });

  test.each(['two capsules', 'half a teaspoon', '30 drops', 'a couple of sachets'])('%s is a count', (text) => {
    expect(countIn(text)).toBeDefined();
    expect(mayHoldAmount(text)).toBe(true);
  });

  test('a substance may stand within a count', () => {
    expect(countSplit('Pop three ', ' gummies')).toMatchObject({ index: 4, length: 5 });
    expect(countSplit('Pop three ', ' friends')).toBeUndefined();
  });

  test('the content of a tub is no count', () => expect(countIn('90 capsules')).toBeUndefined());

  test('numbers alone stand directly beside the substance, and are no years', () => {
    expect(bareNumberAtEnd('Take 500 of ')).toMatchObject({ index: 5, length: 3 });
    expect(bareNumberAtStart(' 500 and more', true)).toMatchObject({ index: 1, length: 3 });
    expect(bareNumberAtStart(' 2019 and later', true)).toBeUndefined();
    expect(bareNumberAtStart(' 500 mg', true)).toBeUndefined();
    expect(vagueCountAtEnd('Pop a couple of ')).toBeDefined();
  });

  test('a naked decimal may lack its unit too', () => {
    expect(bareNumberAtStart(' .75 at night', true)).toMatchObject({ index: 1, length: 3, detail: 'without a unit' });
  });

  test('a number may be of something that is weighed, or the answer to how much', () => {
    expect(numberOf('Stir in 5 to 10 of the powder')).toMatchObject({ index: 8, length: 7 });
    expect(numberOf('Stir in 5 of the best')).toBeUndefined();
    expect(bareNumberIn('About 200, I find')).toMatchObject({ index: 6, length: 3 });
    expect(bareNumberIn('About 200 people')).toBeUndefined();
  });

  test('a number by itself counts', () => {
    expect(countAlone('two')).toBeDefined();
    expect(countAlone('tomorrow')).toBeUndefined();
  });
});
