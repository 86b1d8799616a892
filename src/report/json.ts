import type { CheckedFile } from './checkedFile.ts';
import { createJsonStream } from './jsonStream.ts';
import type { Reporter } from './reporter.ts';
import { createTally, type Summary } from './summary.ts';

/** What `caveat check --format json` prints. */
export interface CheckReport {
  readonly version: 1;
  readonly files: readonly CheckedFile[];
  readonly summary: Summary;
}

/** Findings and claims of all files. */
export function createJsonReporter(): Reporter {
  const tally = createTally();
  const stream = createJsonStream((files) => ({ version: 1, files, summary: tally.summary() }));
  return {
    add(file) {
      tally.add(file);
      return stream.add(file);
    },
    end: stream.end,
  };
}
