import type { Block } from './document.ts';
import { lineEnd, nextLine, skipBlanks } from './lineStart.ts';
import { appendPlain, type PlainLine } from './plainText.ts';
import { fillProse } from './prose.ts';
import { createDraft } from './proseDraft.ts';

/**
 * What a line of text may begin with so that it begins no block of another kind: a letter, a quotation mark, emphasis, a number that counts nothing.
 */
const TEXT_LINE = /^(?:[\p{L}"“‘'(]|\d{1,9}(?![\d.)])|\*{1,2}(?=[\p{L}\p{N}])|\*\* (?=\p{L}))/u;
/** As much of a line tells whether it is text. */
const LOOK = 12;

/** Whether a line can be nothing but the text of a paragraph. Spaces at its end may break it. */
export function isTextLine(source: string, { start, end }: PlainLine): boolean {
  return TEXT_LINE.test(source.slice(start, Math.min(end, start + LOOK))) && !/\s/.test(source.charAt(end - 1));
}

/** The block of some lines; undefined where their text is not plain. */
export function plainBlock(
  source: string,
  lines: readonly PlainLine[],
  { kind, range, level, parent }: Pick<Block, 'kind' | 'range' | 'level' | 'parent'>,
): Block | undefined {
  const draft = createDraft();
  if (!appendPlain(draft, source, lines)) return undefined;
  const { prose, inlines } = fillProse(draft, source, range.end, false);
  return { kind, range, prose, inlines, level, parent };
}

/** Whether nothing but white space stands in a text from a place on. */
export function isBlankFrom(text: string, from: number): boolean {
  for (let at = from; at < text.length; ) {
    const end = lineEnd(text, at);
    if (skipBlanks(text, at, end) < end) return false;
    at = nextLine(text, end);
  }
  return true;
}
