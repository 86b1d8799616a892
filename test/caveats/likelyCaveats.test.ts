import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { likelihoodFrom } from '../../src/caveats/likelihood.ts';
import { NO_WEIGHTS } from '../../src/caveats/network.ts';
import { explanationText } from '../../src/report/explanation.ts';
import { ownAnalyzer, ownData } from '../helpers.ts';

const data = ownData();
const { claims } = data.cues.likelihood.record;
const weighed = ownAnalyzer();
const byCues = createAnalyzer({
  data: { ...data, cues: { ...data.cues, likelihood: likelihoodFrom({ claims, caveats: NO_WEIGHTS }) } },
});

const RULE = 'individual-variation';
const CLAIM = '5-HTP works for everyone.';
/** No cue tells this caveat. */
const CAVEAT = 'What suits your neighbour may be far too much, or far too little, for you.';

function statusIn(analyzer: Pick<typeof weighed, 'analyze'>, text: string): string | undefined {
  return analyzer.analyze(text).claims.find(({ rule }) => rule === RULE)?.status;
}

describe('a caveat that no cue tells', () => {
  test.each([
    ['behind the claim', `${CLAIM} ${CAVEAT}`],
    ['in a paragraph of its own', `${CLAIM}\n\n${CAVEAT}`],
    ['elsewhere in the section', `# Use\n\n${CLAIM}\n\nShops sell it.\n\n## How\n\nIt is swallowed.\n\n${CAVEAT}`],
    ['in a safety section beside', `# Use\n\n${CLAIM}\n\n# Safety\n\n${CAVEAT}`],
  ])('is known by its words: %s', (_, text) => {
    expect(statusIn(byCues, text)).toBe('missing');
    expect(statusIn(weighed, text)).toBe('covered');
  });

  test.each([
    ['in another section', `# Use\n\n${CLAIM}\n\n# Else\n\n${CAVEAT}`],
    ['asked', `${CLAIM} ${CAVEAT.replace('.', '?')}`],
    ['struck out', `${CLAIM} ~~${CAVEAT}~~`],
    ['as a heading', `${CLAIM}\n\n## ${CAVEAT}`],
    ['of something else', `${CLAIM} Unlike rival brands, this has no smell.`],
  ])('is none %s', (_, text) => {
    expect(statusIn(weighed, text)).toBe('missing');
  });

  test('is where it stands, in the source', () => {
    const text = `${CLAIM} *${CAVEAT}*`;
    const caveat = weighed.analyze(text).claims.find(({ rule }) => rule === RULE)?.caveat;
    expect(text.slice(caveat?.start, caveat?.end)).toBe(CAVEAT);
  });

  test('is told with its likelihood', () => {
    const text = `${CLAIM} ${CAVEAT}`;
    const told = explanationText(weighed.explain(text, { start: 0, end: CLAIM.length }), text);
    expect(told).toMatch(/same paragraph, “What suits .*”: counts, by its words \d+ % likely the caveat/);
  });
});

test('it covers a claim, whatever the publication is said to carry elsewhere', () => {
  const claim = 'Take 200 mg of tyrosine every morning.';
  const likely = {
    ...data.cues.likelihood,
    ofCaveat: (read: { readonly index: number }) => (read.index === 1 ? 1 : 0),
  };
  const lenient = createAnalyzer({
    data: { ...data, cues: { ...data.cues, likelihood: likely } },
  });
  const claimIn = (text: string) =>
    lenient
      .analyze(`---\ncaveat: { declared: [interactions] }\n---\n\n${text}`)
      .claims.find(({ rule }) => rule === 'supplement-drug-interaction');
  expect(claimIn(claim)?.status).toBe('missing');
  expect(claimIn(`${claim}\n\nA nurse of the ward writes down how it goes.`)?.status).toBe('covered');
});

test('what is not to be forgotten is not waved off', () => {
  const claim = 'Take 200 mg of tyrosine every morning.';
  const statusOf = (caveat: string) =>
    weighed.analyze(`${claim} ${caveat}`).claims.find(({ rule }) => rule === 'supplement-drug-interaction')?.status;
  expect(statusOf('Don’t forget the small print; it may interact with prescription medicines.')).toBe('covered');
  expect(statusOf('Forget the small print; it may interact with prescription medicines.')).toBe('missing');
});

test('where a cue stands, it decides, however the words weigh', () => {
  const text = `${CLAIM} Nobody responds differently.`;
  expect(statusIn(weighed, text)).toBe('missing');
});

test('the words of the claim itself are not weighed as its caveat', () => {
  const likely = data.cues.likelihood;
  const all = { ...likely, ofCaveat: () => 1 };
  const lenient = createAnalyzer({ data: { ...data, cues: { ...data.cues, likelihood: all } } });
  expect(statusIn(lenient, CLAIM)).toBe('missing');
});

test('an edit that brings or takes it is heeded wherever it counts', () => {
  const text = (own: string, safety: string) =>
    `# Use\n\n${CLAIM}\n\n${own}\n\n# Notes\n\nNone.\n\n# Safety\n\n${safety}\n`;
  const analyzer = ownAnalyzer();
  const statuses = [
    ['Shops sell it.', 'Keep it dry.'],
    [CAVEAT, 'Keep it dry.'],
    ['Shops sell it.', CAVEAT],
    ['Shops sell it.', 'Keep it dry.'],
  ].map(([own = '', safety = '']) => statusIn(analyzer, text(own, safety)));
  expect(statuses).toEqual(['missing', 'covered', 'covered', 'missing']);
});
