import { unpackNumbers, unpackSmallNumbers } from '../phrases/numbers.ts';
import type { FeatureVisitor } from './features.ts';
import type { TokenRange } from './reading.ts';
import type { Part } from './statements.ts';

/**
 * A network as the data file holds it: one layer of hidden units between what a text holds and the rules, learned from texts that were labelled by hand
 * (`npm run learn`).
 */
export interface NetworkRecord {
  /** The rules that have weights, in the order of the columns. */
  readonly rules: readonly string[];
  /** How many hidden units there are. */
  readonly units: number;
  /** The features that are weighed, as packed numbers in ascending order. */
  readonly features: string;
  /** What each feature, in their order, adds to each hidden unit: packed small numbers, in steps of so much. */
  readonly inputs: { readonly step: number; readonly values: string };
  /** What each hidden unit adds to each rule, and in a last row what each rule begins with: packed numbers, in steps of so much. */
  readonly outputs: { readonly step: number; readonly values: string };
}

/** No rule has weights. */
export const NO_WEIGHTS: NetworkRecord = {
  rules: [],
  units: 0,
  features: '0 ',
  inputs: { step: 1, values: '0 ' },
  outputs: { step: 1, values: '0 ' },
};

/** Tells a visitor of the features of something. */
export type Features = (visit: FeatureVisitor) => void;

/** Weighs features for rules. */
export interface Network {
  /** The column of a rule, undefined for one without weights. */
  columnOf(rule: string): number | undefined;
  /** Makes it ready; else the first that weighs waits for it. */
  unpack(): void;
  weigh(features: Features): Weighed;
  /** The words that weigh for a rule, or against it, and how much: the heaviest first. */
  wordsOf(features: Features, weighed: Weighed, column: number): readonly WeighedWords[];
}

/** What features make of a network. */
export interface Weighed {
  /** What each feature is multiplied by. */
  readonly norm: number;
  readonly hidden: Float32Array;
  /** By the columns of rules, from 0 to 1. */
  readonly likelihoods: Float32Array;
}

export type WeighedWords = Part & { readonly weight: number };

/** The network of a record; it is unpacked when first asked. */
export function createNetwork(record: NetworkRecord): Network {
  const columns = new Map(record.rules.map((rule, column) => [rule, column]));
  let unpacked: Weights | undefined;
  const weights = (): Weights => {
    unpacked ??= unpack(record);
    return unpacked;
  };
  return {
    columnOf: (rule) => columns.get(rule),
    unpack() {
      weights();
    },
    weigh(features) {
      const { sums, count } = summed(features, weights());
      const norm = weights().step / Math.sqrt(count || 1);
      const hidden = Float32Array.from(sums, (sum) => Math.max(0, sum * norm));
      return { norm, hidden, likelihoods: likelihoodsBy(weights(), hidden) };
    },
    wordsOf: (features, weighed, column) => wordsWith(features, weighed, weights(), column),
  };
}

/** Weights ready to use: the features in a hash table with open addresses. */
interface Weights {
  readonly units: number;
  /** How many rules there are. */
  readonly width: number;
  /** Features, where their place in the table says; 0: none. */
  readonly keys: Int32Array;
  readonly rows: Int32Array;
  /** A row of all hidden units for each feature. */
  readonly inputs: Int8Array;
  /** What a one in `inputs` stands for. */
  readonly step: number;
  /** A row of all rules for each hidden unit, and one of what the rules begin with. */
  readonly outputs: Float32Array;
  /** The turn in which each row was last met, so that a feature that is told of twice counts once. */
  readonly seen: Int32Array;
  turn: number;
}

function unpack({ rules, units, features: packed, inputs, outputs }: NetworkRecord): Weights {
  const features = unpackNumbers(packed);
  let size = 2;
  while (size < features.length * 2) size *= 2;
  const keys = new Int32Array(size);
  const rows = new Int32Array(size);
  for (let row = 0; row < features.length; row++) {
    let at = (features[row] as number) & (size - 1);
    while (keys[at] !== 0) at = (at + 1) & (size - 1);
    keys[at] = features[row] as number;
    rows[at] = row;
  }
  return {
    units,
    width: rules.length,
    keys,
    rows,
    inputs: unpackSmallNumbers(inputs.values),
    step: inputs.step,
    outputs: Float32Array.from(unpackNumbers(outputs.values), (value) => value * outputs.step),
    seen: new Int32Array(features.length),
    turn: 0,
  };
}

/** What features add to the hidden units, each once, and how many are weighed. */
function summed(features: Features, table: Weights): { readonly sums: Int32Array; readonly count: number } {
  const { units, inputs, seen } = table;
  const turn = ++table.turn;
  const sums = new Int32Array(units);
  let count = 0;
  features((feature) => {
    const row = rowOf(table, feature);
    if (row < 0 || seen[row] === turn) return;
    seen[row] = turn;
    count++;
    for (let unit = 0, at = row * units; unit < units; unit++, at++)
      sums[unit] = (sums[unit] as number) + (inputs[at] as number);
  });
  return { sums, count };
}

/** How likely each rule is, given the hidden units. */
function likelihoodsBy({ units, width, outputs }: Weights, hidden: Float32Array): Float32Array {
  const sums = outputs.slice(units * width);
  for (let unit = 0; unit < units; unit++) {
    const value = hidden[unit] as number;
    if (value === 0) continue;
    const from = unit * width;
    for (let column = 0; column < width; column++)
      sums[column] = (sums[column] as number) + value * (outputs[from + column] as number);
  }
  return sums.map((sum) => 1 / (1 + Math.exp(-sum)));
}

/** The row of a feature, -1 where it is not weighed. */
function rowOf({ keys, rows }: Weights, feature: number): number {
  const mask = keys.length - 1;
  for (let at = feature & mask; keys[at] !== 0; at = (at + 1) & mask)
    if (keys[at] === feature) return rows[at] as number;
  return -1;
}

/** How much words weigh for a rule, by way of the hidden units that are not 0. */
function wordsWith(
  features: Features,
  { norm, hidden }: Weighed,
  weights: Weights,
  column: number,
): readonly WeighedWords[] {
  const { units, width, inputs, outputs } = weights;
  const weightOf = (row: number): number => {
    let weight = 0;
    for (let unit = 0; unit < units; unit++)
      if ((hidden[unit] as number) > 0)
        weight += (inputs[row * units + unit] as number) * (outputs[unit * width + column] as number);
    return weight * norm;
  };
  const found = new Map<number, WeighedWords>();
  features((feature, part, range: TokenRange | undefined) => {
    const row = rowOf(weights, feature);
    if (row >= 0 && part && range && !found.has(row)) found.set(row, { read: part.read, range, weight: weightOf(row) });
  });
  return [...found.values()].sort((one, two) => Math.abs(two.weight) - Math.abs(one.weight));
}
