import type { RunWord } from './expand.ts';
import { foldWord } from './fold.ts';
import type { Lists } from './lists.ts';

/** The state before any word. */
export const ROOT = 0;

/** What an automaton is made from, small enough to be stored. States are numbered from the root on, each level after the one before. */
export interface Trie {
  readonly folded: readonly string[];
  readonly exact: readonly string[];
  /** State → the first of the states that follow on it, up to those of the next state; and the symbol that leads to it. */
  readonly children: Int32Array;
  readonly symbols: Int32Array;
  /** The state in which each run ends. */
  readonly ends: Int32Array;
}

/** Builds the trie of a list of runs; the run at `index` is reported with the id `index`. */
export function buildTrie(runs: readonly (readonly RunWord[])[]): Trie {
  const folded = new Map<string, number>();
  const exact = new Map<string, number>();
  const number = (map: Map<string, number>, word: string): number => {
    let symbol = map.get(word);
    if (symbol === undefined) {
      symbol = map.size + 1;
      map.set(word, symbol);
    }
    return symbol;
  };
  let words = 0;
  for (const run of runs) words += run.length;
  /** The symbols of all runs one after the other; exact ones below zero, since their numbers follow those of the folded. */
  const symbols = new Int32Array(words);
  let at = 0;
  for (const run of runs) {
    for (const word of run) {
      const symbol = number(folded, word.exact ? foldWord(word.text) : word.text);
      symbols[at++] = word.exact ? -number(exact, word.text) : symbol;
    }
  }
  const table = edgeTable(words);
  const parents = new Int32Array(words + 1);
  const symbolOfState = new Int32Array(words + 1);
  const ends = new Int32Array(runs.length);
  let states = 1;
  at = 0;
  for (let id = 0; id < runs.length; id++) {
    let state = ROOT;
    for (const end = at + (runs[id] as readonly RunWord[]).length; at < end; at++) {
      const own = symbols[at] as number;
      const symbol = own < 0 ? folded.size - own : own;
      let target = find(table, state, symbol);
      if (target === 0) {
        target = states++;
        parents[target] = state;
        symbolOfState[target] = symbol;
        insert(table, state, symbol, target);
      }
      state = target;
    }
    ends[id] = state;
  }
  return trieOf([...folded.keys()], [...exact.keys()], parents.subarray(0, states), symbolOfState, ends);
}

/** A trie of states in any order that begins with the root: the parent of each, the symbol that leads to it, and the state in which each run ends. */
export function trieOf(
  folded: readonly string[],
  exact: readonly string[],
  parents: Int32Array,
  symbols: Int32Array,
  ends: Int32Array,
): Trie {
  const ordered = byLevel(parents, symbols, folded.length + exact.length + 1);
  const { numbers } = ordered;
  return {
    folded,
    exact,
    children: ordered.children,
    symbols: ordered.symbols,
    ends: ends.map((state) => numbers[state] as number),
  };
}

/** Numbers states anew: level by level, the children of a state in the order of their symbols. `numbers`: the new number of each. */
function byLevel(
  parents: Int32Array,
  symbols: Int32Array,
  symbolCount: number,
): { readonly children: Int32Array; readonly symbols: Int32Array; readonly numbers: Int32Array } {
  const count = parents.length;
  const states = new Int32Array(count - 1);
  for (let index = 1; index < count; index++) states[index - 1] = index;
  const sorted = sortedBy(sortedBy(states, symbols, symbolCount).items, parents, count);
  const order = new Int32Array(count);
  const numbers = new Int32Array(count);
  const children = new Int32Array(count + 1);
  let next = 1;
  for (let number = 0; number < count; number++) {
    const state = order[number] as number;
    children[number] = next;
    for (let at = sorted.start[state] as number; at < (sorted.start[state + 1] as number); at++) {
      const child = sorted.items[at] as number;
      numbers[child] = next;
      order[next++] = child;
    }
  }
  children[count] = next;
  return { children, symbols: order.map((state) => symbols[state] as number), numbers };
}

/** Items in the order of their keys, below `count`; those with one key as they came. */
function sortedBy(items: Int32Array, keys: Int32Array, count: number): Lists {
  const start = new Int32Array(count + 1);
  for (const item of items) start[(keys[item] as number) + 1] = (start[(keys[item] as number) + 1] as number) + 1;
  for (let key = 0; key < count; key++) start[key + 1] = (start[key + 1] as number) + (start[key] as number);
  const next = start.slice();
  const sorted = new Int32Array(items.length);
  for (const item of items) {
    const key = keys[item] as number;
    const at = next[key] as number;
    sorted[at] = item;
    next[key] = at + 1;
  }
  return { start, items: sorted };
}

/** Open addressing from (state, symbol) to the next state, for as long as a trie grows. */
interface EdgeTable {
  readonly edgeKeys: Int32Array;
  readonly edgeTargets: Int32Array;
}

function edgeSlot(state: number, symbol: number, mask: number): number {
  let hash = Math.imul(state + 1, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
  hash ^= hash >>> 15;
  return hash & mask;
}

function edgeTable(edges: number): EdgeTable {
  let capacity = 64;
  while (capacity < edges * 2) capacity *= 2;
  return { edgeKeys: new Int32Array(capacity * 2), edgeTargets: new Int32Array(capacity) };
}

function insert({ edgeKeys, edgeTargets }: EdgeTable, state: number, symbol: number, target: number): void {
  const mask = edgeTargets.length - 1;
  let slot = edgeSlot(state, symbol, mask);
  while (edgeTargets[slot] !== 0) slot = (slot + 1) & mask;
  edgeKeys[slot * 2] = state;
  edgeKeys[slot * 2 + 1] = symbol;
  edgeTargets[slot] = target;
}

/** The state that an edge leads to, 0 when there is none. */
function find({ edgeKeys, edgeTargets }: EdgeTable, state: number, symbol: number): number {
  const mask = edgeTargets.length - 1;
  for (let slot = edgeSlot(state, symbol, mask); ; slot = (slot + 1) & mask) {
    const target = edgeTargets[slot] as number;
    if (target === 0 || (edgeKeys[slot * 2] === state && edgeKeys[slot * 2 + 1] === symbol)) return target;
  }
}
