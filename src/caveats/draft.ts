import type { Term } from '../glossary/concept.ts';
import { definedIn } from '../glossary/occurrences.ts';
import type { Block, Container, MarkdownDocument, Section } from '../markdown/document.ts';
import type { PlacedSegment } from '../markdown/placement.ts';
import type { Lexicon } from '../phrases/lexicon.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { attributedQuotes, excludedRanges, quotedRanges } from './excluded.ts';
import { isForeign, type SmallWords } from './foreign.ts';
import { within } from './ordered.ts';
import {
  mayName,
  type Naming,
  NO_NAMES,
  namingIn,
  type Offer,
  type OwnNames,
  offeredByHeading,
  offersAmong,
  ownNames,
  provenIn,
  smallIn,
  withOwnNames,
} from './ownNames.ts';
import { type Cue, type Label, type ReadBlock, type Reading, readText, type TokenRange } from './reading.ts';

/** A draft with the reading of each of its blocks. */
export interface Draft {
  readonly document: MarkdownDocument;
  readonly blocks: readonly ReadBlock[];
  /** Whether it may have names of its own for substances; then no part of it tells by itself what it claims. */
  readonly mayName: boolean;
}

/** What reading a draft asks of the language: abbreviations that keep sentences together, and words that tell English from others. */
export interface DraftLanguage extends SmallWords {
  readonly abbreviations: ReadonlySet<string>;
}

/** What a block of a segment says, wherever the segment stands. */
interface BlockReading {
  readonly reading: Reading;
  readonly excluded: readonly OffsetRange[];
  readonly quoted: readonly OffsetRange[];
  /** The abbreviations that it defines. */
  readonly defined: readonly Term[];
  readonly naming: Naming;
}

/** The blocks of one segment as read; known abbreviations apart, it depends on the segment alone. */
export interface SegmentReading {
  readonly blocks: readonly BlockReading[];
  /** Whether a block defines an abbreviation, or reads otherwise once one is defined. */
  readonly hasAbbreviations: boolean;
  /** Whether a block may give a name to a substance. */
  readonly mayName: boolean;
}

/** A segment of a draft: its blocks where they stand, and how they read. */
export interface ReadSegment {
  readonly placed: PlacedSegment;
  readonly reading: SegmentReading;
  /** The blocks with their readings, remembered by the segment. */
  readonly reads: ReadBlock[];
  /** The names that its blocks offer for substances, once somebody asked. */
  offers: readonly Offer[] | undefined;
  /** The words in it that have their capital from no rule of grammar, once somebody asked. */
  proven: readonly string[] | undefined;
  /** Those words in lower case that stand in it of the ones that were asked for last. */
  small: { readonly key: string; readonly words: readonly string[] } | undefined;
  /** Its blocks with the names that the draft had last. */
  named: { readonly key: string; readonly reads: readonly ReadBlock[] } | undefined;
}

/** Reads the blocks of a segment. Passages in another language than English claim nothing and cover nothing. */
export function readSegment(
  blocks: readonly Block[],
  lexicon: Lexicon<Label>,
  language: DraftLanguage,
): SegmentReading {
  const attributed = attributedQuotes(blocks);
  const read = blocks.map((block): BlockReading => {
    const reading = readText(block.prose.text, lexicon, language.abbreviations);
    const whole = { start: 0, end: block.prose.text.length };
    const excluded = isForeign(reading.tokens, language) ? [whole] : excludedRanges(block);
    const quoted = quotedRanges(block, attributed);
    const defined = definedIn(reading.mentions);
    return { reading, excluded, quoted, defined, naming: namingIn({ ...reading, excluded, quoted }) };
  });
  const hasAbbreviations = read.some(({ reading, defined }) => reading.asks.length > 0 || defined.length > 0);
  const names = read.some(({ naming }, index) => mayName(naming, blocks[index]?.kind === 'cell'));
  return { blocks: read, hasAbbreviations, mayName: names };
}

/** Joins the segments of a document to a draft: abbreviations defined further up and names of its own are known, reference lists say nothing. */
export function joinSegments(
  document: MarkdownDocument,
  segments: readonly ReadSegment[],
  lexicon: Lexicon<Label>,
  language: DraftLanguage,
): Draft {
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
  const names = isNaming ? ownNamesOf(segments, isSilent) : NO_NAMES;
  const key = [...names].map(([name, { concept, term }]) => `${name}=${concept.id} ${term.phrase}`).join('\n');
  const blocks = names.size === 0 ? alone : [];
  if (names.size > 0)
    for (const segment of segments) for (const read of namedReads(segment, names, key)) blocks.push(read);
  for (const { first, end } of lists) {
    for (let index = first; index < end; index++) blocks[index] = silent(blocks[index] as ReadBlock);
  }
  return { document, blocks, mayName: isNaming };
}

