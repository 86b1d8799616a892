import {
  type Draft,
  type DraftLanguage,
  joinSegments,
  placeReading,
  type ReadSegment,
  readSegment,
} from '../caveats/draft.ts';
import type { Label } from '../caveats/reading.ts';
import { assembleDocument } from '../markdown/assemble.ts';
import type { Definition } from '../markdown/blocks.ts';
import { type Cutting, cutSegments } from '../markdown/cutSegments.ts';
import { type FrontMatter, readFrontMatter } from '../markdown/frontMatter.ts';
import { type Definitions, gatherDefinitions, preludeFor } from '../markdown/labels.ts';
import { placeSegment } from '../markdown/placement.ts';
import { readRawSegment, readSegments, type SegmentContent } from '../markdown/segment.ts';
import type { Cut } from '../markdown/segmentEnd.ts';
import type { Lexicon } from '../phrases/lexicon.ts';
import {
  addVersion,
  isSamePrelude,
  type SegmentMemory,
  type TextEntry,
  type Version,
  versionOf,
} from './segmentMemory.ts';

/** A segment of a document with all that is known of it. */
interface LaidSegment {
  readonly entry: TextEntry;
  readonly raw: Cut['raw'];
  readonly version: Version;
  readonly read: ReadSegment;
}

/** A document by its segments. The next version of the document takes over what did not change, and makes this one void. */
export interface Layout {
  readonly cutting: Cutting;
  readonly frontMatter: FrontMatter | undefined;
  readonly segments: readonly LaidSegment[];
  /** What each segment with definitions defines, in order. */
  readonly defined: readonly (readonly Definition[])[];
  readonly definitions: Definitions;
}

/** What segments are read with. */
export interface Reader {
  readonly lexicon: Lexicon<Label>;
  readonly language: DraftLanguage;
  readonly memory: SegmentMemory;
}

/** Source that is parsed between two yields, in UTF-16 units; a longer segment is parsed as a whole. */
const STEP = 8192;

interface Slot {
  readonly entry: TextEntry;
  readonly raw: Cut['raw'];
  readonly start: number;
  readonly end: number;
  /** The segment of the previous version that has the same text. */
  readonly old: LaidSegment | undefined;
}

/** Lays out a source; yields after each piece of work. */
export function* layOut(source: string, reader: Reader, previous: Layout | undefined): Generator<void, Layout> {
  const frontMatter = readFrontMatter(source);
  const cutting = cutSegments(source, frontMatter?.end ?? 0, previous?.cutting);
  const slots = slotsOf(cutting, reader.memory, previous);
  const defining = slots.flatMap(({ entry }) => (entry.mayDefine ? [entry] : []));
  yield* readDefinitions(defining, reader);
  const defined = defining.map(({ definitions = NO_DEFINITIONS }) => definitions);
  const isUnchanged =
    previous !== undefined &&
    defined.length === previous.defined.length &&
    defined.every((definitions, index) => definitions === previous.defined[index]);
  const definitions = isUnchanged ? previous.definitions : gatherDefinitions(defined.flat());
  const wanted = slots.map((slot): Wanted => {
    const { entry, old } = slot;
    const prelude = old !== undefined && isUnchanged ? old.version.prelude : preludeOf(entry, definitions);
    return { slot, prelude };
  });
  yield* read(wanted, reader);
  const segments = wanted.map(({ slot, prelude }): LaidSegment => {
    const { entry, raw, old } = slot;
    if (old !== undefined && isSamePrelude(old.version.prelude, prelude)) return old;
    const version = versionOf(entry, prelude) as Version;
    return { entry, raw, version, read: placeReading(placeSegment(version.content), version.reading) };
  });
  return { cutting, frontMatter, segments, defined, definitions };
}

const NO_DEFINITIONS: readonly Definition[] = [];

