import type { OffsetRange } from '../phrases/offsetRange.ts';
import { type Anchored, anchored } from './anchored.ts';
import type { ClaimFound } from './claims.ts';
import type { Draft } from './draft.ts';
import type { ReadBlock } from './reading.ts';
import { referenceIn } from './references.ts';
import { PLACES, type Place, type Requirement } from './rule.ts';
import type { Standing } from './standings.ts';
import type { Verdict } from './verdict.ts';

/** A candidate where it stands. What it is worth to the claim is found out when it is asked for: of many that stand near one is enough. */
export interface Found {
  readonly worth: () => Verdict;
  readonly place: Place;
  readonly read: ReadBlock;
  /** In the block's prose. */
  readonly prose: OffsetRange | undefined;
  /** In the source, for a reference. */
  readonly at: Anchored | undefined;
}

/** A candidate that words make. */
export function found({ read, prose }: Standing, find: () => Verdict, place: Place): Found {
  return { worth: once(find), place, read, prose, at: undefined };
}

/** Where a candidate is anchored. */
export function anchorOf({ read, prose, at }: Found): Anchored {
  return at ?? anchored(read, read.block.prose.toSource(prose as OffsetRange));
}

/** The first of the nearest candidates that are worth so much. */
export function closest(candidates: readonly Found[], worth: Verdict): Found | undefined {
  for (const place of PLACES) {
    const found = candidates.find((one) => one.place === place && one.worth() === worth);
    if (found) return found;
  }
  return undefined;
}

/** References in the claim's statement and, where the requirement lets it count, in the next sentence. */
export function referencesBeside(draft: Draft, { statement }: ClaimFound, { next }: Requirement): readonly Found[] {
  return statement.own.flatMap(({ read, range }) => {
    const sentence = read.sentences[(read.sentenceOf[range.first] ?? 0) + 1];
    const end = next && statement.kind === 'sentence' ? (sentence?.end ?? range.end) : range.end;
    const found = referenceIn(draft, read, { first: range.first, end });
    return found ? { worth: () => 'counts', place: 'sentence', read, prose: undefined, at: anchored(read, found) } : [];
  });
}

function once<T>(find: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: find() };
    return known.value;
  };
}

/** A place that could be the caveat, how near it stands and what it is worth there. */
export interface Candidate {
  readonly verdict: Verdict;
  readonly place: Place;
  readonly range: OffsetRange;
  /** The words that take its force, where it does not count. */
  readonly by?: OffsetRange | undefined;
  /** How likely its words are to be the caveat, where they alone tell it. */
  readonly likelihood?: number | undefined;
}

/** Candidates as they are told, the nearest first; of several at one place that are worth the same, one. */
export function toldInOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(isFirstSaid).sort((one, two) => PLACES.indexOf(one.place) - PLACES.indexOf(two.place));
}

/** Whether nothing before says the same of the same place: words may be cues of several sets. */
function isFirstSaid({ verdict, place, range }: Candidate, index: number, all: readonly Candidate[]): boolean {
  const same = all.findIndex(
    (one) =>
      one.verdict === verdict && one.place === place && one.range.start === range.start && one.range.end === range.end,
  );
  return same === index;
}
