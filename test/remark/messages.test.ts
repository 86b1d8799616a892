import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import type { Finding, Fix, Severity } from '../../src/analysis/analysis.ts';
import { addMessages } from '../../src/remark/messages.ts';

const SOURCE = 'Sleep well.\r\nTake 5-HTP daily. 😀 Rest.';
const START = SOURCE.indexOf('Take');
const END = START + 'Take 5-HTP'.length;

function messageOf(finding: Partial<Finding> = {}) {
  const file = new VFile(SOURCE);
  const whole = {
    rule: 'a-rule',
    severity: 'error' as Severity,
    message: 'Unexpected advice, expected its caveat',
    range: { start: START, end: END },
    concept: undefined,
    related: [],
    fixes: [],
    ...finding,
  };
  addMessages({ findings: [whole], claims: [], occurrences: [] }, SOURCE, file);
  return file.messages[0];
}

const edit = (start: number, end: number, text: string): Fix => ({
  title: 'Mend it',
  edits: [{ range: { start, end }, text }],
});

describe('addMessages', () => {
  test('a finding with its place, rule and words', () => {
    expect(messageOf()).toMatchObject({
      reason: 'Unexpected advice, expected its caveat',
      ruleId: 'a-rule',
      source: 'caveat',
      actual: 'Take 5-HTP',
      place: { start: { line: 2, column: 1, offset: 13 }, end: { line: 2, column: 11, offset: 23 } },
    });
  });

  test.each([
    ['error', true],
    ['warning', false],
    ['information', undefined],
    ['hint', undefined],
  ] as const)('severity %s is fatal: %s', (severity, fatal) => {
    expect(messageOf({ severity })?.fatal).toBe(fatal);
  });

  test('a fix within the flagged words is what is expected in their place', () => {
    const fixes = [edit(START, START + 4, 'Ask before you take'), edit(END, END, ' (supervised)')];
    expect(messageOf({ fixes })?.expected).toEqual(['Ask before you take 5-HTP', 'Take 5-HTP (supervised)']);
  });

  test('a fix elsewhere is a note, never something to put in place of the claim', () => {
    const afterSentence = END + ' daily.'.length;
    const message = messageOf({ fixes: [edit(afterSentence, afterSentence, ' Ask first.')] });
    expect(message?.expected).toBeUndefined();
    expect(message?.note).toBe('Mend it:\nAsk first.');
  });
});
