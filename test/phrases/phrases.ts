import { type English, inflectionsOf } from '../../src/phrases/english.ts';
import { createExpander, runKey } from '../../src/phrases/expand.ts';
import { compileLexicon } from '../../src/phrases/lexicon.ts';
import { scanText } from '../../src/phrases/scanText.ts';
import { tokenize } from '../../src/phrases/tokens.ts';

/** Just enough English for tests of how it is used. */
export const english: English = {
  irregular: new Map([
    ['take', ['takes', 'took', 'taken', 'taking']],
    ['diagnosis', ['diagnoses']],
  ]),
  doubling: new Map([
    ['refer', true],
    ['mix', false],
  ]),
  spellings: [
    ['behavior', 'behaviour'],
    ['gamma', 'γ'],
    ['beta', 'β'],
  ],
  endings: [
    ['ization', 'isation'],
    ['ize', 'ise'],
    ['ized', 'ised'],
  ],
  fixedSpelling: new Set(['exercise']),
  matchedOnly: new Set(),
};

export const expander = createExpander(english);

/** The inflections of a word in the test's English. */
export function forms(word: string): readonly string[] {
  return inflectionsOf(word, english);
}

/** The words that phrases find in a text, as `label "words"`; sentences end where the text has ` / `. */
export function found(phrases: readonly string[], text: string): readonly string[] {
  const lexicon = compileLexicon(phrases.map((label) => ({ label, patterns: expander.patterns(label) })));
  return shownSpans(text, (tokens, sentenceOf) => scanText(lexicon, tokens, sentenceOf).spans);
}

/** The terms, read as nouns, that stand in a text. */
export function foundTerms(phrases: readonly string[], text: string): readonly string[] {
  const entries = phrases.map((label) => ({
    label,
    patterns: expander.termRuns(label).map((words) => ({ places: [[{ kind: 'words' as const, words }]], gaps: [] })),
  }));
  const lexicon = compileLexicon(entries);
  return shownSpans(text, (tokens, sentenceOf) => scanText(lexicon, tokens, sentenceOf).spans);
}

/** The runs of words that a term stands for. */
export function runs(term: string): readonly string[] {
  return expander.termRuns(term).map(runKey);
}

/** Spans of a scan as `label "words"`, in source order. */
export function shownSpans(
  text: string,
  scan: (
    tokens: ReturnType<typeof tokenize>,
    sentenceOf: Int32Array,
  ) => readonly { label: string; first: number; end: number }[],
): readonly string[] {
  const tokens = tokenize(text);
  const sentenceOf = new Int32Array(tokens.count);
  for (let token = 1; token < tokens.count; token++) {
    const ends = text[tokens.start[token - 1] as number] === '/';
    sentenceOf[token] = (sentenceOf[token - 1] as number) + (ends ? 1 : 0);
  }
  return [...scan(tokens, sentenceOf)]
    .sort((one, two) => one.first - two.first || one.end - two.end || one.label.localeCompare(two.label))
    .map(({ label, first, end }) => `${label} "${text.slice(tokens.start[first], tokens.end[end - 1])}"`);
}
