import type { CheckedFile } from './checkedFile.ts';
import { fingerprints } from './fingerprint.ts';
import type { CheckReport } from './json.ts';

/** Takes from a file the findings that an earlier report has of it, wherever they stand by now. */
export function createBaseline(report: CheckReport): (file: CheckedFile) => CheckedFile {
  const known = new Map(report.files.map(({ path, findings }) => [path, new Set(fingerprints(findings))]));
  return (file) => {
    const names = fingerprints(file.findings);
    const own = known.get(file.path);
    return own ? { ...file, findings: file.findings.filter((_, at) => !own.has(names[at] as string)) } : file;
  };
}
