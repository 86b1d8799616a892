import { expect, test } from 'vitest';
import { namesIn } from '../../src/caveats/names.ts';
import { tokenize } from '../../src/phrases/tokens.ts';

/** The names in one sentence; words in [ ] mean something else. */
const names = (source: string): readonly string[] => {
  const text = source.replace(/[[\]]/g, '');
  const tokens = tokenize(text);
  const at = source.indexOf('[');
  const taken = at < 0 ? [] : tokenize(source.slice(0, at)).count;
  const end = typeof taken === 'number' ? taken + tokenize(source.slice(at + 1, source.indexOf(']'))).count : 0;
  return namesIn(
    tokens,
    [{ first: 0, end: tokens.count }],
    typeof taken === 'number' ? [{ first: taken, end }] : [],
  ).map(({ first, end: last }) => text.slice(tokens.start[first], tokens.end[last - 1]));
};

test.each([
  ['Quiet Hour relieves insomnia.', ['Quiet Hour']],
  ['In winter Serenol lifts the mood.', ['Serenol']],
  ['NeuroBalance helps.', ['NeuroBalance']],
  ['Exercise helps.', []],
  ['The labels say: Keep it dry.', []],
  ['We asked the FDA and the GMC.', []],
  ['A Very Long Name Of Five Words.', []],
  ['Care from [Dr] Weber helps.', []],
  ['Take [Sertraline] at night.', []],
])('words with capitals that nothing asks for are a name: %s', (source, found) => {
  expect(names(source)).toEqual(found);
});
