import type { Container } from '../markdown/document.ts';
import { endsForbidding } from './assertion.ts';
import { isQuestion } from './clauses.ts';
import { cuesIn, nearest, outermost } from './draft.ts';
import type { Passage } from './passages.ts';
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
  /** The sentence directly behind it in the same block. */
  readonly after: readonly Part[];
  /** The sentence behind a question, in the same block or the next. */
  readonly answer: readonly Part[];
  /** The sentence with a colon at its end that stands before the list or quotation which the statement stands in. */
  readonly announcing: readonly Part[];
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

/** What can make a claim in a passage. */
export interface Statements {
  /** Sentences and rows, in source order. */
  readonly single: readonly Statement[];
  /** Lists as a whole. */
  readonly lists: readonly Statement[];
}

/** The statements of a passage; it decides them alone. */
export function statementsIn(passage: Passage): Statements {
  const known = ofPassage.get(passage) ?? madeOf(passage);
  ofPassage.set(passage, known);
  return known;
}

/** The sentences and rows of a passage that a block has a part in, in their order. */
export function statementsOfBlock(passage: Passage, read: ReadBlock): readonly Statement[] {
  let known = ofBlocks.get(passage);
  if (!known) {
    const byBlock = new Map<ReadBlock, Statement[]>();
    for (const statement of statementsIn(passage).single) {
      for (const { read: own } of statement.own) {
        const beside = byBlock.get(own);
        if (beside) beside.push(statement);
        else byBlock.set(own, [statement]);
      }
    }
    ofBlocks.set(passage, byBlock);
    known = byBlock;
  }
  return known.get(read) ?? [];
}

const ofBlocks = new WeakMap<Passage, ReadonlyMap<ReadBlock, readonly Statement[]>>();

const ofPassage = new WeakMap<Passage, Statements>();

/** What stands before the lists and quotations of a passage. */
interface Leads {
  readonly starts: ReadonlyMap<Container, number>;
  readonly announcements: ReadonlyMap<Container | undefined, readonly Part[]>;
}

function madeOf(passage: Passage): Statements {
  const leads = { starts: listStarts(passage.reads), announcements: announcementsIn(passage.reads) };
  return { single: singleStatements(passage, leads), lists: listStatements(passage, leads) };
}

function singleStatements(
  { reads, heading: opening }: Passage,
  { starts, announcements }: Leads,
): readonly Statement[] {
  const statements: Statement[] = [];
  let row: ReadBlock[] = [];
  let header: ReadBlock[] = [];
  const flush = (): void => {
    const first = row[0];
    if (first) {
      const cells = row.map(whole);
      const headers = header.map(whole);
      const heading = headingParts(opening, first);
      const make = (): readonly Statement[] => {
        // "Avoid with" forbids what stands in its own column, and nothing beside it.
        const forbids = headers.map(forbidsBelow);
        const own = cells.filter((_, column) => !forbids[column]);
        const governing = headers.filter((_, column) => !forbids[column]);
        return own.length === 0 ? [] : [{ ...ALONE, kind: 'row', own, topic: [...headers, ...heading], governing }];
      };
      statements.push(...remembered(rows, first, [...cells, ...headers, ...heading], make));
    }
    row = [];
  };
  reads.forEach((read, index) => {
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
    const lead = block.kind === 'heading' ? [] : leadIn(reads, index, starts);
    const heading = block.kind === 'heading' ? [] : [...listedBefore(reads, index), ...headingParts(opening, read)];
    const previous = block.kind === 'paragraph' && !block.parent ? previousParagraph(reads, index) : [];
    const isItem = nearest(block.parent, 'item') !== undefined;
    const announcing = announcements.get(outermost(block.parent)) ?? [];
    const next = answerBehind(read, reads[index + 1]);
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
          after: read.sentences.slice(number + 1, number + 2).map((later) => ({ read, range: later })),
          answer: !isQuestion(read, range)
            ? []
            : number + 1 < read.sentences.length
              ? [{ read, range: read.sentences[number + 1] as TokenRange }]
              : next,
          announcing,
          governing: isItem ? [...lead.filter(goesOn), ...heading] : [],
        };
      });
    for (const statement of remembered(
      sentences,
      read,
      [...lead, ...previous, ...heading, ...announcing, ...next],
      make,
    ))
      statements.push(statement);
  });
  flush();
  return statements;
}

