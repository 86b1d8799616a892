import type { Term } from '../glossary/concept.ts';
import type { Container, MarkdownDocument, Section } from '../markdown/document.ts';
import type { Lexicon } from '../phrases/lexicon.ts';
import { mayNameIn, namedReads, namesAmong } from './draftNames.ts';
import { within } from './ordered.ts';
import { NO_NAMES } from './ownNames.ts';
import type { Cue, Label, ReadBlock, TokenRange } from './reading.ts';
import { changed, type DraftLanguage, heedKnown, type ReadSegment } from './readSegment.ts';

/** A draft with the reading of each of its blocks. */
export interface Draft {
  readonly document: MarkdownDocument;
  readonly blocks: readonly ReadBlock[];
  /** Whether it may have names of its own for substances; then no part of it tells by itself what it claims. */
  readonly mayName: boolean;
}

/** Joins the segments of a document to a draft: abbreviations defined further up and names of its own are known, reference lists say nothing. */
export function* joinSegments(
  document: MarkdownDocument,
  segments: readonly ReadSegment[],
  lexicon: Lexicon<Label>,
  language: DraftLanguage,
): Generator<void, Draft> {
  const known = new Set<Term>();
  const alone: ReadBlock[] = [];
  let isNaming = false;
  for (const segment of segments) {
    if (segment.reading.hasAbbreviations) heedKnown(segment, known, lexicon, language);
    for (const read of segment.reads) alone.push(read);
    isNaming ||= mayNameIn(segment);
  }
  const lists = referenceLists(document, alone);
  const isSilent = ({ index }: ReadBlock): boolean => lists.some(({ first, end }) => first <= index && index < end);
  const names = isNaming ? yield* namesAmong(segments, isSilent) : NO_NAMES;
  if (names.size > 0) yield;
  const blocks = names.size === 0 ? alone : yield* namedReads(segments, names);
  for (const { first, end } of lists) {
    for (let index = first; index < end; index++) blocks[index] = silent(blocks[index] as ReadBlock);
  }
  return { document, blocks, mayName: isNaming };
}

const silenced = new WeakMap<ReadBlock, ReadBlock>();

/** The block without anything said in it. */
function silent(read: ReadBlock): ReadBlock {
  const known = silenced.get(read);
  if (known) return known;
  const nothing = changed(read, { mentions: [], cues: [], negatives: [], triggers: [] });
  silenced.set(read, nothing);
  return nothing;
}

/** The sections under headings such as "References": titles of others' works, in which nothing is explained or claimed. */
function referenceLists(document: MarkdownDocument, blocks: readonly ReadBlock[]): readonly Section[] {
  return document.sections.filter(({ heading }) => {
    const read = heading === undefined ? undefined : blocks[heading];
    if (!read?.cues.some(({ set }) => set === 'reference-heading')) return false;
    return holdsLittleBut('reference-heading', { read, range: { first: 0, end: read.tokens.count } });
  });
}

/** Whether a cue of a set makes up all of some words but one at most. */
export function holdsLittleBut(
  set: string,
  { read, range }: { readonly read: ReadBlock; readonly range: TokenRange },
): boolean {
  return cuesIn(read, range, [set]).some((cue) => wordsIn(read, range) - wordsIn(read, cue) <= 1);
}

function wordsIn({ tokens }: ReadBlock, { first, end }: TokenRange): number {
  let words = 0;
  for (let token = first; token < end; token++) words += tokens.word[token] as number;
  return words;
}

/** The outermost container of a block, undefined when it stands at the root. */
export function outermost(parent: Container | undefined): Container | undefined {
  let container = parent;
  while (container?.parent) container = container.parent;
  return container;
}

/** The nearest container of a kind, from the inside out. */
export function nearest(parent: Container | undefined, kind: Container['kind']): Container | undefined {
  let container = parent;
  while (container && container.kind !== kind) container = container.parent;
  return container;
}

/** The section that the block's nearest heading opens; the root when no heading stands above it. */
export function sectionOfBlock(draft: Draft, block: number): Section {
  return draft.document.sectionOf[block] as Section;
}

/** The block of the heading that opens a section. */
export function headingOf(draft: Draft, section: Section): ReadBlock | undefined {
  return section.heading === undefined ? undefined : draft.blocks[section.heading];
}

/** Cues of the named sets in a sentence or any other token range. */
export function cuesIn(read: ReadBlock, range: TokenRange, sets: readonly string[]): readonly Cue[] {
  return within(read.cues, range).filter((cue) => sets.includes(cue.set));
}

/** The sentence's tokens that hold a token. */
export function sentenceAt(read: ReadBlock, token: number): TokenRange {
  return read.sentences[read.sentenceOf[token] as number] as TokenRange;
}
