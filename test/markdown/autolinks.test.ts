import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { expect, test } from 'vitest';
import { literalAutolinks } from '../../src/markdown/autolinks.ts';

test.each([
  'See https://x.example/a?b=1&amp;c=2, or http://x.example.',
  'See www.x.example/path_(with_brackets)) and WWW.X.EXAMPLE.',
  'Write to some.one+tag@x.example or a_b@c-d.example.',
  '[a link with https://x.example in it](https://y.example), <https://z.example> and `https://code.example`',
  '- in *emphasis https://x.example*\n> and www.quote.example/\n\n| https://cell.example |\n|---|',
  'no@ links, http:// none, www. none, https://ünï.example yes',
])('literal autolinks of “%s” have the nodes that their own package gives them', (text) => {
  const { transforms: _, ...theirs } = gfmAutolinkLiteralFromMarkdown();
  const treeWith = (own: typeof theirs): unknown =>
    JSON.parse(JSON.stringify(fromMarkdown(text, { extensions: [gfmAutolinkLiteral()], mdastExtensions: [own] })));
  expect(treeWith(literalAutolinks)).toEqual(treeWith(theirs));
});
