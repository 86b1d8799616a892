import { fieldsTold, type SpeaksOf, TELLING } from '../caveats/field.ts';
import { classMark, conceptMark, setMark, TERM } from '../caveats/marks.ts';
import type { Mention } from '../glossary/occurrences.ts';
import type { Definition } from '../markdown/blocks.ts';
import { mayClaim, type Need } from './needs.ts';
import type { Slot } from './readSegments.ts';
import { type TextEntry, versionOf } from './segmentMemory.ts';
import { type Glance, type Holding, type Look, REFERENCES, type Sieve, textMarks } from './sieve.ts';

/** What stands from one heading to the next, of those headings that are sure to stand at the root, as far as its source tells. */
export interface Stretch {
  /** Its segments that a parser has to read if anything is to be known of them. */
  readonly entries: readonly TextEntry[];
  /** Those that have to be parsed even where no claim can be made. */
  readonly wanted: ReadonlySet<TextEntry>;
  readonly doubtful: readonly TextEntry[];
  readonly marks: ReadonlySet<string>;
}

/** What may matter of a draft as long as it makes no claim. */
export interface Sifting {
  /** What the claims need that it was sifted for. */
  readonly needs: readonly Need[];
  /** The length of the draft, in UTF-16 units. */
  readonly length: number;
  /** Whether a glance told that it speaks of no field, so that nothing else is known of its stretches. */
  readonly isGlanced: boolean;
  readonly stretches: readonly Stretch[];
}

/** The segments whose source does not tell: they have to be read before it is said what can be skipped. */
export function doubtfulIn({ stretches }: Sifting): readonly TextEntry[] {
  return [...new Set(stretches.flatMap(({ doubtful }) => doubtful))];
}

/** Source that is looked at between two yields, in UTF-16 units. */
const LOOKS = 8000;
/** Source by which it is first told whether a look at all of it is worth while, in UTF-16 units; then at each doubling of it. */
const SAMPLE = 400;

/** Looks at the segments of a draft of some length, in UTF-16 units, by their source; undefined where all of them are to be parsed. `isFirst`: no version before it was sifted. */
export function* sift(
  slots: readonly Slot[],
  length: number,
  needs: readonly Need[],
  sieve: Sieve,
  isFirst: boolean,
): Generator<void, Sifting | undefined> {
  // To look closely takes preparation, which a few short drafts and one of our own field have no use for.
  if (!sieve.isWorthWhile(length) || (isFirst && isOfOurField(slots, sieve))) return undefined;
  const all = stretchesOf(slots);
  const isTold = length >= TELLING && needs.every(({ field }) => field !== undefined);
  const other = isTold ? yield* glance(all, length, needs, sieve) : undefined;
  if (other) return { needs, length, isGlanced: true, stretches: other };
  sieve.prepare('look');
  yield;
  const found: Stretch[] = [];
  let looked = 0;
  let kept = 0;
  let sample = SAMPLE;
  for (const entries of all) {
    const stretch = knownIn(closely, entries, needs) ?? (yield* stretchOf(entries, needs, sieve));
    remember(closely, stretch, needs);
    found.push(stretch);
    const before = looked;
    looked += lengthOf(entries);
    kept += lengthOf([...stretch.wanted].filter((entry) => !stretch.doubtful.includes(entry)));
    // A draft of our own field: to look at the rest would cost more than it saves.
    if (looked >= sample) {
      if (2 * kept > looked) return undefined;
      sample = 2 * looked;
    }
    if (Math.floor(before / LOOKS) < Math.floor(looked / LOOKS)) yield;
  }
  const isOfField = fieldsTold(length, () => found.flatMap(({ marks }) => [...marks]));
  return found.some(({ marks }) => mayClaim(needs, marks, isOfField) === 'draft')
    ? undefined
    : { needs, length, isGlanced: false, stretches: found };
}

/** Looks for terms and the cues of fields alone; undefined where there may be enough of them. */
function* glance(
  all: readonly (readonly TextEntry[])[],
  length: number,
  needs: readonly Need[],
  sieve: Sieve,
): Generator<void, readonly Stretch[] | undefined> {
  const found: Stretch[] = [];
  const fields = [...new Map(needs.map(({ field }) => [field?.name, field])).values()];
  const seen = new Set<string>();
  sieve.prepare('glance');
  yield;
  let looked = 0;
  for (const entries of all) {
    const known = knownIn(coarsely, entries, needs);
    for (const entry of known ? [] : entries) {
      entry.glance ??= sieve.glance(entry.text);
      looked += entry.text.length;
      if (looked < LOOKS) continue;
      looked = 0;
      yield;
    }
    const stretch = known ?? glanced(entries, sieve);
    remember(coarsely, stretch, needs);
    found.push(stretch);
    for (const mark of stretch.marks) seen.add(mark);
    if (stretch.marks.size > 0 && fields.some(fieldsTold(length, () => seen))) return undefined;
  }
  return found;
}

/** What was seen of a section at a glance. */
function glanced(entries: readonly TextEntry[], sieve: Sieve): Stretch {
  const doubtful = entries.filter(({ glance }) => glance?.isDoubtful);
  const sure = entries.filter(({ glance }) => !glance?.isDoubtful);
  const { isWanted, marks } = sieve.glimpse(sure.map((entry) => entry.glance as Glance));
  // Together they may seem to hold what none of them does.
  const wanted = isWanted ? sure.filter((entry) => sieve.glimpse([entry.glance as Glance]).isWanted) : [];
  return { entries, wanted: new Set([...doubtful, ...wanted]), doubtful, marks };
}

