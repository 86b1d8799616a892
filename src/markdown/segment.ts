import { type Definition, readBlocks, readComments } from './blocks.ts';
import type { Block, Comment } from './document.ts';
import { writePrelude } from './labels.ts';
import { parseTree } from './parse.ts';

/** What a segment holds. It depends on the segment's text and on the definitions it was read with, and on nothing else. */
export interface SegmentContent {
  /** Where the segment begins in the text that the ranges of its blocks refer to. */
  readonly origin: number;
  readonly blocks: readonly Block[];
  readonly comments: readonly Comment[];
  readonly definitions: readonly Definition[];
}

/** A segment to be read. */
export interface SegmentText {
  readonly text: string;
  /** Whether it stands directly behind the one before it. */
  readonly follows: boolean;
}

/** Ends whatever is open, save code and HTML, which only the last segment of a document can leave open. */
const SEPARATOR = '\n\n***\n';

/**
 * Reads segments with one call of the parser, which costs much for a short text. They may see each other's definitions.
 * `prelude`: definitions that stand elsewhere in the document.
 */
export function readSegments(
  segments: readonly SegmentText[],
  prelude: readonly Definition[],
): readonly SegmentContent[] {
  const origins: number[] = [];
  let text = writePrelude(prelude);
  for (const [index, { text: own, follows }] of segments.entries()) {
    if (index > 0 && !follows) text += SEPARATOR;
    origins.push(text.length);
    text += own;
  }
  const { blocks, comments, definitions } = readBlocks(text, parseTree(text));
  return segments.map(({ text: { length } }, index) => {
    const origin = origins[index] as number;
    const isInside = (offset: number): boolean => origin <= offset && offset < origin + length;
    return {
      origin,
      blocks: blocks.filter(({ range }) => isInside(range.start)),
      comments: comments.filter(({ range }) => isInside(range.start)),
      definitions: definitions.filter((definition) => isInside(definition.start)),
    };
  });
}

/** Reads a segment that is nothing but code or HTML, which needs no parser. */
export function readRawSegment(text: string, raw: 'code' | 'html'): SegmentContent {
  const comments: Comment[] = [];
  if (raw === 'html') readComments(text, { start: 0, end: text.length }, comments);
  return { origin: 0, blocks: [], comments, definitions: [] };
}
