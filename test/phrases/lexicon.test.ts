import { describe, expect, test } from 'vitest';
import { compileLexicon } from '../../src/phrases/lexicon.ts';
import { scanReferences, scanText } from '../../src/phrases/scanText.ts';
import { expander, found, shownSpans } from './phrases.ts';

describe('a gap', () => {
  const phrase = 'take ..3 dose';
  test.each([
    ['may be empty', 'take dose', 'take dose'],
    ['may hold words', 'take the full evening dose', 'take the full evening dose'],
    ['may cross a comma', 'take, please, the dose', 'take, please, the dose'],
    ['may cross brackets and quotation marks', 'take (the “full”) dose', 'take (the “full”) dose'],
    ['counts a possessive as no word', "take your sister's full dose", "take your sister's full dose"],
  ])('%s', (_, text, words) => {
    expect(found([phrase], text)).toEqual([`${phrase} "${words}"`]);
  });

  test.each([
    ['holds no more words than it says', 'take a b c d dose'],
    ['never crosses a semicolon', 'take it; dose'],
    ['never crosses a colon', 'take: dose'],
    ['never crosses the end of a sentence', 'take it / dose'],
    ['does not go back', 'dose to take'],
  ])('%s', (_, text) => {
    expect(found([phrase], text)).toEqual([]);
  });

  test.each([
    ['never crosses a denial where its label says so', 'is not our choice', 0],
    ['nor a contracted one', 'is, isn’t it, choice', 0],
    ['but a verb that cannot be done is none', 'is, you can’t, choice', 1],
    ['crosses other words', 'is our choice', 1],
  ])('%s', (_, text, count) => {
    const label = 'is ..3 choice';
    const closed = compileLexicon([{ label, patterns: expander.patterns(label) }], undefined, () => true);
    expect(shownSpans(text, (tokens, sentenceOf) => scanText(closed, tokens, sentenceOf).spans)).toHaveLength(count);
    expect(found([label], text)).toHaveLength(1);
  });

  test('is five words when it does not say', () => {
    expect(found(['a .. b'], 'a 1 2 3 4 5 b')).toHaveLength(1);
    expect(found(['a .. b'], 'a 1 2 3 4 5 6 b')).toHaveLength(0);
  });

  test('adds up with the next one', () => {
    expect(found(['a ..2 (x)? ..2 b'], 'a 1 2 3 4 b')).toHaveLength(1);
    expect(found(['a ..2 (x)? ..2 b'], 'a 1 2 3 4 5 b')).toHaveLength(0);
  });
});

describe('a phrase of several places', () => {
  test('ends with the nearest continuation', () => {
    expect(found(['take .. dose'], 'take one dose or dose')).toEqual(['take .. dose "take one dose"']);
  });

  test('goes further when the nearest continuation leads nowhere', () => {
    expect(found(['a ..5 b c'], 'a b x b c')).toEqual(['a ..5 b c "a b x b c"']);
    expect(found(['a ..5 (b | b x) ..0 c'], 'a b x c')).toEqual(['a ..5 (b | b x) ..0 c "a b x c"']);
    expect(found(['a ..5 b ..1 c'], 'a b 1 2 b c')).toEqual(['a ..5 b ..1 c "a b 1 2 b c"']);
  });

  test('stands at each of its beginnings', () => {
    expect(found(['a ..2 b'], 'a a b')).toEqual(['a ..2 b "a a b"', 'a ..2 b "a b"']);
  });

  test('with no gap touches', () => {
    expect(found(['(a | <none> b) c'], 'a c')).toEqual(['(a | <none> b) c "a c"']);
    expect(found(['a <none>'], 'a none')).toEqual([]);
  });
});

describe('words', () => {
  test('may be parted by white space or one hyphen, not by marks', () => {
    expect(found(['low mood'], 'low mood low-mood low\nmood low, mood low. mood low -- mood')).toEqual([
      'low mood "low mood"',
      'low mood "low-mood"',
      'low mood "low\nmood"',
    ]);
  });

  test('that several phrases share are found under each', () => {
    expect(found(['low mood', 'low (mood | energy)'], 'low mood')).toEqual([
      'low (mood | energy) "low mood"',
      'low mood "low mood"',
    ]);
  });

  test.each(['constructor', '__proto__', 'toString'])('%s is a word like others', (word) => {
    expect(found([`${word} ..2 dose`], `${word} of a dose`)).toEqual([`${word} ..2 dose "${word} of a dose"`]);
    expect(found([`low ${word}`], 'low mood')).toEqual([]);
  });
});

describe('references', () => {
  const phrases = [
    'see ..2 <agent>',
    '<class:precursor> (capsule | tablet)',
    '<agent>',
    'a <constructor>',
    '(<agent> | nobody) knows',
  ];
  const lexicon = compileLexicon(phrases.map((label) => ({ label, patterns: expander.patterns(label) })));
  const stands = new Map([
    ['set agent', ['doctor', 'gp']],
    ['class precursor', ['tyrosine']],
  ]);
  const refer = (text: string) =>
    shownSpans(text, (tokens, sentenceOf) =>
      scanReferences(lexicon, scanText(lexicon, tokens, sentenceOf), (kind, name) => {
        const words = stands.get(`${kind} ${name}`) ?? [];
        return Array.from({ length: tokens.count }, (_, first) => ({ first, end: first + 1 })).filter(({ first }) =>
          words.includes(text.slice(tokens.start[first], tokens.end[first]).toLowerCase()),
        );
      }),
    );

  test('stand where a cue of the set or a term of the class stands', () => {
    expect(refer('see your doctor')).toEqual(['see ..2 <agent> "see your doctor"', '<agent> "doctor"']);
    expect(refer('a tyrosine tablet')).toEqual(['<class:precursor> (capsule | tablet) "tyrosine tablet"']);
    expect(refer('nobody knows, the gp knows')).toEqual(
      ['(<agent> | nobody) knows "nobody knows"', '(<agent> | nobody) knows "gp knows"', '<agent> "gp"'].sort(
        byPlace('nobody knows, the gp knows'),
      ),
    );
  });

  test('that are not filled find nothing', () => {
    expect(refer('see your friend, a tyrosine dose, a constructor')).toEqual([]);
  });
});

/** Sorts shown spans by where their words stand in the text, the shorter first. */
function byPlace(text: string): (one: string, two: string) => number {
  const place = (shown: string): [number, number] => {
    const words = /"(.*)"$/.exec(shown)?.[1] ?? '';
    return [text.lastIndexOf(words), words.length];
  };
  return (one, two) => place(one)[0] - place(two)[0] || place(one)[1] - place(two)[1];
}
