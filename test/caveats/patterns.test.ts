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
