import type { Root } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import { literalAutolinks } from './autolinks.ts';

const options = optionsOf();

/** The syntax tree of a text without front matter, each node with its position in the text. */
export function parseTree(source: string): Root {
  // A byte order mark is swallowed, but only the first: one more in front keeps positions and text right.
  const text = source.charCodeAt(0) === 0xfeff ? `\uFEFF${source}` : source;
  return fromMarkdown(text, options);
}

/** What remark-parse asks of its parser, which it wraps: to ask it without the wrapper makes a smaller bundle and an earlier start. */
function optionsOf(): Options {
  return {
    extensions: [gfmTable(), gfmStrikethrough(), gfmTaskListItem(), gfmFootnote(), gfmAutolinkLiteral()],
    mdastExtensions: [
      gfmTableFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      gfmTaskListItemFromMarkdown(),
      gfmFootnoteFromMarkdown(),
      literalAutolinks,
    ],
  };
}
