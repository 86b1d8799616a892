import type { Tokens } from '../phrases/tokens.ts';
import {
  type CapitalRun,
  capitalRunsIn,
  isInCapitals,
  isName,
  MOST_WORDS,
  OTHER_NAME_SET,
  startsName,
} from './names.ts';
import type { Reading, TokenRange } from './reading.ts';

/** What the capitals of a block tell of names. */
export interface Capitals {
  /** Names that no rule of grammar gives their capital. */
  readonly proven: readonly string[];
  /** The name that is all of the block, or all before a colon. */
  readonly lone: string | undefined;
}

/** What was found of capitals; few blocks are asked for theirs. */
const capitals = new WeakMap<Tokens, Capitals>();

/** The capitals of a block. */
export function capitalsIn(reading: Reading): Capitals {
  const known = capitals.get(reading.tokens);
  if (known) return known;
  const runs = nameRuns(reading);
  const [run] = runs;
  const { text, start } = reading.tokens;
  const words = reading.tokens.word.reduce((sum, one) => sum + one, 0);
  const found = {
    proven: runs.filter(({ isProven }) => isProven).map(({ name }) => name),
    lone: run?.first === 0 && (run.end === words || text[start[run.end] as number] === ':') ? run.name : undefined,
  };
  capitals.set(reading.tokens, found);
  return found;
}

/** Whether a token is a word that may be written as a name: with a capital and a small letter behind it, or a long one in capitals. */
export function isCapitalized({ text, start, end, word }: Tokens, token: number): boolean {
  const [from, to] = [start[token] as number, end[token] as number];
  return word[token] === 1 && (startsName(text, from, to) || isInCapitals(text, from, to));
}

/** Words in capitals that are marked as names, or stand before a substance in brackets with what it comes as: "LUMIVANE®", "VEXALTA (sertraline) tablets". */
function brandsIn({ text, start, end, word, count }: Tokens): readonly CapitalRun[] {
  const runs: CapitalRun[] = [];
  for (let token = 0; token < count; token++) {
    const [from, to] = [start[token] as number, end[token] as number];
    if (word[token] === 0 || !isInCapitals(text, from, to) || !BRANDED.test(text.slice(to, to + LONGEST_BRANDING)))
      continue;
    runs.push({ first: token, end: token + 1, isOpening: false });
  }
  return runs;
}

/** Without a form to be taken in, what has capitals may as well be a trial: "SADHART (sertraline)". */
const BRANDED =
  /^(?:[™®]|\s\([^()]+\),?\s+(?:[\d.,]+\s*mg\s+)?(?:tablet|capsule|injection|oral|film|patch|transdermal|sprinkle|solution|lozenge|spray|\p{L}+-release)s?\b)/iu;
const LONGEST_BRANDING = 80;

/** A run of words with capitals that may be a name. */
export interface NameRun extends TokenRange {
  readonly name: string;
  readonly isProven: boolean;
}

/** The runs of capitalized words of a text, without those that mean something else: terms, people, institutions. */
export function nameRuns({ tokens, sentences, mentions, cues }: Reading): readonly NameRun[] {
  const others = cues.filter(({ set }) => set === OTHER_NAME_SET);
  return [...capitalRunsIn(tokens, sentences), ...brandsIn(tokens)]
    .flatMap((run): NameRun[] => {
      const { first, end, isOpening } = run;
      const whole = { first, end, name: written(tokens, first, end), isProven: isName(tokens, run) };
      // "Take Daybreak": the first word may have its capital from the sentence.
      const isLonger = isOpening && end - first > 1;
      return isLonger
        ? [whole, { first: first + 1, end, name: written(tokens, first + 1, end), isProven: false }]
        : [whole];
    })
    .filter(
      ({ first, end }) =>
        end - first <= MOST_WORDS &&
        !mentions.some((one) => one.first < end && first < one.end) &&
        !others.some((one) => one.first <= end && first <= one.end),
    );
}

/** The words of some tokens with single blanks between. */
export function written({ text, start, end }: Tokens, first: number, last: number): string {
  let words = text.slice(start[first], end[first]);
  for (let token = first + 1; token < last; token++) words += ` ${text.slice(start[token], end[token])}`;
  return words;
}
