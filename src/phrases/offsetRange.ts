/** A stretch of text as UTF-16 offsets, half-open: `start` is inside, `end` is not. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}
