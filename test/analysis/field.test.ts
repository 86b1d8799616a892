import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { TELLING } from '../../src/caveats/field.ts';
import { explanationText } from '../../src/report/explanation.ts';
import { ownAnalyzer, ownData } from '../helpers.ts';

/** Speaks of nothing in our field, but for what it promises. */
const OTHER = 'The parser reads a line and hands it on. '.repeat(60);
const PROMISE = 'It ends the jitters instantly and for good, guaranteed.';

const rulesOf = (source: string): readonly string[] =>
  ownAnalyzer()
    .analyze(source)
    .findings.map(({ rule }) => rule);

describe('rules of a field', () => {
  test('look at a draft that is too short to tell', () => {
    expect(PROMISE.length).toBeLessThan(TELLING);
    expect(rulesOf(PROMISE)).toEqual(['cure-guarantee-absolute']);
  });

  test('pass over a longer draft on other things', () => {
    expect(rulesOf(`${OTHER}\n\n${PROMISE}`)).toEqual([]);
  });

  test('look at one that names a substance', () => {
    expect(rulesOf(`${OTHER}\n\n${PROMISE}\n\nTryptophan is an amino acid.`)).toEqual(['cure-guarantee-absolute']);
  });

  test('look at one that bears several weaker signs', () => {
    const weak = 'The brain of patients who take vitamins for their mood is in the hands of a doctor, says the FDA.';
    expect(rulesOf(`${OTHER}\n\n${PROMISE}\n\n${weak}`)).toContain('cure-guarantee-absolute');
  });

  test('speak up as soon as an edit brings the draft into their field, and fall silent again', () => {
    const analyzer = ownAnalyzer();
    const counts = ['', '\n\nTryptophan is an amino acid.', ''].map(
      (added) => analyzer.analyze(`${OTHER}\n\n${PROMISE}${added}\n`).findings.length,
    );
    expect(counts).toEqual([0, 1, 0]);
  });

  test('are told of where somebody asks why nothing is reported', () => {
    const source = `${OTHER}\n\n${PROMISE}\n`;
    const start = source.indexOf(PROMISE);
    const explained = (text: string) => explanationText(ownAnalyzer().explain(text, { start, end: start + 1 }), text);
    expect(explained(source)).toContain('The rules on health pass this draft over: it names nothing of theirs.');
    expect(explained(`${source}\nTryptophan.\n`)).not.toContain('pass this draft over');
  });

  test('are not there for a team’s own rules, unless these name one', () => {
    const data = ownData();
    const rule = data.rules.get('cure-guarantee-absolute');
    if (!rule) throw new Error('the rule is gone');
    const rules = new Map(data.rules).set(rule.id, { ...rule, field: undefined });
    const analyzer = createAnalyzer({ data: { ...data, rules } });
    expect(analyzer.analyze(`${OTHER}\n\n${PROMISE}`).findings.map((one) => one.rule)).toEqual([rule.id]);
  });
});
