import type { Nodes, PhrasingContent } from 'mdast';
import { referenceAt } from '../../src/markdown/alignText.ts';
import type { MarkdownDocument } from '../../src/markdown/document.ts';
import { parseTree } from '../../src/markdown/parse.ts';

const FILLER = '\uFFFC';

/** What is wrong with the way from a document's prose back to its source; empty if nothing is. */
export function faultsOf(doc: MarkdownDocument): string[] {
  const faults: string[] = [];
  let blockEnd = 0;
  for (const block of doc.blocks) {
    const { prose, range } = block;
    if (range.start < blockEnd || range.end < range.start) faults.push(`block ${range.start}-${range.end} overlaps`);
    blockEnd = range.end;
    let end = range.start;
    for (let i = 0; i < prose.text.length; i += 1) {
      const place = prose.toSource({ start: i, end: i + 1 });
      const shown = JSON.stringify(prose.text.charAt(i));
      const slice = doc.source.slice(place.start, place.end);
      if (place.start < range.start || place.end > range.end)
        faults.push(`${shown} at ${place.start} out of its block`);
      if (place.start < end && !isSharedReference(doc.source, place.start, end)) faults.push(`${shown} goes back`);
      if (place.end < end) faults.push(`${shown} ends before the one before`);
      if (!isShownBy(prose.text.charAt(i), slice)) faults.push(`${shown} is not ${JSON.stringify(slice)}`);
      end = place.end;
    }
    for (const inline of block.inlines) {
      if (inline.range.start < range.start || inline.range.end > range.end)
        faults.push(`${inline.kind} out of its block`);
      if (inline.prose.start > inline.prose.end || inline.prose.end > prose.text.length)
        faults.push(`${inline.kind} torn`);
    }
  }
  return faults;
}

function isShownBy(char: string, slice: string): boolean {
  if (char === FILLER) return slice.length > 0;
  if (slice === char || slice === `\\${char}`) return true;
  if (char === '\uFFFD' && slice === '\0') return true;
  const reference = referenceAt(slice, 0, slice.length);
  if (reference !== undefined && reference.length === slice.length) {
    return reference.text.includes(char) || (char === ' ' && /[\r\n]/.test(reference.text));
  }
  return char === ' ' && (/^[ \t]*\\?(?:\r\n?|\n)[ \t>]*$/.test(slice) || /^<br/i.test(slice));
}

/** A character reference can decode to two characters, which then share their source. */
function isSharedReference(source: string, start: number, end: number): boolean {
  return referenceAt(source, start, end)?.length === end - start;
}

/** The prose of each block as the syntax tree has it, for texts without anything that only we read as a filler. */
export function treeProse(source: string): string[] {
  const texts: string[] = [];
  visit(parseTree(source), texts, source);
  return texts;
}

function visit(node: Nodes, texts: string[], source: string): void {
  if (node.type === 'heading' || node.type === 'paragraph' || node.type === 'tableCell') {
    texts.push(node.children.map((child) => shown(child, source)).join(''));
  } else if ('children' in node) {
    for (const child of node.children) visit(child, texts, source);
  }
}

function shown(node: PhrasingContent, source: string): string {
  switch (node.type) {
    case 'text':
      return node.value.replace(/\r\n?|\n/g, ' ');
    case 'break':
      return ' ';
    case 'inlineCode':
    case 'image':
    case 'imageReference':
      return FILLER;
    case 'html':
      return /^<\/?br\b/i.test(node.value) ? ' ' : '';
    case 'link':
      if (source.charAt(node.position?.start.offset ?? 0) !== '[') return FILLER;
      return node.children.map((child) => shown(child, source)).join('');
    default:
      return 'children' in node ? node.children.map((child) => shown(child, source)).join('') : '';
  }
}
