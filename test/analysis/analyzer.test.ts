import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { readFrontMatter } from '../../src/config/frontMatter.ts';
import { joinLines, ownAnalyzer, ownData, shown, smallData } from '../helpers.ts';

const DRAFT = joinLines(
  '# Sleep notes',
  '',
  'Take 100 mg of 5-HTP at bedtime. **Serotonin** syndrome is rare.',
  '',
  '- Add tyrosine in the morning.',
  '- See [Safety](#safety).',
  '',
  '## Safety',
  '',
  'Talk to your doctor first.',
);

describe('an analysis', () => {
  test('of the same text is the same', () => {
    const analyzer = ownAnalyzer();
    const first = analyzer.analyze(DRAFT);
    expect(first.findings.length).toBeGreaterThan(0);
    expect(analyzer.analyze(DRAFT)).toEqual(first);
  });

  test('does not depend on what was analysed before', () => {
    const used = ownAnalyzer();
    used.analyze(`${DRAFT}\nMore serotonin.`);
    used.analyze('');
    expect(used.analyze(DRAFT)).toEqual(ownAnalyzer().analyze(DRAFT));
  });

  test('of nothing is nothing', () => {
    expect(ownAnalyzer().analyze('')).toEqual({ occurrences: [], claims: [], findings: [] });
  });

  test('is plain data', () => {
    const analysis = ownAnalyzer().analyze(DRAFT);
    expect(JSON.parse(JSON.stringify(analysis))).toEqual(JSON.parse(JSON.stringify(structuredClone(analysis))));
  });
});

describe('occurrences', () => {
  const occurrences = (source: string) =>
    ownAnalyzer()
      .analyze(source)
      .occurrences.map(({ concept, range }) => `${concept} "${source.slice(range.start, range.end)}"`);

  test.each([
    ['in a heading', '# Serotonin', ['serotonin "Serotonin"']],
    ['in a list', '- serotonin', ['serotonin "serotonin"']],
    ['in a table', '| A |\n| - |\n| serotonin |', ['serotonin "serotonin"']],
    ['in a quotation', 'He wrote “it is the serotonin that does it”.', ['serotonin "serotonin"']],
    ['in a quote', '> serotonin', ['serotonin "serotonin"']],
    ['in a footnote', 'Well.[^1]\n\n[^1]: serotonin', ['serotonin "serotonin"']],
    ['in a link', '[serotonin](x.html)', ['serotonin "serotonin"']],
    ['over emphasis', '**serotonin** syndrome', ['serotonin-syndrome "serotonin** syndrome"']],
    ['not in alternative text', '![serotonin](a.png)', []],
    ['not in code', '`serotonin`', []],
    ['not in a link target', '[it](serotonin.html)', []],
    ['not in a comment', '<!-- serotonin -->', []],
    ['not in front matter', '---\ntitle: serotonin\n---\n', []],
    ['not inside a word', 'myserotonins', []],
    ['not in other words', 'constructor __proto__ toString hasOwnProperty', []],
  ])('stand %s', (_, source, expected) => {
    expect(occurrences(source)).toEqual(expected);
  });

  test('hold the shorter terms', () => {
    const source = 'serotonin syndrome';
    const [occurrence] = ownAnalyzer().analyze(source).occurrences;
    expect(occurrence?.contains).toEqual([{ concept: 'serotonin', term: 'serotonin', range: { start: 0, end: 9 } }]);
  });

  test('come in source order and do not overlap', () => {
    const { occurrences: all } = ownAnalyzer().analyze(DRAFT);
    expect(all.length).toBeGreaterThan(3);
    all.slice(1).forEach(({ range }, index) => {
      expect(range.start).toBeGreaterThanOrEqual(all[index]?.range.end ?? 0);
    });
  });
});

test('a deprecated term is a finding, with the preferred one as its fix', () => {
  const data = smallData({
    glossary:
      'version: 1\nconcepts:\n  - { id: serotonin, terms: [serotonin, { term: enteramine, status: deprecated }], definition: A. }\n',
  });
  const source = 'Old texts say *enter*amine.';
  const { findings } = createAnalyzer({ data }).analyze(source);
  expect(findings.map((finding) => shown(source, finding))).toEqual(['deprecated-term "enter*amine"']);
  expect(findings[0]?.fixes[0]?.edits[0]?.text).toBe('serotonin');
});

describe('options', () => {
  const text = 'Take 100 mg of 5-HTP at bedtime.';
  // Two rules of which one outranks the other are enough to see what options do.
  const two = ['supplement-drug-interaction', 'precursor-supervision'];
  const data = { ...ownData(), rules: new Map([...ownData().rules].filter(([id]) => two.includes(id))) };
  const findings = (options: Parameters<typeof createAnalyzer>[0], source = text) =>
    createAnalyzer({ data, ...options })
      .analyze(source)
      .findings.map(({ rule, severity }) => `${rule} ${severity}`);

  test('set a severity or turn a rule off', () => {
    expect(findings({})).toEqual(['supplement-drug-interaction error']);
    expect(findings({ rules: { 'supplement-drug-interaction': 'hint' } })).toEqual([
      'supplement-drug-interaction hint',
    ]);
    expect(findings({ rules: { 'supplement-drug-interaction': 'off' } })).toEqual(['precursor-supervision error']);
    expect(findings({ rules: { 'supplement-drug-interaction': 'off', 'precursor-supervision': 'off' } })).toEqual([]);
  });

  test('a rule that is off is known to suppressions', () => {
    const source = `<!-- caveat-ignore supplement-drug-interaction: said elsewhere -->\n\n${text}`;
    expect(findings({ rules: { 'supplement-drug-interaction': 'off' } }, source)).toEqual([
      'precursor-supervision error',
    ]);
  });

  test('front matter is read only when a reader is given', () => {
    const source = '---\ncaveat: { declared: [interactions, supervision] }\n---\n\nSleep.';
    let read = '';
    const analyzer = createAnalyzer({
      data: ownData(),
      readFrontMatter: (matter) => {
        read = matter;
        return readFrontMatter(matter);
      },
    });
    analyzer.analyze(source);
    expect(read).toContain('declared');
  });
});

test('an abbreviation that needs company is known once it was defined', () => {
  const { analyze } = createAnalyzer({ data: ownData() });
  const marked = (text: string): readonly string[] =>
    analyze(text).occurrences.map(({ range }) => text.slice(range.start, range.end));
  const alone = 'The HPA was founded in 2003.';
  expect(marked(alone)).not.toContain('HPA');
  const defined = 'The hypothalamic-pituitary-adrenal axis (HPA) answers stress.\n\nThe HPA recovers slowly.';
  expect(marked(defined).filter((text) => text === 'HPA')).toHaveLength(2);
});
