import type { Analysis, Severity } from '../analysis/analysis.ts';

/** A draft and its analysis, or why there is none. `path` has `/`; `source` has no byte order mark. */
export type FileResult =
  | { readonly path: string; readonly source: string; readonly analysis: Analysis }
  | { readonly path: string; readonly error: string };

/** How many of each there are over all files. */
export interface Summary {
  readonly files: number;
  readonly claims: number;
  readonly covered: number;
  readonly missing: number;
  readonly suppressed: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
}

/** The files by path, compared by code unit so that the order is the same everywhere. */
export function byPath<T extends { readonly path: string }>(files: readonly T[]): readonly T[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** The entries by start, then by end. */
export function byOffset<T extends { readonly range: { readonly start: number; readonly end: number } }>(
  entries: readonly T[],
): readonly T[] {
  return [...entries].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** Counts claims by status and findings by severity; a file that could not be read counts as a file. */
export function summarize(files: readonly FileResult[]): Summary {
  const analyses = files.flatMap((file) => ('analysis' in file ? [file.analysis] : []));
  const claims = analyses.flatMap((analysis) => analysis.claims);
  const severities = analyses.flatMap((analysis) => analysis.findings.map(({ severity }) => severity));
  const withStatus = (status: string) => claims.filter((claim) => claim.status === status).length;
  const withSeverity = (severity: Severity) => severities.filter((other) => other === severity).length;
  return {
    files: files.length,
    claims: claims.length,
    covered: withStatus('covered'),
    missing: withStatus('missing'),
    suppressed: withStatus('suppressed'),
    errors: withSeverity('error'),
    warnings: withSeverity('warning'),
    information: withSeverity('information'),
    hints: withSeverity('hint'),
  };
}
