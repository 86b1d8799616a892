import { describe, expect, test } from 'vitest';
import type { Analysis, Finding } from '../../src/analysis/analysis.ts';
import type { FileResult } from '../../src/report/fileResult.ts';
import { termsText } from '../../src/report/terms.ts';
import { createTextReporter, type TextOptions } from '../../src/report/text.ts';
import { reported } from './reported.ts';

const PLAIN: TextOptions = { paint: (_, text) => text, width: 80 };
const NOTHING: Analysis = { occurrences: [], claims: [], findings: [] };

const checkText = (files: readonly FileResult[], options: TextOptions) => reported(createTextReporter(options), files);

function finding(source: string, words: string, parts: Partial<Finding> = {}): Finding {
  const start = source.indexOf(words);
  return {
    rule: 'a-rule',
    severity: 'error',
    message: 'Unexpected advice, expected its caveat',
    range: { start, end: start + words.length },
    concept: undefined,
    related: [],
    fixes: [],
    ...parts,
  };
}

describe('checkText', () => {
  test.each([
    [1, '1 file, nothing to report\n'],
    [3, '3 files, nothing to report\n'],
  ])('quiet with nothing to say in %i', (number, expected) => {
    const files = Array.from({ length: number }, (_, index) => ({
      path: `${index}.md`,
      source: 'x',
      analysis: NOTHING,
    }));
    expect(checkText(files, PLAIN)).toBe(expected);
  });

  test('says where, what, which words, how to mend it, and sums up', () => {
    const source = '# Sleep\n\nTake 5-HTP at night.\n';
    const claim = {
      rule: 'a-rule',
      range: { start: 9, end: 19 },
      concept: undefined,
      caveat: undefined,
      reason: undefined,
    };
    const analysis: Analysis = {
      occurrences: [],
      claims: [
        { ...claim, status: 'missing' },
        { ...claim, status: 'covered' },
      ],
      findings: [
        finding(source, 'night', { severity: 'hint', rule: 'b-rule', message: 'Vague' }),
        finding(source, 'Take 5-HTP', {
          fixes: [
            { title: 'Add “Ask first.”', edits: [] },
            { title: 'Add a warning after the paragraph', edits: [] },
          ],
        }),
      ],
    };
    expect(checkText([{ path: 'drafts/a.md', source, analysis }], PLAIN)).toBe(`\
drafts/a.md:3:1  error  Unexpected advice, expected its caveat  a-rule
  3 │ Take 5-HTP at night.
    │ ^^^^^^^^^^
      fix  Add “Ask first.”
       or  Add a warning after the paragraph

drafts/a.md:3:15  hint  Vague  b-rule
  3 │ Take 5-HTP at night.
    │               ^^^^^

1 file: 1 error, 1 hint; 2 claims: 1 covered, 1 missing their caveat
`);
  });

  test('the text of the best fix is shown once in a report', () => {
    const source = 'Take it. Try it.';
    const edits = [{ range: { start: 8, end: 8 }, text: ` ${'Ask a doctor first. '.repeat(5)}` }];
    const fixes = [
      { title: 'Add caveat after the sentence', edits },
      { title: 'Add after the block', edits },
    ];
    const findings = [finding(source, 'Take', { fixes }), finding(source, 'Try', { fixes })];
    const lines = checkText([{ path: 'a.md', source, analysis: { ...NOTHING, findings } }], PLAIN).split('\n');
    expect(lines.slice(3, 7)).toEqual([
      '      fix  Add caveat after the sentence',
      '           Ask a doctor first. Ask a doctor first. Ask a doctor first. Ask a',
      '           doctor first. Ask a doctor first.',
      '       or  Add after the block',
    ]);
    expect(lines.filter((line) => line.includes('Ask a doctor'))).toHaveLength(2);
  });

  test.each([
    ['. Ask first.', 'Ask first.'],
    ['\n\n> [!WARNING]\n> Ask first.\n> Then wait.', 'Ask first. Then wait.'],
  ])('the text of a fix is shown without what fits it into the draft: %j', (text, expected) => {
    const fixes = [{ title: 'Add', edits: [{ range: { start: 4, end: 4 }, text }] }];
    const analysis = { ...NOTHING, findings: [finding('Take', 'Take', { fixes })] };
    expect(checkText([{ path: 'a.md', source: 'Take', analysis }], PLAIN).split('\n')[4]).toBe(
      `           ${expected}`,
    );
  });

  test('files that were not read are counted', () => {
    const unread = { path: 'gone.md', error: 'no such file' };
    expect(checkText([unread, { path: 'a.md', source: '', analysis: NOTHING }], PLAIN)).toBe(
      '2 files (1 not read), nothing to report\n',
    );
    expect(checkText([unread], PLAIN)).toBe('1 file (1 not read), nothing read\n');
  });

  test('nothing of a draft steers the terminal', () => {
    const source = 'a \u001b[2J\u202e b';
    const analysis = { ...NOTHING, findings: [finding(source, 'b', { message: 'Odd \u001b[31m' })] };
    const text = checkText([{ path: '\u0007.md', source, analysis }], PLAIN);
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(text).not.toContain(character);
  });

  test('the painter is told what each part is', () => {
    const analysis = { ...NOTHING, findings: [finding('Take it', 'Take')] };
    const text = checkText([{ path: 'a.md', source: 'Take it', analysis }], {
      ...PLAIN,
      paint: (style, text) => `<${style}>${text}</>`,
    });
    expect(text).toContain('<path>a.md:1:1</>  <error>error</>');
    expect(text).toContain('<error>^^^^</>');
  });
});

describe('termsText', () => {
  test('one line for each occurrence, then how many', () => {
    const occurrence = (start: number, end: number, status: 'preferred' | 'deprecated') => ({
      concept: status === 'preferred' ? 'serotonin' : 'old-name',
      term: '',
      status,
      range: { start, end },
      contains: [],
    });
    const source = 'serotonin\nold\n  name';
    const analysis = { ...NOTHING, occurrences: [occurrence(10, 20, 'deprecated'), occurrence(0, 9, 'preferred')] };
    expect(termsText([{ path: 'a.md', source, analysis }], PLAIN)).toBe(`\
a.md:1:1  serotonin  serotonin
a.md:2:1  old name   old-name deprecated

1 file: 2 occurrences of 2 concepts
`);
    expect(termsText([{ path: 'a.md', source, analysis: NOTHING }], PLAIN)).toBe('1 file, no terms\n');
  });
});
