import type { Inline } from '../markdown/document.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { NAMED_WORK } from './bibliography.ts';
import type { Draft } from './draft.ts';
import { type Passage, passagesOf } from './passages.ts';
import type { ReadBlock, TokenRange } from './reading.ts';

const RAISED = /[¹²³⁰⁴-⁹]/u;
const RAISED_FIRST = /(?<=^\s*)[¹²³⁰⁴-⁹]/u;
const ADDRESS = /https?:\/\/[^\s<>"')\]]+/i;
const WEB = /^(?:https?:)?\/\//i;

/**
 * A reference in a token range of a block: a footnote mark, a citation key or number, a link to a page, a named work, a DOI. A raised number counts
 * only where the draft has a note under it. Gives its range in the source.
 */
export function referenceIn(draft: Draft, read: ReadBlock, range: TokenRange): OffsetRange | undefined {
  if (range.end <= range.first) return undefined;
  const { tokens, block } = read;
  const start = tokens.start[range.first] as number;
  const end = tokens.end[range.end - 1] as number;
  const mark = marksIn(read, range).find(
    ({ kind, range: at }) => kind !== 'citation' || isDefined(draft, draft.document.source.slice(at.start, at.end)),
  );
  if (mark) return mark.range;
  const prose = block.prose.text.slice(start, end);
  const found = ADDRESS.exec(prose) ?? NAMED_WORK.exec(prose);
  if (!found) return undefined;
  const from = start + found.index;
  return block.prose.toSource({ start: from, end: from + found[0].length });
}

/** Whether a block has a raised number, which is a reference where the draft has a note under it. */
export function hasRaisedNumber({ block }: ReadBlock): boolean {
  return RAISED.test(block.prose.text);
}

/** Whether a part of a statement bears a reference, as far as its own block can tell. */
export function isCited({ read, range }: { readonly read: ReadBlock; readonly range: TokenRange }): boolean {
  if (range.end <= range.first) return false;
  const { start, end } = read.tokens;
  const prose = read.block.prose.text.slice(start[range.first], end[range.end - 1]);
  return marksIn(read, range).length > 0 || NAMED_WORK.test(prose);
}

/** Footnote marks, citation keys and links to pages in a token range, and those that directly follow it. */
function marksIn(read: ReadBlock, range: TokenRange): readonly Inline[] {
  const { tokens, block } = read;
  const start = tokens.start[range.first] as number;
  const end = tokens.end[range.end - 1] as number;
  const next = tokens.start[range.end] ?? block.prose.text.length;
  return block.inlines.filter(
    ({ kind, prose, value }) =>
      prose.start >= start &&
      prose.start <= Math.max(end, next - 1) &&
      (kind === 'footnoteReference' ||
        kind === 'citation' ||
        (kind === 'link' && WEB.test(value ?? '') && !leadsToShop(read, prose))),
  );
}

/** Whether a link's words say that it leads to a shop and not to a source: "delivery and returns". */
function leadsToShop(read: ReadBlock, { start, end }: OffsetRange): boolean {
  return read.cues.some(
    ({ set, first, end: last }) =>
      set === 'shop-page' &&
      start <= (read.tokens.start[first] as number) &&
      (read.tokens.end[last - 1] as number) <= end,
  );
}

function isDefined(draft: Draft, mark: string): boolean {
  const raised = RAISED.exec(mark)?.[0];
  return raised === undefined || raisedNotes(draft).includes(raised);
}

/** The raised numbers under which a draft has notes. */
export function raisedNotes(draft: Draft): string {
  const known = raisedIn.get(draft) ?? [...new Set(passagesOf(draft).flatMap(raisedOf))].sort().join('');
  raisedIn.set(draft, known);
  return known;
}

const raisedIn = new WeakMap<Draft, string>();

function raisedOf(passage: Passage): readonly string[] {
  const known =
    raisedAt.get(passage) ?? passage.reads.flatMap(({ block }) => RAISED_FIRST.exec(block.prose.text) ?? []);
  raisedAt.set(passage, known);
  return known;
}

const raisedAt = new WeakMap<Passage, readonly string[]>();
