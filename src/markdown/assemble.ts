import type { Block, Comment, MarkdownDocument } from './document.ts';
import type { FrontMatter } from './frontMatter.ts';
import type { PlacedSegment } from './placement.ts';
import { readSections } from './sections.ts';

/**
 * The document that segments make up, which moves them to their places: `lengths[i]` is how much of the source the
 * segment `i` takes. A document assembled earlier from the same segments is void then.
 */
export function assembleDocument(
  source: string,
  frontMatter: FrontMatter | undefined,
  segments: readonly PlacedSegment[],
  lengths: readonly number[],
): MarkdownDocument {
  const blocks: Block[] = [];
  const comments: Comment[] = [];
  let offset = frontMatter?.end ?? 0;
  for (const [index, segment] of segments.entries()) {
    segment.place.offset = offset;
    segment.place.firstBlock = blocks.length;
    for (const block of segment.blocks) blocks.push(block);
    for (const comment of segment.comments) comments.push(comment);
    offset += lengths[index] as number;
  }
  const { sections, sectionOf } = readSections(blocks);
  return { source, blocks, comments, sections, sectionOf, frontMatter: frontMatter?.yaml };
}
