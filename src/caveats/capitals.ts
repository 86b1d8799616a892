import type { Tokens } from '../phrases/tokens.ts';
import { CAPITALIZED, INNER_CAPITAL, isMarkedName, MOST_WORDS, OTHER_NAME_SET } from './names.ts';
import type { Reading, TokenRange } from './reading.ts';

/** What the capitals of a block tell of names. */
export interface Capitals {
  /** Names that no rule of grammar gives their capital. */
  readonly proven: readonly string[];
  /** The name that is all of the block. */
  readonly lone: string | undefined;
}

/** What was found of capitals; few blocks are asked for theirs. */
const capitals = new WeakMap<Tokens, Capitals>();

/** The capitals of a block. */
export function capitalsIn(reading: Reading): Capitals {
  const known = capitals.get(reading.tokens);
  if (known) return known;
  const runs = capitalRuns(reading);
  const [run] = runs;
  const words = reading.tokens.word.reduce((sum, one) => sum + one, 0);
  const found = {
    proven: runs.filter(({ isProven }) => isProven).map(({ name }) => name),
    lone: run && run.first === 0 && run.end - run.first === words ? run.name : undefined,
  };
  capitals.set(reading.tokens, found);
  return found;
}

/** Whether a token is a word with a capital and a small letter behind it. */
export function isCapitalized({ text, start, end, word }: Tokens, token: number): boolean {
  if (word[token] === 0) return false;
  const from = start[token] as number;
  const code = text.charCodeAt(from);
  // Most words are in lower case, which a look at one letter tells.
  return (code < LOWER_A || code > LOWER_Z) && CAPITALIZED.test(text.slice(from, end[token]));
}

const LOWER_A = 0x61;
const LOWER_Z = 0x7a;

/** A run of words with capitals. */
export interface CapitalRun extends TokenRange {
  readonly name: string;
  readonly isProven: boolean;
}

/** The runs of capitalized words of a text, without those that mean something else: terms, people, institutions. */
export function capitalRuns({ tokens, sentences, mentions, cues }: Reading): readonly CapitalRun[] {
  const { text, start, end, word } = tokens;
  const isCapital = (token: number): boolean => isCapitalized(tokens, token);
  const others = cues.filter(({ set }) => set === OTHER_NAME_SET);
  const isTaken = (first: number, last: number): boolean =>
    mentions.some((one) => one.first < last && first < one.end) ||
    others.some((one) => one.first <= last && first <= one.end);
  const runs: CapitalRun[] = [];
  const add = (first: number, last: number, isRest: boolean, isOpening: boolean): void => {
    if (last - first > MOST_WORDS || isTaken(first, last)) return;
    const name = text.slice(start[first], end[last - 1]);
    const isProven =
      !isRest && (!isOpening || last - first > 1 || INNER_CAPITAL.test(name) || isMarkedName(tokens, last));
    runs.push({ first, end: last, name, isProven });
  };
  for (const sentence of sentences) {
    for (let first = sentence.first; first < sentence.end; first++) {
      if (!isCapital(first)) continue;
      let last = first + 1;
      while (last < sentence.end && isCapital(last) && end[last - 1] === (start[last] as number) - 1) last++;
      const isOpening = first === sentence.first || (word[first - 1] === 0 && text[start[first - 1] as number] !== ',');
      add(first, last, false, isOpening);
      // "Take Daybreak": the first word may have its capital from the sentence.
      if (isOpening && last - first > 1) add(first + 1, last, true, false);
      first = last - 1;
    }
  }
  return runs;
}
