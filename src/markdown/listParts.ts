import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { Block, Container } from './document.ts';
import { isThematicBreak, lineEnd } from './lineStart.ts';
import type { SegmentContent } from './segment.ts';

/** One item or several of a list that is all of a segment. */
export interface ListPart extends OffsetRange {
  /** The number of its first item in the list, from 0. */
  readonly firstItem: number;
}

/** A list shorter than this, in UTF-16 units, is parsed as a whole. */
const SHORTEST_LIST = 800;
/** No part but the last is shorter than this, in UTF-16 units. */
const SHORTEST_PART = 200;

const MARKER = /^(?:([-+*])|\d{1,9}([.)])) {1,4}(?=[^\s])/;

/**
 * The parts of a segment that is one plain list at the root: each is parsed alike by itself. Undefined where that is not sure, as with lazy lines, tabs, or
 * definitions, and for short lists. An edit in one item leaves the other parts the same.
 */
export function listParts(text: string): readonly ListPart[] | undefined {
  if (text.length < SHORTEST_LIST || !MARKER.test(text.slice(0, LONGEST_MARKER)) || /[\t\r]|\]:/.test(text))
    return undefined;
  const parts: { start: number; end: number; firstItem: number }[] = [];
  let kind: string | undefined;
  let content = 0;
  let items = 0;
  for (let at = 0; at < text.length; ) {
    const end = lineEnd(text, at);
    const next = Math.min(end + 1, text.length);
    const marker = MARKER.exec(text.slice(at, Math.min(end, at + LONGEST_MARKER)));
    if (marker && !isThematicBreak(text, at, end)) {
      const own = marker[1] ?? marker[2];
      kind ??= own;
      if (own !== kind) return undefined;
      content = marker[0].length;
      const last = parts.at(-1);
      if (last === undefined || (at - last.start >= SHORTEST_PART && beginsPart(text, at + content)))
        parts.push({ start: at, end: next, firstItem: items });
      items++;
    } else if (/\S/.test(text.slice(at, end)) && !isIndented(text, at, content)) return undefined;
    const open = parts.at(-1);
    if (open === undefined) return undefined;
    open.end = next;
    at = next;
  }
  return parts.length > 1 ? parts : undefined;
}

/** Digits, a mark and blanks of a marker, and one more. */
const LONGEST_MARKER = 15;

/** Whether a part may begin with an item, as its own first letters decide: so what is edited before it moves no beginning but the next. */
function beginsPart(text: string, at: number): boolean {
  let sum = 0;
  for (let index = at; index < Math.min(at + KEY, text.length); index++) sum += text.charCodeAt(index);
  return sum % 2 === 0;
}

const KEY = 8;

function isIndented(text: string, at: number, columns: number): boolean {
  for (let index = at; index < at + columns; index++) if (text.charCodeAt(index) !== 32) return false;
  return true;
}

/** A part of a list as it was read, in a segment of its own or with others. */
export interface PartContent {
  readonly content: SegmentContent;
  /** The number that its first item has there. */
  readonly firstItem: number;
}

/** What a list at the root holds of which the parts were read, each for itself or in another list. */
export function joinListParts(
  text: string,
  parts: readonly ListPart[],
  contents: readonly PartContent[],
): SegmentContent {
  const list: Container = {
    kind: 'list',
    range: { start: 0, end: text.trimEnd().length },
    parent: undefined,
    index: 0,
  };
  const joined = parts.map((part, number) => {
    const { content, firstItem } = contents[number] as PartContent;
    const by = part.start - content.origin;
    const move = ({ start, end }: OffsetRange): OffsetRange => ({ start: start + by, end: end + by });
    const containers = new Map<Container, Container>();
    const moved = (container: Container | undefined): Container | undefined => {
      if (container === undefined) return undefined;
      if (container.parent === undefined) return list;
      const known = containers.get(container);
      if (known) return known;
      const isItem = container.parent.parent === undefined;
      const index = isItem ? container.index - firstItem + part.firstItem : container.index;
      const own = { ...container, range: move(container.range), parent: moved(container.parent), index };
      containers.set(container, own);
      return own;
    };
    return {
      blocks: content.blocks.map(
        (block): Block => ({
          ...block,
          range: move(block.range),
          prose: { text: block.prose.text, toSource: (range) => move(block.prose.toSource(range)) },
          inlines: block.inlines.map((inline) => ({ ...inline, range: move(inline.range) })),
          parent: moved(block.parent),
        }),
      ),
      comments: content.comments.map((comment) => ({ ...comment, range: move(comment.range) })),
    };
  });
  return {
    origin: 0,
    blocks: joined.flatMap(({ blocks }) => blocks),
    comments: joined.flatMap(({ comments }) => comments),
    definitions: [],
  };
}

/** What a part holds of a list that was read as a whole. */
export function contentOfPart({ origin, blocks, comments }: SegmentContent, { start, end }: ListPart): SegmentContent {
  const isInside = ({ range }: { readonly range: OffsetRange }): boolean =>
    origin + start <= range.start && range.start < origin + end;
  return {
    origin: origin + start,
    blocks: blocks.filter(isInside),
    comments: comments.filter(isInside),
    definitions: [],
  };
}
