import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { BlockRange } from './blockRanges.ts';
import { nearest } from './draft.ts';
import type { CueData } from './loadCaveats.ts';
import { withDefaults } from './placeholders.ts';
import type { Cue, ReadBlock } from './reading.ts';
import type { CueSet, Requirement, Rule } from './rule.ts';
import { findWording, searchable } from './texts.ts';

/** A cue or wording of a caveat where it stands. */
export interface Standing {
  readonly read: ReadBlock;
  /** Undefined for a wording that counts to the letter. */
  readonly cue: Cue | undefined;
  readonly set: CueSet | undefined;
  /** In the block's prose. */
  readonly prose: OffsetRange;
  /** How likely its words are to be the caveat, where they alone tell it. */
  readonly likelihood?: number;
}

/** All standings of one cue set or wording in a draft, in source order. */
export interface List {
  readonly standings: readonly Standing[];
}

/** Blocks of a draft that others took the place of, in the same section. */
export interface Replacement {
  readonly removed: readonly ReadBlock[];
  readonly added: readonly ReadBlock[];
  /** The place in the draft of the first that was added, or would be. */
  readonly at: number;
}

/** What went from a list, and what came. */
export interface Disturbance {
  readonly removed: ReadonlySet<Standing>;
  readonly added: readonly Standing[];
}

/** The candidates for requirements. */
export interface Standings {
  /** Finds the lists that a requirement asks for, step by step. */
  prepare(rule: Rule, requirement: Requirement): Generator<void>;
  /** The lists that a requirement asks for, in the order in which they are looked at. */
  lists(rule: Rule, requirement: Requirement): readonly List[];
  /** What of them stands in some blocks. */
  in(ranges: readonly BlockRange[], rule: Rule, requirement: Requirement): readonly (readonly Standing[])[];
  /** Goes on with the next version of the draft; tells which lists are not the same any more. */
  follow(blocks: readonly ReadBlock[], replacements: readonly Replacement[]): ReadonlyMap<List, Disturbance>;
}

interface OwnList extends List {
  readonly standings: Standing[];
}

/** The cue sets that the requirements of some rules ask for. */
export type AskedSets = ReadonlySet<string>;

/** The sets that rules ask for; the same object for the same list of rules. */
export function askedSetsOf(rules: readonly Rule[]): AskedSets {
  const known =
    askedSets.get(rules) ?? new Set(rules.flatMap(({ caveat }) => caveat.flatMap((requirement) => requirement.cues)));
  askedSets.set(rules, known);
  return known;
}

const askedSets = new WeakMap<readonly Rule[], AskedSets>();

/** Gathers the candidates for requirements, which ask for none but some cue sets, in the blocks of a draft. */
export function createStandings(draftBlocks: readonly ReadBlock[], cues: CueData, asked: AskedSets): Standings {
  let blocks = draftBlocks;
  const bySet = new Map<string, OwnList>();
  const listOf = (set: string): OwnList => {
    const known = bySet.get(set) ?? { standings: [] };
    bySet.set(set, known);
    return known;
  };
  /** The same without what stands in footnotes, for the sets that are asked for so. */
  const inText = new Map<string, OwnList>();
  const listInText = (set: string): OwnList => {
    const known = inText.get(set) ?? { standings: listOf(set).standings.filter(isInText) };
    inText.set(set, known);
    return known;
  };
  for (const read of blocks)
    for (const standing of standingsOf(read, cues, asked)) listOf(standing.cue.set).standings.push(standing);
  const byWording = new Map<string, OwnList>();
  const wordingsOf = (text: string): OwnList => {
    const known = byWording.get(text) ?? { standings: worded(blocks, text) };
    byWording.set(text, known);
    return known;
  };
  const known = new Map<Requirement, readonly OwnList[]>();
  const lists = (rule: Rule, requirement: Requirement): readonly OwnList[] => {
    const found = known.get(requirement) ?? [
      ...requirement.texts.map(wordingsOf),
      ...requirement.cues.map(requirement.inText ? listInText : listOf),
      // A standard caveat counts word for word, whatever cues it holds: so does a team's own approved wording.
      ...rule.caveats.map(({ text }) => wordingsOf(withDefaults(text))),
    ];
    known.set(requirement, found);
    return found;
  };
  return {
    *prepare(rule, requirement) {
      if (known.has(requirement)) return;
      for (const text of [...requirement.texts, ...rule.caveats.map((caveat) => withDefaults(caveat.text))]) {
        wordingsOf(text);
        yield;
      }
      lists(rule, requirement);
    },
    lists,
    in(ranges, rule, requirement) {
      const found: (readonly Standing[])[] = [];
      for (const { standings } of lists(rule, requirement)) {
        if (standings.length === 0) continue;
        for (const range of ranges) {
          const part = inBlocks(standings, range);
          if (part.length > 0) found.push(part);
        }
      }
      return found;
    },
    follow(nextBlocks, replacements) {
      blocks = nextBlocks;
      const disturbances = new Map<List, { readonly removed: Set<Standing>; readonly added: Standing[] }>();
      const gone = new Set(replacements.flatMap(({ removed }) => removed));
      const replace = (list: OwnList, at: number, added: readonly Standing[]): void => {
        const from = lowerBound(list.standings, ({ read }) => !gone.has(read) && read.index < at);
        let end = from;
        while (end < list.standings.length && gone.has((list.standings[end] as Standing).read)) end++;
        if (end === from && added.length === 0) return;
        const disturbance = disturbances.get(list) ?? { removed: new Set(), added: [] };
        disturbances.set(list, disturbance);
        for (const one of list.standings.splice(from, end - from, ...added)) disturbance.removed.add(one);
        disturbance.added.push(...added);
      };
      for (const { removed, added, at } of replacements) {
        const fresh = added.flatMap((read) => standingsOf(read, cues, asked));
        const sets = new Set([...removed, ...added].flatMap((read) => read.cues.map(({ set }) => set)));
        for (const set of sets) {
          if (!asked.has(set)) continue;
          const own = fresh.filter(({ cue }) => cue.set === set);
          replace(listOf(set), at, own);
          const list = inText.get(set);
          if (list) replace(list, at, own.filter(isInText));
        }
        for (const [text, list] of byWording) replace(list, at, worded(added, text));
      }
      return disturbances;
    },
  };
}

