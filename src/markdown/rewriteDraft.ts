import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { Inline } from './document.ts';
import {
  appendAtomic,
  appendVerbatim,
  createDraft,
  type ProseDraft,
  runOf,
  sourceEnd,
  sourceStart,
} from './proseDraft.ts';

/** A stretch of prose that shows something else, or nothing. */
export interface Filler {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Where it stands in the source, if that is more than the stretch itself. */
  readonly source?: OffsetRange;
  readonly inline?: { readonly kind: Inline['kind']; readonly value?: string };
  /** Marks that read as strikethrough but are not: the record that starts here goes. */
  readonly drops?: Inline;
}

/** The draft with the stretches replaced; `fillers` in order and apart. */
export function rewriteDraft(draft: ProseDraft, fillers: readonly Filler[]): ProseDraft {
  const next = createDraft();
  const starts: number[] = [];
  const ends: number[] = [];
  const added: Inline[] = [];
  const dropped = new Set<Inline>();
  let from = 0;
  for (const filler of fillers) {
    copy(draft, next, from, filler.start);
    starts.push(next.text.length);
    const range = filler.source ?? {
      start: sourceStart(draft, filler.start),
      end: sourceEnd(draft, filler.end - 1),
    };
    appendAtomic(next, filler.text, range.start, range.end);
    ends.push(next.text.length);
    if (filler.drops !== undefined) dropped.add(filler.drops);
    if (filler.inline !== undefined) {
      added.push({
        ...filler.inline,
        range,
        prose: { start: next.text.length - filler.text.length, end: next.text.length },
      });
    }
    from = filler.end;
  }
  copy(draft, next, from, draft.text.length);
  const move = (offset: number, isEnd: boolean) => moved(fillers, starts, ends, offset, isEnd);
  for (const inline of draft.inlines) {
    if (dropped.has(inline)) continue;
    const start = move(inline.prose.start, false);
    const end = inline.prose.end === inline.prose.start ? start : move(inline.prose.end, true);
    next.inlines.push({ ...inline, prose: { start, end } });
  }
  if (added.length > 0) {
    next.inlines.push(...added);
    next.inlines.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  }
  return next;
}

function copy(from: ProseDraft, to: ProseDraft, start: number, end: number): void {
  if (start >= end) return;
  let run = runOf(from, start);
  let offset = start;
  while (offset < end) {
    const stop = Math.min(end, from.runAt[run + 1] ?? end);
    const text = from.text.slice(offset, stop);
    if (from.runEnd[run] === -1) appendVerbatim(to, text, sourceStart(from, offset));
    else appendAtomic(to, text, sourceStart(from, offset), sourceEnd(from, offset));
    offset = stop;
    run += 1;
  }
}

function moved(
  fillers: readonly Filler[],
  starts: readonly number[],
  ends: readonly number[],
  offset: number,
  isEnd: boolean,
): number {
  let low = 0;
  let high = fillers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = fillers[middle]?.start ?? 0;
    if (start < offset || (start === offset && !isEnd)) low = middle + 1;
    else high = middle;
  }
  const filler = fillers[low - 1];
  if (filler === undefined) return offset;
  const start = starts[low - 1] ?? 0;
  const end = ends[low - 1] ?? 0;
  if (offset >= filler.end) return end + offset - filler.end;
  return isEnd ? end : start;
}
