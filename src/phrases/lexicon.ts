import { type Automaton, automatonOf, buildTrie, type Trie } from './automaton.ts';
import { type Pattern, type RunWord, runKey } from './expand.ts';

/** A phrase's readings under the label that its places are reported with. */
export interface Entry<L> {
  readonly label: L;
  readonly patterns: readonly Pattern[];
}

/** What can fill a place of a phrase: runs by their number, and references to sets and classes. */
export interface Place {
  readonly runs: readonly number[];
  readonly references: readonly Reference[];
}

export interface Reference {
  readonly kind: 'set' | 'class';
  readonly name: string;
}

/** A phrase of several places. */
export interface Joined<L> {
  readonly label: L;
  readonly gaps: readonly number[];
  readonly places: readonly Place[];
  /** Whether a place asks for a cue set or a class. */
  readonly refers: boolean;
}

/** What a lexicon is made from. */
export interface LexiconParts<L> {
  readonly trie: Trie;
  /** Run → the labels of phrases that are this run and nothing else. */
  readonly whole: readonly (readonly L[])[];
  readonly joined: readonly Joined<L>[];
}

/** All terms and cues compiled together. */
export interface Lexicon<L> extends LexiconParts<L> {
  readonly automaton: Automaton;
  readonly slots: Slots;
  /** Phrase → a bit for each of its places. */
  readonly places: Int32Array;
  /** Phrase → the bits of those places that sets and classes can fill. */
  readonly referring: Int32Array;
  /** Phrases of which sets and classes can fill every place. */
  readonly wordless: readonly number[];
}

/** The places that runs can fill: those of a run are `[start[run], start[run + 1])` of the other two arrays. */
export interface Slots {
  readonly start: Int32Array;
  readonly phrase: Int32Array;
  readonly place: Int32Array;
}

/** Compiles phrases into one automaton; a run of words that several phrases share is stored once. */
export function compileLexicon<L>(entries: readonly Entry<L>[]): Lexicon<L> {
  const runs: (readonly RunWord[])[] = [];
  const whole: L[][] = [];
  const numbers = new Map<string, number>();
  const joined: Joined<L>[] = [];
  const runNumber = (words: readonly RunWord[]): number => {
    const key = runKey(words);
    let run = numbers.get(key);
    if (run === undefined) {
      run = runs.length;
      numbers.set(key, run);
      runs.push(words);
      whole.push([]);
    }
    return run;
  };
  for (const { label, patterns } of entries) {
    for (const { places, gaps } of patterns) {
      const refers = places.some((alternatives) => alternatives.some(({ kind }) => kind !== 'words'));
      const only = places.length === 1 ? (places[0] ?? []) : [];
      for (const alternative of only) {
        if (alternative.kind !== 'words') continue;
        const labels = whole[runNumber(alternative.words)] as L[];
        if (!labels.includes(label)) labels.push(label);
      }
      if (places.length === 1 && !refers) continue;
      joined.push({
        label,
        gaps,
        places: places.map((alternatives) => ({
          runs: alternatives.flatMap((one) => (one.kind === 'words' ? [runNumber(one.words)] : [])),
          references: alternatives.flatMap((one) => (one.kind === 'words' ? [] : [one])),
        })),
        refers,
      });
    }
  }
  return lexiconOf({ trie: buildTrie(runs), whole, joined });
}

/** The lexicon of its parts. */
export function lexiconOf<L>(parts: LexiconParts<L>): Lexicon<L> {
  const { joined } = parts;
  const places = new Int32Array(joined.length);
  const referring = new Int32Array(joined.length);
  const wordless: number[] = [];
  for (let phrase = 0; phrase < joined.length; phrase++) {
    for (const [place, { references }] of (joined[phrase] as Joined<L>).places.entries()) {
      const bit = placeBit(place);
      places[phrase] = (places[phrase] as number) | bit;
      if (references.length > 0) referring[phrase] = (referring[phrase] as number) | bit;
    }
    if (places[phrase] === referring[phrase]) wordless.push(phrase);
  }
  const slots = slotsOf(joined, parts.whole.length);
  return { ...parts, automaton: automatonOf(parts.trie), slots, places, referring, wordless };
}

/** The bit of a place. Two places may share one: then a phrase is looked at in vain. */
export function placeBit(place: number): number {
  return 1 << (place % 30);
}

function slotsOf(joined: readonly Joined<unknown>[], runs: number): Slots {
  const start = new Int32Array(runs + 1);
  for (const { places } of joined) {
    for (const place of places) for (const run of place.runs) start[run + 1] = (start[run + 1] as number) + 1;
  }
  for (let run = 0; run < runs; run++) start[run + 1] = (start[run + 1] as number) + (start[run] as number);
  const next = start.slice();
  const phrase = new Int32Array(start[runs] as number);
  const place = new Int32Array(phrase.length);
  for (let number = 0; number < joined.length; number++) {
    const { places } = joined[number] as Joined<unknown>;
    for (let at = 0; at < places.length; at++) {
      for (const run of (places[at] as Place).runs) {
        const slot = next[run] as number;
        phrase[slot] = number;
        place[slot] = at;
        next[run] = slot + 1;
      }
    }
  }
  return { start, phrase, place };
}
