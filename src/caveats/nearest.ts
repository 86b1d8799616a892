import { wordsBetween } from './assertion.ts';
import type { Placed } from './placed.ts';
import type { Reading, TokenRange } from './reading.ts';
import type { ClaimPattern } from './rule.ts';

/** The one nearest to the anchor that the pattern allows with it; of two as near the longer. */
export function nearestTo<T extends TokenRange>(
  anchor: Placed<TokenRange>,
  cues: readonly Placed<T>[],
  pattern: ClaimPattern,
): Placed<T> | undefined {
  let best: Placed<T> | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const cue of cues) {
    const far = distanceBetween(anchor, cue, pattern);
    const longer =
      best !== undefined && far === distance && cue.item.end - cue.item.first > best.item.end - best.item.first;
    if (far < distance || longer) {
      best = cue;
      distance = far;
    }
  }
  return best;
}

/** Words between mention and cue; infinite where the pattern does not allow them together. */
function distanceBetween(mention: Placed<TokenRange>, cue: Placed<TokenRange>, pattern: ClaimPattern): number {
  if (mention.part.read !== cue.part.read || !mention.own || !cue.own) return pattern.near ?? 0;
  const before = cue.item.end <= mention.item.first;
  const after = cue.item.first >= mention.item.end;
  if (pattern.order === 'cue-first' && after) return Number.POSITIVE_INFINITY;
  if (pattern.order === 'mention-first' && before) return Number.POSITIVE_INFINITY;
  if (!before && !after) return pattern.order === 'any' ? 0 : Number.POSITIVE_INFINITY;
  // What may stand in the sentence before may all the more stand beyond a semicolon.
  const isLoose = pattern.near === undefined && pattern.before.length > 0;
  const [from, to] = before ? [cue.item.end, mention.item.first] : [mention.item.end, cue.item.first];
  if (!isLoose && hasSemicolon(cue.part.read, from, to)) return Number.POSITIVE_INFINITY;
  const words = wordsBetween(cue.part.read, from, to) - wordsAside(cue.part.read, from, to);
  return words <= (pattern.near ?? words) ? words : Number.POSITIVE_INFINITY;
}

/** Words of asides that stand wholly among tokens `[from, to)`: they set nothing apart ("tyrosine, one tablet a day before breakfast, lifts mood"). */
function wordsAside(read: Reading, from: number, to: number): number {
  let words = 0;
  for (const { first, end } of read.asides) {
    if (first >= to) break;
    if (first >= from && end <= to) words += wordsBetween(read, first, end);
  }
  return words;
}

function hasSemicolon({ semicolons }: Reading, from: number, to: number): boolean {
  for (const token of semicolons) if (token >= from) return token < to;
  return false;
}
