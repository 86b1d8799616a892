import { expect, test } from 'vitest';
import { rule, shownClaims, small } from './small.ts';

const shown = (pattern: string, source: string): readonly string[] => {
  const analyze = small(rule('r', `claim: { any: [${pattern}] }\ncaveat: { all: [{ cue: <care>, within: section }] }`));
  return shownClaims(source, analyze(source).claims);
};

test('what the act itself negates is claimed, unless the act is negated too', () => {
  const shunning = '{ mentions: <class:thing>, cue: <shun> }';
  expect(shown(shunning, 'Avoid alfa.')).toEqual(['r missing "Avoid alfa"']);
  expect(shown(shunning, 'Never avoid alfa.')).toEqual([]);
  expect(shown('{ mentions: <class:thing>, cue: <act> }', 'Avoid alfa, take bravo.')).toEqual([]);
});

test('an act may stand in a condition only where the pattern says so', () => {
  expect(shown('{ mentions: <class:thing>, cue: <act> }', 'In case you take alfa.')).toEqual([]);
  expect(shown('{ mentions: <class:thing>, cue: <act>, conditional: true }', 'In case you take alfa.')).toEqual([
    'r missing "take alfa"',
  ]);
});

test('a word that only begins another phrase of its set makes no claim', () => {
  const taken = '{ mentions: <class:thing>, cue: <act> }';
  expect(shown(taken, '## Take\n\n- alfa')).toEqual(['r missing "alfa"']);
  expect(shown(taken, '## Take-home\n\n- alfa')).toEqual([]);
});

test('words that tell how a substance is taken do not count between two places', () => {
  const near = '{ mentions: <class:thing>, cue: <act>, near: 2 }';
  expect(shown(near, 'Alfa is what you take.')).toEqual([]);
  expect(shown(near, 'Alfa every day at noon we take.')).toEqual(['r missing "Alfa every day at noon we take"']);
  expect(shown(near, 'Alfa every day at noon is what you take.')).toEqual([]);
  expect(shown(near, 'Alfa every day at dusk we take.')).toEqual([]);
});

test.each([
  ['golf 200 mg', 'golf 200 mg'],
  ['A 200 mg tablet of pure golf.', 'A 200 mg tablet of pure golf'],
  ['200 mg golf with 5 mg of hotel.', '200 mg golf'],
  ['Golf 5 mg, hotel 200 mg.', undefined],
  ['Golf and 200 mg of hotel.', undefined],
  ['Golf, 5 mg per tablet; take forty.', undefined],
  ['Golf, 50 mg in every tablet; most people take four.', 'Golf, 50 mg'],
  ['With hotel take 200 mg of golf.', '200 mg of golf'],
  ['200 mg a day, with golf at night.', undefined],
  ['Take two grams of golf.', 'two grams of golf'],
  ['Take one or two hundred milligrams of golf.', 'one or two hundred milligrams of golf'],
  ['Half a gram of golf.', 'Half a gram of golf'],
  ['Take ten milligrams of golf.', undefined],
  ['Take four of the 50 mg golf tablets.', 'four of the 50 mg golf'],
  ['Take a look at grams of golf.', undefined],
])('an amount is that of its own substance: %s', (source, words) => {
  const analyze = small(
    rule(
      'r',
      'claim: { any: [{ mentions: <class:supplement>, amount: beyond }], limits: { golf: { above: 100 } } }\ncaveat: { all: [{ cue: <care>, within: section }] }',
    ),
  );
  expect(shownClaims(source, analyze(source).claims)).toEqual(words === undefined ? [] : [`r missing "${words}"`]);
});

test('a profile may have limits of its own, in whatever order drafts are read', () => {
  const analyze = small(
    rule(
      'r',
      'claim: { any: [{ mentions: <class:supplement>, amount: beyond }], limits: { golf: { above: 100, profiles: { uk: 20 } }, hotel: { above: 100 } } }\ncaveat: { all: [{ cue: <care>, within: section }] }',
    ),
  );
  const claimsIn = (source: string): readonly string[] => shownClaims(source, analyze(source).claims);
  const british = '---\ncaveat: { profile: uk }\n---\n\n';
  expect(claimsIn('Golf 50 mg. Golf 200 mg.')).toEqual(['r missing "Golf 200 mg"']);
  expect(claimsIn(`${british}Golf 50 mg. Hotel 50 mg. Hotel 200 mg.`)).toEqual([
    'r missing "Golf 50 mg"',
    'r missing "Hotel 200 mg"',
  ]);
  expect(claimsIn('Golf 50 mg.')).toEqual([]);
});

