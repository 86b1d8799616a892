import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Definition } from '../../src/markdown/blocks.ts';
import type { Container } from '../../src/markdown/document.ts';
import { readPlainSegment } from '../../src/markdown/plainSegment.ts';
import { readSegments, type SegmentContent } from '../../src/markdown/segment.ts';
import { segmentEnd } from '../../src/markdown/segmentEnd.ts';

const starts = [
  '',
  'Text ',
  '- ',
  '- a\n- ',
  '* a\n* ',
  '1. ',
  '1) a\n2) ',
  '| a | b |\n|---|---|\n| ',
  '| a |\n|-|\n| ',
  '## ',
  '*a* ',
  '**b** ',
];
const common = ['a', 'word', ' ', '*', '**', '.', '(', ')', '“', '- ', '| ', ' |', '\n| ', '[^1]', '[^x]', '5-HTP'];
const rare = [
  '***',
  '1. ',
  '+ ',
  '|---|',
  '[^1](a)',
  '!',
  'é',
  '😀',
  '\u00A0',
  '#',
  '\n\n',
  '\n',
  '  ',
  '\r\n',
  '$',
  '{--',
  '--}',
  '[1]',
  '@',
  'www.',
  '_',
  '~',
  '&amp;',
  '\\',
  '`',
  '<',
  '\t',
  '::: ',
  '²',
  '\n  ',
  '\n- ',
  '\n---',
  '\u0301',
  '\u200B',
];
const text = fc
  .tuple(
    fc.constantFrom(...starts),
    fc.array(fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...common) }, fc.constantFrom(...rare)), {
      maxLength: 9,
    }),
    fc.constantFrom('', '\n', ' |', ' |\n\n'),
  )
  .map(([start, pieces, end]) => start + pieces.join('') + end);
const note: Definition = { kind: 'footnote', label: '1', url: '', start: 0 };

/** All that a segment holds, in offsets of its own. */
function shown({ origin, blocks, comments, definitions }: SegmentContent): unknown {
  const moved = ({ start, end }: { readonly start: number; readonly end: number }) =>
    `${start - origin}-${end - origin}`;
  const chain = (container: Container | undefined): unknown =>
    container && [container.kind, moved(container.range), container.index, container.label, chain(container.parent)];
  return {
    blocks: blocks.map(({ kind, range, level, parent, prose, inlines }) => ({
      block: [kind, moved(range), level, chain(parent)],
      prose: prose.text,
      places: Array.from({ length: prose.text.length + 1 }, (_, at) =>
        moved(prose.toSource({ start: at, end: at + 1 })),
      ),
      inlines: inlines.map((inline) => [inline.kind, moved(inline.range), inline.prose, inline.value]),
    })),
    comments: comments.length,
    definitions: definitions.length,
  };
}

test('a segment that is read without the parser reads as the parser reads it', () => {
  fc.assert(
    fc.property(text, fc.boolean(), (source, isDefined) => {
      fc.pre(source !== '' && segmentEnd(source, 0).end === source.length);
      const plain = readPlainSegment(source);
      if (plain === undefined) return;
      const [parsed] = readSegments([{ text: source, follows: false }], isDefined ? [note] : []);
      expect(shown(plain)).toEqual(shown(parsed as SegmentContent));
    }),
    { numRuns: 4000 },
  );
});

test.each([
  ['a paragraph', 'Sleep comes faster, they say.\n', true],
  ['a heading', '## How to take it\n', true],
  ['emphasis', 'Do **not** take it.\n', false],
  ['a list', '- 5-HTP\n- L-tyrosine\n', false],
  ['a table', '| Dose |\n|---|\n| 50 mg |\n', false],
])('%s: whether it needs no parser', (_, source, needsNone) => {
  expect(readPlainSegment(source) !== undefined).toBe(needsNone);
});
