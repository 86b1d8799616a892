import { type Automaton, symbolsIn, type Trie } from './automaton.ts';
import { foldForms, foldWord } from './fold.ts';
import type { Lexicon } from './lexicon.ts';
import type { Tokens } from './tokens.ts';
import { symbolOf } from './vocabulary.ts';

/** Tells which runs of words may stand in a text, from its words alone, in whatever order they come. */
export interface Bag {
  /** Runs that may stand there. `more`: words that the text may hold besides its tokens. */
  runsIn(tokens: Tokens, more: readonly string[]): ReadonlySet<number>;
}

const WORD = /[\p{L}\p{N}]/u;

const bags = new WeakMap<Trie, Bag>();

/** The bag of a lexicon, prepared once. Each run is looked for only where the word stands that the fewest runs have. */
export function bagOf<L>(lexicon: Lexicon<L>): Bag {
  const known = bags.get(lexicon.trie);
  if (known) return known;
  const bag = createBag(lexicon);
  bags.set(lexicon.trie, bag);
  return bag;
}

function createBag<L>({ automaton, trie }: Lexicon<L>): Bag {
  const { folded, exact, edges, ends } = trie;
  const isWord = Uint8Array.from([0, ...folded.map(holdsLetters), ...exact.map(holdsLetters)]);
  const uses = new Int32Array(isWord.length);
  const wordsOf = Array.from(ends, (end): readonly number[] => {
    const words: number[] = [];
    for (let state = end; state > 0; state = edges[(state - 1) * 2] as number) {
      const symbol = edges[(state - 1) * 2 + 1] as number;
      if (isWord[symbol] === 1) words.push(symbol);
    }
    for (const word of words) uses[word] = (uses[word] as number) + 1;
    return words;
  });
  const keyed = new Map<number, number[]>();
  /** Marks alone: they may be written in ways that their look in the source does not show. */
  const wordless: number[] = [];
  for (const [run, words] of wordsOf.entries()) {
    if (words.length === 0) {
      wordless.push(run);
      continue;
    }
    const key = words.reduce((best, word) => ((uses[word] as number) < (uses[best] as number) ? word : best));
    const runs = keyed.get(key);
    if (runs) runs.push(run);
    else keyed.set(key, [run]);
  }
  return {
    runsIn(tokens, more) {
      const seen = seenSymbols(automaton, tokens, more);
      const found = new Set(wordless);
      for (const symbol of seen) {
        for (const run of keyed.get(symbol) ?? []) {
          if ((wordsOf[run] as readonly number[]).every((word) => seen.has(word))) found.add(run);
        }
      }
      return found;
    },
  };
}

function holdsLetters(word: string): number {
  return WORD.test(word) ? 1 : 0;
}

function seenSymbols(automaton: Automaton, tokens: Tokens, more: readonly string[]): ReadonlySet<number> {
  const { symbols, exactSymbols } = symbolsIn(automaton, tokens);
  const seen = new Set<number>();
  for (let token = 0; token < tokens.count; token++) {
    seen.add(symbols[token] as number);
    seen.add(exactSymbols[token] as number);
  }
  for (const word of more) {
    seen.add(symbolOf(automaton.folded, foldWord(word)));
    const exact = symbolOf(automaton.exact, foldForms(word));
    if (exact > 0) seen.add(automaton.folded.size + exact);
  }
  seen.delete(0);
  return seen;
}
