import { type Draft, joinSegments } from '../caveats/draft.ts';
import type { SpeaksOf } from '../caveats/field.ts';
import { placeReading, type ReadSegment } from '../caveats/readSegment.ts';
import { assembleDocument } from '../markdown/assemble.ts';
import type { Definition } from '../markdown/blocks.ts';
import { type Cutting, cutSegments, type Recutting } from '../markdown/cutSegments.ts';
import { type FrontMatter, readFrontMatter } from '../markdown/frontMatter.ts';
import { type Definitions, gatherDefinitions } from '../markdown/labels.ts';
import { placeSegment } from '../markdown/placement.ts';
import type { Need } from './needs.ts';
import {
  type LaidSegment,
  NO_DEFINITIONS,
  preludeOf,
  type Reader,
  read,
  readDefinitions,
  type Slot,
  type Wanted,
} from './readSegments.ts';
import { isSamePrelude, type SegmentMemory, type TextEntry, type Version, versionOf } from './segmentMemory.ts';
import { doubtfulIn, type Sifting, sift } from './sift.ts';
import { type Skipping, skippable } from './skippable.ts';

export type { Reader } from './readSegments.ts';

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
  /** What its source showed, if it was looked at before it was parsed. */
  readonly sifting: Sifting | undefined;
  /** Whether the draft may speak of a field. */
  readonly isOfField: SpeaksOf;
}

/**
 * Lays out a source; yields after each piece of work. Given what claims need, segments are passed over in which no term can stand and which are
 * not near anything that can make a claim: where the rest makes none, the draft makes none.
 */
export function* layOut(
  source: string,
  reader: Reader,
  previous: Layout | undefined,
  needsFor: (frontMatter: FrontMatter | undefined) => readonly Need[] | undefined = () => undefined,
): Generator<void, Layout> {
  const frontMatter = readFrontMatter(source);
  const cutting = yield* cutSegments(source, frontMatter?.end ?? 0, previous?.cutting);
  yield;
  const { head, tail, cuts } = cutting;
  const kept = {
    head: previous?.segments.slice(0, head) ?? [],
    tail: tail > 0 ? (previous?.segments.slice(-tail) ?? []) : [],
  };
  const fresh = slotsOf(cutting, head, cuts.length - tail, reader.memory, previous);
  yield;
  const all = (): readonly Slot[] => slotsOf(cutting, 0, cuts.length, reader.memory, previous);
  // A draft that made claims will make some again.
  const wasWhole = previous?.isWhole === true && 2 * (head + tail) > cuts.length;
  const needs = wasWhole ? undefined : needsFor(frontMatter);
  const sifted = needs === undefined ? undefined : all();
  const sifting =
    needs && sifted && (yield* sift(sifted, source.length, needs, reader.sieve, previous?.sifting === undefined));
  yield;
  const { skipped, isOfField } = sifting && sifted ? yield* entriesToSkip(sifting, sifted, reader) : NOTHING_SKIPPED;
  const defining = definingIn([...kept.head, ...fresh, ...kept.tail], (entry) => !skipped.has(entry));
  yield* readDefinitions(defining, reader);
  const defined = defining.map(({ definitions = NO_DEFINITIONS }) => definitions);
  const isUnchanged =
    previous !== undefined &&
    defined.length === previous.defined.length &&
    defined.every((definitions, index) => definitions === previous.defined[index]);
  const definitions = isUnchanged ? previous.definitions : gatherDefinitions(defined.flat());
  const isKept = isUnchanged && wasWhole;
  const slots = isKept ? fresh : (sifted ?? all());
  const wanted = slots.map((slot): Wanted | undefined => {
    const { entry, old, raw } = slot;
    if (raw === undefined && skipped.has(entry)) return undefined;
    const known = isUnchanged ? old?.parsed?.version.prelude : undefined;
    return { slot, prelude: known ?? preludeOf(entry, definitions) };
  });
  yield* read(
    wanted.filter((one) => one !== undefined),
    reader,
    replacedIn(cutting, previous),
  );
  const laid: LaidSegment[] = [];
  let placed = 0;
  for (const [index, one] of wanted.entries()) {
    const known = one?.slot.old;
    if (one === undefined) laid.push({ entry: (slots[index] as Slot).entry, parsed: undefined });
    else if (known?.parsed !== undefined && isSamePrelude(known.parsed.version.prelude, one.prelude)) laid.push(known);
    else {
      const { entry } = one.slot;
      const version = versionOf(entry, one.prelude) as Version;
      laid.push({ entry, parsed: { version, read: placeReading(placeSegment(version.content), version.reading) } });
      if (++placed % PLACED === 0) yield;
    }
  }
  yield;
  const segments = isKept ? [...kept.head, ...laid, ...kept.tail] : laid;
  reader.memory.trim(Math.max(LEAST_MEMORY, 2 * source.length));
  return { cutting, frontMatter, segments, defined, definitions, isWhole: skipped.size === 0, sifting, isOfField };
}

