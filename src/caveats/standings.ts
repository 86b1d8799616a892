import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { Draft } from './draft.ts';
import type { CueData } from './loadCaveats.ts';
import { withDefaults } from './placeholders.ts';
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

/** The candidates for requirements in some blocks: lists of those of one cue set or wording, in source order. */
export function createStandings(
  draft: Draft,
  cues: CueData,
): { in(ranges: readonly BlockRange[], rule: Rule, requirement: Requirement): readonly (readonly Standing[])[] } {
  const bySet = new Map<string, { standings: Standing[]; blocks: number[] }>();
  for (const [index, read] of draft.blocks.entries()) {
    for (const standing of standingsOf(read, cues)) {
      const { set } = standing.cue;
      const places = bySet.get(set);
      if (places) {
        places.standings.push(standing);
        places.blocks.push(index);
      } else bySet.set(set, { standings: [standing], blocks: [index] });
    }
  }
  const worded = createWorded(draft.blocks);
  const wordings = new Map<string, List>();
  const wordingsOf = (text: string): List => {
    const known = wordings.get(text);
    if (known) return known;
    const found = worded(text);
    const list = { standings: found.map(({ standing }) => standing), blocks: found.map(({ block }) => block) };
    wordings.set(text, list);
    return list;
  };
  const lists = new Map<Rule, Map<Requirement, readonly List[]>>();
  const listsOf = (rule: Rule, requirement: Requirement): readonly List[] => {
    const ofRule = lists.get(rule) ?? new Map<Requirement, readonly List[]>();
    lists.set(rule, ofRule);
    const known =
      ofRule.get(requirement) ??
      [
        ...requirement.texts.map(wordingsOf),
        ...requirement.cues.map((name) => bySet.get(name) ?? NO_STANDINGS),
        // A standard caveat counts word for word, whatever cues it holds: so does a team's own approved wording.
        ...rule.caveats.map(({ text }) => wordingsOf(withDefaults(text))),
      ].filter(({ blocks }) => blocks.length > 0);
    ofRule.set(requirement, known);
    return known;
  };
  return {
    in(ranges, rule, requirement) {
      const found: (readonly Standing[])[] = [];
      for (const list of listsOf(rule, requirement)) {
        for (const range of ranges) {
          const part = inBlocks(list, range);
          if (part.length > 0) found.push(part);
        }
      }
      return found;
    },
  };
}

/** Standings in source order, each with the index of its block. */
interface List {
  readonly standings: readonly Standing[];
  readonly blocks: readonly number[];
}

const NO_STANDINGS: List = { standings: [], blocks: [] };

type CueStanding = Standing & { readonly cue: Cue };

interface Stood {
  readonly cues: CueData;
  readonly standings: readonly CueStanding[];
}

const stood = new WeakMap<ReadBlock, Stood>();

/** The cues of a block where they stand; blocks outlive edits elsewhere. */
function standingsOf(read: ReadBlock, cues: CueData): readonly CueStanding[] {
  const known = stood.get(read);
  if (known?.cues === cues) return known.standings;
  const standings = read.cues.map((cue): CueStanding => {
    const prose = { start: read.tokens.start[cue.first] as number, end: read.tokens.end[cue.end - 1] as number };
    return { read, cue, set: cues.sets.get(cue.set), prose };
  });
  stood.set(read, { cues, standings });
  return standings;
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

/** The standings of a list whose blocks are in a range. */
function inBlocks({ standings, blocks }: List, { first, end }: BlockRange): readonly Standing[] {
  const from = lowerBound(blocks, first);
  const to = lowerBound(blocks, end);
  return from === 0 && to === standings.length ? standings : standings.slice(from, to);
}

function lowerBound(blocks: readonly number[], block: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle] as number) < block) low = middle + 1;
    else high = middle;
  }
  return low;
}
