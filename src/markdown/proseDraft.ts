import type { Inline, Prose } from './document.ts';

/** Stands for what is shown but is not words. */
export const FILLER = '\uFFFC';

/** An inline tag, which shows nothing: where it stands in prose and source. */
export interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Prose under construction. Run `i` begins at `runAt[i]` in the text and at `runStart[i]` in the source; `runEnd[i]` is
 * the source end of an atomic run (all its characters come from one source stretch), or -1 where text and source agree.
 */
export interface ProseDraft {
  text: string;
  readonly runAt: number[];
  readonly runStart: number[];
  readonly runEnd: number[];
  /** Places in the text of the spaces that were line breaks. */
  readonly breaks: number[];
  readonly tags: Tag[];
  readonly inlines: Inline[];
}

/** An empty draft. */
export function createDraft(): ProseDraft {
  return { text: '', runAt: [], runStart: [], runEnd: [], breaks: [], tags: [], inlines: [] };
}

/** Appends text that stands in the source at `start` just as it is. */
export function appendVerbatim(draft: ProseDraft, text: string, start: number): void {
  if (text === '') return;
  const last = draft.runAt.length - 1;
  const follows =
    last >= 0 &&
    draft.runEnd[last] === -1 &&
    at(draft.runStart, last) + draft.text.length - at(draft.runAt, last) === start;
  if (!follows) {
    draft.runAt.push(draft.text.length);
    draft.runStart.push(start);
    draft.runEnd.push(-1);
  }
  draft.text += text;
}

/** Appends text that stands for the source `[start, end)` as a whole. */
export function appendAtomic(draft: ProseDraft, text: string, start: number, end: number): void {
  if (text === '') return;
  draft.runAt.push(draft.text.length);
  draft.runStart.push(start);
  draft.runEnd.push(end);
  draft.text += text;
}

/** The place among the runs of the one that holds the character at `offset`; -1 if there is no run. */
export function runOf(draft: ProseDraft, offset: number): number {
  const { runAt } = draft;
  let low = 0;
  let high = runAt.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(runAt, middle) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where the source of the prose character at `offset` starts. */
export function sourceStart(draft: ProseDraft, offset: number): number {
  const run = runOf(draft, offset);
  const start = at(draft.runStart, run);
  return draft.runEnd[run] === -1 ? start + offset - at(draft.runAt, run) : start;
}

/** Where the source of the prose character at `offset` ends. */
export function sourceEnd(draft: ProseDraft, offset: number): number {
  const run = runOf(draft, offset);
  const end = at(draft.runEnd, run);
  return end === -1 ? at(draft.runStart, run) + offset + 1 - at(draft.runAt, run) : end;
}

/** Whether the prose character at `offset` stands in the source as itself, neither escaped nor as an entity. */
export function isVerbatim(draft: ProseDraft, offset: number): boolean {
  return draft.runEnd[runOf(draft, offset)] === -1;
}

/** The finished prose; `emptyAt` is the source place of a block that shows no text. */
export function finishProse(draft: ProseDraft, emptyAt: number): Prose {
  const { text } = draft;
  return {
    text,
    toSource({ start, end }) {
      if (text === '') return { start: emptyAt, end: emptyAt };
      const from = Math.max(0, Math.min(start, text.length));
      const to = Math.max(from, Math.min(end, text.length));
      if (from === to) {
        const place = from < text.length ? sourceStart(draft, from) : sourceEnd(draft, text.length - 1);
        return { start: place, end: place };
      }
      return { start: sourceStart(draft, from), end: sourceEnd(draft, to - 1) };
    },
  };
}

function at(list: readonly number[], index: number): number {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no run ${index}`);
  return value;
}
