import type { Severity } from '../analysis/analysis.ts';
import { createLineIndex } from '../markdown/lines.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { byOffset, type FileResult } from './fileResult.ts';

/** Lines and columns from 1, columns and offsets in UTF-16 units. */
export interface JsonPosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface JsonRange {
  readonly start: JsonPosition;
  readonly end: JsonPosition;
}

export interface JsonFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly text: string;
  readonly range: JsonRange;
  readonly concept: string | null;
  readonly related: readonly JsonRange[];
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly { readonly range: JsonRange; readonly text: string }[];
  }[];
}

export interface JsonClaim {
  readonly rule: string;
  readonly status: 'covered' | 'missing' | 'suppressed';
  readonly text: string;
  readonly range: JsonRange;
  readonly concept: string | null;
  readonly caveat: JsonRange | null;
  readonly reason: string | null;
}

/** What was found in one file, in the form that every report is made from; `error` says why nothing could be. */
export interface CheckedFile {
  readonly path: string;
  readonly error?: string;
  readonly findings: readonly JsonFinding[];
  readonly claims: readonly JsonClaim[];
}

/** A file's result with lines and columns; entries by offset. */
export function checkedFile(file: FileResult): CheckedFile {
  if ('error' in file) return { path: file.path, error: file.error, findings: [], claims: [] };
  const { path, source, analysis } = file;
  const place = placer(source);
  return {
    path,
    findings: byOffset(analysis.findings).map(({ rule, severity, message, range, concept, related, fixes }) => ({
      rule,
      severity,
      message,
      text: source.slice(range.start, range.end),
      range: place(range),
      concept: concept ?? null,
      related: related.map(place),
      fixes: fixes.map(({ title, edits }) => ({
        title,
        edits: edits.map((edit) => ({ range: place(edit.range), text: edit.text })),
      })),
    })),
    claims: byOffset(analysis.claims).map(({ rule, status, range, concept, caveat, reason }) => ({
      rule,
      status,
      text: source.slice(range.start, range.end),
      range: place(range),
      concept: concept ?? null,
      caveat: caveat ? place(caveat) : null,
      reason: reason ?? null,
    })),
  };
}

/** Gives offsets of a text their lines and columns. */
export function placer(source: string): (range: OffsetRange) => JsonRange {
  let lines: ReturnType<typeof createLineIndex> | undefined;
  const position = (offset: number): JsonPosition => {
    // Most files of a corpus have nothing to place.
    lines ??= createLineIndex(source);
    const { line, column } = lines.positionAt(offset);
    return { line, column, offset };
  };
  return ({ start, end }) => ({ start: position(start), end: position(end) });
}
