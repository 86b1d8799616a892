import type { Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { OffsetRange } from '../phrases/offsetRange.ts';

/** One version of a document: its source as the analysis takes it, and the way between offsets and LSP positions. */
export interface Ranges {
  /** Without a leading U+FEFF, which has no offset. */
  readonly source: string;
  toRange(range: OffsetRange): Range;
  offsetAt(position: Position): number;
}

/** The only place where offsets become positions and back. Call it again for each version: documents change in place. */
export function createRanges(document: TextDocument): Ranges {
  const text = document.getText();
  // VS Code takes the mark away itself, other editors may leave it in the text and count it as a character.
  const shift = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return {
    source: shift === 0 ? text : text.slice(shift),
    toRange: ({ start, end }) => ({
      start: document.positionAt(start + shift),
      end: document.positionAt(end + shift),
    }),
    offsetAt: (position) => Math.max(0, document.offsetAt(position) - shift),
  };
}
