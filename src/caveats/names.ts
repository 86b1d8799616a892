import { JOINT, type Tokens } from '../phrases/tokens.ts';
import type { TokenRange } from './reading.ts';

/** The cue set of words that a writer has given a name of their own, such as a product's. Its phrases in the data count beside them. */
export const NAME_SET = 'own-name';
/** The cue set of words that make a name one of somebody or something else, inside it or beside it: "Dr", "Hospital". */
export const OTHER_NAME_SET = 'other-name';

/** Words of a name at most. */
export const MOST_WORDS = 4;
/** A capital with a small letter behind it; letters in capitals are abbreviations. */
const CAPITALIZED = /^\p{Lu}\p{Ll}/u;
/** A capital inside a word: "NeuroBalance". */
export const INNER_CAPITAL = /\p{Ll}\p{Lu}/u;

/** Whether a text may hold a name. */
export function mayHoldName(text: string): boolean {
  return /\p{Lu}\p{Ll}/u.test(text);
}

/** Whether a name that ends before a token is marked as one (™). */
function isMarkedName({ text, end }: Tokens, after: number): boolean {
  return /^[™®]/.test(text.slice(end[after - 1]));
}

/** Words with capitals that stand together, however many. */
export interface CapitalRun extends TokenRange {
  /** Whether it opens a sentence, or stands behind a mark other than a comma, so that its first capital need not be a name's. */
  readonly isOpening: boolean;
}

/** The runs of words with capitals in a text. */
export function capitalRunsIn(
  { text, start, end, word, joint }: Tokens,
  sentences: readonly TokenRange[],
): readonly CapitalRun[] {
  const isCapitalized = (token: number): boolean =>
    word[token] === 1 && startsName(text, start[token] as number, end[token] as number);
  const runs: CapitalRun[] = [];
  for (const sentence of sentences) {
    for (let first = sentence.first; first < sentence.end; first++) {
      if (!isCapitalized(first)) continue;
      let last = first + 1;
      while (last < sentence.end && joint[last] !== JOINT.none && isCapitalized(last)) last++;
      const isOpening = first === sentence.first || (word[first - 1] === 0 && text[start[first - 1] as number] !== ',');
      runs.push({ first, end: last, isOpening });
      first = last - 1;
    }
  }
  return runs;
}

/** Whether the word at `[from, to)` begins with a capital and a small letter. */
export function startsName(text: string, from: number, to: number): boolean {
  const code = text.charCodeAt(from);
  // Most words are in lower case, which a look at one letter tells.
  return (code < LOWER_A || code > LOWER_Z) && CAPITALIZED.test(text.slice(from, to));
}

/** Whether the word at `[from, to)` is written in capitals and long enough to be a brand rather than an abbreviation: "LUMIVANE". */
export function isInCapitals(text: string, from: number, to: number): boolean {
  const code = text.charCodeAt(from);
  return (code < LOWER_A || code > LOWER_Z) && to - from >= SHORTEST_BRAND && /^\p{Lu}+$/u.test(text.slice(from, to));
}

const SHORTEST_BRAND = 5;

const LOWER_A = 0x61;
const LOWER_Z = 0x7a;

/** Whether a run is a name: one word that opens a sentence is none, unless it has a capital inside or is marked as a name (™). */
export function isName(tokens: Tokens, { first, end, isOpening }: CapitalRun): boolean {
  if (end - first > MOST_WORDS) return false;
  const isWord = isOpening && end - first === 1;
  return (
    !isWord ||
    INNER_CAPITAL.test(tokens.text.slice(tokens.start[first], tokens.end[first])) ||
    isMarkedName(tokens, end)
  );
}

/** Runs of up to four words that have capitals where the sentence asks for none. `taken` are words that mean something else: terms, people, institutions. */
export function namesIn(
  tokens: Tokens,
  sentences: readonly TokenRange[],
  taken: readonly TokenRange[],
): readonly TokenRange[] {
  return capitalRunsIn(tokens, sentences)
    .filter((run) => isName(tokens, run) && !taken.some((other) => other.first <= run.end && run.first <= other.end))
    .map(({ first, end }) => ({ first, end }));
}
