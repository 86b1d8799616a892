import type { Block, Section } from './document.ts';

interface OpenSection {
  index: number;
  depth: number;
  heading: number | undefined;
  parent: OpenSection | undefined;
  children: OpenSection[];
  first: number;
  end: number;
}

/** The sections of a draft's blocks, the root first, and the section of each block. */
export function readSections(blocks: readonly Block[]): {
  readonly sections: readonly Section[];
  readonly sectionOf: readonly Section[];
} {
  const root: OpenSection = {
    index: 0,
    depth: 0,
    heading: undefined,
    parent: undefined,
    children: [],
    first: 0,
    end: blocks.length,
  };
  const sections = [root];
  const sectionOf: OpenSection[] = [];
  let current = root;
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading' && block.parent === undefined) {
      while (current.parent !== undefined && current.depth >= block.level) {
        current.end = index;
        current = current.parent;
      }
      const section: OpenSection = {
        index: sections.length,
        depth: block.level,
        heading: index,
        parent: current,
        children: [],
        first: index,
        end: blocks.length,
      };
      current.children.push(section);
      sections.push(section);
      current = section;
    }
    sectionOf.push(current);
  }
  return { sections, sectionOf };
}
