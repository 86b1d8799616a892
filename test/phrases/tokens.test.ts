import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JOINT, tokenize } from '../../src/phrases/tokens.ts';

function words(text: string): readonly string[] {
  const tokens = tokenize(text);
  return Array.from({ length: tokens.count }, (_, index) => text.slice(tokens.start[index], tokens.end[index]));
}

/** The tokens after their joints: `-` behind a hyphen, `+` behind white space, nothing where they touch. */
function joined(text: string): string {
  const tokens = tokenize(text);
  const marks = new Map<number, string>([
    [JOINT.none, ''],
    [JOINT.space, '+'],
    [JOINT.hyphen, '-'],
  ]);
  return words(text)
    .map((word, index) => `${marks.get(tokens.joint[index] as number)}[${word}]`)
    .join('');
}

describe('words', () => {
  test.each([
    ['are parted at white space', 'low  mood\tand\nsleep', ['low', 'mood', 'and', 'sleep']],
    [
      'are parted at no-break and thin spaces',
      'low\u00A0mood\u202Fnow\u2009ok\u3000end',
      ['low', 'mood', 'now', 'ok', 'end'],
    ],
    ['leave a possessive outside', "serotonin's role", ['serotonin', "'s", 'role']],
    ['leave a curly possessive outside', 'John’s wort', ['John', '’s', 'wort']],
    ['leave a possessive outside behind an unseen character', "serotonin\u00AD's", ['serotonin', "'s"]],
    ['leave the apostrophe of a plural outside', "patients' mood", ['patients', "'", 'mood']],
    ['keep a contraction whole', "don't doesn’t you're", ["don't", 'doesn’t', "you're"]],
    ['keep letters that begin with s behind an apostrophe', "o'shea", ["o'shea"]],
    [
      'part a number from its unit',
      '100mg 5µg 250μg 2g 12IU',
      ['100', 'mg', '5', 'µg', '250', 'μg', '2', 'g', '12', 'IU'],
    ],
    ['keep other numbers with letters whole', '5HTP B6 2nd 3D', ['5HTP', 'B6', '2nd', '3D']],
    ['are parted at hyphens', 'L-DOPA 5-HTP', ['L', 'DOPA', '5', 'HTP']],
    ['keep a prime before a hyphen', 'pyridoxal 5′-phosphate', ['pyridoxal', '5′', 'phosphate']],
    ['hold unseen characters', 'sero\u00ADto\u200Bnin', ['sero\u00ADto\u200Bnin']],
    ['do not end with unseen characters', 'mood\u00AD and\u200B', ['mood', 'and']],
    ['hold letters outside the basic plane', '𝛾aba 𐐀', ['𝛾aba', '𐐀']],
    ['hold combining marks', 'nai\u0308ve', ['nai\u0308ve']],
    ['never form over a filler', 'sero\uFFFCtonin', ['sero', '\uFFFC', 'tonin']],
  ])('%s', (_, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('and marks are told apart', () => {
    const tokens = tokenize('5 mg, b.i.d.');
    expect([...tokens.word]).toEqual([1, 1, 0, 1, 0, 1, 0, 1, 0]);
  });
});

describe('decimals', () => {
  test('stand as number, point, number', () => {
    expect(joined('0.71 mg')).toBe('[0][.][71]+[mg]');
  });
});

describe('joints', () => {
  test.each([
    ['a hyphen', 'well-known', '[well]-[known]'],
    ['a Unicode hyphen', 'well\u2010known', '[well]-[known]'],
    ['a no-break hyphen', '5\u2011HTP', '[5]-[HTP]'],
    ['an en dash without spaces', 'dose\u2013response', '[dose]-[response]'],
    ['a minus sign', '5\u2212HT', '[5]-[HT]'],
    ['a full-width hyphen', '5\uFF0DHT', '[5]-[HT]'],
    ['a hyphen at a line end', 'pre-\ncursor', '[pre]-[cursor]'],
    ['a hyphen before an unseen character', 'pre-\u200Bcursor', '[pre]-[cursor]'],
    ['a hyphen behind an unseen character', 're\u00AD-uptake', '[re]-[uptake]'],
    ['white space', 'low mood', '[low]+[mood]'],
    ['nothing', '5mg', '[5][mg]'],
    ['a soft hyphen between words and marks', 'mood\u00AD, low', '[mood][,]+[low]'],
  ])('%s', (_, text, expected) => {
    expect(joined(text)).toBe(expected);
  });

  test.each([
    ['a spaced dash parts words', 'low \u2013 mood', '[low]+[\u2013]+[mood]'],
    ['an em dash parts words', 'low\u2014mood', '[low][\u2014][mood]'],
    ['a hyphen that leads is a mark', '-5 and -a', '[-][5]+[and]+[-][a]'],
    ['two hyphens are marks', 'a--b', '[a][-][-][b]'],
  ])('%s', (_, text, expected) => {
    expect(joined(text)).toBe(expected);
  });
});

test('tokens never overlap, never go back, and all that is left out is space, hyphen or unseen', () => {
  const unit = fc.constantFrom(
    'a',
    'Z',
    '5',
    'mg',
    "'",
    '’',
    's',
    '-',
    '\u2011',
    '\u2014',
    ' ',
    '\n',
    '\u00A0',
    '\u00AD',
    '\u200B',
    '.',
    ',',
    '😀',
    '\uD800',
    '\uDC00',
    '\uFFFC',
    'é',
    '\u0301',
    '_',
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
      const { start, end, count } = tokenize(text);
      let at = 0;
      let left = '';
      for (let index = 0; index < count; index++) {
        expect(start[index]).toBeGreaterThanOrEqual(at);
        expect(end[index]).toBeGreaterThan(start[index] as number);
        left += text.slice(at, start[index]);
        at = end[index] as number;
      }
      expect(left + text.slice(at)).toMatch(/^[\s\u00AD\u200B\u2011-]*$/);
    }),
    { numRuns: 1000 },
  );
});
