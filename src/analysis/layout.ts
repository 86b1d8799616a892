import {
  type Draft,
  type DraftLanguage,
  joinSegments,
  placeReading,
  type ReadSegment,
  readSegment,
} from '../caveats/draft.ts';
import type { Label } from '../caveats/reading.ts';
import type { ClaimPattern } from '../caveats/rule.ts';
import { assembleDocument } from '../markdown/assemble.ts';
import type { Definition } from '../markdown/blocks.ts';
import { type Cutting, cutSegments } from '../markdown/cutSegments.ts';
import { type FrontMatter, readFrontMatter } from '../markdown/frontMatter.ts';
import { type Definitions, gatherDefinitions, preludeFor } from '../markdown/labels.ts';
import { isAtxHeading, lineEnd } from '../markdown/lineStart.ts';
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
import { mayClaim, type Sieve } from './sieve.ts';

/** A segment of a document with all that is known of it. */
interface LaidSegment {
  readonly entry: TextEntry;
  /** Undefined where it was not parsed, since it holds nothing that matters. */
  readonly parsed: { readonly version: Version; readonly read: ReadSegment } | undefined;
}

/** A document by its segments. The next version of the document takes over what did not change, and makes this one void. */
export interface Layout {
  readonly cutting: Cutting;
  readonly frontMatter: FrontMatter | undefined;
  readonly segments: readonly LaidSegment[];
  /** What each segment with definitions defines, in order. */
  readonly defined: readonly (readonly Definition[])[];
  readonly definitions: Definitions;
  /** Whether all of it was parsed. */
  readonly isWhole: boolean;
}

/** What segments are read with. */
export interface Reader {
  readonly lexicon: Lexicon<Label>;
  readonly language: DraftLanguage;
  readonly memory: SegmentMemory;
  readonly sieve: Sieve;
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

/**
 * Lays out a source; yields after each piece of work. Given the patterns of claims, segments are passed over in which no term can stand and which are
 * not near anything that can make a claim: where the rest makes none, the draft makes none.
 */
export function* layOut(
  source: string,
  reader: Reader,
  previous: Layout | undefined,
  patternsFor: (frontMatter: FrontMatter | undefined) => readonly ClaimPattern[] | undefined = () => undefined,
): Generator<void, Layout> {
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
    const known = isUnchanged ? old?.parsed?.version.prelude : undefined;
    return { slot, prelude: known ?? preludeOf(entry, definitions) };
  });
  // A draft that made claims will make some again.
  const wasWhole = previous?.isWhole === true && 2 * (cutting.head + cutting.tail) > cutting.cuts.length;
  const patterns = wasWhole ? undefined : patternsFor(frontMatter);
  const skipped = patterns === undefined ? NO_SEGMENTS : yield* sift(wanted, patterns, reader);
  yield* read(
    wanted.filter((_, index) => !skipped.has(index)),
    reader,
  );
  const segments = wanted.map(({ slot, prelude }, index): LaidSegment => {
    const { entry, old } = slot;
    if (skipped.has(index)) return { entry, parsed: undefined };
    if (old?.parsed !== undefined && isSamePrelude(old.parsed.version.prelude, prelude)) return old;
    const version = versionOf(entry, prelude) as Version;
    return { entry, parsed: { version, read: placeReading(placeSegment(version.content), version.reading) } };
  });
  reader.memory.trim(Math.max(LEAST_MEMORY, 2 * source.length));
  return { cutting, frontMatter, segments, defined, definitions, isWhole: skipped.size === 0 };
}

/** As much text is remembered at least, in UTF-16 units; twice a text that is longer, so that an edit that turns it all to code can be taken back. */
const LEAST_MEMORY = 1_000_000;

const NO_SEGMENTS: ReadonlySet<number> = new Set();

/** The segments that need not be parsed as long as the others make no claim. */
function* sift(
  wanted: readonly Wanted[],
  patterns: readonly ClaimPattern[],
  reader: Reader,
): Generator<void, ReadonlySet<number>> {
  let glanced = 0;
  let kept = 0;
  for (const { slot } of wanted) {
    if (slot.raw !== undefined) continue;
    const { entry } = slot;
    const before = glanced;
    entry.glance ??= reader.sieve(entry.text);
    glanced += entry.text.length;
    if (entry.glance.isWanted) kept += entry.text.length;
    // A draft of our own field: to look at the rest would cost more than it saves.
    if (before < SAMPLE && glanced >= SAMPLE && 2 * kept > glanced) return NO_SEGMENTS;
    if (Math.floor(before / GLANCES) < Math.floor(glanced / GLANCES)) yield;
  }
  yield* read(
    wanted.filter(({ slot }) => slot.entry.glance?.isDoubtful),
    reader,
  );
  const marks = wanted.map(({ slot, prelude }) => marksOf(slot, prelude));
  const mayHoldReferences = wanted.some(
    ({ slot }, index) => slot.entry.glance?.mayHoldHeading && marks[index]?.has('set reference-heading'),
  );
  const skipped = new Set<number>();
  for (const [first, end] of stretches(wanted)) {
    const joint = new Set<string>();
    for (let index = first; index < end; index++) for (const mark of marks[index] ?? []) joint.add(mark);
    if (mayClaim(patterns, joint)) continue;
    for (let index = first; index < end; index++) {
      const { slot } = wanted[index] as Wanted;
      const { glance } = slot.entry;
      if (slot.raw !== undefined || glance === undefined || glance.isWanted) continue;
      if (!(mayHoldReferences && glance.mayHoldHeading)) skipped.add(index);
    }
  }
  return skipped;
}

/** Source that is glanced at between two yields, in UTF-16 units. */
const GLANCES = 50_000;
/** Source by which it is told whether a glance at all of it is worth while, in UTF-16 units. */
const SAMPLE = 1000;

/** What a segment may hold; what it does hold where it had to be parsed to tell. */
function marksOf({ entry }: Slot, prelude: readonly Definition[]): ReadonlySet<string> {
  if (entry.glance === undefined || !entry.glance.isDoubtful) return entry.glance?.marks ?? NO_MARKS;
  const marks = new Set<string>();
  for (const { reading } of versionOf(entry, prelude)?.reading.blocks ?? []) {
    for (const { concept } of reading.mentions) for (const name of concept.classes) marks.add(`class ${name}`);
    for (const { set } of reading.cues) marks.add(`set ${set}`);
  }
  return marks;
}

const NO_MARKS: ReadonlySet<string> = new Set();

function beginsSection({ text }: TextEntry): boolean {
  return isAtxHeading(text, 0, lineEnd(text, 0));
}

/** Segments `[first, end)` from one heading to the next, of those headings that are sure to stand at the root. */
function stretches(wanted: readonly Wanted[]): readonly (readonly [number, number])[] {
  const starts = wanted.flatMap(({ slot }, index) => (index === 0 || beginsSection(slot.entry) ? [index] : []));
  return starts.map((first, index) => [first, starts[index + 1] ?? wanted.length]);
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
    if (slot.old?.parsed !== undefined && isSamePrelude(slot.old.parsed.version.prelude, prelude)) continue;
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
  const reads: ReadSegment[] = [];
  let offset = cutting.start;
  for (const { entry, parsed } of segments) {
    if (parsed !== undefined) {
      parsed.read.placed.place.offset = offset;
      reads.push(parsed.read);
    }
    offset += entry.text.length;
  }
  const placed = reads.map((read) => read.placed);
  return joinSegments(assembleDocument(cutting.source, frontMatter, placed), reads, lexicon, language);
}
