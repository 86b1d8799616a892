import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Analyzer, createAnalyzer } from '../../src/analysis/analyzer.ts';
import { readFrontMatter } from '../../src/config/frontMatter.ts';
import type { OffsetRange } from '../../src/phrases/offsetRange.ts';
import { finish } from '../../src/phrases/steps.ts';
import { denseDraft, drafts } from '../bench/texts.mjs';
import { ownData } from '../helpers.ts';

/** `EDITS=25000` makes the test as long as that. */
const EDITS = Number(process.env.EDITS ?? 150);
const SEED = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };

const SEVERITIES = ['hint', 'information', 'warning', 'error'];
const ALL = ['us-supplement', 'eu-supplement', 'uk', 'rx-promo', 'journal', 'clinical', 'consumer'];

function analyzerWith(profiles: readonly string[]): Analyzer {
  return createAnalyzer({ data: ownData(), profiles, readFrontMatter });
}

function touches(one: OffsetRange, two: OffsetRange): boolean {
  return one.start <= two.end && two.start <= one.end;
}

/** Checks that a look at a part says nothing that the whole takes back; gives how many findings both have in the range. */
function expectSound(source: string, range: OffsetRange, analyzer: Analyzer, whole = analyzer.analyze(source)) {
  const part = finish(analyzer.analyzePartSteps(source, [range], 'findings'));
  const context = JSON.stringify([range, source]);
  for (const finding of part.findings) {
    const { rule, message, concept, severity } = finding;
    expect(touches(finding.range, range), context).toBe(true);
    const same = whole.findings.filter(
      (one) => one.rule === rule && one.range.start === finding.range.start && one.range.end === finding.range.end,
    );
    expect(
      same.map((one) => [one.message, one.concept]),
      context,
    ).toContainEqual([message, concept]);
    const graver = same.some((one) => SEVERITIES.indexOf(one.severity) >= SEVERITIES.indexOf(severity));
    expect(graver, context).toBe(true);
  }
  const there = whole.occurrences.filter((one) => touches(one.range, range));
  const isUnsure = (one: OffsetRange): boolean =>
    part.unsure.some(({ start, end }) => start <= one.start && one.end <= end);
  expect(
    part.occurrences.filter((one) => !isUnsure(one.range)),
    context,
  ).toEqual(there.filter((one) => !isUnsure(one.range)));
  for (const occurrence of part.occurrences) expect(there, context).toContainEqual(occurrence);
  return { shown: part.findings.length, all: whole.findings.filter((one) => touches(one.range, range)).length };
}

const inserted = [
  ...[
    '\n\n# Title\n\n',
    '\n\n## Risks\n\n',
    '\n\nSafety\n---\n\n',
    '\n\n### References\n\n',
    ' # x',
    '\n\n  ## Abstract\n\n',
  ],
  ...[
    '\n\n```\n',
    '\n\n<!-- ',
    ' -->',
    '\n\n<div>\n',
    '\n\n> ',
    '\n\n- ',
    '\n\n    ',
    '\n\n| a | b |\n|---|---|\n| ',
    '\n\n',
  ],
  ...[
    '\n\n<!-- caveat-ignore-file precursor-supervision: why -->\n\n',
    '\n\n<!-- caveat-ignore-section substantiation-citation: why -->\n\n',
  ],
  ...[
    '\n\n<!-- caveat-ignore supplement-drug-interaction: why -->\n\n',
    '<!-- caveat-ignore individual-variation -->',
    '\n\n<!-- caveat-ignore none: x -->\n\n',
  ],
  ...[
    '[^n]',
    '\n\n[^n]: This should only be done under medical supervision.\n\n',
    '[x][trial]',
    '\n\n[trial]: https://example.org/a\n\n',
    ' See [Risks](#risks).',
  ],
  ...[
    'dopamine (DA)',
    ' DA ',
    ' NE ',
    ' AE ',
    'norepinephrine (NE)',
    'adverse event (AE)',
    'NT',
    'µg',
    'US behavior',
    '¹',
    '\n\n¹ A trial.\n\n',
    '*',
    '†',
  ],
  ...[
    'Take 5-HTP with SSRIs. ',
    'Take 50 µg of 5-HTP. ',
    'Ask your doctor first. ',
    'Tryptophan supplementation cures depression. ',
    'under medical supervision',
  ],
  ...[
    'These statements have not been evaluated by the Food and Drug Administration.',
    '**Note:** ',
    '\n\n> [!WARNING]\n> Only under medical supervision.\n\n',
  ],
];
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
  added: fc.constantFrom(...inserted),
});
const looks = fc.record({
  seed: fc.nat(),
  size: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 500, max: 8_000 }) }, fc.constant(20_000)),
  edits: fc.array(edit, { maxLength: 12 }),
  profiles: fc.constantFrom([], ALL),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.constantFrom(0, 300, 3_000),
});