/** A few segments of the version before that the new one has others for; of many nothing is kept anyway. */
function replacedIn({ head, tail }: Recutting, previous: Layout | undefined): readonly LaidSegment[] {
  if (previous === undefined) return [];
  const end = previous.segments.length - tail;
  return end - head > MOST_REPLACED ? [] : previous.segments.slice(head, end);
}

/** An edit within a segment replaces two or three. */
const MOST_REPLACED = 8;

/** Segments that are placed for the first time between two yields. */
const PLACED = 200;

/** As much text is remembered at least, in UTF-16 units; twice a text that is longer, so that an edit that turns it all to code can be taken back. */
const LEAST_MEMORY = 1_000_000;

const NOTHING_SKIPPED: Skipping = { skipped: new Set(), isOfField: () => true };

/** The segments that need not be parsed as long as the others make no claim. */
function* entriesToSkip(sifting: Sifting, slots: readonly Slot[], reader: Reader): Generator<void, Skipping> {
  const entries = doubtfulIn(sifting);
  const known = new Set(entries);
  const defining = definingIn(slots, (entry) => known.has(entry));
  yield* readDefinitions(defining, reader);
  const definitions = gatherDefinitions(defining.flatMap(({ definitions = NO_DEFINITIONS }) => definitions));
  const preludes = new Map(entries.map((entry) => [entry, preludeOf(entry, definitions)]));
  const doubtful = slots.flatMap((slot): Wanted[] => {
    const prelude = preludes.get(slot.entry);
    return prelude === undefined ? [] : [{ slot, prelude }];
  });
  yield* read(doubtful, reader);
  return skippable(sifting, (entry) => preludes.get(entry) ?? NO_DEFINITIONS, reader.sieve) ?? NOTHING_SKIPPED;
}

/** The segments with definitions that some of those which are to be parsed may refer to. */
function definingIn(
  segments: readonly { readonly entry: TextEntry }[],
  isParsed: (entry: TextEntry) => boolean,
): readonly TextEntry[] {
  const defining = segments.flatMap(({ entry }) => (entry.mayDefine ? [entry] : []));
  if (defining.length === 0) return defining;
  const labels = new Set<string>();
  for (const { entry } of segments) if (isParsed(entry)) for (const label of entry.labels) labels.add(label);
  // What a text defines is among the labels that stand in it.
  return defining.filter((entry) => entry.labels.some((label) => labels.has(label)));
}

/** The segments `[from, to)` of a cutting where they stand, with what is remembered of them. */
export function slotsOf(
  { source, cuts, start: first, head, tail }: Recutting,
  from: number,
  to: number,
  memory: SegmentMemory,
  previous: Layout | undefined,
): Slot[] {
  let start = cuts[from - 1]?.end ?? first;
  return cuts.slice(from, to).map(({ end, raw }, place) => {
    const index = from + place;
    const fromEnd = cuts.length - index;
    const old =
      index < head
        ? previous?.segments[index]
        : fromEnd <= tail
          ? previous?.segments[previous.segments.length - fromEnd]
          : undefined;
    const slot = {
      entry: old?.entry ?? memory.entryOf(source.slice(start, end), raw !== undefined),
      raw,
      start,
      end,
      old,
    };
    start = end;
    return slot;
  });
}

/** The draft that a layout makes, its segments moved to where they stand. */
export function* draftOf(
  { cutting, frontMatter, segments }: Layout,
  { lexicon, language }: Reader,
): Generator<void, Draft> {
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
  const document = assembleDocument(cutting.source, frontMatter, placed);
  yield;
  return yield* joinSegments(document, reads, lexicon, language);
}
