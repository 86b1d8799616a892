import type { Block } from './document.ts';
import { lineEnd, nextLine, skipBlanks } from './lineStart.ts';
import { isBlankFrom, isTextLine, plainBlock } from './plainBlock.ts';
import { readPlainList } from './plainList.ts';
import { readPlainTable } from './plainTable.ts';
import type { PlainLine } from './plainText.ts';
import type { SegmentContent } from './segment.ts';

const HEADING_START = /^(#{1,6}) +(?=[^ #])/;
const LIST_START = /^(?:[-+*]|\d{1,9}[.)]) /;

/**
 * Reads a segment that is one heading, paragraph, list or table of plain text, without the parser, which such text costs most of its time for nothing.
 * Undefined for all others.
 */
export function readPlainSegment(text: string): SegmentContent | undefined {
  const blocks = blocksOf(text);
  return blocks && { origin: 0, blocks, comments: [], definitions: [] };
}

function blocksOf(text: string): readonly Block[] | undefined {
  if (text.startsWith('|')) return readPlainTable(text);
  if (LIST_START.test(text)) return readPlainList(text);
  const block = text.startsWith('#') ? readHeading(text) : readParagraph(text);
  return block && [block];
}

function readHeading(text: string): Block | undefined {
  const end = lineEnd(text, 0);
  const marks = HEADING_START.exec(text);
  if (!marks || /[ #]$/.test(text.slice(0, end)) || !isBlankFrom(text, nextLine(text, end))) return undefined;
  const level = marks[1]?.length ?? 0;
  const lines = [{ start: marks[0].length, end }];
  return plainBlock(text, lines, { kind: 'heading', range: { start: 0, end }, level, parent: undefined });
}

function readParagraph(text: string): Block | undefined {
  const lines: PlainLine[] = [];
  let next = 0;
  while (next < text.length) {
    const line = { start: next, end: lineEnd(text, next) };
    if (skipBlanks(text, line.start, line.end) === line.end) break;
    if (!isTextLine(text, line)) return undefined;
    lines.push(line);
    next = nextLine(text, line.end);
  }
  const last = lines.at(-1);
  if (last === undefined || !isBlankFrom(text, next)) return undefined;
  const range = { start: 0, end: last.end };
  return plainBlock(text, lines, { kind: 'paragraph', range, level: 0, parent: undefined });
}