function isOfOurField(slots: readonly Slot[], sieve: Sieve): boolean {
  let looked = 0;
  let kept = 0;
  for (const { entry, raw } of slots) {
    if (raw !== undefined) continue;
    looked += entry.text.length;
    if (sieve.seemsToHoldTerm(entry.text)) kept += entry.text.length;
    if (looked >= SAMPLE) break;
  }
  return looked >= SAMPLE && 2 * kept > looked;
}

/** What can be left out of a draft as long as the rest makes no claim. */
export interface Skipping {
  readonly skipped: ReadonlySet<TextEntry>;
  /** Whether the draft may speak of a field. */
  readonly isOfField: SpeaksOf;
}

/** Segments that need not be parsed, given those that were doubtful as they were read; undefined where all have to be. */
export function skippable(
  { needs, length, isGlanced, stretches }: Sifting,
  preludeOf: (entry: TextEntry) => readonly Definition[],
  sieve: Sieve,
): Skipping | undefined {
  const held = stretches.map(({ doubtful, marks }) => {
    if (doubtful.length === 0) return marks;
    const read = new Set(marks);
    for (const entry of doubtful) addMarks(entry, preludeOf(entry), read);
    return read;
  });
  const isOfField = fieldsTold(length, () => held.flatMap((marks) => [...marks]));
  if (isGlanced && needs.some(({ field }) => isOfField(field))) return undefined;
  const skipped = new Set<TextEntry>();
  const kept = new Set<TextEntry>();
  let mayHoldReferences = false;
  for (const [index, { entries, wanted }] of stretches.entries()) {
    const marks = held[index] as ReadonlySet<string>;
    const claims = mayClaim(needs, marks, isOfField);
    if (claims === 'draft') return undefined;
    mayHoldReferences ||=
      !isGlanced && marks.has(REFERENCES) && entries.some((entry) => holdsReferences(entry, preludeOf, sieve));
    for (const entry of entries) (claims === 'yes' || wanted.has(entry) ? kept : skipped).add(entry);
  }
  for (const entry of skipped) {
    // A text that stands in several places is kept for all of them.
    if (kept.has(entry) || (mayHoldReferences && entry.look?.mayHoldHeading)) skipped.delete(entry);
  }
  return { skipped, isOfField };
}

function holdsReferences(
  entry: TextEntry,
  preludeOf: (entry: TextEntry) => readonly Definition[],
  sieve: Sieve,
): boolean {
  const look = entry.look as Look;
  if (!look.mayHoldHeading) return false;
  if (!look.isDoubtful) return holdingOf(entry, sieve).marks.has(REFERENCES);
  const marks = new Set<string>();
  addMarks(entry, preludeOf(entry), marks);
  return marks.has(REFERENCES);
}

function* stretchOf(entries: readonly TextEntry[], needs: readonly Need[], sieve: Sieve): Generator<void, Stretch> {
  let looked = 0;
  for (const entry of entries) {
    entry.look ??= sieve.look(entry.text);
    looked += entry.text.length;
    if (looked < LOOKS) continue;
    looked = 0;
    yield;
  }
  const doubtful = entries.filter(({ look }) => look?.isDoubtful);
  const sure = entries.filter(({ look }) => !look?.isDoubtful);
  const together = sieve.holding(sure.map(({ look }) => look as Look));
  let { marks } = together;
  const wanted = new Set<TextEntry>(doubtful);
  // Together they may seem to hold what none of them does.
  if (mayClaim(needs, marks) !== 'no' || together.isWanted) {
    const each = sure.map((entry) => holdingOf(entry, sieve));
    each.forEach((holding, index) => {
      if (holding.isWanted) wanted.add(sure[index] as TextEntry);
    });
    marks = new Set(each.flatMap((holding) => [...holding.marks]));
  }
  return { entries, wanted, doubtful, marks };
}

/** What was found of a section last, by its last segment: many may begin alike. */
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

function remember(memory: Remembered, stretch: Stretch, needs: readonly Need[]): void {
  memory.set(stretch.entries.at(-1) as TextEntry, { needs, stretch });
}

function holdingOf(entry: TextEntry, sieve: Sieve): Holding {
  entry.holding ??= sieve.holding([entry.look as Look]);
  return entry.holding;
}

/** Adds what a segment that was parsed does hold. */
function addMarks(entry: TextEntry, prelude: readonly Definition[], marks: Set<string>): void {
  for (const { reading } of versionOf(entry, prelude)?.reading.blocks ?? []) {
    for (const mention of reading.mentions) addMention(mention, marks);
    for (const mark of textMarks(reading.tokens.text)) marks.add(mark);
    for (const { set } of reading.cues) marks.add(setMark(set));
  }
}

function addMention({ concept, term, contains }: Mention, marks: Set<string>): void {
  marks.add(TERM);
  marks.add(conceptMark(concept.id));
  for (const name of concept.classes) marks.add(classMark(name));
  if (term.abbreviation) marks.add('abbreviation');
  for (const inner of contains) addMention(inner, marks);
}

function stretchesOf(slots: readonly Slot[]): readonly (readonly TextEntry[])[] {
  const stretches: TextEntry[][] = [];
  for (const { entry, raw } of slots) {
    if (raw !== undefined) continue;
    if (stretches.length === 0 || entry.beginsSection) stretches.push([]);
    stretches.at(-1)?.push(entry);
  }
  return stretches;
}

function lengthOf(entries: readonly TextEntry[]): number {
  return entries.reduce((sum, { text }) => sum + text.length, 0);
}
