import type { OffsetRange } from '../phrases/offsetRange.ts';

/** One line of a draft as a terminal shows it, and the marks that stand below it. */
export interface ExcerptLine {
  readonly text: string;
  /** Spaces up to the marked words, then one `^` for each column that they take. */
  readonly marks: string;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** How much of a line is looked at on either side of the marked words, in UTF-16 units. */
const SIDE = 300;
const MOST_LINES = 3;

/** The lines of `source` that hold `range` (three at most), each cut to `width` columns around the marked words. */
export function excerpt(source: string, range: OffsetRange, width: number): readonly ExcerptLine[] {
  const lines: ExcerptLine[] = [];
  let start = range.start;
  while (lines.length < MOST_LINES) {
    const line = lineAround(source, start);
    lines.push(
      excerptLine(
        source.slice(line.start, line.end),
        start - line.start,
        Math.min(range.end, line.end) - line.start,
        width,
      ),
    );
    const next = source.startsWith('\r\n', line.end) ? line.end + 2 : line.end + 1;
    if (next >= range.end) break;
    start = next;
  }
  return lines;
}

/** `text` with what would steer a terminal, or turn the reading order, made visible. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, (character) => {
    if (character === '\t') return ' ';
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
  });
}

function lineAround(source: string, offset: number): OffsetRange {
  let start = offset;
  while (start > 0 && !isLineEnd(source[start - 1])) start--;
  let end = offset;
  while (end < source.length && !isLineEnd(source[end])) end++;
  return { start, end };
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

interface Cell {
  readonly text: string;
  readonly width: number;
}

function excerptLine(line: string, start: number, end: number, width: number): ExcerptLine {
  const before = cells(wellFormed(line.slice(Math.max(0, start - SIDE), start)));
  const all = cells(line.slice(start, end));
  const marked = fitting(all, width - 2);
  const cut = marked.length < all.length;
  const after = cut ? [] : cells(wellFormed(line.slice(end, end + SIDE)));
  let room = width - widthOf(marked) - 2;
  let left = before.length;
  let right = 0;
  const takeLeft = (limit: number) => {
    for (let cell = before[left - 1]; cell && cell.width <= Math.min(room, limit); cell = before[left - 1]) {
      room -= cell.width;
      limit -= cell.width;
      left--;
    }
  };
  takeLeft(Math.floor(room / 2));
  for (let cell = after[right]; cell && cell.width <= room; cell = after[right]) {
    room -= cell.width;
    right++;
  }
  takeLeft(room);
  const shown = before.slice(left);
  const head = left > 0 || start > SIDE ? '…' : '';
  const tail = cut || right < after.length || end + SIDE < line.length ? '…' : '';
  return {
    text: head + [...shown, ...marked, ...after.slice(0, right)].map(({ text }) => text).join('') + tail,
    // An empty range still gets one mark: below what follows, or at the line's end.
    marks: ' '.repeat(head.length + widthOf(shown)) + '^'.repeat(Math.max(1, widthOf(marked))),
  };
}

function cells(text: string): Cell[] {
  return Array.from(graphemes.segment(text), ({ segment }) => {
    const shown = visible(segment);
    return { text: shown, width: columnsOf(shown) };
  });
}

/** The first cells that take no more than `width` columns. */
function fitting(cells: readonly Cell[], width: number): readonly Cell[] {
  let room = width;
  const end = cells.findIndex((cell) => {
    room -= cell.width;
    return room < 0;
  });
  return end < 0 ? cells : cells.slice(0, end);
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

function columnsOf(grapheme: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]+$/u.test(grapheme)) return 0;
  if (/\p{Emoji_Presentation}|\ufe0f/u.test(grapheme)) return 2;
  return /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u.test(
    grapheme,
  )
    ? 2
    : 1;
}

/** A window may cut a surrogate pair; half a character shows as nothing. */
function wellFormed(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
