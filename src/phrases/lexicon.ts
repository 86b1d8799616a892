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
  /** Run → those of its labels that are looked for at once, and those that are put off; only few runs have some of these. */
  readonly prompt: readonly (readonly L[])[];
  readonly late: ReadonlyMap<number, readonly L[]>;
  /** 1 for phrases of several places whose label is put off. */
  readonly isLate: Uint8Array;
  /** 1 for phrases of which no gap may cross a word that denies. */
  readonly isClosed: Uint8Array;
  readonly slots: Slots;
  /** Phrase → a bit for each of its places. */
  readonly places: Int32Array;
  /** Phrase → the bits of those places that sets and classes can fill. */
  readonly referring: Int32Array;
  /** Phrases of which sets and classes can fill every place. */
  readonly wordless: readonly number[];
  /** The sets and classes that phrases refer to, each once. */
  readonly references: readonly Reference[];
  /** Phrase → the numbers of the references that fill each place; undefined for phrases that have none. */
  readonly referred: readonly (readonly (readonly number[])[] | undefined)[];
}

/** The places that runs can fill: those of a run are `[start[run], start[run + 1])` of the other two arrays. */
export interface Slots {
  readonly start: Int32Array;
  readonly phrase: Int32Array;
  readonly place: Int32Array;
  /** The bit of the place. Two places of one phrase may share one: then the phrase is looked at in vain. */
  readonly bit: Int32Array;
}

/**
 * Compiles phrases into one automaton; a run of words that several phrases share is stored once. Labels that are `putOff` are only looked for when
 * somebody asks.
 */
export function compileLexicon<L>(
  entries: readonly Entry<L>[],
  putOff: (label: L) => boolean = never,
  closed: (label: L) => boolean = never,
): Lexicon<L> {
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
  return lexiconOf({ trie: buildTrie(runs), whole, joined }, putOff, closed);
}

function never(): boolean {
  return false;
}

/** The lexicon of its parts. */
export function lexiconOf<L>(
  parts: LexiconParts<L>,
  putOff: (label: L) => boolean = never,
  closed: (label: L) => boolean = never,
): Lexicon<L> {
  const { joined } = parts;
  const places = new Int32Array(joined.length);
  const referring = new Int32Array(joined.length);
  const wordless: number[] = [];
  for (let phrase = 0; phrase < joined.length; phrase++) {
    for (const [place, { references }] of (joined[phrase] as Joined<L>).places.entries()) {
      const bit = bitOf(place);
      places[phrase] = (places[phrase] as number) | bit;
      if (references.length > 0) referring[phrase] = (referring[phrase] as number) | bit;
    }
    if (places[phrase] === referring[phrase]) wordless.push(phrase);
  }
  return {
    ...parts,
    automaton: automatonOf(parts.trie),
    ...parted(parts.whole, putOff),
    isLate: Uint8Array.from(joined, ({ label }) => (putOff(label) ? 1 : 0)),
    isClosed: Uint8Array.from(joined, ({ label }) => (closed(label) ? 1 : 0)),
    slots: slotsOf(joined, parts.whole.length),
    places,
    referring,
    wordless,
    ...referencesOf(joined),
  };
}

function bitOf(place: number): number {
  return 1 << (place % 30);
}

function parted<L>(
  whole: LexiconParts<L>['whole'],
  putOff: (label: L) => boolean,
): Pick<Lexicon<L>, 'prompt' | 'late'> {
  const late = new Map<number, readonly L[]>();
  const prompt = whole.map((labels, run) => {
    if (!labels.some(putOff)) return labels;
    late.set(run, labels.filter(putOff));
    return labels.filter((label) => !putOff(label));
  });
  return { prompt, late };
}

function referencesOf(joined: readonly Joined<unknown>[]): Pick<Lexicon<unknown>, 'references' | 'referred'> {
  const references: Reference[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (reference: Reference): number => {
    const key = `${reference.kind} ${reference.name}`;
    const number = numbers.get(key) ?? references.push(reference) - 1;
    numbers.set(key, number);
    return number;
  };
  const referred = joined.map(({ places, refers }) =>
    refers ? places.map((place) => place.references.map(numberOf)) : undefined,
  );
  return { references, referred };
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
  const bit = new Int32Array(phrase.length);
  for (let number = 0; number < joined.length; number++) {
    const { places } = joined[number] as Joined<unknown>;
    for (let at = 0; at < places.length; at++) {
      for (const run of (places[at] as Place).runs) {
        const slot = next[run] as number;
        phrase[slot] = number;
        place[slot] = at;
        bit[slot] = bitOf(at);
        next[run] = slot + 1;
      }
    }
  }
  return { start, phrase, place, bit };
}
