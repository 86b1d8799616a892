import { unpackNumbers, unpackSmallNumbers } from '../phrases/numbers.ts';
import { visitFeatures } from './features.ts';
import type { TokenRange } from './reading.ts';
import type { Part, Statement } from './statements.ts';

/**
 * Weights as the data file holds them: a network with one layer of hidden units between what a statement holds and the rules, learned from texts that were
 * labelled by hand (`npm run learn`).
 */
export interface LikelihoodRecord {
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

/** Tells how likely it is, from 0 to 1, that a statement makes the claim of a rule, caveat or no caveat. */
export interface Likelihood {
  readonly record: LikelihoodRecord;
  /** Undefined for a rule without weights. */
  of(statement: Statement, rule: string): number | undefined;
  /** The words of the statement that weigh for the claim, or against it, and how much: the heaviest first. */
  wordsOf(statement: Statement, rule: string): readonly (Part & { readonly weight: number })[];
}

/** No rule has weights. */
export const UNWEIGHED: Likelihood = likelihoodFrom({
  rules: [],
  units: 0,
  features: '0 ',
  inputs: { step: 1, values: '0 ' },
  outputs: { step: 1, values: '0 ' },
});

/** The likelihood that some weights give; they are unpacked when first asked. */
export function likelihoodFrom(record: LikelihoodRecord): Likelihood {
  const columns = new Map(record.rules.map((rule, column) => [rule, column]));
  let unpacked: Weights | undefined;
  const weights = (): Weights => {
    unpacked ??= unpack(record);
    return unpacked;
  };
  const known = new WeakMap<Statement, Weighed>();
  const weighed = (statement: Statement): Weighed => {
    const before = known.get(statement);
    if (before) return before;
    const rows = rowsOf(statement, weights());
    const norm = weights().step / Math.sqrt(rows.size || 1);
    const hidden = hiddenOf(rows, norm, weights());
    const found = { norm, hidden, likelihoods: likelihoodsBy(weights(), hidden) };
    known.set(statement, found);
    return found;
  };
  return {
    record,
    of(statement, rule) {
      const column = columns.get(rule);
      return column === undefined ? undefined : weighed(statement).likelihoods[column];
    },
    wordsOf(statement, rule) {
      const column = columns.get(rule);
      return column === undefined ? [] : wordsWith(statement, weighed(statement), weights(), column);
    },
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
}

function unpack({ rules, units, features: packed, inputs, outputs }: LikelihoodRecord): Weights {
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
  };
}

/** What the features of some rows make of the hidden units; none is less than 0. */
function hiddenOf(rows: ReadonlySet<number>, norm: number, { units, inputs }: Weights): Float32Array {
  const sums = new Int32Array(units);
  for (const row of rows)
    for (let unit = 0, at = row * units; unit < units; unit++, at++)
      sums[unit] = (sums[unit] as number) + (inputs[at] as number);
  return Float32Array.from(sums, (sum) => Math.max(0, sum * norm));
}

/** How likely the claim of each rule is, given the hidden units. */
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

function rowsOf(statement: Statement, table: Weights): ReadonlySet<number> {
  const rows = new Set<number>();
  visitFeatures(statement, (feature) => {
    const row = rowOf(table, feature);
    if (row >= 0) rows.add(row);
  });
  return rows;
}

/** What a statement makes of the network. */
interface Weighed {
  /** What each of its features is multiplied by. */
  readonly norm: number;
  readonly hidden: Float32Array;
  /** Of the claim of each rule. */
  readonly likelihoods: Float32Array;
}

/** How much words weigh for a rule, by way of the hidden units that are not 0. */
function wordsWith(
  statement: Statement,
  { norm, hidden }: Weighed,
  weights: Weights,
  column: number,
): readonly (Part & { readonly weight: number })[] {
  const { units, width, inputs, outputs } = weights;
  const weightOf = (row: number): number => {
    let weight = 0;
    for (let unit = 0; unit < units; unit++)
      if ((hidden[unit] as number) > 0)
        weight += (inputs[row * units + unit] as number) * (outputs[unit * width + column] as number);
    return weight * norm;
  };
  const found = new Map<number, Part & { readonly weight: number }>();
  visitFeatures(statement, (feature, part, range: TokenRange | undefined) => {
    const row = rowOf(weights, feature);
    if (row >= 0 && part && range && !found.has(row)) found.set(row, { read: part.read, range, weight: weightOf(row) });
  });
  return [...found.values()].sort((one, two) => Math.abs(two.weight) - Math.abs(one.weight));
}
