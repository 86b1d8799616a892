import { describe, expect, test } from 'vitest';
import { withDefaults } from '../../src/caveats/placeholders.ts';
import type { Rule } from '../../src/caveats/rule.ts';
import { rulePage } from '../../src/report/rulePage.ts';

const RULE: Rule = {
  id: 'a-rule',
  title: 'Advice without supervision',
  severity: 'error',
  profiles: ['all'],
  any: [],
  weighed: false,
  least: 0,
  unnamed: [],
  field: undefined,
  detector: undefined,
  once: undefined,
  limits: [],
  rewordings: [],
  removable: false,
  unless: [],
  caveat: [
    {
      cues: ['supervision'],
      within: 'section',
      inText: false,
      naming: [],
      matching: [],
      headed: [],
      fromSafety: undefined,
      declared: undefined,
      label: undefined,
      texts: [],
      citation: false,
      next: false,
      symbol: false,
      weighed: false,
    },
  ],
  partial: undefined,
  far: 'information',
  outranks: [],
  replaces: [],
  message: 'Unexpected “{words}” without supervision, expected it in the same section',
  rationale: 'It may do harm.',
  caveats: [{ title: 'Short', text: 'Ask <<someone|a doctor>> first.', verbatim: false }],
  sources: [
    { name: 'A guideline', url: 'https://example.org/g', checked: true },
    { name: 'A memory', checked: false },
  ],
  examples: {
    missing: [
      { text: '⟦Take it⟧ daily.', note: 'A directive.' },
      { text: '| Dose |\n| --- |\n| ⟦50 mg⟧ |', note: undefined },
    ],
    covered: [{ text: 'Take it daily. Ask first.', note: undefined }],
    none: [],
  },
  file: undefined,
};

describe('rulePage', () => {
  test('holds everything that a writer asks of a rule', () => {
    expect(rulePage(RULE)).toBe(`\
# Advice without supervision

\`a-rule\` · error · always on

Unexpected “…” without supervision, expected it in the same section

It may do harm.

The caveat may stand in the same section or in a safety section beside it.

## Standard caveats

**Short**

> Ask a doctor first.

## Needs its caveat

- **Take it** daily. (A directive.)

\`\`\`markdown
| Dose |
| --- |
| ⟦50 mg⟧ |
\`\`\`

## Has its caveat

- Take it daily. Ask first.

## Where it should not speak

Put this comment before a paragraph, with your reason; it never shows in the text:

\`\`\`markdown
<!-- caveat-ignore a-rule: why no caveat is needed here -->
\`\`\`

## Sources

- [A guideline](https://example.org/g)
- A memory (not checked)
`);
  });

  test('says which profiles turn a rule on', () => {
    expect(rulePage({ ...RULE, profiles: ['uk', 'journal'] })).toContain('on with the profile `uk` or `journal`');
  });

  test('says what counts from a safety section beside', () => {
    const page = (fromSafety: readonly string[]) =>
      rulePage({ ...RULE, caveat: RULE.caveat.map((one) => ({ ...one, fromSafety })) });
    expect(page([])).toContain('The caveat may stand in the same section.\n');
    expect(page(['supervised-use'])).toContain('in the same section, and where it is plain enough in a safety section');
  });

  test('an example with a fence of its own stays whole', () => {
    const text = 'Text\n```\n⟦x⟧\n```';
    expect(rulePage({ ...RULE, examples: { missing: [{ text, note: undefined }], covered: [], none: [] } })).toContain(
      `\`\`\`\`markdown\n${text}\n\`\`\`\`\n`,
    );
  });
});

describe('withDefaults', () => {
  test.each([
    ['Ask <<someone|a doctor>> first.', 'Ask a doctor first.'],
    ['<<name>> and <<other|>>.', 'name and .'],
    ['a << b | c', 'a << b | c'],
  ])('%s', (text, expected) => {
    expect(withDefaults(text)).toBe(expected);
  });
});

test('a page tells for which profile a limit holds', () => {
  const zinc = { concept: 'zinc', mg: 25, inclusive: false };
  const page = rulePage({ ...RULE, limits: [zinc, { ...zinc, mg: 10, profile: 'uk' }] });
  expect(page).toContain('- zinc: above 25 mg\n- zinc: above 10 mg, with the profile `uk`');
});

test('a page tells the limits and the milder words of its rule', () => {
  const page = rulePage({
    ...RULE,
    limits: [
      { concept: 'zinc', mg: 25, inclusive: false },
      { concept: 'vitamin-b6', mg: 10, inclusive: true },
    ],
    rewordings: [
      { from: 'cures', to: 'may help with' },
      { from: 'always', to: '' },
    ],
  });
  expect(page).toContain('- zinc: above 25 mg\n- vitamin-b6: 10 mg or more');
  expect(page).toContain('## Milder words\n\n- “cures”: “may help with”\n- “always”: leave it out');
});
