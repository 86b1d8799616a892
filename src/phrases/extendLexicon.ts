import { follow } from './automaton.ts';
import {
  type Entry,
  type Lexicon,
  type LexiconParts,
  lexiconOf,
  type Phrases,
  partsOf,
  type Reference,
} from './lexicon.ts';
import { listAt, listsOf } from './lists.ts';
import { type Trie, trieOf } from './trie.ts';

export interface Extension<L> {
  /** Phrases that the lexicon does not have, under labels of their own. */
  readonly entries: readonly Entry<L>[];
  /** Whether a label of the lexicon still counts; else its phrases fall away. */
  isKept(label: L): boolean;
  /** The labels of one run of words are put into the order of these numbers. */
  orderOf(label: L): number;
  putOff(label: L): boolean;
  closed(label: L): boolean;
}

/**
 * A lexicon with further phrases, and without some: what it finds is what a lexicon of all phrases that are left would find. Costs a small part of
 * compiling all of them.
 */
export function extendLexicon<L>(base: Lexicon<L>, extension: Extension<L>): Lexicon<L> {
  const added = partsOf(extension.entries);
  const { trie, runs } = joinTries(base, added.trie);
  const kept = base.labels.map((label) => extension.isKept(label));
  let count = 0;
  const keptNumbers = kept.map((isKept) => (isKept ? count++ : -1));
  const labels = [...base.labels.filter((_, number) => kept[number]), ...added.labels];
  const orders = labels.map(extension.orderOf);

  const whole: number[][] = Array.from(trie.ends, () => []);
  const { start, items } = base.whole;
  for (let run = 0; run + 1 < start.length; run++) {
    for (let at = start[run] as number; at < (start[run + 1] as number); at++) {
      const number = keptNumbers[items[at] as number] as number;
      if (number >= 0) (whole[run] as number[]).push(number);
    }
  }
  for (const [run, number] of runs.entries()) {
    const list = whole[number] as number[];
    for (const label of listAt(added.whole, run)) list.push(count + label);
    list.sort((one, two) => (orders[one] as number) - (orders[two] as number));
  }

  const references: Reference[] = [...base.references];
  const referenceNumbers = added.references.map((reference) => {
    const known = references.findIndex(({ kind, name }) => kind === reference.kind && name === reference.name);
    return known >= 0 ? known : references.push(reference) - 1;
  });
  const phrases = joinPhrases(
    {
      phrases: base.phrases,
      labelOf: (label) => keptNumbers[label] as number,
      runOf: (run) => run,
      referenceOf: (one) => one,
    },
    {
      phrases: added.phrases,
      labelOf: (label) => count + label,
      runOf: (run) => runs[run] as number,
      referenceOf: (reference) => referenceNumbers[reference] as number,
    },
  );
  const parts: LexiconParts<L> = { trie, labels, whole: listsOf(whole), references, phrases };
  return lexiconOf(parts, extension.putOff, extension.closed);
}

/** A trie with the runs of another: those of the first keep their numbers. `runs`: the number of each run of the other. */
function joinTries<L>(
  { automaton, trie: base }: Lexicon<L>,
  added: Trie,
): { readonly trie: Trie; readonly runs: readonly number[] } {
  const folded = [...base.folded];
  const exact = [...base.exact];
  const foldedNumbers = numbersIn(folded, added.folded);
  const exactNumbers = numbersIn(exact, added.exact);
  /** The symbol that a symbol of the other has in the first, 0 where it has none, and in both together. */
  const before = (symbol: number): number => {
    const number = numberOf(symbol);
    const isFolded = symbol <= added.folded.length;
    if (number > (isFolded ? base.folded : base.exact).length) return 0;
    return isFolded ? number : base.folded.length + number;
  };
  const together = (symbol: number): number =>
    symbol <= added.folded.length ? numberOf(symbol) : folded.length + numberOf(symbol);
  const numberOf = (symbol: number): number =>
    (symbol <= added.folded.length
      ? foldedNumbers[symbol - 1]
      : exactNumbers[symbol - added.folded.length - 1]) as number;
  const known = base.symbols.length;
  const parents: number[] = [...automaton.parents];
  const symbols = Array.from(base.symbols, (symbol) =>
    symbol <= base.folded.length ? symbol : symbol - base.folded.length + folded.length,
  );
  /** State of the other → state of both. */
  const states = new Int32Array(added.symbols.length);
  for (let state = 0; state < added.symbols.length; state++) {
    const from = states[state] as number;
    for (let child = added.children[state] as number; child < (added.children[state + 1] as number); child++) {
      const symbol = added.symbols[child] as number;
      const target = from < known ? follow(automaton, from, before(symbol)) : 0;
      states[child] = target > 0 ? target : parents.push(from) - 1;
      if (target === 0) symbols.push(together(symbol));
    }
  }
  const ends: number[] = [...base.ends];
  const runs = Array.from(added.ends, (end) => {
    const state = states[end] as number;
    const at = state < known ? (automaton.acceptStart[state] as number) : 0;
    const isKnown = state < known && at < (automaton.acceptStart[state + 1] as number);
    return isKnown ? (automaton.accepted[at] as number) : ends.push(state) - 1;
  });
  const trie = trieOf(folded, exact, Int32Array.from(parents), Int32Array.from(symbols), Int32Array.from(ends));
  return { trie, runs };
}

/** The number from 1 that each word has in a list, to which those are added that it lacks. */
function numbersIn(words: string[], added: readonly string[]): readonly number[] {
  const numbers = new Map(words.map((word, index) => [word, index + 1]));
  return added.map((word) => numbers.get(word) ?? words.push(word));
}

/** Phrases with what their numbers are in the whole; a label below zero has fallen away. */
interface Renumbered {
  readonly phrases: Phrases;
  labelOf(label: number): number;
  runOf(run: number): number;
  referenceOf(reference: number): number;
}

function joinPhrases(...all: readonly Renumbered[]): Phrases {
  const label: number[] = [];
  const first = [0];
  const gap: number[] = [];
  const runs: number[][] = [];
  const references: number[][] = [];
  for (const { phrases, labelOf, runOf, referenceOf } of all) {
    for (const [phrase, own] of phrases.label.entries()) {
      if (labelOf(own) < 0) continue;
      label.push(labelOf(own));
      for (let place = phrases.first[phrase] as number; place < (phrases.first[phrase + 1] as number); place++) {
        gap.push(phrases.gap[place] as number);
        runs.push(Array.from(listAt(phrases.runs, place), runOf));
        references.push(Array.from(listAt(phrases.references, place), referenceOf));
      }
      first.push(gap.length);
    }
  }
  return {
    label: Int32Array.from(label),
    first: Int32Array.from(first),
    gap: Int32Array.from(gap),
    runs: listsOf(runs),
    references: listsOf(references),
  };
}
