import { describe, expect, it } from 'vitest';
import { createLineIndex, lineStarts } from '../../src/markdown/lines.ts';

describe('lines', () => {
  it('end at LF, CRLF and lone CR', () => {
    expect(lineStarts('a\nb\r\nc\rd\n')).toEqual([0, 2, 5, 7, 9]);
    expect(lineStarts('')).toEqual([0]);
    expect(lineStarts('\r\r\n\n')).toEqual([0, 1, 3, 4]);
  });

  it('gives positions from 1 in UTF-16 units, and takes them back', () => {
    const text = 'a\r\n😀b\rc';
    const lines = createLineIndex(text);
    expect(lines.positionAt(0)).toEqual({ line: 1, column: 1 });
    expect(lines.positionAt(3)).toEqual({ line: 2, column: 1 });
    expect(lines.positionAt(5)).toEqual({ line: 2, column: 3 });
    expect(lines.positionAt(text.length)).toEqual({ line: 3, column: 2 });
    for (const offset of [0, 1, 3, 4, 5, 6, 7, 8]) expect(lines.offsetAt(lines.positionAt(offset))).toBe(offset);
  });

  it('moves what is out of bounds to the nearest place', () => {
    const lines = createLineIndex('ab\r\nc');
    expect(lines.offsetAt({ line: 1, column: 99 })).toBe(2);
    expect(lines.offsetAt({ line: 9, column: 1 })).toBe(5);
    expect(lines.offsetAt({ line: 0, column: 5 })).toBe(0);
    expect(lines.positionAt(99)).toEqual({ line: 2, column: 2 });
  });
});
