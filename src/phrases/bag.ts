import { type Automaton, symbolsIn } from './automaton.ts';
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

/** Prepares the runs of a lexicon; each is looked for only where the word stands that the fewest runs have. */
export function createBag<L>({ automaton, trie }: Lexicon<L>): Bag {
  const { folded, exact, edges, ends } = trie;
  const isWord = (symbol: number): boolean =>
    WORD.test((symbol > folded.length ? exact[symbol - folded.length - 1] : folded[symbol - 1]) as string);
  const wordsOf = (run: number): readonly number[] => {
    const words: number[] = [];
    for (let state = ends[run] as number; state > 0; state = edges[(state - 1) * 2] as number) {
      const symbol = edges[(state - 1) * 2 + 1] as number;
      if (isWord(symbol)) words.push(symbol);
    }
    return words;
  };
  const uses = new Int32Array(folded.length + exact.length + 1);
  for (let run = 0; run < ends.length; run++) for (const word of wordsOf(run)) uses[word] = (uses[word] as number) + 1;
  const keyed = new Map<number, number[]>();
  /** Marks alone: they may be written in ways that their look in the source does not show. */
  const wordless: number[] = [];
  for (let run = 0; run < ends.length; run++) {
    const words = wordsOf(run);
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
        for (const run of keyed.get(symbol) ?? []) if (wordsOf(run).every((word) => seen.has(word))) found.add(run);
      }
      return found;
    },
  };
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
