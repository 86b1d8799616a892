import type { Position, Range } from 'vscode-languageserver';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { Ranges } from './ranges.ts';

/** What a reader of a document has before their eyes, as far as one can know. */
export interface Visible {
  /** The client says what it shows. */
  shows(uri: string, ranges: readonly Range[]): void;
  /** Something was written or asked about at a position. */
  touched(uri: string, position: Position): void;
  rangesOf(uri: string, ranges: Ranges): readonly OffsetRange[];
  forget(uri: string): void;
}

/** How much text is taken to be visible on each side of the last place that was touched, in UTF-16 units. */
const AROUND = 8_000;

/** Keeps what is visible: what the client says, else what stands around the last place that was touched, else the top. */
export function createVisible(): Visible {
  const shown = new Map<string, readonly Range[]>();
  const touched = new Map<string, Position>();
  return {
    shows: (uri, ranges) => void shown.set(uri, ranges),
    touched: (uri, position) => void touched.set(uri, position),
    rangesOf(uri, ranges) {
      const own = shown.get(uri);
      if (own !== undefined && own.length > 0)
        return own.map(({ start, end }) => ({ start: ranges.offsetAt(start), end: ranges.offsetAt(end) }));
      const offset = ranges.offsetAt(touched.get(uri) ?? { line: 0, character: 0 });
      return [{ start: Math.max(0, offset - AROUND), end: Math.min(ranges.source.length, offset + AROUND) }];
    },
    forget(uri) {
      shown.delete(uri);
      touched.delete(uri);
    },
  };
}
