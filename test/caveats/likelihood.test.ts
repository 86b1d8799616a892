import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { draftOf, layOut } from '../../src/analysis/layout.ts';
import { needsOf } from '../../src/analysis/needs.ts';
import { createSegmentMemory } from '../../src/analysis/segmentMemory.ts';
import { createSieve } from '../../src/analysis/sieve.ts';
import { visitFeatures } from '../../src/caveats/features.ts';
import { likelihoodFrom, UNWEIGHED } from '../../src/caveats/likelihood.ts';
import { NO_WEIGHTS } from '../../src/caveats/network.ts';
import { passagesOf } from '../../src/caveats/passages.ts';
import type { Context } from '../../src/caveats/rule.ts';
import { type Statement, statementsIn } from '../../src/caveats/statements.ts';
import { packNumbers, packSmallNumbers } from '../../src/phrases/numbers.ts';
import { finish } from '../../src/phrases/steps.ts';
import { ownAnalyzer, ownData } from '../helpers.ts';

const data = ownData();
const { likelihood } = data.cues;
const sieve = createSieve(data.lexicon, needsOf([...data.rules.values()]));

/** The statements of a text, as the project's own data read it. */
function statements(text: string): readonly Statement[] {
  const reader = { lexicon: data.lexicon, language: data.language, memory: createSegmentMemory(), sieve };
  const draft = finish(draftOf(finish(layOut(text, reader, undefined)), reader));
  return passagesOf(draft).flatMap((passage) => statementsIn(passage).single);
}

function featuresOf(statement: Statement): ReadonlySet<number> {
  const features = new Set<number>();
  visitFeatures(statement, (feature) => features.add(feature));
  return features;
}

describe('features', () => {
  test.each([
    ['Take tyrosine at noon.', 'Take tyrosine at noon. Ask your doctor first.'],
    ['Take tyrosine at noon.', 'Serotonin is a messenger. Take tyrosine at noon.'],
  ])('of a sentence hang on no sentence beside it: %s', (alone, beside) => {
    const [own] = statements(alone);
    const same = statements(beside).find(
      ({ own: [part] }) => part && part.read.sentences.length > 1 && beside.includes(alone) && partText(part) === alone,
    );
    expect(featuresOf(same as Statement)).toEqual(featuresOf(own as Statement));
  });

  test('of words are the same with a full stop behind them', () => {
    const [open] = statements('Tyrosine at noon');
    const [ended] = statements('Tyrosine at noon.');
    expect(featuresOf(ended as Statement)).toEqual(featuresOf(open as Statement));
  });

  test('tell the heading and the lead-in', () => {
    const [alone] = statements('- Tyrosine at noon.');
    const led = statements('## Plan\n\nEvery day:\n\n- Tyrosine at noon.').at(-1);
    const more = [...featuresOf(led as Statement)].filter((one) => !featuresOf(alone as Statement).has(one));
    // The word of the heading, as that and as what governs the item, the two words of the lead-in and its colon.
    expect(more).toHaveLength(5);
  });
});

function partText({ read, range }: Statement['own'][number]): string {
  const { text, start, end } = read.tokens;
  return text.slice(start[range.first], end[range.end - 1]);
}

describe('a likelihood', () => {
  const [statement] = statements('Take tyrosine at noon.') as [Statement];

  test('is that of a network with one layer of hidden units over the weighed features', () => {
    const features = [...featuresOf(statement)].sort((one, two) => one - two).slice(0, 4);
    const claims = {
      rules: ['one', 'two'],
      units: 3,
      features: packNumbers(Int32Array.from(features)),
      inputs: { step: 0.5, values: packSmallNumbers(Int8Array.from([1, 0, -7, 2, 0, 7, 3, -4, 0, 0, 0, -1])) },
      outputs: { step: 0.25, values: packNumbers(Int32Array.from([4, -8, 9, 9, 9, 9, 2, 0])) },
    };
    const { of } = likelihoodFrom({ claims, caveats: NO_WEIGHTS });
    // The first unit holds half of 1 + 2 + 3 by the root of four features; the others, below 0, add nothing.
    expect(of(statement, 'one')).toBeCloseTo(1 / (1 + Math.exp(-(1.5 + 0.5))), 5);
    expect(of(statement, 'two')).toBeCloseTo(1 / (1 + Math.exp(3)), 5);
  });

  test('is unknown for a rule without weights', () => {
    expect(likelihood.of(statement, 'no-such-rule')).toBeUndefined();
    expect(UNWEIGHED.of(statement, 'precursor-supervision')).toBeUndefined();
  });

  test('has weights for the rules whose words are weighed, and for no other', () => {
    const weighed = [...data.rules.values()].filter((rule) => rule.weighed).map(({ id }) => id);
    expect([...likelihood.record.claims.rules].sort()).toEqual(weighed.sort());
  });

  test('tells its words, the heaviest first', () => {
    const words = likelihood.wordsOf(statement, 'precursor-supervision');
    expect(words.length).toBeGreaterThan(2);
    const weights = words.map(({ weight }) => Math.abs(weight));
    expect(weights).toEqual(weights.toSorted((one, two) => two - one));
  });
});

