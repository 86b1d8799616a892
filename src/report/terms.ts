import type { TermStatus } from '../glossary/concept.ts';
import { createLineIndex } from '../markdown/lines.ts';
import { type JsonRange, placer } from './checkedFile.ts';
import { visible } from './excerpt.ts';
import { byOffset, byPath, type FileResult } from './fileResult.ts';
import { count } from './summary.ts';
import type { TextOptions } from './text.ts';

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

/** Every occurrence on a line of its own: where, the words, their concept. */
export function termsText(files: readonly FileResult[], { paint }: TextOptions): string {
  const rows = byPath(files).flatMap((file) => {
    if ('error' in file) return [];
    const lines = createLineIndex(file.source);
    return byOffset(file.analysis.occurrences).map(({ concept, status, range }) => {
      const { line, column } = lines.positionAt(range.start);
      const text = visible(file.source.slice(range.start, range.end).replace(/\s+/g, ' '));
      return { place: `${visible(file.path)}:${line}:${column}`, text, concept, status };
    });
  });
  const placeWidth = Math.max(0, ...rows.map(({ place }) => Math.min(place.length, 60)));
  const textWidth = Math.max(0, ...rows.map(({ text }) => Math.min(text.length, 40)));
  const lines = rows.map(({ place, text, concept, status }) => {
    const note = status === 'deprecated' ? paint('warning', ' deprecated') : '';
    return `${paint('path', place.padEnd(placeWidth))}  ${text.padEnd(textWidth)}  ${paint('quiet', concept)}${note}`;
  });
  const concepts = new Set(rows.map(({ concept }) => concept)).size;
  const summary =
    rows.length === 0
      ? `${count(files.length, 'file')}, no terms`
      : `${count(files.length, 'file')}: ${count(rows.length, 'occurrence')} of ${count(concepts, 'concept')}`;
  return `${[...lines, ...(lines.length > 0 ? [''] : []), summary].join('\n')}\n`;
}
