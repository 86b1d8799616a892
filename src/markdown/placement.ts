import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { Block, Comment, Container, Inline } from './document.ts';
import type { SegmentContent } from './segment.ts';

/**
 * Where a segment stands in its document. It changes when something before the segment is edited: the blocks stay the
 * same objects, so that what was found out about them holds on.
 */
export interface Place {
  /** Where the segment begins in the source. */
  offset: number;
  /** The number of its first block. */
  firstBlock: number;
}

/** A segment at a place. */
export interface PlacedSegment {
  readonly place: Place;
  readonly blocks: readonly Block[];
  readonly comments: readonly Comment[];
}

/** The content of a segment as seen from its document; all ranges follow the place. */
export function placeSegment({ origin, blocks, comments }: SegmentContent): PlacedSegment {
  const place: Place = { offset: 0, firstBlock: 0 };
  const move = ({ start, end }: OffsetRange): OffsetRange => {
    const by = place.offset - origin;
    return { start: start + by, end: end + by };
  };
  const containers = new Map<Container, Container>();
  const moveContainer = (container: Container | undefined): Container | undefined => {
    if (container === undefined) return undefined;
    const known = containers.get(container);
    if (known !== undefined) return known;
    const moved = withRange({ ...container, parent: moveContainer(container.parent) }, container.range, move);
    containers.set(container, moved);
    return moved;
  };
  return {
    place,
    blocks: blocks.map((block) => moveBlock(block, moveContainer(block.parent), move)),
    comments: comments.map((comment) => withRange({ ...comment }, comment.range, move)),
  };
}

/** Where a range is moved to. */
export type Move = (range: OffsetRange) => OffsetRange;

const NO_INLINES: readonly Inline[] = [];

/** A block that stands in `parent`, its ranges moved; they follow where the move does. */
export function moveBlock(block: Block, parent: Container | undefined, move: Move): Block {
  const { prose, inlines } = block;
  const moved = {
    ...block,
    parent,
    prose: { text: prose.text, toSource: (range: OffsetRange) => move(prose.toSource(range)) },
    inlines: inlines.length === 0 ? NO_INLINES : inlines.map((inline) => withRange({ ...inline }, inline.range, move)),
  };
  return withRange(moved, block.range, move);
}

/** The object with a range that follows the place. */
export function withRange<T extends { readonly range: OffsetRange }>(object: T, range: OffsetRange, move: Move): T {
  return Object.defineProperty(object, 'range', { get: () => move(range), enumerable: true });
}
