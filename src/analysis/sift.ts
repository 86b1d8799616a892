import { fieldsTold, TELLING } from '../caveats/field.ts';
import { mayClaim, type Need } from './needs.ts';
import type { Slot } from './readSegments.ts';
import type { TextEntry } from './segmentMemory.ts';
import type { Sieve } from './sieve.ts';
import { glanceAt, LOOKS, lengthOf, lookAt, type Stretch, stretchesOf } from './stretches.ts';

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
  yield* sieve.prepare('look');
  yield;
  const found: Stretch[] = [];
  let looked = 0;
  let kept = 0;
  let sample = SAMPLE;
  for (const entries of all) {
    const stretch = yield* lookAt(entries, needs, sieve);
    found.push(stretch);
    const before = looked;
    looked += lengthOf(entries);
    kept += lengthOf([...stretch.wanted].filter((entry) => !stretch.doubtful.includes(entry)));
    // A draft of our own field: to look at the rest would cost more than it saves.
    if (looked >= sample) {
      if (2 * kept > looked) return undefined;
      sample = 2 * looked;
    }
    if (isStep(before, looked)) yield;
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
  yield* sieve.prepare('glance');
  yield;
  let looked = 0;
  for (const entries of all) {
    const stretch = yield* glanceAt(entries, needs, sieve);
    found.push(stretch);
    const before = looked;
    looked += lengthOf(entries);
    if (isStep(before, looked)) yield;
    for (const mark of stretch.marks) seen.add(mark);
    if (stretch.marks.size > 0 && fields.some(fieldsTold(length, () => seen))) return undefined;
  }
  return found;
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

function isStep(before: number, looked: number): boolean {
  return Math.floor(before / LOOKS) < Math.floor(looked / LOOKS);
}
