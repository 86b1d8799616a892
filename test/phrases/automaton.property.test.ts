import fc from 'fast-check';
import { expect, test } from 'vitest';
import { automatonOf, scan } from '../../src/phrases/automaton.ts';
import type { RunWord } from '../../src/phrases/expand.ts';
import { foldForms, foldWord } from '../../src/phrases/fold.ts';
import { tokenize } from '../../src/phrases/tokens.ts';
import { buildTrie } from '../../src/phrases/trie.ts';

const writings = [
  'a',
  'A',
  'b',
  'B',
  'ab',
  'Ab',
  '5',
  'γ',
  'Γ',
  'é',
  'É',
  'ﬁ',
  'fi',
  'B₆',
  'b6',
  "don't",
  'don’t',
  'DON’T',
  'constructor',
  '__proto__',
  'toString',
  'tostring',
  'ſ',
  's',
  ',',
  '.',
  '-',
  '😀',
];
const joints = [' ', '-', '\u2011', '\u00A0', '', ', ', '\n'];

const runWord: fc.Arbitrary<RunWord> = fc
  .tuple(fc.constantFrom(...writings), fc.boolean())
  .map(([text, exact]) => ({ text: exact ? foldForms(text) : foldWord(text), exact }));
const vocabulary = fc.uniqueArray(fc.array(runWord, { minLength: 1, maxLength: 4 }), {
  maxLength: 60,
  selector: (run) => JSON.stringify(run),
});
const text = fc
  .array(fc.tuple(fc.constantFrom(...writings), fc.constantFrom(...joints)), { maxLength: 40 })
  .map((pieces) => pieces.flat().join(''));

/** Every run at every place, word for word. */
function naive(runs: readonly (readonly RunWord[])[], written: string): readonly string[] {
  const tokens = tokenize(written);
  const words = Array.from({ length: tokens.count }, (_, index) =>
    written.slice(tokens.start[index], tokens.end[index]),
  );
  const stands = ({ text: wanted, exact }: RunWord, at: number): boolean => {
    const word = words[at];
    return word !== undefined && (exact ? foldForms(word) : foldWord(word)) === wanted;
  };
  return words.flatMap((_, first) =>
    runs.flatMap((run, id) =>
      run.every((word, place) => stands(word, first + place)) ? [`${id}: ${first}-${first + run.length}`] : [],
    ),
  );
}

test('the automaton finds every run wherever it stands, and nothing else', () => {
  fc.assert(
    fc.property(vocabulary, text, (runs, written) => {
      const matches = scan(automatonOf(buildTrie(runs)), tokenize(written));
      expect(matches.runs.map((run, at) => `${run}: ${matches.firsts[at]}-${matches.ends[at]}`).sort()).toEqual(
        [...naive(runs, written)].sort(),
      );
    }),
    { numRuns: 1500 },
  );
});

test('matches come by their first token', () => {
  const run = (words: string): readonly RunWord[] => words.split(' ').map((word) => ({ text: word, exact: false }));
  const automaton = automatonOf(buildTrie([run('b'), run('a b c'), run('a'), run('b c')]));
  expect(scan(automaton, tokenize('a b c')).runs).toEqual([2, 1, 0, 3]);
});

test('a vocabulary of thousands of words finds each of them', () => {
  const words = Array.from({ length: 20_000 }, (_, index) => `w${index.toString(36)}`);
  const automaton = automatonOf(buildTrie(words.map((word) => [{ text: word, exact: false }])));
  const { runs } = scan(automaton, tokenize(words.join(' ')));
  expect(runs).toEqual(words.map((_, index) => index));
});
