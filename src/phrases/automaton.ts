import type { RunWord } from './expand.ts';
import { foldForms, foldWord } from './fold.ts';
import type { Lists } from './lists.ts';
import type { Tokens } from './tokens.ts';
import { asciiSymbol, buildVocabulary, isAscii, lowerHash, symbolOf, type Vocabulary } from './vocabulary.ts';

/**
 * A trie over words in typed arrays. Each run of words that was added is found wherever it stands, in one pass over the tokens.
 * Folded and exact words have symbols of their own; a token may be read either way.
 */
export interface Automaton {
  readonly folded: Vocabulary;
  readonly exact: Vocabulary;
  /** 1 for a folded symbol that also occurs as an exact word, so that most tokens are looked up once. */
  readonly hasExact: Uint8Array;
  /** Symbol → the state that it leads to from the start; exact symbols are shifted by `folded.size`. */
  readonly begins: Int32Array;
  /** State → a bit for each symbol that leads on from it, shared by every 32nd: most words end most runs, which a look here tells at once. */
  readonly leads: Int32Array;
  /** State → the states that follow on it, `children[state]` to `children[state + 1] - 1`, in the order of their symbols. */
  readonly children: Int32Array;
  /** State → the state that leads to it, and by which symbol. */
  readonly parents: Int32Array;
  readonly symbols: Int32Array;
  /** State → the ids of the runs that end there: `accepted[acceptStart[state] .. acceptStart[state + 1])`. */
  readonly acceptStart: Int32Array;
  readonly accepted: Int32Array;
}

/** Runs of words found in a text: the run `runs[i]` is the tokens `[firsts[i], ends[i])`. */
export interface Matches {
  readonly runs: number[];
  readonly firsts: number[];
  readonly ends: number[];
}

const ROOT = 0;

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

/** The automaton of a trie. */
export function automatonOf({ folded, exact, children, symbols, ends }: Trie): Automaton {
  const states = symbols.length;
  const parents = new Int32Array(states);
  const begins = new Int32Array(folded.length + exact.length + 1);
  const leads = new Int32Array(states);
  for (let state = 0; state < states; state++) {
    let bits = 0;
    for (let child = children[state] as number; child < (children[state + 1] as number); child++) {
      parents[child] = state;
      bits |= 1 << ((symbols[child] as number) & 31);
    }
    leads[state] = bits;
  }
  for (let child = children[ROOT] as number; child < (children[ROOT + 1] as number); child++) {
    begins[symbols[child] as number] = child;
  }
  const acceptStart = new Int32Array(states + 1);
  for (const state of ends) acceptStart[state + 1] = (acceptStart[state + 1] as number) + 1;
  for (let state = 0; state < states; state++) {
    acceptStart[state + 1] = (acceptStart[state + 1] as number) + (acceptStart[state] as number);
  }
  const next = acceptStart.slice();
  const accepted = new Int32Array(ends.length);
  ends.forEach((state, id) => {
    const at = next[state] as number;
    accepted[at] = id;
    next[state] = at + 1;
  });
  const words = buildVocabulary(folded);
  const hasExact = new Uint8Array(folded.length + 1);
  for (const word of exact) hasExact[symbolOf(words, foldWord(word))] = 1;
  return {
    folded: words,
    exact: buildVocabulary(exact),
    hasExact,
    begins,
    leads,
    children,
    parents,
    symbols,
    acceptStart,
    accepted,
  };
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

/** Finds every run in the tokens, overlapping ones too, ordered by their first token. */
export function scan(automaton: Automaton, tokens: Tokens): Matches {
  const { symbols, exactSymbols } = symbolsIn(automaton, tokens);
  const { acceptStart, accepted } = automaton;
  const { count } = tokens;
  const runs: number[] = [];
  const firsts: number[] = [];
  const ends: number[] = [];
  /** Ways that are still to be gone from the token at hand, state and token in turn. */
  const open: number[] = [];
  for (let first = 0; first < count; first++) {
    if (symbols[first] === 0) continue;
    open.push(ROOT, first);
    while (open.length > 0) {
      let at = open.pop() as number;
      let state = open.pop() as number;
      for (;;) {
        const end = acceptStart[state + 1] as number;
        for (let slot = acceptStart[state] as number; slot < end; slot++) {
          runs.push(accepted[slot] as number);
          firsts.push(first);
          ends.push(at);
        }
        if (at >= count) break;
        const exact = exactSymbols[at] as number;
        const other = exact > 0 ? follow(automaton, state, exact) : 0;
        if (other > 0) open.push(other, at + 1);
        const symbol = symbols[at] as number;
        const target = symbol > 0 ? follow(automaton, state, symbol) : 0;
        if (target === 0) break;
        state = target;
        at++;
      }
    }
  }
  return { runs, firsts, ends };
}

/** The state that a word leads to, 0 when there is none. */
export function follow({ begins, leads, children, symbols }: Automaton, state: number, symbol: number): number {
  if (state === ROOT) return begins[symbol] as number;
  if (((leads[state] as number) & (1 << (symbol & 31))) === 0) return 0;
  let low = children[state] as number;
  let high = children[state + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((symbols[middle] as number) < symbol) low = middle + 1;
    else high = middle;
  }
  return low < (children[state + 1] as number) && symbols[low] === symbol ? low : 0;
}

/** Kept from text to text: arrays of their own for each would cost more than the look-ups. */
let symbolsKept = new Int32Array(1024);
let exactKept = new Int32Array(1024);

/** The symbols of tokens, folded and exact, 0 where no run has the word. They hold until the next call. */
export function symbolsIn(
  automaton: Automaton,
  tokens: Tokens,
): { readonly symbols: Int32Array; readonly exactSymbols: Int32Array } {
  if (symbolsKept.length < tokens.count) {
    symbolsKept = new Int32Array(tokens.count * 2);
    exactKept = new Int32Array(tokens.count * 2);
  }
  for (let index = 0; index < tokens.count; index++) readSymbols(automaton, tokens, index);
  return { symbols: symbolsKept, exactSymbols: exactKept };
}

function readSymbols({ folded, exact, hasExact }: Automaton, tokens: Tokens, token: number): void {
  const { text } = tokens;
  const from = tokens.start[token] as number;
  const to = tokens.end[token] as number;
  let hash = tokens.hash[token] as number;
  const isPlain = hash !== 0 || isAscii(text, from, to);
  if (hash === 0 && isPlain) hash = lowerHash(text, from, to);
  const symbol = isPlain
    ? asciiSymbol(folded, hash, text, from, to - from)
    : symbolOf(folded, foldWord(text.slice(from, to)));
  symbolsKept[token] = symbol;
  let other = 0;
  if (symbol > 0 && hasExact[symbol] === 1) {
    const word = text.slice(from, to);
    other = symbolOf(exact, isPlain ? word : foldForms(word));
  }
  exactKept[token] = other > 0 ? folded.size + other : 0;
}
