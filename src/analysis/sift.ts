import type { DetectorNeed } from '../caveats/detectors.ts';
import type { Mention } from '../glossary/occurrences.ts';
import type { Definition } from '../markdown/blocks.ts';
import { isAtxHeading, lineEnd } from '../markdown/lineStart.ts';
import { type Reader, read, type Slot, type Wanted } from './readSegments.ts';
import { type TextEntry, versionOf } from './segmentMemory.ts';
import { mayClaim, textMarks } from './sieve.ts';

const NO_SEGMENTS: ReadonlySet<number> = new Set();

/** The segments that need not be parsed as long as the others make no claim. */
export function* sift(
  wanted: readonly Wanted[],
  needs: readonly DetectorNeed[],
  reader: Reader,
): Generator<void, ReadonlySet<number>> {
  let glanced = 0;
  let kept = 0;
  let sample = SAMPLE;
  for (const { slot } of wanted) {
    if (slot.raw !== undefined) continue;
    const { entry } = slot;
    const before = glanced;
    entry.glance ??= reader.sieve(entry.text);
    glanced += entry.text.length;
    if (entry.glance.isWanted) kept += entry.text.length;
    // A draft of our own field: to look at the rest would cost more than it saves.
    if (glanced >= sample) {
      if (2 * kept > glanced) return NO_SEGMENTS;
      sample = 2 * glanced;
    }
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
    const claims = mayClaim(needs, joint);
    if (claims === 'draft') return NO_SEGMENTS;
    if (claims === 'yes') continue;
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
/** Source by which it is first told whether a glance at all of it is worth while, in UTF-16 units; then at each doubling of it. */
const SAMPLE = 400;

/** What a segment may hold; what it does hold where it had to be parsed to tell. */
function marksOf({ entry }: Slot, prelude: readonly Definition[]): ReadonlySet<string> {
  if (entry.glance === undefined || !entry.glance.isDoubtful) return entry.glance?.marks ?? NO_MARKS;
  const marks = new Set<string>();
  for (const { reading } of versionOf(entry, prelude)?.reading.blocks ?? []) {
    for (const mention of reading.mentions) addMention(mention, marks);
    for (const mark of textMarks(reading.tokens.text)) marks.add(mark);
    for (const { set } of reading.cues) marks.add(`set ${set}`);
  }
  return marks;
}

function addMention({ concept, term, contains }: Mention, marks: Set<string>): void {
  for (const name of concept.classes) marks.add(`class ${name}`);
  if (term.abbreviation) marks.add('abbreviation');
  for (const inner of contains) addMention(inner, marks);
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
