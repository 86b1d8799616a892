import type { BlockRange } from './blockRanges.ts';

/** The sentences of so many blocks are weighed on either side of a claim in its section, and as many of what counts for that. */
const MOST = 40;

/** The blocks whose sentences are weighed for a claim in one, in ascending order: those of the ranges near it, and of each in its section so many. */
export function weighedBlocks(
  claim: number,
  near: readonly BlockRange[],
  section: readonly BlockRange[],
): readonly number[] {
  const blocks = new Set<number>();
  for (const { first, end } of [...near, ...section.map((range) => partOf(range, claim))])
    for (let block = first; block < end; block++) blocks.add(block);
  return [...blocks].sort((one, two) => one - two);
}

/** How far off a range without the claim stands is no matter: what stands between may change unnoticed. */
function partOf({ first, end }: BlockRange, claim: number): BlockRange {
  const middle = first <= claim && claim < end ? claim : first;
  return { first: Math.max(first, middle - MOST), end: Math.min(end, middle + MOST + 1) };
}
