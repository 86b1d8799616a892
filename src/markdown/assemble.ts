import type { Block, Comment, MarkdownDocument } from './document.ts';
import type { FrontMatter } from './frontMatter.ts';
import type { PlacedSegment } from './placement.ts';
import { readSections } from './sections.ts';

/** The document that segments make up where they stand. One assembled earlier from the same segments is void then. */
export function assembleDocument(
  source: string,
  frontMatter: FrontMatter | undefined,
  segments: readonly PlacedSegment[],
): MarkdownDocument {
  const blocks: Block[] = [];
  const comments: Comment[] = [];
  for (const segment of segments) {
    segment.place.firstBlock = blocks.length;
    for (const block of segment.blocks) blocks.push(block);
    for (const comment of segment.comments) comments.push(comment);
  }
  const { sections, sectionOf } = readSections(blocks);
  return { source, blocks, comments, sections, sectionOf, frontMatter: frontMatter?.yaml };
}
