import { decodeNamedCharacterReference } from 'decode-named-character-reference';
import { decodeNumericCharacterReference } from 'micromark-util-decode-numeric-character-reference';
import { appendAtomic, appendVerbatim, type ProseDraft } from './proseDraft.ts';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const AMPERSAND = 38;
const QUOTE_MARK = 62;
const BACKSLASH = 92;
const REFERENCE = /&(?:#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}))|([0-9A-Za-z]{1,31}));/y;

/** Appends a text node's value, whose source is `[start, end)`, by walking both together. */
export function appendText(draft: ProseDraft, source: string, value: string, start: number, end: number): void {
  if (value.length === end - start && !hasLineEnd(value) && source.startsWith(value, start)) {
    appendVerbatim(draft, value, start);
    return;
  }
  let i = 0;
  // Where nothing but the check box stands on a task's first line, its text begins in front of the next line's marks, or of their indentation.
  const first = isBlank(value.charCodeAt(0)) ? start : skipBlanks(source, start, end);
  let j = source.charCodeAt(first) === QUOTE_MARK ? skipContainerMarks(source, start, end, value, 0) : start;
  while (i < value.length) {
    if (j >= end) {
      appendAtomic(draft, spaced(value.slice(i)), start, end);
      return;
    }
    const expected = value.charCodeAt(i);
    const found = source.charCodeAt(j);
    if (found === AMPERSAND) {
      const reference = referenceAt(source, j, end);
      if (reference !== undefined && value.startsWith(reference.text, i)) {
        appendAtomic(draft, spaced(reference.text), j, j + reference.length);
        i += reference.text.length;
        j += reference.length;
        continue;
      }
      // Behind a check box that stands alone on its line, indentation may have been taken for this blank.
      if (reference?.text.trim() === '') {
        j += reference.length;
        continue;
      }
    }
    if (found === BACKSLASH && isPunctuation(source.charCodeAt(j + 1)) && source.charCodeAt(j + 1) === expected) {
      appendAtomic(draft, value.charAt(i), j, j + 2);
      i += 1;
      j += 2;
    } else if (isLineEnd(expected)) {
      const from = j;
      const lineEnd = skipBlanks(source, j, end);
      j = skipLineEnd(source, lineEnd, end);
      if (j === lineEnd) {
        appendAtomic(draft, spaced(value.slice(i)), from, end);
        return;
      }
      // Not by the value's own look: a carriage return may meet a decoded line feed there.
      i += j - lineEnd;
      j = skipContainerMarks(source, j, end, value, i);
      draft.breaks.push(draft.text.length);
      appendAtomic(draft, ' ', from, j);
    } else if (expected === found) {
      const length = plainLength(source, j, end, value, i);
      appendVerbatim(draft, value.slice(i, i + length), j);
      i += length;
      j += length;
    } else if (found === 0) {
      appendAtomic(draft, '\uFFFD', j, j + 1);
      i += 1;
      j += 1;
    } else if (isBlank(found)) {
      // A task's check box eats one character of the value only, the source may have more white space there.
      j += 1;
    } else if (isLineEnd(found)) {
      j = skipContainerMarks(source, skipLineEnd(source, j, end), end, value, i);
    } else {
      appendAtomic(draft, spaced(value.slice(i)), j, end);
      return;
    }
  }
}

/** How many characters agree from here on, up to the next that may need a closer look; at least 1. */
function plainLength(source: string, j: number, end: number, value: string, i: number): number {
  const most = Math.min(end - j, value.length - i);
  let length = 1;
  while (length < most) {
    const code = source.charCodeAt(j + length);
    if (code === AMPERSAND || code === BACKSLASH || code === LF || code === CR) break;
    if (code !== value.charCodeAt(i + length)) break;
    length += 1;
  }
  return length;
}

/**
 * The place behind indentation and quote marks at the start of a line. A line's own text can start with `>` too, where
 * it is indented by four: so count how many of the marks the value shows, the others belong to containers.
 */
function skipContainerMarks(source: string, from: number, end: number, value: string, i: number): number {
  let surplus = Number.POSITIVE_INFINITY;
  if (value.charCodeAt(i) === QUOTE_MARK) {
    surplus = countMarks(source, from, end, true) - countMarks(value, i, value.length, false);
  }
  let j = from;
  while (j < end) {
    const code = source.charCodeAt(j);
    if (code === QUOTE_MARK) {
      if (surplus <= 0) break;
      surplus -= 1;
    } else if (!isBlank(code)) break;
    j += 1;
  }
  return j;
}

function countMarks(text: string, from: number, end: number, encoded: boolean): number {
  let count = 0;
  let i = from;
  while (i < end) {
    const code = text.charCodeAt(i);
    if (code === QUOTE_MARK) count += 1;
    else if (encoded && code === BACKSLASH && text.charCodeAt(i + 1) === QUOTE_MARK) {
      count += 1;
      i += 1;
    } else if (encoded && code === AMPERSAND) {
      const reference = referenceAt(text, i, end);
      if (reference?.text === '>') count += 1;
      else if (reference?.text !== ' ' && reference?.text !== '\t') break;
      i += reference.length - 1;
    } else if (!isBlank(code)) break;
    i += 1;
  }
  return count;
}

/** The character reference (entity) at `offset`, decoded, or undefined. */
export function referenceAt(source: string, offset: number, end: number): { text: string; length: number } | undefined {
  REFERENCE.lastIndex = offset;
  const match = REFERENCE.exec(source);
  if (match === null || offset + match[0].length > end) return undefined;
  const [whole, hexadecimal, decimal, name] = match;
  const text =
    hexadecimal !== undefined
      ? decodeNumericCharacterReference(hexadecimal, 16)
      : decimal !== undefined
        ? decodeNumericCharacterReference(decimal, 10)
        : decodeNamedCharacterReference(name ?? '');
  return text === false ? undefined : { text, length: whole.length };
}

function skipBlanks(text: string, from: number, end: number): number {
  let i = from;
  while (i < end && isBlank(text.charCodeAt(i))) i += 1;
  return i;
}

function skipLineEnd(text: string, from: number, end: number): number {
  if (from >= end) return from;
  const code = text.charCodeAt(from);
  if (code === CR) return text.charCodeAt(from + 1) === LF && from + 1 < end ? from + 2 : from + 1;
  return code === LF ? from + 1 : from;
}

function hasLineEnd(text: string): boolean {
  return text.includes('\n') || text.includes('\r');
}

function isLineEnd(code: number): boolean {
  return code === LF || code === CR;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

function isPunctuation(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  );
}

function spaced(text: string): string {
  return text.replace(/\r\n?|\n/g, ' ');
}
