import type { Container } from '../markdown/document.ts';
import { isQuestion } from './clauses.ts';
import { cuesIn, nearest, outermost } from './draft.ts';
import type { ReadBlock, TokenRange } from './reading.ts';
import type { Part } from './statements.ts';

const wholes = new WeakMap<ReadBlock, Part>();

/** A block as one part. */
export function whole(read: ReadBlock): Part {
  const known = wholes.get(read) ?? { read, range: { first: 0, end: read.tokens.count } };
  wholes.set(read, known);
  return known;
}

/** The heading of a passage as what stands above a block other than itself. */
export function headingParts(heading: ReadBlock | undefined, read: ReadBlock): readonly Part[] {
  return heading && heading !== read ? [whole(heading)] : [];
}

/** A table or list of more blocks than this is no label of a product. */
const LONGEST_LABEL = 16;

/** What the table or list directly before a paragraph names: a product's label, of which the paragraph tells how to take it. */
export function listedBefore(reads: readonly ReadBlock[], index: number): readonly Part[] {
  const { block } = reads[index] as ReadBlock;
  if (block.kind !== 'paragraph' || block.parent) return [];
  const parts: Part[] = [];
  const last = reads[index - 1];
  const listed = last && outermost(last.block.parent);
  if (!listed || (listed.kind !== 'table' && listed.kind !== 'list')) return [];
  for (let at = index - 1; at >= 0; at--) {
    const read = reads[at] as ReadBlock;
    if (outermost(read.block.parent) !== listed) break;
    parts.push(whole(read));
  }
  return parts.length <= LONGEST_LABEL ? parts : [];
}

/** The place of the first block of each list. */
export function listStarts(reads: readonly ReadBlock[]): ReadonlyMap<Container, number> {
  const starts = new Map<Container, number>();
  for (const [index, { block }] of reads.entries()) {
    for (let list = nearest(block.parent, 'list'); list; list = nearest(list.parent, 'list')) {
      if (!starts.has(list)) starts.set(list, index);
    }
  }
  return starts;
}

/** The sentence with a colon at its end before each list and quotation at the root. */
export function announcementsIn(reads: readonly ReadBlock[]): ReadonlyMap<Container | undefined, readonly Part[]> {
  const found = new Map<Container | undefined, readonly Part[]>();
  for (const [index, { block }] of reads.entries()) {
    const group = outermost(block.parent);
    const before = reads[index - 1];
    if ((group?.kind !== 'list' && group?.kind !== 'quote') || !before || found.has(group)) continue;
    const last = before.sentences[before.sentences.length - 1];
    const announces = last && !before.block.parent && /:["”’)*_]*$/.test(before.block.prose.text);
    found.set(group, announces ? [{ read: before, range: last }] : []);
  }
  return found;
}

/** What stands before a block in its item, and the last sentence of the paragraph before its list. */
export function leadIn(
  reads: readonly ReadBlock[],
  index: number,
  starts: ReadonlyMap<Container, number>,
): readonly Part[] {
  const { block } = reads[index] as ReadBlock;
  const item = nearest(block.parent, 'item');
  const list = nearest(block.parent, 'list');
  if (!list || !item) return [];
  const parts: Part[] = [];
  for (let at = index - 1; at >= 0; at--) {
    const read = reads[at] as ReadBlock;
    if (nearest(read.block.parent, 'item') !== item) break;
    parts.push(whole(read));
  }
  const before = reads[(starts.get(list) ?? 0) - 1];
  const last = before?.sentences[before.sentences.length - 1];
  if (before?.block.kind === 'paragraph' && last && outermost(before.block.parent) === outermost(list.parent)) {
    parts.push({ read: before, range: last });
  }
  return parts;
}

/** Whether a part goes on in what is listed below it: it is not the end of a sentence, or announces the list. */
export function goesOn({ read, range }: Part): boolean {
  const { text, start, end } = read.tokens;
  const words = text.slice(start[range.first], end[range.end - 1]);
  return !/[.!?]["”’)]*$/.test(words) || cuesIn(read, range, ['list-announcement']).length > 0;
}

/** The sentences of the paragraph directly before a block in its section, the nearest first. */
export function previousParagraph(reads: readonly ReadBlock[], index: number): readonly Part[] {
  const before = reads[index - 1];
  if (before?.block.kind !== 'paragraph' || before.block.parent) return [];
  return before.sentences.map((range) => ({ read: before, range })).reverse();
}

/** The first sentence of the block behind one that ends as a question. */
export function answerBehind(read: ReadBlock, next: ReadBlock | undefined): readonly Part[] {
  const last = read.sentences.at(-1);
  const first = next?.sentences[0];
  if (!last || !next || !first || next.block.kind !== 'paragraph' || !isQuestion(read, last)) return [];
  if (outermost(read.block.parent) !== outermost(next.block.parent)) return [];
  return [{ read: next, range: first }];
}

/** The sentence behind a question; `next` is the one in the block behind. */
export function answerTo(read: ReadBlock, number: number, next: readonly Part[]): readonly Part[] {
  if (!isQuestion(read, read.sentences[number] as TokenRange)) return [];
  const range = read.sentences[number + 1];
  return range ? [{ read, range }] : next;
}
