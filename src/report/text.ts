import type { Severity } from '../analysis/analysis.ts';
import type { CheckedFile, JsonFinding } from './checkedFile.ts';
import { excerpt, visible } from './excerpt.ts';
import { fixWords } from './fixWords.ts';
import type { Reporter } from './reporter.ts';
import { countsLine, createTally } from './summary.ts';

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
export function createTextReporter(options: TextOptions): Reporter {
  const shown = new Set<string>();
  const tally = createTally();
  let unread = 0;
  return {
    add(file, source = '') {
      tally.add(file);
      if (file.error !== undefined) unread++;
      return file.findings.map((finding) => `${findingText(file, finding, source, shown, options)}\n`).join('');
    },
    end: () => `${countsLine(tally.summary(), unread, options.paint)}\n`,
  };
}

function findingText(
  file: CheckedFile,
  finding: JsonFinding,
  source: string,
  shown: Set<string>,
  { paint, width }: TextOptions,
): string {
  const { severity, message, rule, fixes } = finding;
  const { start, end } = finding.range;
  const { line, column } = start;
  const place = paint('path', `${visible(file.path)}:${line}:${column}`);
  const head = `${place}  ${paint(severity, severity)}  ${visible(message)}  ${paint('quiet', visible(rule))}`;
  const range = { start: start.offset, end: end.offset };
  const lines = excerpt(source, range, Math.max(LEAST_WIDTH, width) - String(line + 2).length - 5);
  const gutter = Math.max(...lines.map((_, index) => String(line + index).length));
  const body = lines.flatMap(({ text, marks }, index) => [
    `  ${paint('quiet', `${String(line + index).padStart(gutter)} │`)} ${text}`,
    `  ${paint('quiet', `${' '.repeat(gutter)} │`)} ${marks.replace(/\^+/, (carets) => paint(severity, carets))}`,
  ]);
  const indent = ' '.repeat(gutter + 5);
  const remedies = fixes.flatMap((fix, index) => {
    const { title } = fix;
    const head = `${indent}${paint('good', index === 0 ? 'fix' : ' or')}  ${visible(title)}`;
    const text = visible(fixWords(fix));
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

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
