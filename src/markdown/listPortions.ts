import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { Block, Comment, Container } from './document.ts';
import { isThematicBreak, lineEnd } from './lineStart.ts';
import { moveBlock, withRange } from './placement.ts';
import type { SegmentContent } from './segment.ts';

/** An item of a list that is all of a segment. */
export interface ListPortion extends OffsetRange {
  /** Its number in the list, from 0. */
  readonly item: number;
}

/** A list shorter than this, in UTF-16 units, is parsed as a whole. */
const SHORTEST_LIST = 800;

/** Digits, a mark and blanks of a marker, and one more. */
const LONGEST_MARKER = 15;
const MARKER = /^(?:([-+*])|\d{1,9}([.)])) {1,4}(?=[^\s])/;

/**
 * The portions of a segment that is one plain list at the root: each is parsed alike by itself. Undefined where that is not sure, as with lazy lines, tabs, or
 * definitions, and for short lists. An edit in one item leaves the other portions the same.
 */
export function listPortions(text: string): readonly ListPortion[] | undefined {
  if (text.length < SHORTEST_LIST || !MARKER.test(text.slice(0, LONGEST_MARKER)) || /[\t\r]|\]:/.test(text))
    return undefined;
  const portions: { start: number; end: number; item: number }[] = [];
  let kind: string | undefined;
  let content = 0;
  for (let at = 0; at < text.length; ) {
    const end = lineEnd(text, at);
    const next = Math.min(end + 1, text.length);
    const marker = MARKER.exec(text.slice(at, Math.min(end, at + LONGEST_MARKER)));
    if (marker && !isThematicBreak(text, at, end)) {
      const own = marker[1] ?? marker[2];
      kind ??= own;
      if (own !== kind) return undefined;
      content = marker[0].length;
      portions.push({ start: at, end: next, item: portions.length });
    } else if (/[^ ]/.test(text.slice(at, end)) && !isIndented(text, at, content)) return undefined;
    const open = portions.at(-1);
    if (open === undefined) return undefined;
    open.end = next;
    at = next;
  }
  return portions.length > 1 ? portions : undefined;
}

function isIndented(text: string, at: number, columns: number): boolean {
  for (let index = at; index < at + columns; index++) if (text.charCodeAt(index) !== 32) return false;
  return true;
}

/** A portion of a list as the parser read it, in a segment of its own or in a whole list. */
export interface PortionContent {
  /** Never what was put together of portions: its way back to the source would grow longer with each edit. */
  readonly content: SegmentContent;
  /** The number that the item has there. */
  readonly item: number;
}

/** What a list at the root holds of which the portions were read, each for itself or in another list. */
export function joinListPortions(
  text: string,
  portions: readonly ListPortion[],
  contents: readonly PortionContent[],
): SegmentContent {
  const list: Container = {
    kind: 'list',
    range: { start: 0, end: text.trimEnd().length },
    parent: undefined,
    index: 0,
  };
  const joined = portions.map((portion, number) => {
    const { content, item } = contents[number] as PortionContent;
    const by = portion.start - content.origin;
    const move = ({ start, end }: OffsetRange): OffsetRange => ({ start: start + by, end: end + by });
    const containers = new Map<Container, Container>();
    const moved = (container: Container | undefined): Container | undefined => {
      if (container === undefined) return undefined;
      if (container.parent === undefined) return list;
      const known = containers.get(container);
      if (known) return known;
      const isItem = container.parent.parent === undefined;
      const index = isItem ? container.index - item + portion.item : container.index;
      const own = { ...container, range: move(container.range), parent: moved(container.parent), index };
      containers.set(container, own);
      return own;
    };
    return {
      blocks: content.blocks.map((block) => moveBlock(block, moved(block.parent), move)),
      comments: content.comments.map((comment) => withRange({ ...comment }, comment.range, move)),
    };
  });
  return {
    origin: 0,
    blocks: joined.flatMap(({ blocks }) => blocks),
    comments: joined.flatMap(({ comments }) => comments),
    definitions: [],
  };
}

/** What the portions hold of a list that was read as a whole. */
export function contentsOfPortions(
  { origin, blocks, comments }: SegmentContent,
  portions: readonly ListPortion[],
): readonly SegmentContent[] {
  let block = 0;
  let comment = 0;
  return portions.map(({ start, end }) => {
    const [firstBlock, firstComment] = [block, comment];
    while (block < blocks.length && (blocks[block] as Block).range.start < origin + end) block++;
    while (comment < comments.length && (comments[comment] as Comment).range.start < origin + end) comment++;
    return {
      origin: origin + start,
      blocks: blocks.slice(firstBlock, block),
      comments: comments.slice(firstComment, comment),
      definitions: [],
    };
  });
}
