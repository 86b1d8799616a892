import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { Draft } from './draft.ts';
import { withDefaults } from './fixes.ts';
import type { CueData } from './loadCaveats.ts';
import type { BlockRange } from './places.ts';
import type { Cue, ReadBlock } from './reading.ts';
import type { CueSet, Requirement, Rule } from './rule.ts';
import { findWording } from './texts.ts';

/** A cue or wording of a caveat where it stands. */
export interface Standing {
  readonly read: ReadBlock;
  /** Undefined for a wording that counts to the letter. */
  readonly cue: Cue | undefined;
  readonly set: CueSet | undefined;
  /** In the block's prose. */
  readonly prose: OffsetRange;
}

/** The candidates for requirements in some blocks, in source order. */
export function createStandings(
  draft: Draft,
  cues: CueData,
): { in(ranges: readonly BlockRange[], rule: Rule, requirement: Requirement): readonly Standing[] } {
  const bySet = new Map<string, Standing[]>();
  for (const read of draft.blocks) {
    for (const cue of read.cues) {
      const set = cues.sets.get(cue.set);
      const prose = { start: read.tokens.start[cue.first] as number, end: read.tokens.end[cue.end - 1] as number };
      const standing = { read, cue, set, prose };
      const places = bySet.get(cue.set);
      if (places) places.push(standing);
      else bySet.set(cue.set, [standing]);
    }
  }
  const worded = createWorded(draft.blocks);
  const wordings = (text: string): readonly Standing[] => worded(text).map(({ standing }) => standing);
  return {
    in(ranges, rule, requirement) {
      const lists = [
        ...requirement.texts.map(wordings),
        ...requirement.cues.map((name) => bySet.get(name) ?? []),
        // A standard caveat counts word for word, whatever cues it holds: so does a team's own approved wording.
        ...rule.caveats.map(({ text }) => wordings(withDefaults(text))),
      ];
      return lists.flatMap((list) => ranges.flatMap((range) => inBlocks(list, range)));
    },
  };
}

/** A wording where it stands, and the number of its block when it was looked for. */
interface Worded {
  readonly standing: Standing;
  readonly block: number;
}

/** The draft looked at last: most of the blocks of the next one are the same. */
let lastWorded: { readonly blocks: readonly ReadBlock[]; readonly found: Map<string, readonly Worded[]> } | undefined;

/** Finds wordings in blocks; between the beginning and the end that the draft looked at last has too, all blocks are searched. */
function createWorded(blocks: readonly ReadBlock[]): (text: string) => readonly Worded[] {
  const previous = lastWorded;
  const old = previous?.blocks ?? [];
  const most = Math.min(old.length, blocks.length);
  let head = 0;
  while (head < most && old[head] === blocks[head]) head++;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === blocks[blocks.length - 1 - tail]) tail++;
  const shift = blocks.length - old.length;
  const found = new Map<string, readonly Worded[]>();
  lastWorded = { blocks, found };
  return (text) => {
    const known = found.get(text);
    if (known) return known;
    const before = previous?.found.get(text);
    const kept = before ?? [];
    const from = before ? head : 0;
    const to = before ? blocks.length - tail : blocks.length;
    const find = findWording(text);
    const fresh: Worded[] = [];
    for (let block = from; block < to; block++) {
      const read = blocks[block] as ReadBlock;
      const prose = find(read.block.prose.text);
      if (prose) fresh.push({ standing: { read, cue: undefined, set: undefined, prose }, block });
    }
    const all = [
      ...kept.filter(({ block }) => block < head),
      ...fresh,
      ...kept
        .filter(({ block }) => block >= old.length - tail)
        .map(({ standing, block }) => ({ standing, block: block + shift })),
    ];
    found.set(text, all);
    return all;
  };
}

/** The standings of a list in source order whose blocks are in a range. */
function inBlocks(list: readonly Standing[], { first, end }: BlockRange): readonly Standing[] {
  const from = lowerBound(list, first);
  const to = lowerBound(list, end);
  return from === 0 && to === list.length ? list : list.slice(from, to);
}

function lowerBound(list: readonly Standing[], block: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] as Standing).read.index < block) low = middle + 1;
    else high = middle;
  }
  return low;
}