/** Whether a block of a segment may give a name to a substance, with the abbreviations that are known by now. */
function mayNameIn({ reading, reads }: ReadSegment): boolean {
  if (!reading.hasAbbreviations) return reading.mayName;
  return reads.some(({ naming, block }) => mayName(naming, block.kind === 'cell'));
}

/** The draft's own names, as its segments give them. */
function ownNamesOf(segments: readonly ReadSegment[], isSilent: (block: ReadBlock) => boolean): OwnNames {
  const offers: Offer[] = [];
  let before: ReadBlock | undefined;
  for (const segment of segments) {
    const { reads } = segment;
    const [first] = reads;
    if (first && mayNameIn(segment) && !isSilent(first)) {
      segment.offers ??= offersAmong(reads);
      offers.push(...offeredByHeading(before, first), ...segment.offers);
    }
    before = reads.at(-1) ?? before;
  }
  if (offers.length === 0) return NO_NAMES;
  const proven = segments.map((segment) => {
    segment.proven ??= segment.reads.flatMap(provenIn);
    return segment.proven;
  });
  return ownNames(offers, proven, (words) => {
    const key = [...words].join('\n');
    const found = new Set<string>();
    for (const segment of segments) {
      if (segment.small?.key !== key)
        segment.small = { key, words: segment.reads.flatMap((read) => smallIn(read, words)) };
      for (const word of segment.small.words) found.add(word);
    }
    return found;
  });
}

/** The blocks of a segment with the draft's own names among their mentions: the same objects as long as the names are the same. */
function namedReads(segment: ReadSegment, names: OwnNames, key: string): readonly ReadBlock[] {
  if (segment.named?.key !== key) {
    const reads = segment.reads.map((read) => {
      const { mentions, cues } = withOwnNames(read, names);
      return mentions === read.mentions ? read : changed(read, { mentions, cues });
    });
    segment.named = { key, reads };
  }
  return segment.named.reads;
}

/** A block that reads otherwise; its index stays that of the block, which moves with its segment. */
function changed(read: ReadBlock, changes: Partial<ReadBlock>): ReadBlock {
  return Object.defineProperty({ ...read, ...changes }, 'index', { get: () => read.index, enumerable: true });
}

/** Reads again the blocks with abbreviations that are known by now, or are no longer. */
function heedKnown(segment: ReadSegment, known: Set<Term>, lexicon: Lexicon<Label>, language: DraftLanguage): void {
  const { placed, reading, reads } = segment;
  for (const [index, alone] of reading.blocks.entries()) {
    if (alone.reading.asks.length === 0) {
      for (const term of alone.defined) known.add(term);
      continue;
    }
    const read = reads[index] as ReadBlock;
    const needed = alone.reading.asks.filter((term) => known.has(term));
    if (needed.length !== read.known.length || needed.some((term, at) => term !== read.known[at])) {
      const { text } = alone.reading.tokens;
      const again =
        needed.length === 0 ? alone.reading : readText(text, lexicon, language.abbreviations, new Set(needed));
      reads[index] = readBlock(
        placed,
        index,
        { ...alone, reading: again, naming: namingIn({ ...again, excluded: alone.excluded, quoted: alone.quoted }) },
        needed,
      );
      segment.offers = undefined;
      segment.proven = undefined;
      segment.small = undefined;
      segment.named = undefined;
    }
    for (const term of definedIn((reads[index] as ReadBlock).mentions)) known.add(term);
  }
}

/** A segment's blocks with their readings, at the segment's place. */
export function placeReading(placed: PlacedSegment, reading: SegmentReading): ReadSegment {
  const reads = reading.blocks.map((block, index) => readBlock(placed, index, block, []));
  return { placed, reading, reads, offers: undefined, proven: undefined, small: undefined, named: undefined };
}

function readBlock(
  { place, blocks }: PlacedSegment,
  index: number,
  { reading, excluded, quoted, naming }: BlockReading,
  known: readonly Term[],
): ReadBlock {
  return {
    ...reading,
    block: blocks[index] as Block,
    place,
    get index() {
      return place.firstBlock + index;
    },
    excluded,
    quoted,
    known,
    naming,
  };
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
    const whole = { first: 0, end: read.tokens.count };
    return cuesIn(read, whole, ['reference-heading']).some((cue) => wordsIn(read, whole) - wordsIn(read, cue) <= 1);
  });
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
