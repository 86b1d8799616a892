import type { CheckedFile } from './checkedFile.ts';

/** Turns results into a report, a file at a time in the order of paths; what a call gives is to be written at once. */
export interface Reporter {
  /** `source` is the draft's text; only the report for a terminal shows it. */
  add(file: CheckedFile, source?: string): string;
  end(): string;
}
