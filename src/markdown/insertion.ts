import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { Block, MarkdownDocument } from './document.ts';

/** What closes but is not recorded: tags and editorial marks. */
const CLOSING_MARK = /<\/[A-Za-z][A-Za-z0-9-]*\s*>|(?:~~|\+\+|==)\}/y;
const LINE_END = /\r\n?|\n/;

/** The line end that a text uses first; LF if it has none. */
export function lineEnding(source: string): string {
  return LINE_END.exec(source)?.[0] ?? '\n';
}

/** The source offset behind a sentence (a range in the block's prose), its notes, citations and closing emphasis. */
export function afterSentence(doc: MarkdownDocument, block: Block, sentence: OffsetRange): number {
  let place = block.prose.toSource(sentence).end;
  for (let moved = true; moved; ) {
    moved = false;
    for (const { kind, range, prose } of block.inlines) {
      if (range.end <= place) continue;
      const closes = prose.start < prose.end && prose.end === sentence.end && range.start < place;
      const shown = skipBlanks(doc.source, place, range.start);
      const follows =
        prose.start === prose.end &&
        (range.start === place || (kind === 'comment' && shown === range.start)) &&
        range.start >= place;
      if (closes || follows) {
        place = range.end;
        moved = true;
      }
    }
    CLOSING_MARK.lastIndex = place;
    const tag = CLOSING_MARK.exec(doc.source);
    if (tag !== null) {
      place += tag[0].length;
      moved = true;
    }
  }
  return place;
}

/**
 * Where a block of its own can be put behind the paragraph, or the whole list, table or quote, that holds the block:
 * a source offset, and what must stand before and behind the new text there.
 */
export function afterBlock(
  doc: MarkdownDocument,
  blockIndex: number,
): { readonly offset: number; readonly prefix: string; readonly suffix: string } {
  const { source } = doc;
  const block = doc.blocks[blockIndex];
  if (block === undefined) throw new RangeError(`no block ${blockIndex}`);
  let { end } = block.range;
  for (let container = block.parent; container !== undefined; container = container.parent) end = container.range.end;
  while (end > block.range.start && /\s/.test(source.charAt(end - 1))) end -= 1;
  const eol = lineEnding(source);
  const next = /^[ \t]*(?:\r\n?|\n)[ \t]*([^\r\n]?)/.exec(source.slice(end, end + 1000));
  // A line that follows at once would be taken for the new block's own last line.
  const suffix = next !== null && next[1] !== '' ? eol : '';
  return { offset: end, prefix: eol + eol, suffix };
}

function skipBlanks(source: string, from: number, to: number): number {
  let i = from;
  while (i < to && (source.charAt(i) === ' ' || source.charAt(i) === '\t')) i += 1;
  return i;
}