describe('by the weight of words', () => {
  const weighed = ownAnalyzer();
  const byPatterns = createAnalyzer({ data: { ...data, cues: { ...data.cues, likelihood: UNWEIGHED } } });
  const rulesIn = (analyzer: Pick<typeof weighed, 'analyze'>, text: string) =>
    analyzer.analyze(text).claims.map(({ rule }) => rule);

  test('what a pattern finds is no claim where it is unlikely', () => {
    const text = '5-HTP and tyrosine can bring on mood swings, muddled thinking or dependence on the routine.';
    expect(rulesIn(byPatterns, text)).toContain('special-population-caution');
    expect(rulesIn(weighed, text)).not.toContain('special-population-caution');
  });

  test('what no pattern finds is one where it is likely', () => {
    const text =
      'Draw up a stack of tyrosine and theanine, change one thing every Sunday, and be the doctor you were waiting for.';
    expect(rulesIn(byPatterns, text)).not.toContain('self-prescribed-protocol');
    expect(rulesIn(weighed, text)).toContain('self-prescribed-protocol');
  });

  test('a rule may ask that words make it likelier, be there a pattern or none', () => {
    const asking = (least: number) => {
      const rules = new Map([...data.rules].map(([id, one]) => [id, one.weighed ? { ...one, least } : one]));
      return createAnalyzer({ data: { ...data, rules } });
    };
    const none = 'Draw up a stack of tyrosine and theanine, change one thing every Sunday, and be your own doctor.';
    const fitting = 'Build your own neurotransmitter stack in three steps.';
    for (const text of [none, fitting]) {
      expect(rulesIn(asking(0), text)).toContain('self-prescribed-protocol');
      expect(rulesIn(asking(1), text)).not.toContain('self-prescribed-protocol');
    }
  });

  test('a context that yields does not keep back what is very likely', () => {
    const text = 'Years ago I was told of tyrosine, and it keeps me going.';
    const rule = 'precursor-supervision';
    const history = { ...(data.cues.contexts.get('history') as Context), yielding: false };
    const contexts = new Map(data.cues.contexts).set('history', history);
    const strict = createAnalyzer({ data: { ...data, cues: { ...data.cues, contexts } } });
    expect(rulesIn(weighed, text)).toContain(rule);
    expect(rulesIn(strict, text)).not.toContain(rule);
  });

  test('what is certain by its own words is not kept back by them, but by what stands around it', () => {
    const rule = 'precursor-supervision';
    const text = 'The trials showed it: two capsules of tryptophan at bedtime and you sleep through.';
    expect(rulesIn(byPatterns, text)).not.toContain(rule);
    expect(rulesIn(weighed, text)).toContain(rule);
    expect(rulesIn(weighed, `“${text}”`)).toContain(rule);
    expect(rulesIn(weighed, `> ${text}\n>\n> — A forum post, Leeds`)).not.toContain(rule);
    expect(rulesIn(weighed, `Myths that we hear at the counter:\n\n- ${text}`)).not.toContain(rule);
  });

  test('so is what names nothing of the glossary, where words stand that do for a name', () => {
    const rule = 'self-prescribed-protocol';
    const text = 'Pick two powders from the shelf, nudge the amounts up or down by how you feel, and be your own lab.';
    expect(statements(text)[0]?.own[0]?.read.mentions).toEqual([]);
    expect(rulesIn(byPatterns, text)).not.toContain(rule);
    expect(rulesIn(weighed, text)).toContain(rule);
    const own = new Map([...data.rules].map(([id, one]) => [id, { ...one, unnamed: [] }]));
    expect(rulesIn(createAnalyzer({ data: { ...data, rules: own } }), text)).not.toContain(rule);
  });

  test('what is marked is of a kind that the rule asks for, where such a thing is named, and tells what is said of it', () => {
    const text = 'When mood is flat, S-adenosylmethionine has an answer.';
    const claims = weighed.analyze(text).claims.filter(({ rule }) => rule === 'supplement-drug-interaction');
    expect(rulesIn(byPatterns, text)).not.toContain('supplement-drug-interaction');
    const [marked = ''] = claims.map(({ range }) => text.slice(range.start, range.end));
    expect(claims).toHaveLength(1);
    expect(marked).toMatch(/^S-adenosylmethionine has/);
  });

  test('what a fix words milder does not come back', () => {
    const text = (words: string) => `Tyrosine ${words} depression for good, and no pill comes near it.`;
    expect(rulesIn(weighed, text('relieves'))).toContain('disease-treatment-claim');
    expect(rulesIn(weighed, text('may help with'))).not.toContain('disease-treatment-claim');
  });

  test('an explanation tells what decided', () => {
    const told = (text: string, rule: string) =>
      weighed.explain(text, { start: 0, end: text.length })[0]?.rules.find((one) => one.rule === rule)?.weighing;
    const unlikely = '5-HTP and tyrosine can bring on mood swings, muddled thinking or dependence on the routine.';
    expect(told(unlikely, 'special-population-caution')?.verdict).toBe('unlikely');
    const likely =
      'Draw up a stack of tyrosine and theanine, change one thing every Sunday, and be the doctor you were waiting for.';
    expect(told(likely, 'self-prescribed-protocol')?.verdict).toBe('likely');
    expect(told('Take 5-HTP at night.', 'precursor-supervision')).toBeUndefined();
  });
});
