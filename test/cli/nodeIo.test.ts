import { describe, expect, test } from 'vitest';
import { nodeIo } from '../../src/cli/nodeIo.ts';
import { absolute, slashed } from '../../src/cli/paths.ts';

const FOLDER = new URL('../fixtures/cli/folder', import.meta.url).pathname;
const io = nodeIo(async () => {});

describe('nodeIo', () => {
  test('finds Markdown in all folders but node_modules and dot-folders', async () => {
    expect([...(await io.findMarkdown(FOLDER))].sort()).toEqual([
      '.draft.md',
      'UPPER.MD',
      'a.md',
      'deep/er/b.markdown',
    ]);
  });

  test('tells files, folders and nothing apart', async () => {
    expect(await io.kindOf(`${FOLDER}/a.md`)).toBe('file');
    expect(await io.kindOf(FOLDER)).toBe('folder');
    expect(await io.kindOf(`${FOLDER}/gone.md`)).toBeUndefined();
    expect(await io.kindOf(`${FOLDER}/a.md/below`)).toBeUndefined();
  });

  test('reads bytes as they are, and says what is missing', async () => {
    expect(new TextDecoder().decode(await io.readFile(`${FOLDER}/a.md`))).toBe('One.\n');
    await expect(io.readFile(`${FOLDER}/gone.md`)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('paths', () => {
  test.each([
    ['a.md', '/p/q/a.md'],
    ['./x/../a.md', '/p/q/a.md'],
    ['../a/', '/p/a'],
    ['/a.md', '/a.md'],
    ['C:/a.md', 'C:/a.md'],
    ['/', '/'],
  ])('%s is %s', (path, expected) => {
    expect(absolute('/p/q', path)).toBe(expected);
  });

  test('a backslash parts folders on Windows only', () => {
    expect(slashed('a\\b.md', 'win32')).toBe('a/b.md');
    expect(slashed('a\\b.md', 'linux')).toBe('a\\b.md');
  });
});
