import type { Container } from '../markdown/document.ts';
import { type Draft, headingOf, nearest, outermost, sectionOfBlock } from './draft.ts';
import type { ReadBlock, TokenRange } from './reading.ts';

/** A stretch of a block. */
export interface Part {
  readonly read: ReadBlock;
  readonly range: TokenRange;
}

/** What can make a claim: a sentence, a table row, or a list as a whole for claims about two things together. */
export interface Statement {
  readonly kind: 'sentence' | 'row' | 'list';
  readonly own: readonly Part[];
  /** What stands before it and says what it is about, the nearest first: earlier sentences of the block, lead-in, header row, heading. */
  readonly topic: readonly Part[];
  /** The sentence directly before it in the same block, and the lead-in of an item. */
  readonly before: readonly Part[];
  /** Those of `topic` whose acts hold for the statement too: the lead-in and heading of an item, the header of a row. */
  readonly governing: readonly Part[];
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
    if (first) {
      const governing = header.map(whole);
      statements.push({
        kind: 'row',
        own: row.map(whole),
        topic: [...governing, ...headingParts(draft, first)],
        before: [],
        governing,
      });
    }
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
    const lead = block.kind === 'heading' ? [] : leadIn(draft, index);
    const heading = block.kind === 'heading' ? [] : headingParts(draft, read);
    const governing = nearest(block.parent, 'item') ? [...lead, ...heading] : [];
    read.sentences.forEach((range, number) => {
      const before = read.sentences
        .slice(0, number)
        .reverse()
        .map((earlier) => ({ read, range: earlier }));
      statements.push({
        kind: 'sentence',
        own: [{ read, range }],
        topic: [...before, ...lead, ...heading],
        before: [...before.slice(0, 1), ...(nearest(block.parent, 'item') ? lead : [])],
        governing,
      });
    });
  });
  flush();
  return [...statements, ...listStatements(draft)];
}

/** Each list as one statement, without the lists inside its items. */
function listStatements(draft: Draft): readonly Statement[] {
  const lists = new Map<Container, ReadBlock[]>();
  for (const read of draft.blocks) {
    const list = nearest(read.block.parent, 'list');
    if (!list || read.block.kind === 'cell') continue;
    const members = lists.get(list);
    if (members) members.push(read);
    else lists.set(list, [read]);
  }
  return [...lists.values()]
    .filter((members) => members.length > 1)
    .map((members) => {
      const first = members[0] as ReadBlock;
      const governing = [...leadIn(draft, first.index), ...headingParts(draft, first)];
      return { kind: 'list', own: members.map(whole), topic: governing, before: [], governing };
    });
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
    if (read.block.kind === 'paragraph' && last && outermost(read.block.parent) === outermost(list.parent))
      parts.push({ read, range: last });
    break;
  }
  return parts;
}
