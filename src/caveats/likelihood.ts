import { unpackNumbers } from '../phrases/numbers.ts';
import { visitFeatures } from './features.ts';
import type { TokenRange } from './reading.ts';
import type { Part, Statement } from './statements.ts';

/** Weights as the data file holds them: logistic regressions, one for each rule, learned from texts that were labelled by hand (`npm run learn`). */
export interface LikelihoodRecord {
  /** The rules that have weights, in the order of the columns. */
  readonly rules: readonly string[];
  /** What a weight of one stands for. */
  readonly scale: number;
  /** The features that are weighed, as packed numbers in ascending order. */
  readonly features: string;
  /** The weights of each feature in their order, a column for each rule, as packed numbers. */
  readonly weights: string;
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
export const UNWEIGHED: Likelihood = likelihoodFrom({ rules: [], scale: 1, features: '0 ', weights: '0 ' });

/** The likelihood that some weights give; they are unpacked when first asked. */
export function likelihoodFrom(record: LikelihoodRecord): Likelihood {
  const columns = new Map(record.rules.map((rule, column) => [rule, column]));
  const width = columns.size;
  let table: Weights | undefined;
  const known = new WeakMap<Statement, Float32Array>();
  const sumsOf = (statement: Statement): Float32Array => {
    const before = known.get(statement);
    if (before) return before;
    table ??= unpack(record);
    const sums = new Float32Array(width);
    const rows = rowsOf(statement, table);
    for (const row of rows) {
      const from = row * width;
      for (let column = 0; column < width; column++)
        sums[column] = (sums[column] as number) + (table.weights[from + column] as number);
    }
    const norm = record.scale / Math.sqrt(rows.size || 1);
    for (let column = 0; column < width; column++) sums[column] = 1 / (1 + Math.exp(-(sums[column] as number) * norm));
    known.set(statement, sums);
    return sums;
  };
  return {
    record,
    of(statement, rule) {
      const column = columns.get(rule);
      return column === undefined ? undefined : sumsOf(statement)[column];
    },
    wordsOf(statement, rule) {
      const column = columns.get(rule);
      if (column === undefined) return [];
      table ??= unpack(record);
      return wordsWith(
        statement,
        table,
        (row) => record.scale * ((table as Weights).weights[row * width + column] as number),
      );
    },
  };
}

/** Weights ready to use: the features in a hash table with open addresses. */
interface Weights {
  readonly weights: Int8Array;
  /** Features, where their place in the table says; 0: none. */
  readonly keys: Int32Array;
  readonly rows: Int32Array;
}

function unpack(record: LikelihoodRecord): Weights {
  const features = unpackNumbers(record.features);
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
  return { weights: Int8Array.from(unpackNumbers(record.weights)), keys, rows };
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

function wordsWith(
  statement: Statement,
  table: Weights,
  weightOf: (row: number) => number,
): readonly (Part & { readonly weight: number })[] {
  const found = new Map<number, Part & { readonly weight: number }>();
  visitFeatures(statement, (feature, part, range: TokenRange | undefined) => {
    const row = rowOf(table, feature);
    if (row >= 0 && part && range && !found.has(row)) found.set(row, { read: part.read, range, weight: weightOf(row) });
  });
  return [...found.values()].sort((one, two) => Math.abs(two.weight) - Math.abs(one.weight));
}
