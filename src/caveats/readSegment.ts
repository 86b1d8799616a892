import type { Term } from '../glossary/concept.ts';
import { definedIn } from '../glossary/occurrences.ts';
import type { Block } from '../markdown/document.ts';
import type { PlacedSegment } from '../markdown/placement.ts';
import type { Lexicon } from '../phrases/lexicon.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { attributedQuotes, excludedRanges, quotedRanges } from './excluded.ts';
import { isForeign, type SmallWords } from './foreign.ts';
import { mayName, type Naming, namingIn } from './ownNames.ts';
import { type Label, type ReadBlock, type Reading, readText } from './reading.ts';

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
  /** The blocks with their readings: others as soon as one of them reads otherwise. */
  reads: readonly ReadBlock[];
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
  return readingOf(read, blocks);
}

/** The reading of a segment of some blocks, each of which is read. */
export function readingOf(read: SegmentReading['blocks'], blocks: readonly Block[]): SegmentReading {
  return {
    blocks: read,
    hasAbbreviations: read.some(({ reading, defined }) => reading.asks.length > 0 || defined.length > 0),
    mayName: read.some(({ naming }, index) => mayName(naming, blocks[index]?.kind === 'cell')),
  };
}

/** A block that reads otherwise; its index stays that of the block, which moves with its segment. */
export function changed(read: ReadBlock, changes: Partial<ReadBlock>): ReadBlock {
  return Object.defineProperty({ ...read, ...changes }, 'index', { get: () => read.index, enumerable: true });
}

/** Reads again the blocks with abbreviations that are known by now, or are no longer. */
export function heedKnown(
  segment: ReadSegment,
  known: Set<Term>,
  lexicon: Lexicon<Label>,
  language: DraftLanguage,
): void {
  const { placed, reading } = segment;
  let changing: ReadBlock[] | undefined;
  for (const [index, alone] of reading.blocks.entries()) {
    if (alone.reading.asks.length === 0) {
      for (const term of alone.defined) known.add(term);
      continue;
    }
    let read = segment.reads[index] as ReadBlock;
    const needed = alone.reading.asks.filter((term) => known.has(term));
    if (needed.length !== read.known.length || needed.some((term, at) => term !== read.known[at])) {
      const { text } = alone.reading.tokens;
      const again =
        needed.length === 0 ? alone.reading : readText(text, lexicon, language.abbreviations, new Set(needed));
      const { excluded, quoted } = alone;
      const naming = namingIn({ ...again, excluded, quoted });
      read = readBlock(placed, index, { ...alone, reading: again, naming }, needed);
      changing ??= [...segment.reads];
      changing[index] = read;
    }
    for (const term of definedIn(read.mentions)) known.add(term);
  }
  if (changing) segment.reads = changing;
}

/** A segment's blocks with their readings, at the segment's place. */
export function placeReading(placed: PlacedSegment, reading: SegmentReading): ReadSegment {
  const reads = reading.blocks.map((block, index) => readBlock(placed, index, block, []));
  return { placed, reading, reads };
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
