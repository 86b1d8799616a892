import type { Root } from 'mdast';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { readBlocks } from '../../src/markdown/blocks.ts';
import type { MarkdownDocument } from '../../src/markdown/document.ts';
import { parseTree } from '../../src/markdown/parse.ts';
import { rangeOf } from '../../src/markdown/prose.ts';
import { readSections } from '../../src/markdown/sections.ts';

/** Reads a draft as a whole, without segments: what reading it in segments has to equal. */
export function parseMarkdown(source: string): MarkdownDocument {
  const tree = hasFrontMatter(source) ? frontedTree(source) : parseTree(source);
  const { blocks, comments } = readBlocks(source, tree);
  const { sections, sectionOf } = readSections(blocks);
  return { source, blocks, comments, sections, sectionOf, frontMatter: readFrontMatter(source, tree) };
}

/** With an opening fence but no closing one, the front matter extension would lose all lists and quotes. */
function hasFrontMatter(source: string): boolean {
  return /^(---|\+\+\+)[ \t]*(?:\r\n?|\n)(?:[\s\S]*?(?:\r\n?|\n))??\1[ \t]*(?:[\r\n]|$)/.test(source);
}

function frontedTree(source: string): Root {
  const { transforms: _, ...autolinks } = gfmAutolinkLiteralFromMarkdown();
  return unified()
    .use(remarkParse)
    .data('micromarkExtensions', [
      gfmTable(),
      gfmStrikethrough(),
      gfmTaskListItem(),
      gfmFootnote(),
      gfmAutolinkLiteral(),
      frontmatter(['yaml', 'toml']),
    ])
    .data('fromMarkdownExtensions', [
      gfmTableFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      gfmTaskListItemFromMarkdown(),
      gfmFootnoteFromMarkdown(),
      autolinks,
      frontmatterFromMarkdown(['yaml', 'toml']),
    ])
    .parse(source);
}

function readFrontMatter(source: string, tree: Root): MarkdownDocument['frontMatter'] {
  const first = tree.children[0];
  if (first?.type !== 'yaml') return undefined;
  const { start: fence } = rangeOf(first);
  const opening = /^.*(?:\r\n?|\n)/.exec(source.slice(fence, rangeOf(first).end))?.[0] ?? '';
  const start = fence + opening.length;
  return { value: first.value, range: { start, end: start + first.value.length } };
}
