import { JOINT, type Tokens } from '../phrases/tokens.ts';
import type { TokenRange } from './reading.ts';

/** The cue set of words that a writer has given a name of their own, such as a product's. Its phrases in the data count beside them. */
export const NAME_SET = 'own-name';
/** The cue set of words that make a name one of somebody or something else, inside it or beside it: "Dr", "Hospital". */
export const OTHER_NAME_SET = 'other-name';

/** Words of a name at most. */
export const MOST_WORDS = 4;
/** A capital with a small letter behind it; letters in capitals are abbreviations. */
export const CAPITALIZED = /^\p{Lu}\p{Ll}/u;
/** A capital inside a word: "NeuroBalance". */
export const INNER_CAPITAL = /\p{Ll}\p{Lu}/u;

/** Whether a text may hold a name. */
export function mayHoldName(text: string): boolean {
  return /\p{Lu}\p{Ll}/u.test(text);
}

/** Whether a name that ends before a token is marked as one (™). */
export function isMarkedName({ text, end }: Tokens, after: number): boolean {
  return /^[™®]/.test(text.slice(end[after - 1]));
}

/**
 * Runs of up to four words that have capitals where the sentence asks for none. A word that opens a sentence, or stands behind a mark other than a comma, is
 * part of one if the next word is; by itself it is none, unless it has a capital inside or is marked as a name (™). `taken` are words that mean something else: terms, people, institutions.
 */
export function namesIn(
  tokens: Tokens,
  sentences: readonly TokenRange[],
  taken: readonly TokenRange[],
): readonly TokenRange[] {
  const { text, start, end, word, joint } = tokens;
  const names: TokenRange[] = [];
  const wordAt = (token: number): string => text.slice(start[token], end[token]);
  const opens = (token: number, sentence: TokenRange): boolean =>
    token === sentence.first || (word[token - 1] === 0 && wordAt(token - 1) !== ',');
  for (const sentence of sentences) {
    for (let first = sentence.first; first < sentence.end; first++) {
      if (word[first] === 0 || !CAPITALIZED.test(wordAt(first))) continue;
      let last = first + 1;
      while (last < sentence.end && word[last] === 1 && joint[last] !== JOINT.none && CAPITALIZED.test(wordAt(last)))
        last++;
      const isName =
        last - first <= MOST_WORDS &&
        (!opens(first, sentence) ||
          last - first > 1 ||
          INNER_CAPITAL.test(wordAt(first)) ||
          isMarkedName(tokens, last)) &&
        !taken.some((other) => other.first <= last && first <= other.end);
      if (isName) names.push({ first, end: last });
      first = last - 1;
    }
  }
  return names;
}