/** A list of more blocks than this is a register, not a plan to take things together. */
const LONGEST_LIST = 60;

/** Each list as one statement, without the lists inside its items. */
function listStatements({ reads, heading }: Passage, { starts, announcements }: Leads): readonly Statement[] {
  const membersOf = new Map<Container, ReadBlock[]>();
  for (const read of reads) {
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
      const governing = [...leadIn(reads, reads.indexOf(first), starts), ...headingParts(heading, first)];
      const announcing = announcements.get(outermost(first.block.parent)) ?? [];
      const make = (): readonly Statement[] => [
        { ...ALONE, kind: 'list', own, topic: governing, announcing, governing },
      ];
      return remembered(lists, first, [...own, ...governing, ...announcing], make);
    });
}

interface Remembered {
  readonly parts: readonly Part[];
  readonly statements: readonly Statement[];
}

const sentences = new WeakMap<ReadBlock, Remembered>();
const rows = new WeakMap<ReadBlock, Remembered>();
const lists = new WeakMap<ReadBlock, Remembered>();

/** Whether a part forbids what stands below it: "Avoid with:". The head of a column says by "instead of" what another column is to replace. */
export function forbidsBelow({ read, range }: Part): boolean {
  const isSwap = read.block.kind === 'cell' && cuesIn(read, range, ['swap-column']).length > 0;
  return !isSwap && endsForbidding(read, range);
}

/** A row or a list is neither asked nor answered. */
const ALONE = { before: [], after: [], answer: [], announcing: [] } as const;

/** The first sentence of the block behind one that ends as a question. */
function answerBehind(read: ReadBlock, next: ReadBlock | undefined): readonly Part[] {
  const last = read.sentences.at(-1);
  const first = next?.sentences[0];
  if (!last || !next || !first || next.block.kind !== 'paragraph' || !isQuestion(read, last)) return [];
  if (outermost(read.block.parent) !== outermost(next.block.parent)) return [];
  return [{ read: next, range: first }];
}

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

function headingParts(heading: ReadBlock | undefined, read: ReadBlock): readonly Part[] {
  return heading && heading !== read ? [whole(heading)] : [];
}

/** A table or list of more blocks than this is no label of a product. */
const LONGEST_LABEL = 16;

/** What the table or list directly before a paragraph names: a product's label, of which the paragraph tells how to take it. */
function listedBefore(reads: readonly ReadBlock[], index: number): readonly Part[] {
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
function listStarts(reads: readonly ReadBlock[]): ReadonlyMap<Container, number> {
  const starts = new Map<Container, number>();
  for (const [index, { block }] of reads.entries()) {
    for (let list = nearest(block.parent, 'list'); list; list = nearest(list.parent, 'list')) {
      if (!starts.has(list)) starts.set(list, index);
    }
  }
  return starts;
}

/** The sentence with a colon at its end before each list and quotation at the root. */
function announcementsIn(reads: readonly ReadBlock[]): ReadonlyMap<Container | undefined, readonly Part[]> {
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
function leadIn(reads: readonly ReadBlock[], index: number, starts: ReadonlyMap<Container, number>): readonly Part[] {
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
function goesOn({ read, range }: Part): boolean {
  const { text, start, end } = read.tokens;
  const words = text.slice(start[range.first], end[range.end - 1]);
  return !/[.!?]["”’)]*$/.test(words) || cuesIn(read, range, ['list-announcement']).length > 0;
}

/** The sentences of the paragraph directly before a block in its section, the nearest first. */
function previousParagraph(reads: readonly ReadBlock[], index: number): readonly Part[] {
  const before = reads[index - 1];
  if (before?.block.kind !== 'paragraph' || before.block.parent) return [];
  return before.sentences.map((range) => ({ read: before, range })).reverse();
}
