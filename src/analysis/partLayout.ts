import type { BlockRange } from '../caveats/blockRanges.ts';
import { type Draft, joinSegments } from '../caveats/draft.ts';
import type { ReadBlock } from '../caveats/reading.ts';
import { placeReading, type ReadSegment } from '../caveats/readSegment.ts';
import type { PartialDraft } from '../caveats/soundFindings.ts';
import { unsureBlocks } from '../caveats/unsureBlocks.ts';
import { assembleDocument } from '../markdown/assemble.ts';
import { cutSegments } from '../markdown/cutSegments.ts';
import { readFrontMatter } from '../markdown/frontMatter.ts';
import { gatherDefinitions } from '../markdown/labels.ts';
import { placeSegment } from '../markdown/placement.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { finish } from '../phrases/steps.ts';
import { slotsOf } from './layout.ts';
import {
  NO_DEFINITIONS,
  preludeOf,
  type Reader,
  read,
  readDefinitions,
  type Slot,
  type Wanted,
} from './readSegments.ts';
import { type Version, versionOf } from './segmentMemory.ts';
import { mayHoldHeading } from './sieve.ts';

/** The segments of a document that are read ahead of the others. */
export interface PartLayout {
  /** Asks for the segments that touch a range. */
  want(range: OffsetRange): void;
  /** The same, and for the nearest blocks before and behind them. */
  wantAround(range: OffsetRange): void;
  /** How much of a range has not been asked for, in UTF-16 units. */
  unwanted(range: OffsetRange): number;
  /** Reads what has been asked for. */
  read(): Generator<void, PartialDraft & PartOfSource>;
}

/** A partial draft in its source. */
export interface PartOfSource {
  /** For each block that may read otherwise the block with what is sure in it. */
  readonly unsure: ReadonlyMap<ReadBlock, ReadBlock>;
  /** The source from the first of these blocks to the one behind the last. */
  rangeOf(blocks: BlockRange): OffsetRange;
}

/**
 * Cuts a source step by step, and asks for what tells its structure: the segments that may hold headings, and the suppressions. Nothing is changed that a layout
 * of the same source holds, so that both can be worked on in turns.
 */
