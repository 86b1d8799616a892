import { expect, test } from 'vitest';
import { assertion } from '../../src/analysis/assertion.ts';
import { readData } from '../../src/analysis/data.ts';
import { dataFiles } from '../dataFiles.ts';
import { assertedStatus, labelledSentences } from '../eval/negation/sentences.ts';

const { data } = readData(dataFiles());

/** The status of the words in ⟦ ⟧, and the text of the cue. */
function status(marked: string): readonly [string, string | undefined] {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  const sentence = marked.replace(/[⟦⟧]/g, '');
  const { status, cue } = assertion(sentence, { start, end }, data);
  return [status, cue && sentence.slice(cue.start, cue.end)];
}

test.each([
  ['She takes ⟦melatonin⟧ at night.', 'affirmed', undefined],
  ['She does not take ⟦melatonin⟧ at night.', 'negated', 'does not'],
  ['She doesn’t take ⟦melatonin⟧ at night.', 'negated', 'doesn’t'],
  ['The patient denies ⟦palpitations⟧ and tremor.', 'negated', 'denies'],
  ['There was no ⟦tremor⟧.', 'negated', 'no'],
  ['Do not exceed the dose, but do take ⟦5-HTP⟧ daily.', 'affirmed', undefined],
  ['If you do not sleep well, ⟦valerian⟧ is an option.', 'affirmed', undefined],
  ['There is no doubt that ⟦sleep⟧ helps.', 'affirmed', undefined],
  ['For moods that will not shift, try ⟦5-HTP⟧.', 'affirmed', undefined],
  ['A diet that does not contain rice, ⟦wheat⟧ or rye.', 'negated', 'does not'],
  ['Not only ⟦sleep⟧ but also mood improved.', 'affirmed', undefined],
  ['⟦Combining them⟧ is dangerous.', 'negated', 'is dangerous'],
  ['⟦Carcinoid⟧ was ruled out.', 'negated', 'was ruled out'],
  ['It may help ⟦sleep⟧.', 'possible', 'may'],
  ['The herb is said to lift ⟦mood⟧.', 'other', 'is said to'],
  ['She asked whether ⟦5-HTP⟧ works.', 'hypothetical', 'whether'],
  ['I’d love to tell you that ⟦dopamine⟧ went up, but nobody measured it.', 'hypothetical', 'I’d love to tell'],
])('%s', (marked, expected, cue) => {
  expect(status(marked)).toEqual([expected, cue]);
});

test('a range without a word is refused', () => {
  expect(() => assertion('No word here.', { start: 12, end: 12 }, data)).toThrow(RangeError);
});

test.each(labelledSentences())('$kind, $status: $marked', ({ status: expected, marked }) => {
  expect(assertedStatus(marked).status).toBe(expected);
});

test('each kind has its sentences', () => {
  const sentences = labelledSentences();
  for (const kind of ['clinical', 'prose'])
    expect(sentences.filter((one) => one.kind === kind).length).toBeGreaterThan(60);
});
