import type { Inline } from './document.ts';
import { FILLER, type ProseDraft } from './proseDraft.ts';
import type { Filler } from './rewriteDraft.ts';

/** A search for fillers in one draft, from its first character to its last. */
export interface FillerScan {
  readonly draft: ProseDraft;
  readonly text: string;
  readonly source: string;
  readonly isAlert: boolean;
  readonly lineStarts: ReadonlySet<number>;
  /** Strikethrough by its start in the prose. */
  readonly struck: ReadonlyMap<number, Inline>;
  /** Closing marks still ahead, by their place: how long they are. */
  readonly closers: Map<number, number>;
  /** Closing marks that do not come any more: looking for them again and again would be quadratic. */
  readonly dead: Set<string>;
}

/** The place of a closing mark from `from` on, or -1. */
export function closingPlace({ text, dead }: FillerScan, mark: string, from: number): number {
  if (dead.has(mark)) return -1;
  const place = text.indexOf(mark, from);
  if (place === -1) dead.add(mark);
  return place;
}

/** How long the match of a sticky pattern at a place is; 0 if there is none. */
export function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** `[start, end)` of the prose as something shown that is not words. */
export function filler(start: number, end: number): Filler {
  return { start, end, text: FILLER };
}

/** `[start, end)` of the prose as something that is not shown. */
export function nothing(start: number, end: number): Filler {
  return { start, end, text: '' };
}

/** `[start, end)` of the prose as a citation. */
export function citation(start: number, end: number): Filler {
  return { start, end, text: FILLER, inline: { kind: 'citation' } };
}
