import type { Term } from '../glossary/concept.ts';
import { definedIn } from '../glossary/occurrences.ts';
import type { Container, MarkdownDocument, Section } from '../markdown/document.ts';
import type { Lexicon } from '../phrases/lexicon.ts';
import { attributedQuotes, quotedRanges, struckRanges } from './excluded.ts';
import { isForeign, type SmallWords } from './foreign.ts';
import { within } from './ordered.ts';
import { type Cue, type Label, type ReadBlock, readText, type TokenRange } from './reading.ts';

/** A draft with the reading of each of its blocks. */
export interface Draft {
  readonly document: MarkdownDocument;
  readonly blocks: readonly ReadBlock[];
}

/** What reading a draft asks of the language: abbreviations that keep sentences together, and words that tell English from others. */
export interface DraftLanguage extends SmallWords {
  readonly abbreviations: ReadonlySet<string>;
}

/** Reads every block of a document. Passages in another language than English claim nothing and cover nothing. */
export function readDraft(document: MarkdownDocument, lexicon: Lexicon<Label>, language: DraftLanguage): Draft {
  const attributed = attributedQuotes(document.blocks);
  const known = new Set<Term>();
  const blocks = document.blocks.map((block, index): ReadBlock => {
    const reading = readText(block.prose.text, lexicon, language.abbreviations, known);
    for (const term of definedIn(reading.mentions)) known.add(term);
    const whole = { start: 0, end: block.prose.text.length };
    const excluded = isForeign(reading.tokens, language) ? [whole] : struckRanges(block);
    return { ...reading, block, index, excluded, quoted: quotedRanges(block, attributed) };
  });
  for (const { first, end } of referenceLists(document, blocks)) {
    for (let index = first; index < end; index++) {
      blocks[index] = { ...(blocks[index] as ReadBlock), mentions: [], cues: [], negatives: [], triggers: [] };
    }
  }
  return { document, blocks };
}

/** The sections under headings such as "References": titles of others' works, in which nothing is explained or claimed. */
function referenceLists(document: MarkdownDocument, blocks: readonly ReadBlock[]): readonly Section[] {
  return document.sections.filter(({ heading }) => {
    const read = heading === undefined ? undefined : blocks[heading];
    if (!read) return false;
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
