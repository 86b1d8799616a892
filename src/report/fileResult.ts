import type { Analysis } from '../analysis/analysis.ts';

/** A draft and its analysis, or why there is none. `path` has `/`; `source` has no byte order mark. */
export type FileResult =
  | { readonly path: string; readonly source: string; readonly analysis: Analysis }
  | { readonly path: string; readonly error: string };

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
