import {
  mayName,
  NO_NAMES,
  type Offer,
  type OwnNames,
  offeredByHeading,
  offersAmong,
  ownNames,
  provenIn,
  smallIn,
  withOwnNames,
} from './ownNames.ts';
import type { ReadBlock } from './reading.ts';
import { changed, type ReadSegment } from './readSegment.ts';

/** What the blocks of a segment say of names, each as soon as somebody has asked. */
interface Said {
  /** The names that they offer for substances. */
  offers?: readonly Offer[];
  /** The words that have their capital from no rule of grammar. */
  proven?: readonly string[];
  /** Of the words that were asked for last, joined to a key, those that stand here in lower case. */
  small?: { readonly key: string; readonly words: readonly string[] };
  /** The blocks with the names that the draft had last. */
  named?: { readonly key: string; readonly reads: readonly ReadBlock[] };
}

const said = new WeakMap<readonly ReadBlock[], Said>();

function saidIn({ reads }: ReadSegment): Said {
  const known = said.get(reads) ?? {};
  said.set(reads, known);
  return known;
}

/** Blocks that are looked through between two yields. */
const STEP = 200;

/** Whether a block of a segment may give a name to a substance, with the abbreviations that are known by now. */
export function mayNameIn({ reading, reads }: ReadSegment): boolean {
  if (!reading.hasAbbreviations) return reading.mayName;
  return reads.some(({ naming, block }) => mayName(naming, block.kind === 'cell'));
}

/** The draft's own names, as its segments give them. */
export function* namesAmong(
  segments: readonly ReadSegment[],
  isSilent: (block: ReadBlock) => boolean,
): Generator<void, OwnNames> {
  const offers: Offer[] = [];
  let blocks = 0;
  let before: ReadBlock | undefined;
  for (const segment of segments) {
    const { reads } = segment;
    const [first] = reads;
    if (first && mayNameIn(segment) && !isSilent(first)) {
      const here = saidIn(segment);
      if (!here.offers) {
        here.offers = offersAmong(reads);
        blocks += reads.length;
        if (blocks >= STEP) {
          blocks = 0;
          yield;
        }
      }
      offers.push(...offeredByHeading(before, first), ...here.offers);
    }
    before = reads.at(-1) ?? before;
  }
  if (offers.length === 0) return NO_NAMES;
  const all = segments.map((segment) => ({ reads: segment.reads, here: saidIn(segment) }));
  const proven: (readonly string[])[] = [];
  for (const { reads, here } of all) {
    if (!here.proven) {
      here.proven = reads.flatMap(provenIn);
      blocks += reads.length;
      if (blocks >= STEP) {
        blocks = 0;
        yield;
      }
    }
    proven.push(here.proven);
  }
  if (blocks > 0) yield;
  return ownNames(offers, proven, (words) => {
    const key = [...words].join('\n');
    const found = new Set<string>();
    for (const { reads, here } of all) {
      if (here.small?.key !== key) here.small = { key, words: reads.flatMap((read) => smallIn(read, words)) };
      for (const word of here.small.words) found.add(word);
    }
    return found;
  });
}

/** The blocks of segments with the draft's own names among their mentions: the same objects as long as the names are the same. Yields now and then. */
export function* namedReads(segments: readonly ReadSegment[], names: OwnNames): Generator<void, ReadBlock[]> {
  const key = [...names].map(([name, { concept, term }]) => `${name}=${concept.id} ${term.phrase}`).join('\n');
  const blocks: ReadBlock[] = [];
  let fresh = 0;
  for (const segment of segments) {
    const here = saidIn(segment);
    if (here.named?.key !== key) {
      here.named = { key, reads: segment.reads.map((read) => named(read, names)) };
      fresh += segment.reads.length;
      if (fresh >= STEP) {
        fresh = 0;
        yield;
      }
    }
    for (const read of here.named.reads) blocks.push(read);
  }
  return blocks;
}

function named(read: ReadBlock, names: OwnNames): ReadBlock {
  const { mentions, cues } = withOwnNames(read, names);
  return mentions === read.mentions ? read : changed(read, { mentions, cues });
}
