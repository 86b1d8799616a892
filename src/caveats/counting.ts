import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { ClaimFound } from './claims.ts';
import { sentenceAt } from './draft.ts';
import type { Claimed } from './ofAnother.ts';
import { within } from './ordered.ts';
import type { ReadBlock, TokenRange } from './reading.ts';
import { PLACES, type Place, type Requirement } from './rule.ts';
import type { Standing } from './standings.ts';
import type { Part } from './statements.ts';
import { type Verdict, verdictOf } from './verdict.ts';

const SYMBOLS = /[*†‡§]/u;

/** Whether the claim's own statement bears the symbol that stands before a text. */
export function isMarked(read: ReadBlock, prose: OffsetRange, claim: ClaimFound, { symbol }: Requirement): boolean {
  const mark = symbol ? symbolBefore(read, prose) : undefined;
  if (mark === undefined) return false;
  return claim.statement.own.some((part) => part.read !== read && markedText(part).includes(mark));
}

/** Whether a text stands under a symbol and not beside the claim: those it is for bear the symbol (21 CFR 101.93(d)). */
export function isForMarked(read: ReadBlock, prose: OffsetRange, claim: ClaimFound, { symbol }: Requirement): boolean {
  return symbol && symbolBefore(read, prose) !== undefined && claim.statement.own.every((part) => part.read !== read);
}

function symbolBefore({ block }: ReadBlock, { start }: OffsetRange): string | undefined {
  return SYMBOLS.exec(block.prose.text.slice(Math.max(0, start - 3), start))?.[0];
}

/** The words of a part in which a symbol marks it. */
function markedText({ read: { tokens }, range }: Part): string {
  // A symbol may stand behind the full stop, where the next sentence already begins.
  const end = tokens.end[Math.min(tokens.count, range.end + 1) - 1] as number;
  return tokens.text.slice(tokens.start[range.first], end);
}

/** Whether a part bears a symbol that a text elsewhere may stand under. */
export function bearsSymbol(part: Part): boolean {
  return SYMBOLS.test(markedText(part));
}

/** Whether a cue stands in the claim's own statement. */
export function isOwn(read: ReadBlock, cue: TokenRange, claim: ClaimFound): boolean {
  return claim.statement.own.some(
    (part) => part.read === read && cue.first >= part.range.first && cue.end <= part.range.end,
  );
}

/** Whether a cue stands in the sentence behind the claim's own, where that counts as the same. */
export function isNext(read: ReadBlock, cue: TokenRange, claim: ClaimFound, { next }: Requirement): boolean {
  return (
    next &&
    claim.statement.own.some(
      (part) => part.read === read && read.sentenceOf[cue.first] === (read.sentenceOf[part.range.first] as number) + 1,
    )
  );
}

/** Whether a place is farther off than the claim's block and the one before. */
export function isDistant(place: Place): boolean {
  return PLACES.indexOf(place) > PLACES.indexOf('before');
}

/** Whether a caveat counts farther off than the claim's block and the paragraph before. */
export function countsAfar({ read, cue, set }: Standing, requirement: Requirement, claim: ClaimFound): boolean {
  if (!cue) return true;
  const asked = isToMatch(claim, requirement) ? [requirement.naming, requirement.matching] : [requirement.naming];
  return !set?.close && asked.every((classes) => names(read, sentenceAt(read, cue.first), classes));
}

/** Whether a claim's statement names what its caveat must then name too. */
export function isToMatch({ statement }: ClaimFound, { matching }: Requirement): boolean {
  return matching.length > 0 && statement.own.some(({ read, range }) => names(read, range, matching));
}

/** Whether a caveat counts from a safety section beside the claim's. */
export function countsFromSafety({ set }: Standing, { fromSafety }: Requirement): boolean {
  return !fromSafety || (set !== undefined && fromSafety.includes(set.name));
}

/** Whether a concept of some classes is named in a range; where none are asked for nothing is needed. */
function names(read: ReadBlock, range: TokenRange, classes: readonly string[]): boolean {
  if (classes.length === 0) return true;
  return within(read.mentions, range).some(({ concept }) => concept.classes.some((name) => classes.includes(name)));
}

/** What a standing is worth for a claim. */
export function verdictIn({ read, cue, set }: Standing, claim: Claimed): Verdict {
  return cue && set ? verdictOf(read, cue, set, claim).verdict : 'counts';
}
