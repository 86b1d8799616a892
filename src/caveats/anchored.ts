import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { ReadBlock } from './reading.ts';

/** A range of the source that moves with a block: it counts from where the block begins. */
export interface Anchored {
  readonly read: ReadBlock;
  readonly start: number;
  readonly end: number;
}

/** A replacement of source text that moves with blocks; each edit may go by another one. */
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

/** A range of the source, tied to a block. */
export function anchored(read: ReadBlock, { start, end }: OffsetRange): Anchored {
  const from = read.start;
  return { read, start: start - from, end: end - from };
}

/** Where in the source it stands now; the same range as before if it has not moved. */
export function placeOf({ read, start, end }: Anchored, before?: OffsetRange): OffsetRange {
  const from = read.start;
  if (before && before.start === start + from && before.end === end + from) return before;
  return { start: start + from, end: end + from };
}