function isInText({ read }: Standing): boolean {
  return nearest(read.block.parent, 'footnote') === undefined;
}

/** A standing of a cue. */
export type CueStanding = Standing & { readonly cue: Cue };

interface Stood {
  readonly cues: CueData;
  readonly asked: AskedSets;
  readonly standings: readonly CueStanding[];
}

const stood = new WeakMap<ReadBlock, Stood>();

/** Finds out beforehand, step by step, what standings are made from, for a draft of which nothing is known. */
export function* prepareStandings(blocks: readonly ReadBlock[], cues: CueData, asked: AskedSets): Generator<void> {
  for (const [index, read] of blocks.entries()) {
    standingsOf(read, cues, asked);
    searchableOf(read);
    if (index % PREPARED === PREPARED - 1) yield;
  }
}

/** Blocks that are prepared between two yields. */
const PREPARED = 300;

/** The cues of a block that are asked for, where they stand; blocks outlive edits elsewhere. */
function standingsOf(read: ReadBlock, cues: CueData, asked: AskedSets): readonly CueStanding[] {
  const known = stood.get(read);
  if (known?.cues === cues && known.asked === asked) return known.standings;
  const standings: CueStanding[] = [];
  for (const cue of read.cues) {
    if (!asked.has(cue.set)) continue;
    const prose = { start: read.tokens.start[cue.first] as number, end: read.tokens.end[cue.end - 1] as number };
    standings.push({ read, cue, set: cues.sets.get(cue.set), prose });
  }
  stood.set(read, { cues, asked, standings });
  return standings;
}

/** Where a wording stands in blocks. */
function worded(blocks: readonly ReadBlock[], text: string): Standing[] {
  const wording = findWording(text);
  const found: Standing[] = [];
  for (const read of blocks) {
    if (!wording.mayStandIn(searchableOf(read))) continue;
    const prose = wording.find(read.block.prose.text);
    if (prose) found.push({ read, cue: undefined, set: undefined, prose });
  }
  return found;
}

const searchables = new WeakMap<ReadBlock, string>();

/** The prose of a block as wordings are looked for in it, many in the same block. */
function searchableOf(read: ReadBlock): string {
  const known = searchables.get(read) ?? searchable(read.block.prose.text);
  searchables.set(read, known);
  return known;
}

/** Those of a list that stand in a range of blocks. */
function inBlocks(standings: readonly Standing[], { first, end }: BlockRange): readonly Standing[] {
  const from = lowerBound(standings, ({ read }) => read.index < first);
  const to = lowerBound(standings, ({ read }) => read.index < end);
  return from === 0 && to === standings.length ? standings : standings.slice(from, to);
}

/** The place of the first standing that does not stand before something. */
function lowerBound(standings: readonly Standing[], isBefore: (standing: Standing) => boolean): number {
  let low = 0;
  let high = standings.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(standings[middle] as Standing)) low = middle + 1;
    else high = middle;
  }
  return low;
}
