import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import type { RuleExplanation } from '../../src/caveats/explain.ts';
import { explanationText } from '../../src/report/explanation.ts';
import { ownData } from '../helpers.ts';

const data = ownData();
const others = [...data.rules.keys()].filter((id) => id !== 'precursor-supervision');
const analyzer = createAnalyzer({ data, rules: Object.fromEntries(others.map((id) => [id, 'off' as const])) });

/** What the supervision rule makes of the first place of some words. */
function explained(source: string, words: string): RuleExplanation | undefined {
  const start = source.indexOf(words);
  return analyzer.explain(source, { start, end: start + words.length })[0]?.rules[0];
}

/** The same as a person reads it. */
function text(source: string, words: string): string {
  const start = source.indexOf(words);
  return explanationText(analyzer.explain(source, { start, end: start + words.length }), source);
}

const at = (source: string, range: { readonly start: number; readonly end: number } | undefined): string =>
  range ? source.slice(range.start, range.end) : '';

describe('a claim that is reported', () => {
  const source = 'Take 5-HTP at night.\n\n# Else\n\nAsk your doctor before you start.';
  const rule = explained(source, '5-HTP');

  test('names the concept and the act with their status', () => {
    expect(rule?.status).toBe('missing');
    expect(rule?.severity).toBe('information');
    expect(rule?.pieces.map(({ kind, name, range, status }) => [kind, name, at(source, range), status])).toEqual([
      ['concept', '5-hydroxytryptophan', '5-HTP', 'affirmed'],
      ['cue', 'intake', 'Take', 'affirmed'],
    ]);
  });

  test('lists what could be its caveat, where it stands and what it is worth', () => {
    const [requirement] = rule?.requirements ?? [];
    expect(requirement?.covered).toBe(false);
    expect(requirement?.candidates.map(({ place, verdict }) => [place, verdict])).toContainEqual([
      'document',
      'counts',
    ]);
  });
});

describe('no report, because', () => {
  test('the act is negated, by which word', () => {
    const source = 'Never take 5-HTP at night.';
    const rule = explained(source, '5-HTP');
    expect(rule?.status).toBe('none');
    const act = rule?.pieces.find(({ name }) => name === 'intake');
    expect([act?.status, at(source, act?.by), act?.claimed]).toEqual(['negated', 'Never', false]);
  });

  test('a context says so, by which word', () => {
    const source = 'Participants take 5-HTP at night.';
    const rule = explained(source, '5-HTP');
    expect(rule?.status).toBe('none');
    expect(rule?.contexts.map(({ name, range }) => [name, at(source, range)])).toEqual([
      ['research-report', 'Participants'],
    ]);
  });

  test('its caveat stands', () => {
    const source = 'Take 5-HTP at night. Ask your doctor first.';
    const rule = explained(source, '5-HTP');
    expect(rule?.status).toBe('covered');
    expect(rule?.requirements[0]?.candidates[0]?.verdict).toBe('counts');
  });

  test('the words are quoted', () => {
    const source = 'It says “please take 5-HTP at night” there.';
    expect(explained(source, '5-HTP')?.pieces.every(({ excluded }) => excluded)).toBe(true);
  });

  test('an act is lacking, which', () => {
    const rule = explained('The 5-HTP molecule.', '5-HTP');
    expect(rule?.lacks.length).toBe(1);
  });

  test('a comment suppresses it, with the writer’s reason', () => {
    const source = '<!-- caveat-ignore precursor-supervision: by design -->\nTake 5-HTP at night.';
    expect(explained(source, 'Take')).toMatchObject({ status: 'suppressed', reason: 'by design' });
  });

  test('a lead-in forbids the list', () => {
    expect(text('Avoid:\n\n- Take 5-HTP at night.', '5-HTP')).toContain('forbids');
  });

  test('nothing stands there', () => {
    expect(text('```\nTake 5-HTP.\n```', '5-HTP')).toBe('No prose stands here, so no rule looks at it.\n');
    expect(text('The sky is blue.', 'sky')).toContain('No rule finds');
  });
});

test('each sentence on a line is explained', () => {
  const source = 'Take 5-HTP at night. Take tyrosine at noon.';
  const range = { start: 0, end: source.length };
  expect(analyzer.explain(source, range).map(({ statement }) => at(source, statement))).toEqual([
    'Take 5-HTP at night.',
    'Take tyrosine at noon.',
  ]);
  expect(analyzer.explain(source, { start: 22, end: 22 })).toHaveLength(1);
});

test('a name of the draft is told as such', () => {
  const source = 'People like Ballast. Ballast contains theanine.\n\nTake Ballast at night.';
  expect(text(source, 'Take Ballast')).toContain('- “Ballast” is this draft’s name for `theanine`: affirmed');
});

test('an explanation reads as Markdown', () => {
  const source = 'Take 5-HTP at night. It can be taken without supervision.';
  expect(text(source, '5-HTP')).toBe(`> Take 5-HTP at night.

## precursor-supervision: flagged: the claim lacks its caveat (error)

Precursor or amino-acid supplementation without a supervision note

- The claim: “Take 5-HTP”
- Reason: negated
- “5-HTP” is the concept \`5-hydroxytryptophan\`: affirmed
- “Take” is a cue of \`intake\`: affirmed
- Asks for \`supervision\` or \`overseer\` or \`supervised-use\` in the same section: lacking
  - line 1, same paragraph, “without supervision”: denied, or its clause allows instead of warning (by “without supervision”)
`);
});

test('a claim that goes with those of other rules names them', () => {
  const all = createAnalyzer({ data });
  const masking = (source: string): RuleExplanation | undefined =>
    all
      .explain(source, { start: 0, end: source.length })[0]
      ?.rules.find(({ rule }) => rule === 'masking-underlying-condition');
  const source = 'Nurses whose mood dips at night should add SAMe.';
  expect(masking(source)).toMatchObject({
    status: 'missing',
    beside: ['precursor-supervision', 'supplement-drug-interaction'],
  });
  expect(explanationText(all.explain(source, { start: 0, end: source.length }), source)).toContain(
    'It goes with what `precursor-supervision` finds here',
  );
  expect(masking('Nurses whose mood dips at night read of SAMe.')?.beside ?? []).toEqual([]);
});
