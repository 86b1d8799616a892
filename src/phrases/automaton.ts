import { foldForms, foldWord } from './fold.ts';
import type { Tokens } from './tokens.ts';
import { ROOT, type Trie } from './trie.ts';
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
