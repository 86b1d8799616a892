import type { Draft } from './draft.ts';
import type { ReadBlock } from './reading.ts';

/**
 * A heading with its own text, without the sections below it; the first one is what stands above all headings. No sentence, list or table reaches beyond
 * it. It is the same object in the next version of a draft as long as all its blocks are.
 */
export interface Passage {
  readonly reads: readonly ReadBlock[];
  /** The heading that opens it. */
  readonly heading: ReadBlock | undefined;
}

/** The passages of a draft, one for each of its sections and in their order. */
export function passagesOf(draft: Draft): readonly Passage[] {
  const known = passages.get(draft) ?? draft.document.sections.map((_, index) => passageAt(draft, index));
  passages.set(draft, known);
  return known;
}

const passages = new WeakMap<Draft, readonly Passage[]>();

/** Passages by their first block. */
const remembered = new WeakMap<ReadBlock, Passage>();

const NOTHING: Passage = { reads: [], heading: undefined };

function passageAt({ document, blocks }: Draft, index: number): Passage {
  const section = document.sections[index];
  const from = section?.first ?? 0;
  const end = document.sections[index + 1]?.first ?? blocks.length;
  const first = blocks[from];
  if (!first || end === from) return NOTHING;
  const known = remembered.get(first);
  if (known && holds(known.reads, blocks, from, end)) return known;
  const passage = { reads: blocks.slice(from, end), heading: section?.heading === undefined ? undefined : first };
  remembered.set(first, passage);
  return passage;
}

/** Whether the blocks `[from, end)` are these. */
function holds(reads: readonly ReadBlock[], blocks: readonly ReadBlock[], from: number, end: number): boolean {
  if (reads.length !== end - from) return false;
  for (let index = from; index < end; index++) if (reads[index - from] !== blocks[index]) return false;
  return true;
}
