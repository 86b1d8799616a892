import type { Container } from '../markdown/document.ts';
import { nearest, outermost } from './draft.ts';
import type { Passage } from './passages.ts';

/** Blocks `[first, end)`. */
export interface BlockRange {
  readonly first: number;
  readonly end: number;
}

/** Where the blocks of each container stand in a passage: the items, the outermost ones and the footnotes. */
const containers = new WeakMap<Passage, ReadonlyMap<Container, readonly BlockRange[]>>();

/** The blocks of a passage that stand in an item, or in an outermost container. */
export function blocksIn(passage: Passage, container: Container | undefined): readonly BlockRange[] {
  if (!container) return [];
  const known = containers.get(passage) ?? containersIn(passage);
  containers.set(passage, known);
  return inDraft(passage, known.get(container) ?? []);
}

function containersIn({ reads }: Passage): ReadonlyMap<Container, readonly BlockRange[]> {
  const ranges = new Map<Container, BlockRange[]>();
  for (const [index, { block }] of reads.entries()) {
    const item = nearest(block.parent, 'item');
    const group = outermost(block.parent);
    if (item) extend(ranges, item, index);
    if (group && group !== item) extend(ranges, group, index);
  }
  return ranges;
}

function extend<T>(ranges: Map<T, BlockRange[]>, key: T, index: number): void {
  const known = ranges.get(key);
  const last = known?.[known.length - 1];
  if (known && last?.end === index) known[known.length - 1] = { first: last.first, end: index + 1 };
  else if (known) known.push({ first: index, end: index + 1 });
  else ranges.set(key, [{ first: index, end: index + 1 }]);
}

/** Blocks counted from where a passage begins as blocks of the draft. */
function inDraft({ reads }: Passage, ranges: readonly BlockRange[]): readonly BlockRange[] {
  const from = reads[0]?.index ?? 0;
  return ranges.map(({ first, end }) => ({ first: first + from, end: end + from }));
}

const notes = new WeakMap<Passage, ReadonlyMap<Container, readonly BlockRange[]>>();

/** The blocks of each footnote in a passage, counted from where it begins. */
function notesIn(passage: Passage): ReadonlyMap<Container, readonly BlockRange[]> {
  const known = notes.get(passage);
  if (known) return known;
  const ranges = new Map<Container, BlockRange[]>();
  for (const [index, { block }] of passage.reads.entries()) {
    const note = nearest(block.parent, 'footnote');
    if (note) extend(ranges, note, index);
  }
  notes.set(passage, ranges);
  return ranges;
}

/** The blocks of a draft's footnotes by their labels. */
export function footnotesByLabel(passages: readonly Passage[]): ReadonlyMap<string, readonly BlockRange[]> {
  const byLabel = new Map<string, BlockRange[]>();
  for (const passage of passages) {
    for (const [{ label }, ranges] of notesIn(passage)) {
      if (label === undefined) continue;
      const known = byLabel.get(label);
      if (known) known.push(...inDraft(passage, ranges));
      else byLabel.set(label, [...inDraft(passage, ranges)]);
    }
  }
  return byLabel;
}
