import { symbolsIn } from './automaton.ts';
import { foldForms, foldWord } from './fold.ts';
import type { Lexicon } from './lexicon.ts';
import type { Tokens } from './tokens.ts';
import { symbolOf } from './vocabulary.ts';

/** Tells which runs of words may stand in a text, from its words alone, in whatever order they come. */
export interface Bag {
  /** The symbols of the words of a text that runs have, some more than once. `more`: words that it may hold besides its tokens. */
  symbolsIn(tokens: Tokens, more: readonly string[]): readonly number[];
  /** Runs that may stand in texts that together hold these symbols. */
  runsOf(texts: readonly (readonly number[])[]): readonly number[];
}

const WORD = /[\p{L}\p{N}]/u;

/**
 * The bag of those runs of a lexicon that are wanted. Each run is looked for only where the word stands that the fewest runs have.
 */
export function createBag<L>({ automaton, trie }: Lexicon<L>, isWanted: (run: number) => boolean): Bag {
  const { folded, exact, ends } = trie;
  const { parents, symbols: symbolTo } = automaton;
  const isWord = Uint8Array.from([0, ...folded.map(holdsLetters), ...exact.map(holdsLetters)]);
  /** Symbol → how many runs have it. */
  const uses = new Int32Array(isWord.length);
  const wanted: number[] = [];
  for (let run = 0; run < ends.length; run++) {
    if (!isWanted(run)) continue;
    wanted.push(run);
    for (let state = ends[run] as number; state > 0; state = parents[state] as number) {
      const symbol = symbolTo[state] as number;
      if (isWord[symbol] === 1) uses[symbol] = (uses[symbol] as number) + 1;
    }
  }
  /** Symbol → the runs of which it is the only word, and those of which it is the key. */
  const alone: (number[] | undefined)[] = Array.from(isWord, () => undefined);
  const keyed: (number[] | undefined)[] = Array.from(isWord, () => undefined);
  /** Marks alone: they may be written in ways that their look in the source does not show. */
  const wordless: number[] = [];
  for (const run of wanted) {
    let key = 0;
    let words = 0;
    for (let state = ends[run] as number; state > 0; state = parents[state] as number) {
      const symbol = symbolTo[state] as number;
      if (isWord[symbol] === 0) continue;
      words++;
      if (key === 0 || (uses[symbol] as number) < (uses[key] as number)) key = symbol;
    }
    const lists = words === 1 ? alone : keyed;
    const runs = words === 0 ? wordless : lists[key];
    if (runs) runs.push(run);
    else lists[key] = [run];
  }
  /** Symbol → the number of the last call in which it was seen: less to clear than a set, for texts that are short and many. */
  const seenIn = new Int32Array(isWord.length);
  let call = 0;
  const mayStand = (run: number): boolean => {
    for (let state = ends[run] as number; state > 0; state = parents[state] as number) {
      const symbol = symbolTo[state] as number;
      if (isWord[symbol] === 1 && seenIn[symbol] !== call) return false;
    }
    return true;
  };
  return {
    symbolsIn(tokens, more) {
      const { symbols, exactSymbols } = symbolsIn(automaton, tokens);
      const found: number[] = [];
      const add = (symbol: number): void => {
        if ((uses[symbol] as number) > 0) found.push(symbol);
      };
      for (let token = 0; token < tokens.count; token++) {
        add(symbols[token] as number);
        add(exactSymbols[token] as number);
      }
      for (const word of more) {
        add(symbolOf(automaton.folded, foldWord(word)));
        const symbol = symbolOf(automaton.exact, foldForms(word));
        if (symbol > 0) add(automaton.folded.size + symbol);
      }
      return found;
    },
    runsOf(texts) {
      call++;
      const found = [...wordless];
      const several: number[] = [];
      for (const symbols of texts) {
        for (const symbol of symbols) {
          if (seenIn[symbol] === call) continue;
          seenIn[symbol] = call;
          const runs = alone[symbol];
          if (runs !== undefined) for (const run of runs) found.push(run);
          if (keyed[symbol] !== undefined) several.push(symbol);
        }
      }
      for (const key of several) for (const run of keyed[key] as readonly number[]) if (mayStand(run)) found.push(run);
      return found;
    },
  };
}

function holdsLetters(word: string): number {
  return WORD.test(word) ? 1 : 0;
}
