import type { Severity } from '../analysis/analysis.ts';
import type { TermStatus } from '../glossary/concept.ts';
import { createLineIndex } from '../markdown/lines.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { byOffset, byPath, type FileResult, type Summary, summarize } from './fileResult.ts';

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

/** What `caveat check --format json` prints. */
export interface CheckReport {
  readonly version: 1;
  readonly files: readonly {
    readonly path: string;
    readonly error?: string;
    readonly findings: readonly JsonFinding[];
    readonly claims: readonly JsonClaim[];
  }[];
  readonly summary: Summary;
}

/** What `caveat terms --format json` prints. */
export interface TermsReport {
  readonly version: 1;
  readonly files: readonly {
    readonly path: string;
    readonly error?: string;
    readonly occurrences: readonly {
      readonly concept: string;
      readonly term: string;
      readonly status: TermStatus;
      readonly text: string;
      readonly range: JsonRange;
    }[];
  }[];
}

/** Findings and claims of all files, files by path and entries by offset. */
export function checkReport(files: readonly FileResult[]): CheckReport {
  return {
    version: 1,
    files: byPath(files).map((file) => {
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
    }),
    summary: summarize(files),
  };
}

/** Occurrences of all files, files by path and occurrences by offset. */
export function termsReport(files: readonly FileResult[]): TermsReport {
  return {
    version: 1,
    files: byPath(files).map((file) => {
      if ('error' in file) return { path: file.path, error: file.error, occurrences: [] };
      const place = placer(file.source);
      const occurrences = byOffset(file.analysis.occurrences).map(({ concept, term, status, range }) => ({
        concept,
        term,
        status,
        text: file.source.slice(range.start, range.end),
        range: place(range),
      }));
      return { path: file.path, occurrences };
    }),
  };
}

function placer(source: string): (range: OffsetRange) => JsonRange {
  const lines = createLineIndex(source);
  const position = (offset: number): JsonPosition => {
    const { line, column } = lines.positionAt(offset);
    return { line, column, offset };
  };
  return ({ start, end }) => ({ start: position(start), end: position(end) });
}
