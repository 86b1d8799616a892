// Learns from the labelled texts how likely words make the claims of rules and are the caveats for them, and writes data/likelihood.json: a small network for each.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Analyzer, createAnalyzer } from '../../src/analysis/analyzer.ts';
import type { LikelihoodRecord } from '../../src/caveats/likelihood.ts';
import type { NetworkRecord } from '../../src/caveats/network.ts';
import { packNumbers, packSmallNumbers } from '../../src/phrases/numbers.ts';
import { caveatSamples } from './caveatSamples.ts';
import { claimSamples } from './claimSamples.ts';
import { caveatTexts, claimlessTexts, labelledSets, ownTexts, statementTexts, textsOfSet } from './labelled.ts';
import { type Held, learn, type Network, type Sample } from './network.ts';
import { data } from './reader.ts';
import { templateTexts } from './templates.ts';

/** How large a network is, and what has to hold in it. */
interface Size extends Held {
  /** Hidden units. */
  readonly units: number;
  /** No more features than so many are weighed. */
  readonly features: number;
}

/** Fewer units find less in unseen texts, half as many again hardly more. */
const CLAIMS: Size = { units: 64, features: 18_000, lowestYes: 0.45, highestNo: 0.4 };
const CAVEATS: Size = { units: 32, features: 8_000, lowestYes: 0, highestNo: 0.15 };
/** A feature that fewer samples hold is not weighed. */
const FEWEST = 8;
/** Weights into the hidden units are whole numbers up to this; it stands for so many of their standard deviations. */
const LARGEST_INPUT = 7;
const DEVIATIONS = 4;
const OUTPUT_STEP = 1 / 64;

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const left = new Set((option('--without') ?? '').split(','));
const OWN = join(import.meta.dirname, '../../data/likelihood.json');
const out = option('--out') ?? OWN;

/** An analyzer without weights, with the profiles of a rule on. */
function analyzerFor(rule: string): Analyzer {
  return createAnalyzer({ data, profiles: data.rules.get(rule)?.profiles ?? [] });
}

const all = [...data.rules.values()];
const texts = [
  ...labelledSets().flatMap(textsOfSet),
  ...claimlessTexts(),
  ...templateTexts(),
  ...statementTexts(),
  ...ownTexts(data, analyzerFor),
].filter(({ set }) => !left.has(set));
const caveats = left.has('caveats') ? [] : caveatTexts();
const claiming = all.filter(({ weighed }) => weighed).map(({ id }) => id);
const covering = all.filter(({ caveat }) => caveat.some(({ weighed }) => weighed)).map(({ id }) => id);
const parts = {
  claims: () => learned(claiming, claimSamples(texts, claiming), CLAIMS),
  caveats: () => learned(covering, caveatSamples(texts, caveats, covering), CAVEATS),
};
const part = option('--part') as keyof LikelihoodRecord | undefined;
const before = part && (JSON.parse(readFileSync(OWN, 'utf8')) as LikelihoodRecord);
const record: LikelihoodRecord = before
  ? { ...before, [part]: parts[part]() }
  : { claims: parts.claims(), caveats: parts.caveats() };
writeFileSync(out, `${JSON.stringify(record, undefined, 2)}\n`);
console.error(`${out}: ${readFileSync(out).length} bytes`);

/** Learns twice: which features weigh most, and what they weigh without the others. */
function learned(rules: readonly string[], samples: readonly Sample[], size: Size): NetworkRecord {
  const { units, features } = size;
  console.error(`${samples.length} samples of ${rules.length} rules`);
  const wide = learn(samples, countedFeatures(samples), rules.length, units, size);
  return recordOf(rules, learn(samples, heaviest(wide, samples, features), rules.length, units, size));
}

/** How many samples hold each feature. */
function countsIn(samples: readonly Sample[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { features } of samples)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return counts;
}

/** The features that are not too rare, each with its row. */
function countedFeatures(samples: readonly Sample[]): ReadonlyMap<number, number> {
  const kept = [...countsIn(samples)].filter(([, count]) => count >= FEWEST).map(([feature]) => feature);
  return new Map(kept.map((feature, row) => [feature, row]));
}

/** The features that weigh most in the texts, each with its row. */
function heaviest(
  { units, rowOf, inputs }: Network,
  samples: readonly Sample[],
  most: number,
): ReadonlyMap<number, number> {
  const counts = countsIn(samples);
  const force = ([feature, row]: readonly [number, number]): number => {
    const own = inputs.subarray(row * units, (row + 1) * units);
    return own.reduce((sum, weight) => sum + weight * weight, 0) * Math.sqrt(counts.get(feature) ?? 0);
  };
  const kept = [...rowOf]
    .map((one) => ({ feature: one[0], force: force(one) }))
    .sort((one, two) => two.force - one.force);
  return new Map(kept.slice(0, most).map(({ feature }, row) => [feature, row]));
}

function recordOf(rules: readonly string[], { units, rowOf, inputs, outputs }: Network): NetworkRecord {
  const features = [...rowOf].sort(([one], [two]) => one - two);
  const ordered = features.flatMap(([, row]) => Array.from(inputs.subarray(row * units, (row + 1) * units)));
  const deviation = Math.sqrt(ordered.reduce((sum, weight) => sum + weight * weight, 0) / ordered.length);
  return {
    rules,
    units,
    features: packNumbers(Int32Array.from(features.map(([feature]) => feature))),
    ...rounded((DEVIATIONS * deviation) / LARGEST_INPUT, ordered, outputs),
  };
}

function rounded(
  step: number,
  inputs: readonly number[],
  outputs: Float32Array,
): Pick<NetworkRecord, 'inputs' | 'outputs'> {
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
