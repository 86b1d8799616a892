import type { Block, Container } from './document.ts';
import { lineEnd, nextLine, skipBlanks } from './lineStart.ts';
import { isTextLine, plainBlock } from './plainBlock.ts';
import type { PlainLine } from './plainText.ts';

const MARKER = /(?:([-+*])|\d{1,9}([.)])) /y;

/** Reads a segment that is one list of plain items, each a paragraph; undefined for any other. */
export function readPlainList(text: string): readonly Block[] | undefined {
  const found = itemsOf(text);
  if (found === undefined || found.length === 0) return undefined;
  const list: Container = {
    kind: 'list',
    range: { start: 0, end: found.at(-1)?.end ?? 0 },
    parent: undefined,
    index: 0,
  };
  const blocks: Block[] = [];
  for (const [index, { start, content, lines, end }] of found.entries()) {
    const parent: Container = { kind: 'item', range: { start, end }, parent: list, index };
    if (!lines.every((line) => isTextLine(text, line))) return undefined;
    const range = { start: content, end };
    const block = plainBlock(text, lines, { kind: 'paragraph', range, level: 0, parent });
    if (block === undefined) return undefined;
    blocks.push(block);
  }
  return blocks;
}

interface Item {
  readonly start: number;
  /** Where its text begins, behind the marker. */
  readonly content: number;
  readonly lines: PlainLine[];
  end: number;
}

/** The items of a list whose markers stand at the start of the line; what goes on on a further line stands below the text. */
function itemsOf(text: string): readonly Item[] | undefined {
  const items: Item[] = [];
  let mark: string | undefined;
  let isAfterBlank = false;
  for (let at = 0; at < text.length; ) {
    const end = lineEnd(text, at);
    const first = skipBlanks(text, at, end);
    MARKER.lastIndex = at;
    const marker = MARKER.exec(text);
    if (first === end) isAfterBlank = true;
    else if (marker) {
      const own = marker[1] ?? marker[2];
      if (mark !== undefined && mark !== own) return undefined;
      mark = own;
      const content = at + marker[0].length;
      items.push({ start: at, content, lines: [{ start: content, end }], end });
      isAfterBlank = false;
    } else {
      const item = items.at(-1);
      if (item === undefined || isAfterBlank || first - at !== item.content - item.start) return undefined;
      item.lines.push({ start: first, end });
      item.end = end;
    }
    at = nextLine(text, end);
  }
  return items;
}
