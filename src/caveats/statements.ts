import type { Container } from '../markdown/document.ts';
import { endsForbidding } from './assertion.ts';
import { isQuestion } from './clauses.ts';
import { cuesIn, nearest, outermost } from './draft.ts';
import type { Passage } from './passages.ts';
import type { ReadBlock, TokenRange } from './reading.ts';
import {
  announcementsIn,
  answerBehind,
  answerTo,
  goesOn,
  headingParts,
  leadIn,
  listedBefore,
  listStarts,
  previousParagraph,
  whole,
} from './surroundings.ts';

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
          answer: answerTo(read, number, next),
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
    if (!list || read.block.kind === 'cell' || isAsked(read)) continue;
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

/** Whether an item asks something: what is asked and what is answered are no things together. */
function isAsked(read: ReadBlock): boolean {
  return read.sentences.some((range) => isQuestion(read, range));
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
