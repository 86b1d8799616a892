/** A place in a text; both from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets into positions and back. */
export interface LineIndex {
  positionAt(offset: number): Position;
  /** A line or column out of bounds is moved to the nearest place within. */
  offsetAt(position: Position): number;
}

/** The offset at which each line starts; lines end at LF, CRLF and lone CR. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** The lines of a text; offsets and columns in UTF-16 units. */
export function createLineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  return {
    positionAt(offset) {
      const place = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= place) low = middle + 1;
        else high = middle;
      }
      return { line: low, column: place - (starts[low - 1] ?? 0) + 1 };
    },
    offsetAt({ line, column }) {
      if (line < 1) return 0;
      const start = starts[line - 1];
      if (start === undefined) return text.length;
      let end = starts[line] ?? text.length;
      while (end > start && isLineEnd(text.charCodeAt(end - 1))) end -= 1;
      return Math.min(end, start + Math.max(0, column - 1));
    },
  };
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
