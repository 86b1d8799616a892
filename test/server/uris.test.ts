import { expect, test } from 'vitest';
import { isInTree, pathOf, uriOf } from '../../src/server/uris.ts';

test.each([
  ['file:///a%20b/c%23d.md', 'file:///a b/c#d.md'],
  ['file:///c%3A/drafts/x.md', 'file:///c:/drafts/x.md'],
  ['vscode-vfs://github/owner/repo/x.md', 'vscode-vfs://github/owner/repo/x.md'],
  ['untitled:Untitled-1', 'untitled:Untitled-1'],
])('%s', (uri, path) => {
  expect(pathOf(uri)).toBe(path);
  expect(uriOf(path)).toBe(uri);
});

test('a lone percent sign is left alone', () => {
  expect(pathOf('file:///100%.md')).toBe('file:///100%.md');
});

test('only what has a folder is in a tree', () => {
  expect(['file:///a.md', 'vscode-vfs://github/a.md', 'untitled:Untitled-1'].map(isInTree)).toEqual([
    true,
    true,
    false,
  ]);
});
