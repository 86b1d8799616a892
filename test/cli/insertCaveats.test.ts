import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Analysis, Finding, Severity } from '../../src/analysis/analysis.ts';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { builtinData } from '../../src/analysis/builtin.ts';
import { insertCaveats } from '../../src/cli/insertCaveats.ts';

/** Findings for words that tell what mends them: `need1` is covered by a later `[1]` in its line, `vain1` by nothing. */
function analyze(text: string): Analysis {
  const findings = Array.from(text.matchAll(/(need|vain|soft)(\d)/g)).flatMap((match): Finding[] => {
    const [word, kind, number = ''] = match;
    const lineEnd = (text.indexOf('\n', match.index) + text.length + 1) % (text.length + 1);
    if (kind !== 'vain' && text.slice(match.index, lineEnd).includes(`[${number}]`)) return [];
    return [
      {
        rule: `${kind}-rule`,
        severity: kind === 'soft' ? 'hint' : 'warning',
        message: word,
        range: { start: match.index, end: match.index + word.length },
        concept: number === '0' ? undefined : number,
        related: [],
        fixes: [
          { title: 'Reword', edits: [{ range: { start: match.index, end: lineEnd }, text: 'x' }] },
          { title: 'Add', edits: [{ range: { start: lineEnd, end: lineEnd }, text: ` [${number}]` }] },
        ],
      },
    ];
  });
  return { occurrences: [], claims: [], findings };
}

const fixed = (text: string, lowest: Severity = 'warning') => insertCaveats(text, analyze, lowest);

describe('inserting caveats', () => {
  test.each([
    ['nothing to do', 'nothing to do', 0],
    ['need1\n', 'need1 [1]\n', 1],
    ['need1\nneed1\n', 'need1 [1]\nneed1 [1]\n', 2],
    ['need1 need1\n', 'need1 need1 [1]\n', 1],
    ['need0 need0\nneed0', 'need0 need0 [0]\nneed0 [0]', 2],
    ['need1 need2\n', 'need1 need2 [1] [2]\n', 2],
    ['vain1\nneed1\n', 'vain1\nneed1 [1]\n', 1],
    ['vain0 need1 vain1\nvain0\n', 'vain0 need1 vain1 [1]\nvain0\n', 1],
    ['soft1\n', 'soft1\n', 0],
  ])('%j becomes %j', (text, expected, inserted) => {
    expect(fixed(text)).toEqual({ text: expected, inserted, analysis: analyze(expected) });
  });

  test('takes softer findings when asked for', () => {
    expect(fixed('soft1\n', 'hint').text).toBe('soft1 [1]\n');
  });

  const words = fc.constantFrom('need1', 'need2', 'need0', 'vain1', 'vain0', 'soft1', 'word', '\n', '[1]');
  const text = fc.array(words, { maxLength: 12 }).map((parts) => parts.join(' '));

  test('only ever inserts, and doing it again changes nothing', () => {
    fc.assert(
      fc.property(text, (source) => {
        const once = fixed(source);
        expect(isInserted(source, once.text)).toBe(true);
        expect(fixed(once.text)).toMatchObject({ text: once.text, inserted: 0 });
        expect(once.analysis).toEqual(analyze(once.text));
        expect(once.analysis.findings.map(({ rule }) => rule)).not.toContain('need-rule');
      }),
    );
  });
});

test('every built-in rule’s first examples, all in one draft: only insertions, and nothing left that can be mended', () => {
  const data = builtinData();
  const analyzer = createAnalyzer({ data });
  const plain = (example: string) => example.replace(/[⟦⟧]/g, '');
  const source = [...data.rules.values()]
    .filter(({ profiles }) => profiles.includes('all'))
    .map(
      ({ title, examples }) =>
        `## ${title}\n\n${examples.missing
          .slice(0, 2)
          .map(({ text }) => plain(text))
          .join('\n\n')}\n`,
    )
    .join('\n');
  const before = analyzer.analyze(source);
  const mendable = ({ severity, fixes }: Finding) =>
    severity !== 'hint' &&
    severity !== 'information' &&
    fixes.some(({ edits }) => edits.length > 0 && edits.every(({ range }) => range.start === range.end));
  expect(before.findings.filter(mendable).length).toBeGreaterThan(4);
  const { text, analysis, inserted } = insertCaveats(source, analyzer.analyze, 'warning');
  expect(inserted).toBeGreaterThan(0);
  expect(isInserted(source, text)).toBe(true);
  expect(analysis.findings.filter(mendable)).toEqual([]);
  expect(insertCaveats(text, analyzer.analyze, 'warning').text).toBe(text);
});

/** Whether one text is another with something inserted: all its characters are there in their order. */
function isInserted(source: string, result: string): boolean {
  let at = 0;
  for (const character of result) if (source.startsWith(character, at)) at += character.length;
  return at === source.length;
}
