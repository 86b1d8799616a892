import type { Container } from '../markdown/document.ts';
import { endsForbidding } from './assertion.ts';
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
  /** What stands before it and says what it is about, the nearest first: earlier sentences of the block, lead-in, header row, the paragraph before, heading. */
  readonly topic: readonly Part[];
  /** The sentence directly before it in the same block, and the lead-in of an item. */
  readonly before: readonly Part[];
  /** Those of `topic` whose acts hold for the statement too: the lead-in and heading of an item, the header of a row. */
  readonly governing: readonly Part[];
}

const wholes = new WeakMap<ReadBlock, Part>();

function whole(read: ReadBlock): Part {
  const known = wholes.get(read) ?? { read, range: { first: 0, end: read.tokens.count } };
  wholes.set(read, known);
  return known;
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
      const cells = row.map(whole);
      const headers = header.map(whole);
      const heading = headingParts(draft, first);
      const make = (): readonly Statement[] => {
        // "Avoid with" forbids what stands in its own column, and nothing beside it.
        const forbids = headers.map(({ read, range }) => endsForbidding(read, range));
        const own = cells.filter((_, column) => !forbids[column]);
        const governing = headers.filter((_, column) => !forbids[column]);
        return own.length === 0 ? [] : [{ kind: 'row', own, topic: [...headers, ...heading], before: [], governing }];
      };
      statements.push(...remembered(rows, first, [...cells, ...headers, ...heading], make));
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
    const heading = block.kind === 'heading' ? [] : [...listedBefore(draft, read), ...headingParts(draft, read)];
    const previous = block.kind === 'paragraph' && !block.parent ? previousParagraph(draft, read) : [];
    const isItem = nearest(block.parent, 'item') !== undefined;
    const make = (): readonly Statement[] =>
      read.sentences.map((range, number) => {
        const before = read.sentences
          .slice(Math.max(0, number - FARTHEST_TOPIC), number)
          .reverse()
          .map((earlier) => ({ read, range: earlier }));
        return {
          kind: 'sentence',
          own: [{ read, range }],
          topic: [...before, ...lead, ...previous, ...heading],
          before: [...before.slice(0, 1), ...(isItem ? lead : [])],
          governing: isItem ? [...lead, ...heading] : [],
        };
      });
    for (const statement of remembered(sentences, read, [...lead, ...previous, ...heading], make))
      statements.push(statement);
  });
  flush();
  return [...statements, ...listStatements(draft, starts)];
}

/** A list of more blocks than this is a register, not a plan to take things together. */
const LONGEST_LIST = 60;

/** Each list as one statement, without the lists inside its items. */
function listStatements(draft: Draft, starts: ReadonlyMap<Container, number>): readonly Statement[] {
  const membersOf = new Map<Container, ReadBlock[]>();
  for (const read of draft.blocks) {
    const list = nearest(read.block.parent, 'list');
    if (!list || read.block.kind === 'cell') continue;
    const members = membersOf.get(list);
    if (members) members.push(read);
    else membersOf.set(list, [read]);
  }
  return [...membersOf.values()]
    .filter((members) => members.length > 1 && members.length <= LONGEST_LIST)
    .flatMap((members) => {
      const first = members[0] as ReadBlock;
      const own = members.map(whole);
      const governing = [...leadIn(draft, first.index, starts), ...headingParts(draft, first)];
      const make = (): readonly Statement[] => [{ kind: 'list', own, topic: governing, before: [], governing }];
      return remembered(lists, first, [...own, ...governing], make);
    });
}

interface Remembered {
  readonly parts: readonly Part[];
  readonly statements: readonly Statement[];
}

const sentences = new WeakMap<ReadBlock, Remembered>();
const rows = new WeakMap<ReadBlock, Remembered>();
const lists = new WeakMap<ReadBlock, Remembered>();

/** The statements that begin with a block: the same objects as long as all their parts are, so that what is known of them holds after an edit elsewhere. */
function remembered(
  memory: WeakMap<ReadBlock, Remembered>,
  read: ReadBlock,
  parts: readonly Part[],
  make: () => readonly Statement[],
): readonly Statement[] {
  const known = memory.get(read);
  if (known && known.parts.length === parts.length && known.parts.every((part, at) => isSame(part, parts[at] as Part)))
    return known.statements;
  const statements = make();
  memory.set(read, { parts, statements });
  return statements;
}

function isSame(one: Part, two: Part): boolean {
  return (
    one === two || (one.read === two.read && one.range.first === two.range.first && one.range.end === two.range.end)
  );
}

function headingParts(draft: Draft, read: ReadBlock): readonly Part[] {
  const heading = headingOf(draft, sectionOfBlock(draft, read.index));
  return heading && heading !== read ? [whole(heading)] : [];
}

/** A table or list of more blocks than this is no label of a product. */
const LONGEST_LABEL = 16;

/** What the table or list directly before a paragraph names: a product's label, of which the paragraph tells how to take it. */
function listedBefore(draft: Draft, { block, index }: ReadBlock): readonly Part[] {
  if (block.kind !== 'paragraph' || block.parent) return [];
  const parts: Part[] = [];
  const last = draft.blocks[index - 1];
  const listed = last && outermost(last.block.parent);
  if (!listed || (listed.kind !== 'table' && listed.kind !== 'list')) return [];
  for (let at = index - 1; at >= 0; at--) {
    const read = draft.blocks[at] as ReadBlock;
    if (outermost(read.block.parent) !== listed) break;
    parts.push(whole(read));
  }
  return parts.length <= LONGEST_LABEL ? parts : [];
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

/** The sentences of the paragraph directly before a block in its section, the nearest first. */
function previousParagraph(draft: Draft, read: ReadBlock): readonly Part[] {
  const before = draft.blocks[read.index - 1];
  if (before?.block.kind !== 'paragraph' || before.block.parent) return [];
  if (sectionOfBlock(draft, before.index) !== sectionOfBlock(draft, read.index)) return [];
  return before.sentences.map((range) => ({ read: before, range })).reverse();
}
