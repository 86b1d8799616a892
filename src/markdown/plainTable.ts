import type { Block, Container } from './document.ts';
import { lineEnd, nextLine, skipBlanks } from './lineStart.ts';
import { isBlankFrom, plainBlock } from './plainBlock.ts';
import type { PlainLine } from './plainText.ts';

const DELIMITERS = /^\|(?: *:?-+:? *\|)+$/;

/** Reads a segment that is one table of plain cells, each line between two bars; undefined for any other. */
export function readPlainTable(text: string): readonly Block[] | undefined {
  const [header, delimiters, ...rows] = linesOf(text) ?? [];
  if (header === undefined || delimiters === undefined) return undefined;
  const delimiterRow = text.slice(delimiters.start, delimiters.end);
  if (!DELIMITERS.test(delimiterRow)) return undefined;
  const columns = delimiterRow.split('|').length - 2;
  const range = { start: header.start, end: (rows.at(-1) ?? delimiters).end };
  const table: Container = { kind: 'table', range, parent: undefined, index: 0 };
  const blocks: Block[] = [];
  for (const [index, line] of [header, ...rows].entries()) {
    const row: Container = { kind: 'row', range: line, parent: table, index };
    const cells = cellsOf(text, line, row);
    if (cells?.length !== columns) return undefined;
    blocks.push(...cells);
  }
  return blocks;
}

/** The lines up to the first blank one, behind which nothing may stand. */
function linesOf(text: string): readonly PlainLine[] | undefined {
  const lines: PlainLine[] = [];
  let at = 0;
  while (at < text.length) {
    const end = lineEnd(text, at);
    if (skipBlanks(text, at, end) === end) break;
    if (end - at < 3 || text.charAt(at) !== '|' || text.charAt(end - 1) !== '|') return undefined;
    lines.push({ start: at, end });
    at = nextLine(text, end);
  }
  return isBlankFrom(text, at) ? lines : undefined;
}

function cellsOf(text: string, { start, end }: PlainLine, parent: Container): readonly Block[] | undefined {
  const cells: Block[] = [];
  for (let bar = start; bar < end - 1; ) {
    const next = text.indexOf('|', bar + 1);
    let from = bar + 1;
    while (text.charCodeAt(from) === 32) from += 1;
    let to = next;
    while (to > from && text.charCodeAt(to - 1) === 32) to -= 1;
    if (to === from) return undefined;
    const range = { start: from, end: to };
    const block = plainBlock(text, [range], { kind: 'cell', range, level: cells.length, parent });
    if (block === undefined) return undefined;
    cells.push(block);
    bar = next;
  }
  return cells;
}
