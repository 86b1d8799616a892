// Learns from the labelled texts how likely words make the claims of rules, and writes data/likelihood.json: a small network over what statements hold.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Analyzer, createAnalyzer } from '../../src/analysis/analyzer.ts';
import { type DataFiles, readData } from '../../src/analysis/data.ts';
import { draftOf, layOut } from '../../src/analysis/layout.ts';
import { needsOf } from '../../src/analysis/needs.ts';
import { createSegmentMemory } from '../../src/analysis/segmentMemory.ts';
import { createSieve } from '../../src/analysis/sieve.ts';
import { rangeOf } from '../../src/caveats/explain.ts';
import { visitFeatures } from '../../src/caveats/features.ts';
import { overlap } from '../../src/caveats/judged.ts';
import type { LikelihoodRecord } from '../../src/caveats/likelihood.ts';
import { passagesOf } from '../../src/caveats/passages.ts';
import { type Statement, statementsIn } from '../../src/caveats/statements.ts';
import { packNumbers, packSmallNumbers } from '../../src/phrases/numbers.ts';
import type { OffsetRange } from '../../src/phrases/offsetRange.ts';
import { finish } from '../../src/phrases/steps.ts';
import { dataFiles } from '../dataFiles.ts';
import { claimlessTexts, type LabelledText, labelledSets, ownTexts, statementTexts, textsOfSet } from './labelled.ts';
import { learn, type Network, type Sample, UNITS } from './network.ts';
import { templateTexts } from './templates.ts';

/** A feature that fewer statements hold is not weighed, and no more than so many are. */
const FEWEST = 8;
const MOST = 18_000;
/** Each example of a rule counts as so many statements. */
const EXAMPLE_TIMES = 5;
/** Weights into the hidden units are whole numbers up to this; it stands for so many of their standard deviations. */
const LARGEST_INPUT = 7;
const DEVIATIONS = 4;
const OUTPUT_STEP = 1 / 64;

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const left = new Set((option('--without') ?? '').split(','));
const out = option('--out') ?? join(import.meta.dirname, '../../data/likelihood.json');

const files = dataFiles() as DataFiles;
/** Data without weights: what is learned must not hang on what was learned before. */
const { data } = readData({ ...files, likelihood: [] });
const reader = {
  lexicon: data.lexicon,
  language: data.language,
  sieve: createSieve(data.lexicon, needsOf([...data.rules.values()])),
};
const rules = [...data.rules.values()].filter(({ weighed }) => weighed).map(({ id }) => id);
const columns = new Map(rules.map((rule, column) => [rule, column]));
const width = rules.length;

/** An analyzer without weights, with the profiles of a rule on. */
function analyzerFor(rule: string): Analyzer {
  return createAnalyzer({ data, profiles: data.rules.get(rule)?.profiles ?? [] });
}

const texts = [
  ...labelledSets().flatMap(textsOfSet),
  ...claimlessTexts(),
  ...templateTexts(),
  ...statementTexts(),
  ...ownTexts(data, analyzerFor),
].filter(({ set }) => !left.has(set));
const samples = texts.flatMap(samplesOf);
console.error(`${texts.length} texts, ${samples.length} statements`);
const wide = learn(samples, countedFeatures(samples), width);
write(learn(samples, heaviest(wide, samples), width));

function samplesOf(one: LabelledText, group: number): Sample[] {
  return statementsOf(one.text).map(({ statement, range }): Sample => {
    const isKnown = (rule: string): boolean => one.only === undefined && isOn(rule, one) && !one.unsure?.includes(rule);
    const truth = Int8Array.from(rules, (rule) => (isKnown(rule) ? 0 : -1));
    const anyOf: number[] = [];
    for (const label of one.labels) {
      const column = columns.get(label.rule);
      if (column === undefined) continue;
      if (!label.range) {
        truth[column] = label.isClaim ? -1 : 0;
        if (label.isClaim) anyOf.push(column);
      } else if (overlap(label.range, range)) truth[column] = label.isClaim || truth[column] === 1 ? 1 : 0;
    }
    const mustHold = one.set === 'examples';
    return { features: featuresOf(statement), truth, anyOf, group, times: mustHold ? EXAMPLE_TIMES : 1, mustHold };
  });
}

/** Whether an author was to label the claims of a rule. */
function isOn(rule: string, { profiles }: LabelledText): boolean {
  return !profiles || data.rules.get(rule)?.profiles.some((profile) => profiles.includes(profile)) === true;
}

function statementsOf(text: string): readonly { readonly statement: Statement; readonly range: OffsetRange }[] {
  const memory = { ...reader, memory: createSegmentMemory() };
  const draft = finish(draftOf(finish(layOut(text, memory, undefined)), memory));
  return passagesOf(draft)
    .flatMap((passage) => statementsIn(passage).single)
    .map((statement) => ({ statement, range: rangeOf(statement.own) }))
    .filter(({ range }) => range.start >= 0);
}

function featuresOf(statement: Statement): Int32Array {
  const features = new Set<number>();
  visitFeatures(statement, (feature) => features.add(feature));
  return Int32Array.from(features);
}

/** How many statements hold each feature. */
function countsIn(all: readonly Sample[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { features } of all) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return counts;
}

/** The features that are not too rare, each with its row. */
function countedFeatures(all: readonly Sample[]): ReadonlyMap<number, number> {
  const kept = [...countsIn(all)].filter(([, count]) => count >= FEWEST).map(([feature]) => feature);
  return new Map(kept.map((feature, row) => [feature, row]));
}

/** The features that weigh most in the texts. */
function heaviest({ rowOf, inputs }: Network, all: readonly Sample[]): ReadonlyMap<number, number> {
  const counts = countsIn(all);
  const force = ([feature, row]: readonly [number, number]): number => {
    const own = inputs.subarray(row * UNITS, (row + 1) * UNITS);
    return own.reduce((sum, weight) => sum + weight * weight, 0) * Math.sqrt(counts.get(feature) ?? 0);
  };
  const kept = [...rowOf]
    .map((one) => ({ feature: one[0], force: force(one) }))
    .sort((one, two) => two.force - one.force);
  return new Map(kept.slice(0, MOST).map(({ feature }, row) => [feature, row]));
}

function write({ rowOf, inputs, outputs }: Network): void {
  const features = [...rowOf].sort(([one], [two]) => one - two);
  const ordered = features.flatMap(([, row]) => Array.from(inputs.subarray(row * UNITS, (row + 1) * UNITS)));
  const deviation = Math.sqrt(ordered.reduce((sum, weight) => sum + weight * weight, 0) / ordered.length);
  const record: LikelihoodRecord = {
    rules,
    units: UNITS,
    features: packNumbers(Int32Array.from(features.map(([feature]) => feature))),
    ...rounded((DEVIATIONS * deviation) / LARGEST_INPUT, ordered, outputs),
  };
  writeFileSync(out, `${JSON.stringify(record, undefined, 2)}\n`);
  console.error(`${out}: ${features.length} features, ${readFileSync(out).length} bytes`);
}

function rounded(
  step: number,
  inputs: readonly number[],
  outputs: Float32Array,
): Pick<LikelihoodRecord, 'inputs' | 'outputs'> {
  const rough = (weight: number): number =>
    Math.max(-LARGEST_INPUT, Math.min(LARGEST_INPUT, Math.round(weight / step)));
  return {
    inputs: { step, values: packSmallNumbers(Int8Array.from(inputs, rough)) },
    outputs: {
      step: OUTPUT_STEP,
      values: packNumbers(Int32Array.from(outputs, (weight) => Math.round(weight / OUTPUT_STEP))),
    },
  };
}
