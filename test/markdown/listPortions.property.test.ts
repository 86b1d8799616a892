import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Container } from '../../src/markdown/document.ts';
import { contentsOfPortions, joinListPortions, listPortions } from '../../src/markdown/listPortions.ts';
import { readSegments, type SegmentContent } from '../../src/markdown/segment.ts';

const SEED = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };

/** What may stand in an item, its further lines without their indentation. */
const CONTENTS = [
  'Take 5-HTP at night, with a little food and a glass of water.',
  'one\n\ntwo paragraphs, and a [link](https://x.example) in the second',
  '**Dose:** 100 mg\n- nested\n- more of it\n  - and deeper',
  '1. nested number\n2. two',
  '```js\nconst a = 1;\n\n- b\n```',
  '~~~\nleft open',
  'text\n~~~\nleft open',
  'text\n<!-- left open',
  '> a quote\ngoes on lazily\n> - with a list',
  '> [!WARNING]\n> Ask first.',
  '| a | b |\n|---|---|\n| c | d |',
  '<div>\n\n- html\n</div>',
  '<!-- a comment\n\n- of two lines -->',
  '<b>inline</b> and `code - x`',
  'text\n\n    indented code\n\n    more',
  '# A heading\ntext',
  'Setext\n---',
  '[ ] a task',
  '[x] done',
  '*emphasis that\nspans* lines',
  'a [reference][label] and [label] and a note[^1]',
  'https://x.example/a-b and someone@example.org',
  'hard break  \nnext line\\\nnext',
  '\\- escaped &amp; &#45; entities',
  '…😀 “quoted” text—with dashes',
  '+ x',
];

/** Items with these are none, or the list is no plain one. */
const STRANGE = ['* * *', '-', 'lazy\rline', '- - -', '    indented code', 'one\n\u00a0\ntwo', 'one\n\n\ufeff'];

const MARKERS = [
  () => '- ',
  () => '* ',
  () => '+   ',
  (index: number) => `${index + 1}. `,
  (index: number) => `${index}) `,
];

const anyContent = fc.oneof(
  { weight: 120, arbitrary: fc.constantFrom(...CONTENTS) },
  { weight: 1, arbitrary: fc.constantFrom(...STRANGE) },
);

const list = fc
  .tuple(
    fc.constantFrom(...MARKERS),
    fc.array(fc.record({ content: anyContent, gap: fc.constantFrom('\n', '\n\n', '\n\n\n') }), {
      minLength: 12,
      maxLength: 40,
    }),
  )
  .map(([marker, items]) =>
    items
      .map(({ content, gap }, index) => {
        const mark = marker(index);
        const [first, ...rest] = content.split('\n');
        return (
          [mark + first, ...rest.map((line) => (line === '' ? '' : ' '.repeat(mark.length) + line))].join('\n') + gap
        );
      })
      .join(''),
  );

const PRELUDE = [
  { kind: 'link', label: 'label', url: 'https://y.example', start: 0 },
  { kind: 'footnote', label: '1', url: '', start: 0 },
] as const;

function readWhole(text: string): SegmentContent {
  return readSegments([{ text, follows: false }], PRELUDE)[0] as SegmentContent;
}

function shown({ origin, blocks, comments }: SegmentContent): unknown {
  const numbers = new Map<Container, number>();
  const at = ({ start, end }: { readonly start: number; readonly end: number }): string =>
    `${start - origin}-${end - origin}`;
  const chain = (container: Container | undefined): unknown[] => {
    if (!container) return [];
    if (!numbers.has(container)) numbers.set(container, numbers.size);
    const { kind, range, index, label, parent } = container;
    return [[numbers.get(container), kind, at(range), index, label], ...chain(parent)];
  };
  return {
    blocks: blocks.map(({ kind, range, level, prose, inlines, parent }) => [
      [kind, at(range), level, prose.text],
      Array.from(prose.text, (_, index) => at(prose.toSource({ start: index, end: index + 1 }))).join(' '),
      inlines.map((inline) => [inline.kind, at(inline.range), inline.prose, inline.value]),
      chain(parent),
    ]),
    comments: comments.map(({ range, value }) => [at(range), value]),
  };
}

describe('the portions of a list', () => {
  test('hold together what the list holds, each read by itself or in another list', () => {
    let portioned = 0;
    fc.assert(
      fc.property(list, (text) => {
        const portions = listPortions(text);
        if (!portions) return;
        portioned++;
        expect(portions.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
        const whole = readWhole(text);
        const ofWhole = contentsOfPortions(whole, portions);
        const alone = portions.map(({ start, end }, index) => {
          const portion = portions[index] as (typeof portions)[number];
          return index % 2 === 0
            ? { content: readWhole(text.slice(start, end)), item: 0 }
            : { content: ofWhole[index] as SegmentContent, item: portion.item };
        });
        expect(shown(joinListPortions(text, portions, alone))).toEqual(shown(whole));
      }),
      { numRuns: 300, ...SEED },
    );
    expect(portioned).toBeGreaterThan(100);
  });

  test.each([
    ['edited', (items: readonly string[]) => items.with(20, '- Item 20 speaks of theanine now.\n')],
    ['put in', (items: readonly string[]) => items.toSpliced(3, 0, '- A new one.\n')],
    ['taken out', (items: readonly string[]) => items.toSpliced(3, 1)],
  ])('stay the same, but for one or two, when an item is %s', (_, edit) => {
    const items = Array.from(
      { length: 60 },
      (_item, index) => `- Item ${index} speaks of tyrosine, and of ${index * 7} mg of it.\n`,
    );
    const texts = (all: readonly string[]): readonly string[] => {
      const text = all.join('');
      return (listPortions(text) ?? []).map(({ start, end }) => text.slice(start, end));
    };
    const before = texts(items);
    expect(before.length).toBeGreaterThan(8);
    expect(texts(edit(items)).filter((portion) => !before.includes(portion)).length).toBeLessThanOrEqual(2);
  });

  test.each([
    ['a lazy line', '- one\ntwo\n'],
    ['a definition', '- [a]: https://x.example\n'],
    ['a tab', '- one\n\t- two\n'],
    ['another marker', '- one\n* two\n'],
    ['a fence at the root', '- one\n```\n- two\n```\n'],
    ['a paragraph behind it', '- one\n\nText.\n'],
    ['a line of another blank', '\u00a0\n- one\n'],
    ['an item without content', '- one\n-\n'],
  ])('are not told apart where there is %s', (_, text) => {
    expect(
      listPortions('- A long item of a long list, which is parsed by itself.\n'.repeat(30) + text),
    ).toBeUndefined();
  });
});