export function* layOutPart(source: string, reader: Reader): Generator<void, PartLayout> {
  const frontMatter = readFrontMatter(source);
  const cutting = yield* cutSegments(source, frontMatter?.end ?? 0);
  yield;
  const slots = slotsOf(cutting, 0, cutting.cuts.length, reader.memory, undefined);
  yield;
  const wanted = new Set(framingSegments(slots));
  const around: (readonly [number, number])[] = [];
  const segments = new Map<number, ReadSegment>();

  const touching = ({ start, end }: OffsetRange): readonly [number, number] => {
    // At the end of the source the last one ends.
    const first = Math.max(0, Math.min(firstBehind(slots, start), slots.length - 1));
    let last = first;
    while (last < slots.length && (slots[last] as Slot).start <= end) last++;
    return [first, last];
  };
  const wantSegments = ([first, end]: readonly [number, number]): void => {
    for (let index = first; index < end; index++) wanted.add(index);
  };

  /** Asks for what the segments that are wanted may refer to, and so on. */
  function wantDefinitions(): void {
    const labels = new Set<string>();
    const open = slots.flatMap(({ entry }, index) => (entry.mayDefine && !wanted.has(index) ? [index] : []));
    const add = (index: number): void => {
      for (const label of (slots[index] as Slot).entry.labels) labels.add(label);
    };
    for (const index of wanted) add(index);
    for (let before = -1; before !== wanted.size; ) {
      before = wanted.size;
      for (const index of open) {
        if (wanted.has(index) || !(slots[index] as Slot).entry.labels.some((label) => labels.has(label))) continue;
        wanted.add(index);
        add(index);
      }
    }
  }

  function* readWanted(): Generator<void> {
    const chosen = [...wanted].sort((one, two) => one - two).map((index) => [index, slots[index] as Slot] as const);
    const defining = chosen.flatMap(([, { entry }]) => (entry.mayDefine ? [entry] : []));
    yield* readDefinitions(defining, reader);
    const definitions = gatherDefinitions(defining.flatMap(({ definitions: own = NO_DEFINITIONS }) => own));
    const unread = chosen.flatMap(([index, slot]) => (segments.has(index) ? [] : [{ index, slot }]));
    const lot = unread.map(({ slot }): Wanted => ({ slot, prelude: preludeOf(slot.entry, definitions) }));
    yield* read(lot, reader);
    for (const [at, { index, slot }] of unread.entries()) {
      const version = versionOf(slot.entry, (lot[at] as Wanted).prelude) as Version;
      const segment = placeReading(placeSegment(version.content), version.reading);
      segment.placed.place.offset = slot.start;
      segments.set(index, segment);
    }
  }

  /** Asks for the next segment where one beside holds no blocks; tells whether there was any. */
  function widen(): boolean {
    const before = wanted.size;
    const isEmpty = (index: number): boolean => segments.get(index)?.reads.length === 0;
    for (const [first, end] of around) {
      let previous = first - 1;
      while (previous >= 0 && isEmpty(previous)) previous--;
      let next = end;
      while (next < slots.length && isEmpty(next)) next++;
      if (previous >= 0) wanted.add(previous);
      if (next < slots.length) wanted.add(next);
    }
    return wanted.size > before;
  }

  function join(): Draft {
    const reads = [...segments].sort(([one], [two]) => one - two).map(([, segment]) => segment);
    const placed = reads.map((segment) => segment.placed);
    return finish(joinSegments(assembleDocument(source, frontMatter, placed), reads, reader.lexicon, reader.language));
  }

  return {
    want: (range) => wantSegments(touching(range)),
    wantAround(range) {
      const own = touching(range);
      wantSegments(own);
      around.push(own);
    },
    unwanted(range) {
      const [first, end] = touching(range);
      let length = 0;
      for (let index = first; index < end; index++) {
        const slot = slots[index] as Slot;
        if (!wanted.has(index)) length += slot.end - slot.start;
      }
      return length;
    },
    *read() {
      do {
        wantDefinitions();
        yield* readWanted();
      } while (widen());
      const draft = join();
      yield;
      const unsure = yield* unsureBlocks(draft, reader.lexicon, reader.language);
      const offsetOf = (block: number): number => draft.blocks[block]?.block.range.start ?? source.length;
      const rangeOf = ({ first, end }: BlockRange): OffsetRange => ({
        start: first === 0 ? 0 : offsetOf(first),
        end: offsetOf(end),
      });
      const isRead = ({ start, end }: OffsetRange): boolean => {
        const [first, last] = touching({ start, end: Math.max(start, end - 1) });
        return slots.slice(first, last).every((slot, index) => slot.raw === 'code' || segments.has(first + index));
      };
      return {
        draft,
        unsure,
        rangeOf,
        isUnsure: (block) => unsure.has(block),
        isSettled: (blocks) =>
          isRead(rangeOf(blocks)) && !draft.blocks.slice(blocks.first, blocks.end).some((block) => unsure.has(block)),
      };
    },
  };
}

/** The segments that tell how a document is built, and where nothing is to be reported. */
function framingSegments(slots: readonly Slot[]): readonly number[] {
  return slots.flatMap(({ entry: { text }, raw }, index) => {
    if (raw === 'code') return [];
    // A suppression is for the block behind it.
    if (text.includes('caveat-ignore')) return index + 1 < slots.length ? [index, index + 1] : [index];
    return raw === undefined && mayHoldHeading(text) ? [index] : [];
  });
}

/** The first segment that ends behind an offset. */
function firstBehind(slots: readonly Slot[], offset: number): number {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((slots[middle] as Slot).end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
