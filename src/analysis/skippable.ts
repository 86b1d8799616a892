import { fieldsTold, type SpeaksOf } from '../caveats/field.ts';
import { classMark, conceptMark, setMark, TERM } from '../caveats/marks.ts';
import type { Mention } from '../glossary/occurrences.ts';
import type { Definition } from '../markdown/blocks.ts';
import { mayClaim } from './needs.ts';
import { type TextEntry, versionOf } from './segmentMemory.ts';
import { type Glance, mayHoldHeading, REFERENCES, type Sieve, textMarks } from './sieve.ts';
import type { Sifting } from './sift.ts';
import { holdingOf } from './stretches.ts';

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
      marks.has(REFERENCES) && entries.some((entry) => holdsReferences(entry, isGlanced, preludeOf, sieve));
    for (const entry of entries) (claims === 'yes' || wanted.has(entry) ? kept : skipped).add(entry);
  }
  for (const entry of skipped) {
    // A text that stands in several places is kept for all of them.
    if (kept.has(entry) || (mayHoldReferences && mayHoldHeading(entry.text))) skipped.delete(entry);
  }
  return { skipped, isOfField };
}

function holdsReferences(
  entry: TextEntry,
  isGlanced: boolean,
  preludeOf: (entry: TextEntry) => readonly Definition[],
  sieve: Sieve,
): boolean {
  if (!mayHoldHeading(entry.text)) return false;
  const { isDoubtful } = (isGlanced ? entry.glance : entry.look) as Glance;
  if (!isDoubtful) {
    const holding = isGlanced ? sieve.glimpse([entry.glance as Glance]) : holdingOf(entry, sieve);
    return holding.marks.has(REFERENCES);
  }
  const marks = new Set<string>();
  addMarks(entry, preludeOf(entry), marks);
  return marks.has(REFERENCES);
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
