import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { extendData, readData } from '../../src/analysis/data.ts';
import { reviewGlossary } from '../../src/analysis/reviewGlossary.ts';
import { createExpander } from '../../src/phrases/expand.ts';
import { dataFiles } from '../dataFiles.ts';

const BASE = `version: 1
concepts:
  - id: dopamine
    terms: [dopamine, { term: =DA, needs: [dopamine] }, { term: old dopamine, status: deprecated }]
    definition: A transmitter.
    sources: [{ name: General biochemistry }]
  - id: mood
    terms: [{ term: mood, notFollowedBy: [board] }]
    definition: A state.
    sources: [{ name: General biochemistry }]
`;
const { data: base } = readData({
  language: dataFiles().language,
  glossary: [{ name: 'base.yaml', text: BASE }],
  cues: [],
  rules: [],
});

/** The findings in one concept, which has a source and a definition unless it says otherwise. */
function review(concept: string): readonly string[] {
  const lines = ['version: 1', 'concepts:', '  - id: x', ...concept.split('\n').map((line) => `    ${line}`)];
  if (!concept.includes('definition:')) lines.push('    definition: A thing.');
  if (!concept.includes('sources:')) lines.push('    sources: [{ name: General biochemistry }]');
  const file = { name: 'g.yaml', text: lines.join('\n') };
  const { data, problems } = extendData(base, [file]);
  expect(problems).toEqual([]);
  const found = reviewGlossary([file], {
    analyze: createAnalyzer({ data }).analyze,
    expander: createExpander(data.language.english),
    concepts: data.concepts,
  });
  return found.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('a glossary under review', () => {
  test('with nothing to say', () => {
    expect(review('terms: [catecholamine]')).toEqual([]);
  });

  test('a concept has a source', () => {
    expect(review('terms: [catecholamine]\nsources: []')).toEqual([
      '3:9 The concept "x" has no source, expected at least one under "sources"',
    ]);
  });

  test('one term is preferred', () => {
    expect(review('terms: [{ term: a1, status: admitted }]')).toEqual([
      '4:12 The concept "x" has no preferred term, expected one',
    ]);
    expect(review('terms: [a1, { term: b1, status: preferred }]')).toEqual([
      '4:17 A second preferred term of "x", expected one; the others are admitted',
    ]);
  });

  test('a term that another one finds already is told, one that adds a spelling is not', () => {
    expect(review('terms: [brain wave, brain-wave, brainwave]')).toEqual([
      '4:25 The term "brain-wave" finds nothing that "brain wave" of the same concept does not, expected it once',
    ]);
  });

  test('a term of another concept is told, unless that one needs a context', () => {
    expect(review('terms: [mood]')).toEqual([expect.stringMatching(/^4:13 The term "mood" belongs to "mood" too/)]);
    expect(review('terms: [=DA]')).toEqual([]);
    expect(review('terms: [{ term: mood, needs: [ring] }]')).toEqual([]);
  });

  test.each(['definition', 'plain', 'risk', 'facets: { Origin', 'facets: { Risk'])('deprecated terms in %s', (key) => {
    const end = key.includes('{') ? ' }' : '';
    expect(review(`terms: [a1]\n${key}: Like old dopamine and old dopamine.${end}`)).toEqual([
      expect.stringMatching(/^5:\d+ A text of "x" uses the deprecated term "old dopamine", expected "dopamine"$/),
    ]);
  });

  test('abbreviations that nothing explains, each once', () => {
    const text = 'NMDA, the NMDA receptor (NR), NRs, type II, B6, DNA, a1, X, QQs and dopamine (DA)';
    expect(review(`terms: [a1, =QQ]\ndefinition: ${text}.`).map((line) => /"([^"]+)"/.exec(line)?.[1])).toEqual([
      'NMDA',
      'DNA',
    ]);
  });

  test('a file that the schema refuses gives nothing more', () => {
    const tools = {
      analyze: createAnalyzer({ data: base }).analyze,
      expander: createExpander(base.language.english),
      concepts: base.concepts,
    };
    expect(reviewGlossary([{ name: 'g.yaml', text: 'version: 1\nconcepts: [{ id: x }]' }], tools)).toEqual([]);
  });
});

test('our own glossary has nothing to mend', () => {
  const files = dataFiles();
  const { data } = readData(files);
  const found = reviewGlossary(files.glossary, {
    analyze: createAnalyzer({ data }).analyze,
    expander: createExpander(data.language.english),
    concepts: data.concepts,
  });
  expect(found.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
});