function slotsOf(cutting: ReturnType<typeof cutSegments>, memory: SegmentMemory, previous: Layout | undefined): Slot[] {
  const { source, cuts, head, tail } = cutting;
  let start = cutting.start;
  return cuts.map(({ end, raw }, index) => {
    const fromEnd = cuts.length - index;
    const old =
      index < head
        ? previous?.segments[index]
        : fromEnd <= tail
          ? previous?.segments[previous.segments.length - fromEnd]
          : undefined;
    const slot = { entry: old?.entry ?? memory.entryOf(source.slice(start, end)), raw, start, end, old };
    start = end;
    return slot;
  });
}

interface Wanted {
  readonly slot: Slot;
  readonly prelude: readonly Definition[];
}

function preludeOf({ labels, definitions: own = NO_DEFINITIONS }: TextEntry, definitions: Definitions) {
  return preludeFor(labels, definitions, own);
}

/** Finds out what segments define, many with one call of the parser. */
function* readDefinitions(entries: readonly TextEntry[], reader: Reader): Generator<void> {
  const unread = [...new Set(entries)].filter(({ definitions }) => definitions === undefined);
  for (const batch of batches(unread, (entry) => entry)) {
    const contents = readSegments(
      batch.map(({ text }) => text),
      NO_DEFINITIONS,
    );
    const together = gatherDefinitions(contents.flatMap(({ definitions }) => definitions));
    for (const [index, entry] of batch.entries()) {
      const content = contents[index] as SegmentContent;
      entry.definitions = content.definitions;
      // Where one of the batch may refer to another it was not read as if alone.
      if (preludeOf(entry, together).length === 0) remember(entry, NO_DEFINITIONS, content, reader);
    }
    yield;
  }
}

/** Reads what is not known yet, many segments with one call of the parser. */
function* read(wanted: readonly Wanted[], reader: Reader): Generator<void> {
  const unread = new Map<TextEntry, Wanted>();
  for (const one of wanted) {
    const { slot, prelude } = one;
    if (slot.old !== undefined && isSamePrelude(slot.old.version.prelude, prelude)) continue;
    if (versionOf(slot.entry, prelude) !== undefined) continue;
    if (slot.raw === undefined) unread.set(slot.entry, one);
    else remember(slot.entry, prelude, readRawSegment(slot.entry.text, slot.raw), reader);
  }
  for (const batch of batches([...unread.values()], ({ slot }) => slot.entry)) {
    const contents = readSegments(
      batch.map(({ slot }) => slot.entry.text),
      jointPrelude(batch),
    );
    for (const [index, { slot, prelude }] of batch.entries()) {
      remember(slot.entry, prelude, contents[index] as SegmentContent, reader);
    }
    yield;
  }
}

function remember(
  entry: TextEntry,
  prelude: readonly Definition[],
  content: SegmentContent,
  { lexicon, language }: Reader,
): void {
  addVersion(entry, { prelude, content, reading: readSegment(content.blocks, lexicon, language) });
}

/** Items one after the other, in lots that take about one step each. */
function batches<T>(items: readonly T[], entryOf: (item: T) => TextEntry): readonly (readonly T[])[] {
  const lots: T[][] = [];
  let size = STEP;
  for (const item of items) {
    const { length } = entryOf(item).text;
    if (size + length > STEP) {
      lots.push([]);
      size = 0;
    }
    lots.at(-1)?.push(item);
    size += length;
  }
  return lots;
}

function jointPrelude(batch: readonly Wanted[]): readonly Definition[] {
  const joint = new Map<string, Definition>();
  for (const { prelude } of batch) {
    for (const definition of prelude) joint.set(`${definition.kind} ${definition.label}`, definition);
  }
  return [...joint.values()];
}

/** The draft that a layout makes, its segments moved to where they stand. */
export function draftOf({ cutting, frontMatter, segments }: Layout, { lexicon, language }: Reader): Draft {
  const reads = segments.map(({ read: one }) => one);
  const lengths = segments.map(({ entry }) => entry.text.length);
  const document = assembleDocument(
    cutting.source,
    frontMatter,
    reads.map(({ placed }) => placed),
    lengths,
  );
  return joinSegments(document, reads, lexicon, language);
}
