import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../src/analysis/analysis.ts';
import { createJsonReporter } from '../../src/report/json.ts';
import { termsReport } from '../../src/report/terms.ts';
import { reported } from './reported.ts';

const SOURCE = '😀 Take 5-HTP.\r\nAsk first.\r5-HTP';
const at = (text: string, from = 0) => {
  const start = SOURCE.indexOf(text, from);
  return { start, end: start + text.length };
};
const ANALYSIS: Analysis = {
  occurrences: [
    { concept: '5-hydroxytryptophan', term: '5-HTP', status: 'admitted', range: at('5-HTP', 20), contains: [] },
    { concept: '5-hydroxytryptophan', term: '5-HTP', status: 'admitted', range: at('5-HTP'), contains: [] },
  ],
  claims: [
    {
      rule: 'b-rule',
      status: 'missing',
      range: at('5-HTP', 20),
      concept: undefined,
      caveat: undefined,
      reason: undefined,
    },
    { rule: 'a-rule', status: 'missing', range: at('Take'), concept: 'x', caveat: at('Ask first.'), reason: 'far' },
  ],
  findings: [
    {
      rule: 'a-rule',
      severity: 'information',
      message: 'Message',
      range: at('Take'),
      concept: 'x',
      related: [at('5-HTP', 20)],
      fixes: [{ title: 'Add', edits: [{ range: { start: 14, end: 14 }, text: ' Ask.', template: ' <<who>>' }] }],
    },
  ],
};
const FILES = [
  { path: 'b.md', source: SOURCE, analysis: ANALYSIS },
  { path: 'a.md', error: 'no such file' },
  { path: 'B.md', source: '', analysis: { occurrences: [], claims: [], findings: [] } },
];
const range = (line: number, column: number, offset: number, length: number) => ({
  start: { line, column, offset },
  end: { line, column: column + length, offset: offset + length },
});

describe('check', () => {
  test('is the contract, in its order of keys', () => {
    const expected = {
      version: 1,
      files: [
        { path: 'B.md', findings: [], claims: [] },
        { path: 'a.md', error: 'no such file', findings: [], claims: [] },
        {
          path: 'b.md',
          findings: [
            {
              rule: 'a-rule',
              severity: 'information',
              message: 'Message',
              text: 'Take',
              range: range(1, 4, 3, 4),
              concept: 'x',
              related: [range(3, 1, 27, 5)],
              fixes: [{ title: 'Add', edits: [{ range: range(1, 15, 14, 0), text: ' Ask.' }] }],
            },
          ],
          claims: [
            {
              rule: 'a-rule',
              status: 'missing',
              text: 'Take',
              range: range(1, 4, 3, 4),
              concept: 'x',
              caveat: range(2, 1, 16, 10),
              reason: 'far',
            },
            {
              rule: 'b-rule',
              status: 'missing',
              text: '5-HTP',
              range: range(3, 1, 27, 5),
              concept: null,
              caveat: null,
              reason: null,
            },
          ],
        },
      ],
      summary: {
        files: 3,
        claims: 2,
        covered: 0,
        missing: 2,
        suppressed: 0,
        errors: 0,
        warnings: 0,
        information: 1,
        hints: 0,
      },
    };
    // As text, since the order of keys is part of the contract.
    expect(reported(createJsonReporter(), FILES)).toBe(`${JSON.stringify(expected, null, 2)}\n`);
  });
});

describe('terms', () => {
  test('is the contract, in its order of keys', () => {
    const occurrence = { concept: '5-hydroxytryptophan', term: '5-HTP', status: 'admitted', text: '5-HTP' };
    const expected = {
      version: 1,
      files: [
        { path: 'B.md', occurrences: [] },
        { path: 'a.md', error: 'no such file', occurrences: [] },
        {
          path: 'b.md',
          occurrences: [
            { ...occurrence, range: range(1, 9, 8, 5) },
            { ...occurrence, range: range(3, 1, 27, 5) },
          ],
        },
      ],
    };
    expect(JSON.stringify(termsReport(FILES), null, 1)).toBe(JSON.stringify(expected, null, 1));
  });
});
