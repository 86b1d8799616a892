import type { Edit, Finding } from '../analysis/analysis.ts';
import { lineEnding } from '../markdown/insertion.ts';

const CONTAINER = /^ {0,3}(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]]+\]:)/;
const INDENTED = /^(?: {2,}|\t)/;
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const DELIMITER_ROW = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/**
 * The comment that suppresses a finding with a reason: on a line of its own before a paragraph, heading or table; behind the
 * sentence where a line of its own would cut a list or a quotation in two.
 */
export function suppressionEdit(source: string, { rule, range, fixes }: Finding): Edit {
  const comment = (reason: string) => `<!-- caveat-ignore ${rule}: ${reason} -->`;
  const template = comment('<<reason|reason>>');
  const text = comment('reason');
  const lines = linesUpTo(source, range.start);
  const place = blockStart(lines);
  const inline = place.inContainer ? afterSentence(fixes) : undefined;
  if (inline !== undefined) {
    return { range: { start: inline, end: inline }, text: ` ${text}`, template: ` ${template}` };
  }
  const eol = lineEnding(source);
  return { range: { start: place.offset, end: place.offset }, text: text + eol, template: template + eol };
}

interface Line {
  readonly start: number;
  readonly text: string;
}

/** The lines from the first to the one after that of `offset` (a table's delimiter row may follow), without their ends. */
function linesUpTo(source: string, offset: number): { readonly lines: readonly Line[]; readonly at: number } {
  const lines: Line[] = [];
  let at = 0;
  for (const match of source.matchAll(/([^\r\n]*)(?:\r\n?|\n|$)/g)) {
    if (match.index <= offset) at = lines.length;
    lines.push({ start: match.index, text: match[1] ?? '' });
    if (match.index > offset || match[0] === '') break;
  }
  return { lines, at };
}

/** Where the block that holds the line begins, and whether that block stands in a list, a quotation or a footnote. */
function blockStart({ lines, at }: { readonly lines: readonly Line[]; readonly at: number }): {
  readonly offset: number;
  readonly inContainer: boolean;
} {
  const text = (index: number): string => lines[index]?.text ?? '';
  const blank = (index: number): boolean => text(index).trim() === '';
  const contained = (index: number): boolean => CONTAINER.test(text(index)) || INDENTED.test(text(index));

  let first = at;
  while (first > 0 && !blank(first - 1) && !HEADING.test(text(first)) && !HEADING.test(text(first - 1))) first -= 1;
  const inContainer = lines.slice(first, at + 1).some((_, index) => contained(first + index));
  if (!inContainer) {
    const row = lines
      .slice(first, at + 2)
      .findIndex((line) => line.text.includes('-') && line.text.includes('|') && DELIMITER_ROW.test(line.text));
    return { offset: lines[row > 0 ? first + row - 1 : first]?.start ?? 0, inContainer };
  }
  let top = at;
  for (let line = at - 1; line >= 0 && !HEADING.test(text(line)); line -= 1) {
    if (blank(line)) continue;
    if (!contained(line) && !isLazy(lines, line)) break;
    top = line;
  }
  return { offset: lines[top]?.start ?? 0, inContainer };
}

/** Whether an unmarked line goes on with a paragraph that began behind a mark. */
function isLazy(lines: readonly Line[], index: number): boolean {
  for (let line = index - 1; line >= 0 && lines[line]?.text.trim() !== ''; line -= 1) {
    if (CONTAINER.test(lines[line]?.text ?? '')) return true;
  }
  return false;
}

/** The place behind the finding's sentence, which the fix that adds a caveat there knows. */
function afterSentence(fixes: Finding['fixes']): number | undefined {
  const edit = fixes
    .flatMap(({ edits }) => edits)
    .find(({ range, text }) => range.start === range.end && !/[\r\n]/.test(text));
  return edit?.range.start;
}
