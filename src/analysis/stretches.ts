import { mayClaim, type Need } from './needs.ts';
import type { Slot } from './readSegments.ts';
import type { TextEntry } from './segmentMemory.ts';
import type { Glance, Holding, Look, Sieve } from './sieve.ts';

/** What stands from one heading to the next, of those headings that are sure to stand at the root, as far as its source tells. */
export interface Stretch {
  /** Its segments that a parser has to read if anything is to be known of them. */
  readonly entries: readonly TextEntry[];
  /** Those that have to be parsed even where no claim can be made. */
  readonly wanted: ReadonlySet<TextEntry>;
  readonly doubtful: readonly TextEntry[];
  readonly marks: ReadonlySet<string>;
}

/** Source that is looked at between two yields, in UTF-16 units. */
export const LOOKS = 4000;

/** The stretches of a draft, each as its segments. */
export function stretchesOf(slots: readonly Slot[]): readonly (readonly TextEntry[])[] {
  const stretches: TextEntry[][] = [];
  for (const { entry, raw } of slots) {
    if (raw !== undefined) continue;
    if (stretches.length === 0 || entry.beginsSection) stretches.push([]);
    stretches.at(-1)?.push(entry);
  }
  return stretches;
}

/** A stretch at a glance: terms and the cues of fields alone. */
export function* glanceAt(
  entries: readonly TextEntry[],
  needs: readonly Need[],
  sieve: Sieve,
): Generator<void, Stretch> {
  const known = knownIn(coarsely, entries, needs);
  if (known) return known;
  yield* eachOf(entries, (entry) => {
    entry.glance ??= sieve.glance(entry.text);
  });
  const doubtful = entries.filter(({ glance }) => glance?.isDoubtful);
  const sure = entries.filter(({ glance }) => !glance?.isDoubtful);
  const { isWanted, marks } = sieve.glimpse(sure.map((entry) => entry.glance as Glance));
  // Together they may seem to hold what none of them does.
  const wanted = isWanted ? sure.filter((entry) => sieve.glimpse([entry.glance as Glance]).isWanted) : [];
  return remembered(coarsely, { entries, wanted: new Set([...doubtful, ...wanted]), doubtful, marks }, needs);
}

/** A stretch looked at closely: all that claims need. */
export function* lookAt(entries: readonly TextEntry[], needs: readonly Need[], sieve: Sieve): Generator<void, Stretch> {
  const known = knownIn(closely, entries, needs);
  if (known) return known;
  yield* eachOf(entries, (entry) => {
    entry.look ??= sieve.look(entry.text);
  });
  const doubtful = entries.filter(({ look }) => look?.isDoubtful);
  const sure = entries.filter(({ look }) => !look?.isDoubtful);
  yield;
  const together = sieve.holding(sure.map(({ look }) => look as Look));
  let { marks } = together;
  const wanted = new Set<TextEntry>(doubtful);
  // Together they may seem to hold what none of them does.
  if (mayClaim(needs, marks) !== 'no' || together.isWanted) {
    const marked = new Set<string>();
    yield* eachOf(sure, (entry) => {
      const holding = holdingOf(entry, sieve);
      if (holding.isWanted) wanted.add(entry);
      for (const mark of holding.marks) marked.add(mark);
    });
    marks = marked;
  }
  return remembered(closely, { entries, wanted, doubtful, marks }, needs);
}

function* eachOf(entries: readonly TextEntry[], look: (entry: TextEntry) => void): Generator<void> {
  let looked = 0;
  for (const entry of entries) {
    look(entry);
    looked += entry.text.length;
    if (looked < LOOKS) continue;
    looked = 0;
    yield;
  }
}

/** What the source of a segment shows that it may hold, once it has been looked at. */
export function holdingOf(entry: TextEntry, sieve: Sieve): Holding {
  entry.holding ??= sieve.holding([entry.look as Look]);
  return entry.holding;
}

/** The source of some segments, in UTF-16 units. */
export function lengthOf(entries: Iterable<TextEntry>): number {
  let length = 0;
  for (const { text } of entries) length += text.length;
  return length;
}

/** What was found of a stretch last, by its last segment: many may begin alike. */
type Remembered = WeakMap<TextEntry, { readonly needs: readonly Need[]; readonly stretch: Stretch }>;

const closely: Remembered = new WeakMap();
const coarsely: Remembered = new WeakMap();

function knownIn(memory: Remembered, entries: readonly TextEntry[], needs: readonly Need[]): Stretch | undefined {
  const known = memory.get(entries.at(-1) as TextEntry);
  return known?.needs === needs &&
    known.stretch.entries.length === entries.length &&
    known.stretch.entries.every((entry, index) => entry === entries[index])
    ? known.stretch
    : undefined;
}

function remembered(memory: Remembered, stretch: Stretch, needs: readonly Need[]): Stretch {
  memory.set(stretch.entries.at(-1) as TextEntry, { needs, stretch });
  return stretch;
}
