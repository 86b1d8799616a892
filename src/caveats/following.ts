import type { Container } from '../markdown/document.ts';
import type { BlockRange } from './blockRanges.ts';
import { cuesIn, type Draft, outermost } from './draft.ts';
import type { ReadBlock } from './reading.ts';

export const NO_BLOCKS: BlockRange = { first: 0, end: 0 };

/** How a paragraph opens that gives somebody's words. */
const SAID = /^["“„«]/u;

/** Alerts, quotes and table notes that stand directly after the block or its list or table, and the answer to what is quoted. */
export function following(draft: Draft, anchor: ReadBlock, group: Container | undefined): BlockRange {
  const end = group ? group.range.end : anchor.block.range.end;
  let first = anchor.index + 1;
  if (group) first = firstFrom(draft.blocks, first, end);
  else while (first < draft.blocks.length && (draft.blocks[first] as ReadBlock).block.range.start < end) first++;
  const next = draft.blocks[first];
  if (!next || next.block.kind === 'heading') return NO_BLOCKS;
  const container = outermost(next.block.parent);
  if (container?.kind === 'quote') {
    // What comes with somebody else's words is about those.
    if (group?.kind === 'quote' && SAID.test(next.block.prose.text)) return NO_BLOCKS;
    let last = first + 1;
    while (last < draft.blocks.length && outermost((draft.blocks[last] as ReadBlock).block.parent) === container)
      last++;
    return { first, end: last };
  }
  const isNote =
    next.block.kind === 'paragraph' &&
    !container &&
    (group?.kind === 'table' ||
      isAnswer(anchor, next, group) ||
      cuesIn(next, { first: 0, end: next.tokens.count }, ['note-mark']).some((cue) => cue.first === 0));
  return isNote ? { first, end: first + 1 } : NO_BLOCKS;
}

/** The first block from an index on that begins at or behind an offset. */
function firstFrom(blocks: readonly ReadBlock[], from: number, offset: number): number {
  let low = from;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle] as ReadBlock).block.range.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a paragraph answers the quotation before it, a quote or a paragraph of somebody's words, in the writer's own. */
function isAnswer(said: ReadBlock, { block: { prose } }: ReadBlock, group: Container | undefined): boolean {
  return (group?.kind === 'quote' || (!group && SAID.test(said.block.prose.text))) && !SAID.test(prose.text);
}
