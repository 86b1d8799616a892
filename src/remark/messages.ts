import type { Analysis, Finding } from '../analysis/analysis.ts';
import { createLineIndex } from '../markdown/lines.ts';

/** What the plugin asks of a virtual file; a `VFile` has it. */
export interface File {
  toString(): string;
  message(reason: string, options: MessageOptions): Message;
}

export interface MessageOptions {
  readonly place: { readonly start: Point; readonly end: Point };
  readonly ruleId: string;
  readonly source: string;
}

/** Line and column from 1, offset from 0, all in UTF-16 units. */
export interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** The fields of a `VFileMessage` that the plugin fills. */
export interface Message {
  fatal?: boolean | null | undefined;
  actual?: string | null | undefined;
  expected?: string[] | null | undefined;
  note?: string | undefined;
}

/** Adds the findings of an analysis of `source` to a file. */
export function addMessages(analysis: Analysis, source: string, file: File): void {
  const lines = createLineIndex(source);
  const point = (offset: number): Point => ({ ...lines.positionAt(offset), offset });
  for (const finding of analysis.findings) {
    const { rule, severity, message, range } = finding;
    const place = { start: point(range.start), end: point(range.end) };
    const told = file.message(message, { place, ruleId: rule, source: 'caveat' });
    // As unified has it: true fails the run, false warns, undefined informs.
    told.fatal = severity === 'error' ? true : severity === 'warning' ? false : undefined;
    told.actual = source.slice(range.start, range.end);
    const expected = replacements(finding, source);
    if (expected.length > 0) told.expected = expected;
    const note = advice(finding);
    if (note) told.note = note;
  }
}

/**
 * The texts that may stand in place of the flagged words. `expected` replaces exactly those, so a fix that inserts
 * elsewhere must not stand there: an editor that applied it would overwrite the claim with its caveat.
 */
function replacements({ fixes, range }: Finding, source: string): string[] {
  return fixes.flatMap(({ edits }) => {
    const [edit] = edits;
    if (edits.length !== 1 || !edit || edit.range.start < range.start || edit.range.end > range.end) return [];
    return [source.slice(range.start, edit.range.start) + edit.text + source.slice(edit.range.end, range.end)];
  });
}

function advice({ fixes }: Finding): string {
  return fixes
    .map(({ title, edits }) => {
      const texts = edits.map(({ text }) => text.trim()).filter((text) => text !== '' && !title.includes(text));
      return [title, ...texts].join(':\n');
    })
    .join('\n\n');
}
