import { checkedFile } from '../../src/report/checkedFile.ts';
import { byPath, type FileResult } from '../../src/report/fileResult.ts';
import type { Reporter } from '../../src/report/reporter.ts';

/** The whole report on some files. */
export function reported(reporter: Reporter, files: readonly FileResult[]): string {
  const parts = byPath(files).map((file) =>
    reporter.add(checkedFile(file), 'source' in file ? file.source : undefined),
  );
  return [...parts, reporter.end()].join('');
}
