// Learns from the labelled texts how likely words make the claims of rules, and writes data/likelihood.json: logistic regressions over what statements hold.
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
import { passagesOf } from '../../src/caveats/passages.ts';
import { type Statement, statementsIn } from '../../src/caveats/statements.ts';
import { packNumbers } from '../../src/phrases/numbers.ts';
import type { OffsetRange } from '../../src/phrases/offsetRange.ts';
import { finish } from '../../src/phrases/steps.ts';
import { dataFiles } from '../dataFiles.ts';
import { claimlessTexts, type LabelledText, labelledSets, ownTexts, textsOfSet } from './labelled.ts';

/** A feature that fewer statements hold is not weighed, and no more than so many are. */
const FEWEST = 5;
const MOST = 8000;
const EPOCHS = 4;
const RATE = 0.25;
/** The examples of the rules have to hold: each counts as so many statements. */
const EXAMPLE_TIMES = 5;
/** What a weight of one stands for; weights are whole numbers from -127 to 127. */
const SCALE = 1 / 16;

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

/** A statement to learn from. */
interface Sample {
  readonly features: Int32Array;
  /** For each rule: 1 a claim, 0 none, -1 not known. */
  readonly truth: Int8Array;
  /** The rules of which one sample of `group` makes the claim. */
  readonly anyOf: readonly number[];
  readonly group: number;
  /** How often it counts. */
  readonly times: number;
}

/** An analyzer without weights, with the profiles of a rule on. */
function analyzerFor(rule: string): Analyzer {
  return createAnalyzer({ data, profiles: data.rules.get(rule)?.profiles ?? [] });
}

const texts = [
  ...labelledSets()
    .filter((set) => !left.has(set))
    .flatMap(textsOfSet),
  ...claimlessTexts(),
  ...ownTexts(data, analyzerFor),
];
const samples = texts.flatMap(samplesOf);
console.error(`${texts.length} texts, ${samples.length} statements`);
const wide = learn(samples, countedFeatures(samples));
const narrow = learn(samples, heaviest(wide, samples));
write(narrow);

function samplesOf(one: LabelledText, group: number): Sample[] {
  return statementsOf(one.text).map(({ statement, range }): Sample => {
    const truth = new Int8Array(width).fill(one.only === undefined ? 0 : -1);
    const anyOf: number[] = [];
    for (const label of one.labels) {
      const column = columns.get(label.rule);
      if (column === undefined) continue;
      if (!label.range) {
        truth[column] = label.isClaim ? -1 : 0;
        if (label.isClaim) anyOf.push(column);
      } else if (overlaps(label.range, range)) truth[column] = label.isClaim || truth[column] === 1 ? 1 : 0;
    }
    return { features: featuresOf(statement), truth, anyOf, group, times: one.set === 'examples' ? EXAMPLE_TIMES : 1 };
  });
}

function statementsOf(text: string): readonly { readonly statement: Statement; readonly range: OffsetRange }[] {
  const memory = { ...reader, memory: createSegmentMemory() };
  const draft = finish(draftOf(finish(layOut(text, memory, undefined)), memory));
  return passagesOf(draft)
    .flatMap((passage) => statementsIn(passage).single)
    .map((statement) => ({ statement, range: rangeOf(statement.own) }))
    .filter(({ range }) => range.start >= 0);
}

function overlaps(one: OffsetRange, two: OffsetRange): boolean {
  return one.start < two.end && two.start < one.end;
}

function featuresOf(statement: Statement): Int32Array {
  const features = new Set<number>();
  visitFeatures(statement, (feature) => features.add(feature));
  return Int32Array.from(features);
}

/** Weights, a row of all rules for each feature. */
interface Model {
  readonly rowOf: ReadonlyMap<number, number>;
  readonly weights: Float32Array;
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
function heaviest({ rowOf, weights }: Model, all: readonly Sample[]): ReadonlyMap<number, number> {
  const counts = countsIn(all);
  const force = ([feature, row]: readonly [number, number]): number => {
    const own = weights.subarray(row * width, (row + 1) * width);
    return own.reduce((sum, weight) => sum + weight * weight, 0) * Math.sqrt(counts.get(feature) ?? 0);
  };
  const kept = [...rowOf]
    .map((one) => ({ feature: one[0], force: force(one) }))
    .sort((one, two) => two.force - one.force);
  return new Map(kept.slice(0, MOST).map(({ feature }, row) => [feature, row]));
}

/** Logistic regressions for all rules at once, by gradient descent with a rate of its own for each weight (AdaGrad: Duchi, Hazan, Singer, JMLR 2011;12:2121-2159). */
function learn(all: readonly Sample[], rowOf: ReadonlyMap<number, number>): Model {
  const weights = new Float32Array(rowOf.size * width);
  const squares = new Float32Array(rowOf.size * width).fill(1e-6);
  const rows = all.map(({ features }) => Int32Array.from([...features].flatMap((feature) => rowOf.get(feature) ?? [])));
  const members = new Map<number, number[]>();
  for (const [index, { group, anyOf }] of all.entries())
    if (anyOf.length > 0) members.set(group, [...(members.get(group) ?? []), index]);
  const sums = new Float64Array(width);
  const addUp = (index: number): number => {
    const own = rows[index] as Int32Array;
    sums.fill(0);
    for (const row of own)
      for (let column = 0; column < width; column++)
        sums[column] = (sums[column] as number) + (weights[row * width + column] as number);
    const norm = 1 / Math.sqrt(own.length || 1);
    for (let column = 0; column < width; column++) sums[column] = (sums[column] as number) * norm;
    return norm;
  };
  const random = generator();
  const order = all.map((_, index) => index);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const { truth, anyOf, group, times } = all[index] as Sample;
      // Where a text makes a claim somewhere, it makes it in the statement that is most like one by now.
      const best = anyOf.map((column) => {
        const others = members.get(group) ?? [];
        const scored = others.map((other) => {
          addUp(other);
          return { other, sum: sums[column] as number };
        });
        return scored.reduce((one, two) => (two.sum > one.sum ? two : one)).other;
      });
      const norm = addUp(index);
      for (let column = 0; column < width; column++) {
        const known = best[anyOf.indexOf(column)] === index ? 1 : (truth[column] as number);
        sums[column] = known < 0 ? 0 : (1 / (1 + Math.exp(-(sums[column] as number))) - known) * norm * times;
      }
      for (const row of rows[index] as Int32Array) {
        for (let column = 0; column < width; column++) {
          const slope = sums[column] as number;
          if (slope === 0) continue;
          const at = row * width + column;
          squares[at] = (squares[at] as number) + slope * slope;
          weights[at] = (weights[at] as number) - (RATE * slope) / Math.sqrt(squares[at] as number);
        }
      }
    }
  }
  return { rowOf, weights };
}

/** The same numbers from 0 to 1 each time. */
function generator(): () => number {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

function shuffle(items: number[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as number, items[last] as number];
  }
}

function write({ rowOf, weights }: Model): void {
  const features = [...rowOf].sort(([one], [two]) => one - two);
  const steps = features.flatMap(([, row]) =>
    Array.from(weights.subarray(row * width, (row + 1) * width), (weight) =>
      Math.max(-127, Math.min(127, Math.round(weight / SCALE))),
    ),
  );
  const record = {
    rules,
    scale: SCALE,
    features: packNumbers(Int32Array.from(features.map(([feature]) => feature))),
    weights: packNumbers(Int32Array.from(steps)),
  };
  writeFileSync(out, `${JSON.stringify(record, undefined, 2)}\n`);
  console.error(`${out}: ${features.length} features, ${readFileSync(out).length} bytes`);
}