describe('what is said of a part before the whole is analysed holds in the whole', () => {
  test('in drafts of our field', () => {
    for (const profiles of [[], ALL]) {
      const analyzer = analyzerWith(profiles);
      let shown = 0;
      let all = 0;
      for (const [index, source] of drafts().entries()) {
        if (process.env.EDITS === undefined && index % 8 !== 0) continue;
        const whole = analyzer.analyze(source);
        for (let part = 0; part < 4; part++) {
          const start = Math.floor((source.length * part) / 4);
          const counts = expectSound(source, { start, end: start + 1_500 }, analyzer, whole);
          shown += counts.shown;
          all += counts.all;
        }
      }
      // Else there would be little to compare; what words alone claim, and what asks for the whole draft, is never shown.
      expect(shown / all).toBeGreaterThan(1 / 3);
    }
  }, 3_600_000);

  test('where a claim that is reported may yet yield to one whose caveat is far off', () => {
    const source = drafts().find((text: string) => text.includes('title: The calm range')) as string;
    expect(expectSound(source, { start: 0, end: 1_500 }, analyzerWith([])).shown).toBeGreaterThan(0);
  });

  test('where a heading yields to a claim far below it', () => {
    const source = `# A draft\n\n## I'd love to ditch my pills\n\n${'Some more of it.\n\n'.repeat(6)}Just stop your antidepressant.\n`;
    const whole = analyzerWith([]).analyze(source);
    const reported = whole.findings.filter(({ rule }) => rule === 'medication-discontinuation');
    expect(reported.map(({ range }) => range.start > 100)).toEqual([true]);
    expectSound(source, { start: 0, end: 30 }, analyzerWith([]), whole);
  });

  test('where the rest of a draft takes a name for another substance', () => {
    const source = readFileSync('test/eval/dev66/draft-05.md', 'utf8');
    const analyzer = analyzerWith([]);
    expectSound(source, { start: 1435, end: 2935 }, analyzerWith([]), analyzer.analyze(source));
  });

  test('in drafts so long that much of them stays unread', () => {
    for (const seed of [5, 6]) {
      const analyzer = analyzerWith([]);
      const source = denseDraft(150_000, seed);
      const whole = analyzerWith([]).analyze(source);
      let shown = 0;
      for (const start of [0, 40_000, 145_000])
        shown += expectSound(source, { start, end: start + 5_000 }, analyzer, whole).shown;
      expect(shown).toBeGreaterThan(0);
    }
  }, 600_000);

  test('after edits that change much', () => {
    fc.assert(
      fc.property(looks, ({ seed, size, edits, profiles, at, length }) => {
        let source = denseDraft(size, seed);
        for (const one of edits) {
          const start = Math.floor(one.at * source.length);
          source = source.slice(0, start) + one.added + source.slice(start + one.removed);
        }
        const start = Math.floor(at * source.length);
        // The part is looked at first: nothing of the rest is known yet.
        const part = analyzerWith(profiles);
        expectSound(
          source,
          { start, end: Math.min(source.length, start + length) },
          part,
          analyzerWith(profiles).analyze(source),
        );
      }),
      { numRuns: Math.ceil(EDITS / 6), ...SEED },
    );
  }, 3_600_000);
});
