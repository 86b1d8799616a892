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

/** How many sentences back a block's topic may have been named. */
const FARTHEST_TOPIC = 6;

/** All statements of a draft, in source order. */
export function statementsOf(draft: Draft): readonly Statement[] {
  const statements: Statement[] = [];
  const starts = listStarts(draft);
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
    const lead = block.kind === 'heading' ? [] : leadIn(draft, index, starts);
    const heading = block.kind === 'heading' ? [] : headingParts(draft, read);
    const governing = nearest(block.parent, 'item') ? [...lead, ...heading] : [];
    read.sentences.forEach((range, number) => {
      const before = read.sentences
        .slice(Math.max(0, number - FARTHEST_TOPIC), number)
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
  return [...statements, ...listStatements(draft, starts)];
}

/** A list of more blocks than this is a register, not a plan to take things together. */
const LONGEST_LIST = 60;

/** Each list as one statement, without the lists inside its items. */
function listStatements(draft: Draft, starts: ReadonlyMap<Container, number>): readonly Statement[] {
  const lists = new Map<Container, ReadBlock[]>();
  for (const read of draft.blocks) {
    const list = nearest(read.block.parent, 'list');
    if (!list || read.block.kind === 'cell') continue;
    const members = lists.get(list);
    if (members) members.push(read);
    else lists.set(list, [read]);
  }
  return [...lists.values()]
    .filter((members) => members.length > 1 && members.length <= LONGEST_LIST)
    .map((members) => {
      const first = members[0] as ReadBlock;
      const governing = [...leadIn(draft, first.index, starts), ...headingParts(draft, first)];
      return { kind: 'list', own: members.map(whole), topic: governing, before: [], governing };
    });
}

function headingParts(draft: Draft, read: ReadBlock): readonly Part[] {
  const heading = headingOf(draft, sectionOfBlock(draft, read.index));
  return heading && heading !== read ? [whole(heading)] : [];
}

/** The first block of each list. */
function listStarts(draft: Draft): ReadonlyMap<Container, number> {
  const starts = new Map<Container, number>();
  for (const { block, index } of draft.blocks) {
    for (let list = nearest(block.parent, 'list'); list; list = nearest(list.parent, 'list')) {
      if (!starts.has(list)) starts.set(list, index);
    }
  }
  return starts;
}

/** What stands before a block in its item, and the last sentence of the paragraph before its list. */
function leadIn(draft: Draft, index: number, starts: ReadonlyMap<Container, number>): readonly Part[] {
  const { block } = draft.blocks[index] as ReadBlock;
  const item = nearest(block.parent, 'item');
  const list = nearest(block.parent, 'list');
  if (!list || !item) return [];
  const parts: Part[] = [];
  for (let at = index - 1; at >= 0; at--) {
    const read = draft.blocks[at] as ReadBlock;
    if (nearest(read.block.parent, 'item') !== item) break;
    parts.push(whole(read));
  }
  const before = draft.blocks[(starts.get(list) ?? 0) - 1];
  const last = before?.sentences[before.sentences.length - 1];
  if (before?.block.kind === 'paragraph' && last && outermost(before.block.parent) === outermost(list.parent)) {
    parts.push({ read: before, range: last });
  }
  return parts;
}
