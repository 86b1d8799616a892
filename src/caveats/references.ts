import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { Draft } from './draft.ts';
import type { ReadBlock, TokenRange } from './reading.ts';

const NAMED =
  /\((?:see |e\.g\.,? |cf\. )?\p{Lu}[\p{L}’'-]+(?:,? (?:et al\.?|and|&) ?(?:\p{Lu}[\p{L}’'-]+)?)?[, ]+(?:19|20)\d\d[a-z]?[^)]*\)|\p{Lu}[\p{L}’'-]+ (?:et al\.?|(?:and|&) \p{Lu}[\p{L}’'-]+),? \((?:19|20)\d\d[a-z]?\)|\b(?:PMID|PMCID|doi|DOI|NCT)[:\s]*\d|\bPMC\d{4,}|\b(?:refs?\.?|references?) ?\d{1,3}\b|\b10\.\d{4,9}\//u;
const RAISED = /[¹²³⁰⁴-⁹]/u;
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
  const next = tokens.start[range.end] ?? block.prose.text.length;
  for (const inline of block.inlines) {
    const at = inline.prose.start;
    if (at < start || at > Math.max(end, next - 1)) continue;
    if (inline.kind === 'footnoteReference') return inline.range;
    if (inline.kind === 'link' && WEB.test(inline.value ?? '')) return inline.range;
    if (
      inline.kind === 'citation' &&
      isDefined(draft, draft.document.source.slice(inline.range.start, inline.range.end))
    )
      return inline.range;
  }
  const whole = block.prose.toSource({ start, end });
  const address = ADDRESS.exec(draft.document.source.slice(whole.start, whole.end));
  if (address) return { start: whole.start + address.index, end: whole.start + address.index + address[0].length };
  const named = NAMED.exec(block.prose.text.slice(start, end));
  if (!named) return undefined;
  const from = start + named.index;
  return block.prose.toSource({ start: from, end: from + named[0].length });
}

function isDefined(draft: Draft, mark: string): boolean {
  const raised = RAISED.exec(mark)?.[0];
  return raised === undefined || draft.blocks.some(({ block }) => block.prose.text.trimStart().startsWith(raised));
}
