import type { Finding } from '../../src/analysis/analysis.ts';
import { builtinData } from '../../src/analysis/builtin.ts';
import type { Rule } from '../../src/caveats/rule.ts';
import type { FileResult } from '../../src/report/fileResult.ts';
import type { ReporterOptions } from '../../src/report/formats.ts';

/** A draft with all that makes places hard: characters of two units, every kind of line end, two like findings. */
export const SOURCE = '😀 Take 5-HTP.\r\nTake 5-HTP | “😀” at\rnight.\nUnder <b>care</b>, 100%.';

const at = (words: string, from = 0) => {
  const start = SOURCE.indexOf(words, from);
  return { start, end: start + words.length };
};

const finding = (parts: Partial<Finding>): Finding => ({
  rule: 'a-rule',
  severity: 'error',
  message: 'Unexpected “Take 5-HTP”, expected its caveat',
  range: at('Take 5-HTP'),
  concept: '5-hydroxytryptophan',
  related: [],
  fixes: [],
  ...parts,
});

export const FINDINGS: readonly Finding[] = [
  finding({
    related: [at('“😀” at\rnight')],
    fixes: [
      { title: 'Add caveat', edits: [{ range: { start: 14, end: 14 }, text: '\r\n\r\n> [!WARNING]\r\n> Ask first.' }] },
      { title: 'Nothing to edit', edits: [] },
    ],
  }),
  finding({ range: at('Take 5-HTP', 10), severity: 'warning' }),
  finding({
    rule: 'b-rule',
    range: at('“😀” at\rnight'),
    severity: 'information',
    concept: undefined,
    message: 'Odd | `message`\nof 100%, <b>two</b> lines: \u0007',
    fixes: [{ title: 'Replace', edits: [{ range: at('😀', 5), text: '' }] }],
  }),
  finding({ rule: 'deprecated-term', range: at('care'), severity: 'hint' }),
];

export const PATH = './drafts, 100%/ä:b c.md';
export const FILES: readonly FileResult[] = [
  { path: PATH, source: SOURCE, analysis: { occurrences: [], claims: [], findings: FINDINGS } },
  { path: 'clean.md', source: 'Nothing.', analysis: { occurrences: [], claims: [], findings: [] } },
  { path: '/gone & lost.md', error: 'no such file or folder' },
];

const SOME = [...builtinData().rules.values()].find(({ caveats }) => caveats.length > 0);

export const RULE: Rule = {
  ...(SOME as Rule),
  id: 'a-rule',
  title: 'A thing without its caveat',
  severity: 'error',
  profiles: ['all', 'uk'],
  message: 'Unexpected “{words}”, expected its caveat',
  rationale: 'Because.',
  caveats: (SOME?.caveats ?? []).slice(0, 1).map((caveat) => ({
    ...caveat,
    title: 'Short',
    text: 'Ask <<someone|a doctor>> first.',
  })),
};

export const OPTIONS: ReporterOptions = {
  rules: [{ ...RULE, id: 'b-rule', profiles: ['uk'] }, RULE],
  version: '1.2.3',
  failOn: 'warning',
  paint: (_, text) => text,
  width: 80,
};
