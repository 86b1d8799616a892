import { type Draft, headingOf, nearest, outermost, sectionOfBlock } from './draft.ts';
import type { ReadBlock, TokenRange } from './reading.ts';

/** A stretch of a block. */
export interface Part {
  readonly read: ReadBlock;
  readonly range: TokenRange;
}

/** What can make a claim: a sentence, a list item's sentence, a table row. `topic` is what stands above it and says what it is about. */
export interface Statement {
  readonly own: readonly Part[];
  readonly topic: readonly Part[];
  /** The row's container for a table row, so that its cells count as one statement. */
  readonly row: boolean;
}

function whole(read: ReadBlock): Part {
  return { read, range: { first: 0, end: read.tokens.count } };
}

/** All statements of a draft, in source order. */
export function statementsOf(draft: Draft): readonly Statement[] {
  const statements: Statement[] = [];
  let row: ReadBlock[] = [];
  let header: ReadBlock[] = [];
  const flush = (): void => {
    const first = row[0];
    if (first) statements.push({ own: row.map(whole), topic: [...header.map(whole), ...headingParts(draft, first)], row: true });
    row = [];
  };
  draft.blocks.forEach((read, index) => {
    const { block } = read;
    if (block.kind === 'cell') {
      if (row[0] && row[0].block.parent !== block.parent) flush();
      if (block.parent?.index === 0) {
        if (header[0]?.block.parent !== block.parent) header = [];
        header.push(read);
      } else {
        if (header[0] && header[0].block.parent?.parent !== block.parent?.parent) header = [];
        row.push(read);
      }
      return;
    }
    flush();
    const topic = block.kind === 'heading' ? [] : [...leadIn(draft, index), ...headingParts(draft, read)];
    read.sentences.forEach((range, number) => {
      const before = read.sentences[number - 1];
      statements.push({ own: [{ read, range }], topic: before ? [{ read, range: before }, ...topic] : topic, row: false });
    });
  });
  flush();
  return statements;
}

function headingParts(draft: Draft, read: ReadBlock): readonly Part[] {
  const heading = headingOf(draft, sectionOfBlock(draft, read.index));
  return heading && heading !== read ? [whole(heading)] : [];
}

/** The last sentence of the paragraph before a list, and the first block of each enclosing item. */
function leadIn(draft: Draft, index: number): readonly Part[] {
  const { block } = draft.blocks[index] as ReadBlock;
  const list = nearest(block.parent, 'list');
  if (!list) return [];
  const parts: Part[] = [];
  for (let at = index - 1; at >= 0; at--) {
    const read = draft.blocks[at] as ReadBlock;
    if (read.block.range.start >= list.range.start) {
      if (nearest(read.block.parent, 'item') === nearest(block.parent, 'item')) parts.push(whole(read));
      continue;
    }
    const last = read.sentences[read.sentences.length - 1];
    if (read.block.kind === 'paragraph' && last && outermost(read.block.parent) === outermost(list.parent)) parts.push({ read, range: last });
    break;
  }
  return parts;
}
