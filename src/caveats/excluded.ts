import type { Block, Container } from '../markdown/document.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { isReference } from './bibliography.ts';
import { LATIN } from './latin.ts';
import type { ReadBlock, TokenRange } from './reading.ts';

const LONGEST_SCARE_QUOTE = 3;
/** So much before a quotation tells whether it is announced. */
const LONGEST_ANNOUNCEMENT = 24;
const OPENING = /["“«]/;
const CLOSING = /["”»]/;

/**
 * Whether words are struck out, quoted, or belong to somebody else's blockquote: they make no claim and cover none. `quoted` lets quoted words pass,
 * for claims that are made by quoting.
 */
export function isExcluded(
  read: Pick<ReadBlock, 'tokens' | 'excluded' | 'quoted'>,
  range: TokenRange,
  quoted = false,
): boolean {
  return standsIn(read, range, read.excluded) || (!quoted && standsIn(read, range, read.quoted));
}

/** Whether all of a block is quoted without quotation marks, from somebody who is named. */
export function isAttributed({ tokens: { text }, quoted }: Pick<ReadBlock, 'tokens' | 'quoted'>): boolean {
  return !OPENING.test(text.charAt(0)) && quoted.some(({ start, end }) => start === 0 && end === text.length);
}

function standsIn(
  { tokens }: Pick<ReadBlock, 'tokens'>,
  range: TokenRange,
  stretches: readonly OffsetRange[],
): boolean {
  if (stretches.length === 0) return false;
  const start = tokens.start[range.first] as number;
  const end = tokens.end[range.end - 1] as number;
  return stretches.some((one) => one.start <= start && end <= one.end);
}

const SMALL = String.raw`a-z\u00df-\u00f6\u00f8-\u00ff`;

/** Paths and names of files, and addresses as they end: "/best-nootropics-for-adhd/", "5-htp-instead-of-antidepressants". */
const PATH = new RegExp(
  String.raw`(?<![${LATIN}\d])(?:(?:/[${LATIN}\d._~-]+)+/[${LATIN}\d._~-]*|[${SMALL}\d]+(?:-[${SMALL}\d]+){4,}|[${LATIN}\d_-]+\.(?:md|html?|pdf|png|jpe?g|ya?ml|csv|docx?))(?![${LATIN}\d])`,
  'gu',
);

/** The stretches of a block's prose that the writer took back, or that name a place or a work and say nothing whatever words they hold. */
export function excludedRanges({ parent, inlines, prose: { text } }: Block): readonly OffsetRange[] {
  // A footnote or an item of a list that is nothing but a reference: its title claims nothing here.
  if (parent && isReference(text)) return [{ start: 0, end: text.length }];
  const struck = inlines.filter(({ kind }) => kind === 'delete').map(({ prose }) => prose);
  if (!/[/.-]/.test(text)) return struck;
  const paths = Array.from(text.matchAll(PATH), ({ 0: path, index }) => ({ start: index, end: index + path.length }));
  return [...struck, ...paths];
}

/**
 * The stretches of a block's prose that are somebody else's words. `attributed` holds the quotes that name whom they quote, each with its last block that is
 * quoted: all of such a block is, or what stands between quotation marks where it begins with one, with the writer's own note behind.
 */
export function quotedRanges(block: Block, attributed: ReadonlyMap<Container, Block>): readonly OffsetRange[] {
  const { text } = block.prose;
  const marked = quotations(text);
  if (marked[0]?.start === 0) return marked;
  for (let container = block.parent; container; container = container.parent) {
    const last = attributed.get(container);
    if (last && block.range.start <= last.range.start) return [{ start: 0, end: text.length }];
  }
  return marked;
}

const ATTRIBUTION = /(?:^|[.!?”"]\s*)(?:[—―–]|--)\s?\p{Lu}(?:[^.!?]|(?<=\b(?:\p{Lu}|Dr|Prof|Mrs?|Ms|St))\.){1,80}$/u;

/**
 * The blockquotes in which the last words of a block name a speaker or a work ("— A reader, Leeds"), with the last block that is quoted: the one with the name,
 * behind which the writer's own note stands; the last of all where a quote begins with the name.
 */
export function attributedQuotes(blocks: readonly Block[]): ReadonlyMap<Container, Block> {
  const attributed = new Map<Container, Block>();
  const seen = new Set<Container>();
  /** Those that begin with the name. */
  const open = new Set<Container>();
  for (const block of blocks) {
    const quote = block.parent;
    if (quote?.kind !== 'quote' || quote.label !== undefined) continue;
    const text = block.prose.text.trim();
    const isNamed = ATTRIBUTION.test(text);
    if (isNamed && !seen.has(quote) && /^[—―–-]/.test(text)) open.add(quote);
    else if (isNamed) open.delete(quote);
    if (isNamed || open.has(quote)) attributed.set(quote, block);
    seen.add(quote);
  }
  return attributed;
}

const NO_RANGES: readonly OffsetRange[] = [];

/** Words behind which an inscription is quoted, however short: 'a banner reading "Tyrosine cures burnout"'. */
const ANNOUNCED =
  /\b(?:read(?:s|ing)|headed|(?:en)?titled|(?:chapter|book|song|article|talk|film|episode|essay|poem|novel|story|lesson|unit|post)\b[^.!?]{0,20}\bcalled|banner|headline|slogan|tagline|strapline|(?:box|label|ad|advert|poster|packet|pack|website|sticker|sign) (?:says?|said|claims?|claimed))[,:]?\s+$/i;

/** Stretches between quotation marks longer than a scare quote, or announced as an inscription. An unclosed mark quotes nothing. */
function quotations(text: string): readonly OffsetRange[] {
  const start = text.search(OPENING);
  if (start < 0) return NO_RANGES;
  const ranges: OffsetRange[] = [];
  let open = -1;
  for (let index = start; index < text.length; index++) {
    const char = text[index] as string;
    if (open < 0 && OPENING.test(char)) open = index;
    else if (open >= 0 && CLOSING.test(char)) {
      const words = text
        .slice(open + 1, index)
        .split(/\s+/)
        .filter(Boolean).length;
      const isSaid = words > 1 && ANNOUNCED.test(text.slice(Math.max(0, open - LONGEST_ANNOUNCEMENT), open));
      if (words > LONGEST_SCARE_QUOTE || isSaid) ranges.push({ start: open, end: index + 1 });
      open = -1;
    }
  }
  return ranges;
}
