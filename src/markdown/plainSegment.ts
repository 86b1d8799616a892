import type { Block } from './document.ts';
import { lineEnd, nextLine, skipBlanks } from './lineStart.ts';
import { fillProse } from './prose.ts';
import { appendAtomic, appendVerbatim, createDraft, type ProseDraft } from './proseDraft.ts';
import type { SegmentContent } from './segment.ts';

/** What stands for itself within a line whatever stands beside it. */
const PLAIN = String.raw`[^*_\x60~[\]<&\\|@\t\r\n\0]`;
/** A line that can be nothing but the text of a paragraph. */
const TEXT_LINE = new RegExp(String.raw`^[\p{L}"“‘'(]${PLAIN}*$`, 'u');
const HEADING_LINE = new RegExp(`^(#{1,6}) +((?! |#)${PLAIN}+)$`);
/** Addresses that are links without any mark. */
const ADDRESS = /:\/\/|www\./i;

/**
 * Reads a segment that is one paragraph or heading of plain text, without the parser, which such text costs most of its time for nothing. Undefined for
 * all others.
 */
export function readPlainSegment(text: string): SegmentContent | undefined {
  const draft = createDraft();
  const end = lineEnd(text, 0);
  const heading = text.startsWith('#') ? HEADING_LINE.exec(text.slice(0, end)) : null;
  if (heading) {
    const content = heading[2] ?? '';
    if (/[ #]$/.test(content) || ADDRESS.test(content) || !isBlankFrom(text, nextLine(text, end))) return undefined;
    appendVerbatim(draft, content, end - content.length);
    return contentOf(text, draft, 'heading', heading[1]?.length ?? 0, end);
  }
  const last = appendLines(draft, text);
  if (last === 0 || ADDRESS.test(draft.text) || !isBlankFrom(text, nextLine(text, last))) return undefined;
  return contentOf(text, draft, 'paragraph', 0, last);
}

/** Appends the lines of text at the start; where the last of them ends, 0 if there are none. */
function appendLines(draft: ProseDraft, text: string): number {
  let last = 0;
  for (let at = 0; at < text.length; at = nextLine(text, last)) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    if (!TEXT_LINE.test(line)) return last;
    // Spaces at the end may break the line.
    if (line.endsWith(' ')) return 0;
    if (at > 0) {
      draft.breaks.push(draft.text.length);
      appendAtomic(draft, ' ', last, at);
    }
    appendVerbatim(draft, line, at);
    last = end;
  }
  return last;
}

function isBlankFrom(text: string, from: number): boolean {
  for (let at = from; at < text.length; ) {
    const end = lineEnd(text, at);
    if (skipBlanks(text, at, end) < end) return false;
    at = nextLine(text, end);
  }
  return true;
}

function contentOf(text: string, draft: ProseDraft, kind: Block['kind'], level: number, end: number): SegmentContent {
  const { prose, inlines } = fillProse(draft, text, end, false);
  const block: Block = { kind, range: { start: 0, end }, prose, inlines, level, parent: undefined };
  return { origin: 0, blocks: [block], comments: [], definitions: [] };
}
