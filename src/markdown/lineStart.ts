/** What the first characters of a line say about the block it may begin. Offsets are into the source, ends exclusive. */

const TAB = 9;
const SPACE = 32;

/** A list item's marker at the start of a line. */
export interface ListMarker {
  /** The column, from 0, at which the item's content begins; one behind the marker where none does on this line. */
  readonly content: number;
  readonly isEmpty: boolean;
  /** Whether the line may be the text of an open paragraph instead: it is empty, or its number is not 1. */
  readonly isWeak: boolean;
}

/** The end of the line that begins at `from`, without its line end. */
export function lineEnd(source: string, from: number): number {
  let end = from;
  while (end < source.length) {
    const code = source.charCodeAt(end);
    if (code === 10 || code === 13) break;
    end += 1;
  }
  return end;
}

/** Where the line behind a line's end begins. */
export function nextLine(source: string, end: number): number {
  if (end >= source.length) return end;
  return source.charCodeAt(end) === 13 && source.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
}

/** The place behind spaces and tabs. */
export function skipBlanks(source: string, from: number, end: number): number {
  let i = from;
  while (i < end && isBlank(source.charCodeAt(i))) i += 1;
  return i;
}

/** How many columns the blanks between two places of a line take; tabs lead to the next multiple of four. */
export function columns(source: string, from: number, to: number, column = 0): number {
  let width = column;
  for (let i = from; i < to; i += 1) width += source.charCodeAt(i) === TAB ? 4 - (width % 4) : 1;
  return width - column;
}

/** Whether a heading of number signs stands there. */
export function isAtxHeading(source: string, at: number, end: number): boolean {
  let i = at;
  while (i < end && source.charCodeAt(i) === 35) i += 1;
  return i > at && i - at <= 6 && (i === end || isBlank(source.charCodeAt(i)));
}

/** The length of a code fence that opens there, 0 if none does. */
export function openingFence(source: string, at: number, end: number): number {
  const mark = source.charCodeAt(at);
  if (mark !== 96 && mark !== 126) return 0;
  const length = runLength(source, at, end);
  if (length < 3) return 0;
  if (mark === 96) for (let i = at + length; i < end; i += 1) if (source.charCodeAt(i) === 96) return 0;
  return length;
}

/** Whether a fence of at least `length` marks closes there. */
export function isClosingFence(source: string, at: number, end: number, mark: number, length: number): boolean {
  if (source.charCodeAt(at) !== mark) return false;
  const run = runLength(source, at, end);
  return run >= length && skipBlanks(source, at + run, end) === end;
}

/** Whether a thematic break stands there, or what would be one were it not an underline. */
export function isThematicBreak(source: string, at: number, end: number): boolean {
  const mark = source.charCodeAt(at);
  if (mark !== 42 && mark !== 45 && mark !== 95) return false;
  let marks = 0;
  for (let i = at; i < end; i += 1) {
    const code = source.charCodeAt(i);
    if (code === mark) marks += 1;
    else if (!isBlank(code)) return false;
  }
  return marks >= 3;
}

/** The marker of a list item that begins there, at the column `indent`. */
export function listMarker(source: string, at: number, end: number, indent: number): ListMarker | undefined {
  const first = source.charCodeAt(at);
  let behind = at + 1;
  if (isDigit(first)) {
    while (behind < end && isDigit(source.charCodeAt(behind))) behind += 1;
    const delimiter = source.charCodeAt(behind);
    if (behind - at > 9 || behind >= end || (delimiter !== 46 && delimiter !== 41)) return undefined;
    behind += 1;
  } else if (first !== 42 && first !== 43 && first !== 45) return undefined;
  if (behind < end && !isBlank(source.charCodeAt(behind))) return undefined;
  const text = skipBlanks(source, behind, end);
  const column = indent + behind - at;
  const gap = columns(source, behind, text, column);
  const isEmpty = text === end;
  const isWeak = isEmpty || (isDigit(first) && !(first === 49 && behind === at + 2));
  return { content: column + (isEmpty || gap > 4 ? 1 : gap), isEmpty, isWeak };
}

function runLength(source: string, at: number, end: number): number {
  const mark = source.charCodeAt(at);
  let i = at;
  while (i < end && source.charCodeAt(i) === mark) i += 1;
  return i - at;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
