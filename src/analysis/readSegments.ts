import type { Label } from '../caveats/reading.ts';
import { type DraftLanguage, type ReadSegment, readSegment } from '../caveats/readSegment.ts';
import type { Definition } from '../markdown/blocks.ts';
import { type Definitions, gatherDefinitions, preludeFor } from '../markdown/labels.ts';
import { readPlainSegment } from '../markdown/plainSegment.ts';
import { readRawSegment, readSegments, type SegmentContent } from '../markdown/segment.ts';
import type { Cut } from '../markdown/segmentEnd.ts';
import type { Lexicon } from '../phrases/lexicon.ts';
import { portionsOfReplaced, readList } from './readLists.ts';
import {
  addVersion,
  isSamePrelude,
  type SegmentMemory,
  type TextEntry,
  type Version,
  versionOf,
} from './segmentMemory.ts';
import type { Sieve } from './sieve.ts';

/** A segment of a document with all that is known of it. */
export interface LaidSegment {
  readonly entry: TextEntry;
  /** Undefined where it was not parsed, since it holds nothing that matters. */
  readonly parsed: { readonly version: Version; readonly read: ReadSegment } | undefined;
}

/** What segments are read with. */
export interface Reader {
  readonly lexicon: Lexicon<Label>;
  readonly language: DraftLanguage;
  readonly memory: SegmentMemory;
  readonly sieve: Sieve;
}

/** Source that is parsed between two yields, in UTF-16 units; a longer segment is parsed as a whole. */
const STEP = 4096;
/** The same while the engine has not compiled the parser, which takes many times as long then. */
const COLD_STEP = 2048;
/** Source after which it has, in UTF-16 units. */
const WARM = 65_536;
/** Source that was read in this process. */
let readSoFar = 0;

function stepNow(): number {
  return readSoFar < WARM ? COLD_STEP : STEP;
}

/** A segment where it stands in the source. */
export interface Slot {
  readonly entry: TextEntry;
  readonly raw: Cut['raw'];
  readonly start: number;
  readonly end: number;
  /** The segment of the previous version that has the same text. */
  readonly old: LaidSegment | undefined;
}

export const NO_DEFINITIONS: readonly Definition[] = [];

/** A segment to be read, with what has to be known of the rest of its document. */
export interface Wanted {
  readonly slot: Slot;
  readonly prelude: readonly Definition[];
}

/** The definitions from elsewhere that a segment may refer to. */
export function preludeOf({ labels, definitions: own = NO_DEFINITIONS }: TextEntry, definitions: Definitions) {
  return preludeFor(labels, definitions, own);
}

/** Finds out what segments define, many with one call of the parser. */
export function* readDefinitions(entries: readonly TextEntry[], reader: Reader): Generator<void> {
  const unread = [...new Set(entries)].filter(({ definitions }) => definitions === undefined);
  for (const batch of batches(unread, (entry) => entry)) {
    const texts = batch.map(({ text }) => ({ text, follows: false }));
    const contents = readSegments(texts, NO_DEFINITIONS);
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

/** Reads what is not known yet, many segments with one call of the parser; of lists that take the place of `replaced` ones only what is new in them. */
export function* read(
  wanted: readonly Wanted[],
  reader: Reader,
  replaced: readonly LaidSegment[] = [],
): Generator<void> {
  let lists: ReturnType<typeof portionsOfReplaced> | undefined;
  const unread = new Map<TextEntry, Wanted>();
  let plain = 0;
  for (const one of wanted) {
    const { slot, prelude } = one;
    if (slot.old?.parsed !== undefined && isSamePrelude(slot.old.parsed.version.prelude, prelude)) continue;
    if (versionOf(slot.entry, prelude) !== undefined) continue;
    const { text } = slot.entry;
    const content = slot.raw === undefined ? readPlainSegment(text) : readRawSegment(text, slot.raw);
    if (content === undefined) {
      if (replaced.length > 0) {
        lists ??= portionsOfReplaced(replaced);
        const list = readList(text, prelude, lists, reader);
        if (list) {
          addVersion(slot.entry, list);
          continue;
        }
      }
      if (!unread.has(slot.entry)) unread.set(slot.entry, one);
      continue;
    }
    remember(slot.entry, prelude, content, reader);
    plain += text.length;
    readSoFar += text.length;
    if (plain < stepNow()) continue;
    plain = 0;
    yield;
  }
  for (const batch of batches([...unread.values()], ({ slot }) => slot.entry)) {
    const texts = batch.map(({ slot }, index) => ({
      text: slot.entry.text,
      follows: batch[index - 1]?.slot.end === slot.start,
    }));
    const contents = readSegments(texts, jointPrelude(batch));
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
    if (size + length > stepNow()) {
      lots.push([]);
      size = 0;
    }
    lots.at(-1)?.push(item);
    size += length;
    readSoFar += length;
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
