import type { Finding, Severity } from '../analysis/analysis.ts';
import { createLineIndex } from '../markdown/lines.ts';
import { excerpt, visible } from './excerpt.ts';
import { byOffset, byPath, type FileResult, summarize } from './fileResult.ts';

/** What a part of the text is, for whoever gives it a colour. */
export type Style = Severity | 'path' | 'quiet' | 'good';
export type Paint = (style: Style, text: string) => string;

export interface TextOptions {
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
}

const LEAST_WIDTH = 40;

/** Findings as a person likes to read them: where, what, the marked words, how to mend it; then a summary line. */
export function checkText(files: readonly FileResult[], options: TextOptions): string {
  const shown = new Set<string>();
  const parts = byPath(files).flatMap((file) => {
    if ('error' in file) return [];
    const lines = createLineIndex(file.source);
    return byOffset(file.analysis.findings).map((finding) => {
      const { line, column } = lines.positionAt(finding.range.start);
      return findingText(file, finding, line, column, shown, options);
    });
  });
  return [...parts, `${summaryText(files, options.paint)}\n`].join('\n');
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

function findingText(
  file: FileResult & { readonly source: string },
  finding: Finding,
  line: number,
  column: number,
  shown: Set<string>,
  { paint, width }: TextOptions,
): string {
  const { severity, message, rule, range, fixes } = finding;
  const place = paint('path', `${visible(file.path)}:${line}:${column}`);
  const head = `${place}  ${paint(severity, severity)}  ${visible(message)}  ${paint('quiet', visible(rule))}`;
  const lines = excerpt(file.source, range, Math.max(LEAST_WIDTH, width) - String(line + 2).length - 5);
  const gutter = Math.max(...lines.map((_, index) => String(line + index).length));
  const body = lines.flatMap(({ text, marks }, index) => [
    `  ${paint('quiet', `${String(line + index).padStart(gutter)} │`)} ${text}`,
    `  ${paint('quiet', `${' '.repeat(gutter)} │`)} ${marks.replace(/\^+/, (carets) => paint(severity, carets))}`,
  ]);
  const indent = ' '.repeat(gutter + 5);
  const remedies = fixes.flatMap(({ title, edits }, index) => {
    const head = `${indent}${paint('good', index === 0 ? 'fix' : ' or')}  ${visible(title)}`;
    const text = edits.map((edit) => visible(wordsOf(edit.text))).join(' ');
    // The best fix shows its text, but the same text only once in a report.
    if (index > 0 || text === '' || title.includes(text) || shown.has(text)) return [head];
    shown.add(text);
    return [
      head,
      ...wrap(text, Math.max(LEAST_WIDTH, width) - gutter - 10).map((line) => `${indent}     ${paint('quiet', line)}`),
    ];
  });
  return `${[head, ...body, ...remedies].join('\n')}\n`;
}

function summaryText(files: readonly FileResult[], paint: Paint): string {
  const summary = summarize(files);
  const unread = files.filter((file) => 'error' in file).length;
  const counts: readonly (readonly [Severity, number, string])[] = [
    ['error', summary.errors, 'error'],
    ['warning', summary.warnings, 'warning'],
    ['information', summary.information, 'note'],
    ['hint', summary.hints, 'hint'],
  ];
  const findings = counts
    .filter(([, number]) => number > 0)
    .map(([style, number, word]) => paint(style, count(number, word)));
  const all = `${count(files.length, 'file')}${unread > 0 ? ` (${unread} not read)` : ''}`;
  if (findings.length === 0) return `${all}, ${unread === files.length ? 'nothing read' : 'nothing to report'}`;
  const claims = [
    [summary.covered, 'covered'],
    [summary.missing, 'missing their caveat'],
    [summary.suppressed, 'suppressed'],
  ] as const;
  const told = claims.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return `${all}: ${findings.join(', ')}${summary.claims > 0 ? `; ${count(summary.claims, 'claim')}: ${told.join(', ')}` : ''}`;
}

/** What an insertion says, without the marks that fit it into the draft: an alert's, a full stop before it. */
function wordsOf(insertion: string): string {
  return insertion
    .replace(/^\s*>[ \t]?(?:\[!\w+\]\s*)?/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.\s+/, '');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