test('of limits for several profiles the lowest holds, and none holds for another concept', () => {
  const analyze = small(
    rule(
      'r',
      'claim: { any: [{ mentions: <class:supplement>, amount: beyond }], limits: { golf: { above: 100, profiles: { uk: 60, journal: 20 } }, hotel: { above: 100, profiles: { clinical: 60 } } } }\ncaveat: { all: [{ cue: <care>, within: section }] }',
    ),
  );
  const claimsIn = (profile: string): readonly string[] => {
    const source = `---\ncaveat: { profile: ${profile} }\n---\n\nGolf 80 mg. Hotel 80 mg.`;
    return shownClaims(source, analyze(source).claims);
  };
  expect(claimsIn('uk')).toEqual(['r missing "Golf 80 mg"']);
  expect(claimsIn('clinical')).toEqual(['r missing "Hotel 80 mg"']);
  const both = '---\ncaveat: { profile: [uk, journal] }\n---\n\nGolf 50 mg.';
  expect(shownClaims(both, analyze(both).claims)).toEqual(['r missing "Golf 50 mg"']);
});

test('what an earlier sentence names in a guess is named all the same', () => {
  const pattern = '{ mentions: <class:thing>, cue: <act>, topic: before, unhedged: true }';
  expect(shown(pattern, 'You may know alfa. She is taking it.')).toEqual(['r missing "taking"']);
  expect(shown(pattern, 'You know alfa. She may be taking it.')).toEqual([]);
});

test('what overrides a context may be negated itself', () => {
  const analyze = small(
    rule(
      'r',
      'claim: { any: [{ mentions: <class:thing>, cue: <act> }], unless: [food] }\ncaveat: { all: [{ cue: <care>, within: section }] }',
    ),
  );
  expect(shownClaims('', analyze('Take alfa, cheese not with bread.').claims)).toEqual([]);
});

test('columns may do the work of grammar, in the rows of tables only', () => {
  const pattern = '{ mentions: <class:thing>, cue: <act>, row: true }';
  expect(shown(pattern, '| Take | When |\n| --- | --- |\n| alfa | at noon |')).toEqual(['r missing "alfa"']);
  expect(shown(pattern, 'Take alfa at noon.')).toEqual([]);
});

test('a pattern may go with the claim of another rule, wherever that one stands in the data', () => {
  const after = rule(
    'after',
    'claim: { any: [{ claimed: [taken], cue: <ease> }] }\ncaveat: { all: [{ cue: <care>, within: section }] }',
  );
  const taken = rule(
    'taken',
    'claim: { any: [{ mentions: <class:thing>, cue: <act> }], unless: [food] }\ncaveat: { all: [{ cue: <care>, within: section }] }',
  );
  for (const analyze of [small(after, taken), small(taken, after)]) {
    const claimsIn = (source: string): readonly string[] => [...shownClaims(source, analyze(source).claims)].sort();
    expect(claimsIn('Safely take alfa.')).toEqual(['after missing "Safely take alfa"', 'taken missing "take alfa"']);
    expect(claimsIn('It goes safely. Take alfa.')).toEqual(['taken missing "Take alfa"']);
    expect(claimsIn('Safely, but never take alfa.')).toEqual([]);
    expect(claimsIn('Safely take alfa with cheese.')).toEqual([
      'after missing "Safely take alfa"',
      'taken missing "take alfa"',
    ]);
    expect(claimsIn('Safely take alfa, cheese.')).toEqual([]);
  }
});

test('what the other rule claims has to be known', () => {
  const lost = rule(
    'lost',
    'claim: { any: [{ claimed: [takn], cue: <ease> }] }\ncaveat: { all: [{ cue: <care>, within: section }] }',
  );
  const taken = rule('taken', 'claim: { any: [{ cue: <act> }] }\ncaveat: { all: [{ cue: <care>, within: section }] }');
  expect(() => small(lost, taken)).toThrow('Unknown rule "takn"');
});
