import type { Tokens } from '../phrases/tokens.ts';
import type { Cue, TokenRange } from './reading.ts';

/** The cue set of names that products, tests and programmes bear; phrases of the data may add to it. */
export const PRODUCT_NAME = 'product-name';

/** A longer run of capitals is a title or an address. */
const LONGEST = 4;

/** What stands before the name of a person. */
const TITLE = /^(?:Dr|Doctor|Mr|Mrs|Ms|Miss|Prof|Professor|Nurse|Sister|Saint|St)$/;

/**
 * The names in a text that its capitals tell: "NeuroPanel", "Quiet Hour", "a course of Serenol". One capital word at the beginning of a sentence tells nothing,
 * and what the glossary knows is no name.
 */
export function productNames(
  tokens: Tokens,
  sentences: readonly TokenRange[],
  known: readonly TokenRange[],
): readonly Cue[] {
  const names: Cue[] = [];
  for (const sentence of sentences) {
    let first = sentence.first;
    while (first < sentence.end) {
      if (!isCapital(tokens, first)) {
        first++;
        continue;
      }
      let end = first + 1;
      while (end < sentence.end && isCapital(tokens, end) && !isParted(tokens, end)) end++;
      const isTold = end - first > 1 || first > sentence.first || isCamel(tokens, first);
      const isKnown = known.some((other) => other.first < end && first < other.end);
      const isPerson = TITLE.test(tokens.text.slice(tokens.start[first], tokens.end[first]));
      if (isTold && !isKnown && !isPerson && end - first <= LONGEST)
        names.push({ set: PRODUCT_NAME, opposite: false, first, end: endOfMark(tokens, end, sentence.end) });
      first = end;
    }
  }
  return names;
}

/** Whether a word begins with a capital and is no abbreviation; nor "I". */
function isCapital({ text, start, end, word }: Tokens, token: number): boolean {
  const from = start[token] as number;
  const to = end[token] as number;
  const code = text.charCodeAt(from);
  if (word[token] !== 1 || to - from < 2) return false;
  if (code < 128 ? code < 65 || code > 90 : !/\p{Lu}/u.test(text[from] as string)) return false;
  return /\p{Ll}/u.test(text.slice(from + 1, to));
}

/** Whether more than a space stands before a token: names do not run on over a mark. */
function isParted({ text, start, end }: Tokens, token: number): boolean {
  return !/^[\s\u00a0-]*$/u.test(text.slice(end[token - 1], start[token]));
}

function isCamel({ text, start, end }: Tokens, token: number): boolean {
  return (
    /\p{Ll}\p{Lu}/u.test(text.slice(start[token], end[token])) || /^[™®]/u.test(text.slice(end[token]).trimStart())
  );
}

/** The end of a name with its trade mark sign. */
function endOfMark({ text, start }: Tokens, end: number, limit: number): number {
  return end < limit && /[™®]/u.test(text[start[end] as number] as string) ? end + 1 : end;
}
