import { describe, expect, it } from 'vitest';
import type { Container } from '../../src/markdown/document.ts';
import { parseMarkdown } from './parseMarkdown.ts';

function chain(container: Container | undefined): string[] {
  const kinds: string[] = [];
  for (let at = container; at !== undefined; at = at.parent)
    kinds.push(`${at.kind} ${at.index}${at.label ? ` ${at.label}` : ''}`);
  return kinds;
}

describe('blocks', () => {
  it('stand in their containers', () => {
    const doc = parseMarkdown('# T\n\n- a\n- b\n  > c\n\n| h | i |\n|--|--|\n| j |  |\n\nk[^N]\n\n[^n]: l\n\n    m\n');
    expect(doc.blocks.map(({ kind, level, prose, parent }) => [kind, level, prose.text, ...chain(parent)])).toEqual([
      ['heading', 1, 'T'],
      ['paragraph', 0, 'a', 'item 0', 'list 0'],
      ['paragraph', 0, 'b', 'item 1', 'list 0'],
      ['paragraph', 0, 'c', 'quote 1', 'item 1', 'list 0'],
      ['cell', 0, 'h', 'row 0', 'table 0'],
      ['cell', 1, 'i', 'row 0', 'table 0'],
      ['cell', 0, 'j', 'row 1', 'table 0'],
      ['cell', 1, '', 'row 1', 'table 0'],
      ['paragraph', 0, 'k'],
      ['paragraph', 0, 'l', 'footnote 0 n'],
      ['paragraph', 0, 'm', 'footnote 0 n'],
    ]);
  });

  it.each([
    ['> [!WARNING]\n> a', 'quote 0 WARNING'],
    ['> [!note]\n> a', 'quote 0 NOTE'],
    ['> [!other]\n> a', 'quote 0'],
    ['> a [!NOTE]', 'quote 0'],
  ])('%j tells alerts from quotes', (source, expected) => {
    expect(chain(parseMarkdown(source).blocks[0]?.parent)).toEqual([expected]);
  });

  it('range from the first to the last character, without marks', () => {
    const source = '> **a** b\n\n| x | y |\n|--|--|\n\n[r]: u\nH *i*\n===\n\n# J #';
    expect(parseMarkdown(source).blocks.map(({ range }) => source.slice(range.start, range.end))).toEqual([
      '**a** b',
      'x',
      'y',
      'H *i*\n===',
      '# J #',
    ]);
  });

  it('leave out code, HTML, definitions and rules', () => {
    expect(parseMarkdown('    code\n\n```\nx\n```\n\n<div>\ny\n</div>\n\n[a]: b\n\n***\n').blocks).toEqual([]);
  });

  it('resolves reference links to the first definition, wherever it stands', () => {
    const { blocks } = parseMarkdown('[a][b] [constructor]\n\n> [b]: one\n\n[b]: two\n[constructor]: three\n');
    expect(blocks[0]?.inlines.map(({ value }) => value)).toEqual(['one', 'three']);
  });
});

describe('comments', () => {
  it('are found wherever they stand alone', () => {
    const source = '<!-- a -->\n\n- x\n\n  <!-- b\n  c --> <!--d-->\n\n<div><!-- e --></div>\n\ntext <!-- no -->\n';
    expect(
      parseMarkdown(source).comments.map(({ range, value }) => [source.slice(range.start, range.end), value]),
    ).toEqual([
      ['<!-- a -->', 'a'],
      ['<!-- b\n  c -->', 'b\nc'],
      ['<!--d-->', 'd'],
      ['<!-- e -->', 'e'],
    ]);
  });
});

describe('front matter', () => {
  it.each([
    ['---\na: b\n---\n', 'a: b'],
    ['---\r\na: b\r\nc: d\r\n---\r\nx', 'a: b\r\nc: d'],
    ['---  \n---', ''],
  ])('%j', (source, value) => {
    const { frontMatter } = parseMarkdown(source);
    expect(frontMatter?.value).toBe(value);
    expect(source.slice(frontMatter?.range.start, frontMatter?.range.end)).toBe(value);
  });

  it.each(['---\na: b\n', ' ---\na: b\n---\n', '\uFEFF---\na: b\n---\n', 'x\n\n---\na: b\n---\n'])(
    'is not in %j',
    (source) => {
      expect(parseMarkdown(source).frontMatter).toBeUndefined();
    },
  );

  it('unclosed costs no list', () => {
    const { blocks } = parseMarkdown('---\n\n- a\n- b\n');
    expect(blocks.map(({ parent }) => parent?.kind)).toEqual(['item', 'item']);
  });
});

describe('sections', () => {
  it('nest by heading level; headings in containers open none', () => {
    const { sections, sectionOf } = parseMarkdown('a\n\n## B\n\nb\n\n#### D\n\nd\n\n> # Q\n\n### C\n\nc\n\n# E\n');
    expect(
      sections.map(({ depth, heading, first, end, parent, children }) => [
        depth,
        heading,
        first,
        end,
        parent?.index,
        children.map(({ index }) => index),
      ]),
    ).toEqual([
      [0, undefined, 0, 9, undefined, [1, 4]],
      [2, 1, 1, 8, 0, [2, 3]],
      [4, 3, 3, 6, 1, []],
      [3, 6, 6, 8, 1, []],
      [1, 8, 8, 9, 0, []],
    ]);
    expect(sectionOf.map(({ index }) => index)).toEqual([0, 1, 1, 2, 2, 2, 3, 3, 4]);
  });

  it('of an empty draft are the root alone', () => {
    const { sections, blocks } = parseMarkdown('');
    expect([sections.length, blocks.length]).toEqual([1, 0]);
  });
});

describe('size', () => {
  it('does not matter to depth', () => {
    const source = `${'> '.repeat(800)}a\n\n${'*a **b '.repeat(800)}c\n`;
    expect(parseMarkdown(source).blocks.length).toBe(2);
  });
});
