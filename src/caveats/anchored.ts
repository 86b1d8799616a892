import type { Place } from '../markdown/placement.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { ReadBlock } from './reading.ts';

/** A range of the source that moves with the segment it is in: it counts from where that begins. */
export interface Anchored {
  readonly place: Readonly<Place>;
  readonly start: number;
  readonly end: number;
}

/** A replacement of source text that moves with segments; each edit may go by another one. */
export interface AnchoredEdit {
  readonly at: Anchored;
  readonly text: string;
  /** The text with its placeholders `<<name|default>>`, where it has any. */
  readonly template?: string;
}

export interface AnchoredFix {
  readonly title: string;
  readonly edits: readonly AnchoredEdit[];
}

/** A range of the source, tied to the segment of a block. */
export function anchored({ place }: ReadBlock, { start, end }: OffsetRange): Anchored {
  return { place, start: start - place.offset, end: end - place.offset };
}

/** Where in the source it stands now; the same range as before if it has not moved. */
export function placeOf({ place: { offset }, start, end }: Anchored, before?: OffsetRange): OffsetRange {
  if (before && before.start === start + offset && before.end === end + offset) return before;
  return { start: start + offset, end: end + offset };
}
