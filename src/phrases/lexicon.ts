import { type Automaton, automatonOf } from './automaton.ts';
import { type Pattern, type RunWord, runKey } from './expand.ts';
import { type Lists, listsOf } from './lists.ts';
import { finish } from './steps.ts';
import { buildTrie, type Trie } from './trie.ts';

/** A phrase's readings under the label that its places are reported with. */
export interface Entry<L> {
  readonly label: L;
  readonly patterns: readonly Pattern[];
}

/** A cue set or a class of concepts. */
export interface Reference {
  readonly kind: 'set' | 'class';
  readonly name: string;
}

/** Phrases of several places, or of one that a cue set or a class can fill. The places of all stand one after the other. */
export interface Phrases {
  /** Phrase → the number of its label. */
  readonly label: Int32Array;
  /** Phrase → its first place; those of the phrase go up to that of the next, and one more number tells where the last ends. */
  readonly first: Int32Array;
  /** Place → the greatest number of words between it and the place before, 0 for the first of a phrase. */
  readonly gap: Int32Array;
  /** Place → the runs that can fill it. */
  readonly runs: Lists;
  /** Place → the numbers of the references that can fill it. */
  readonly references: Lists;
}

/** What a lexicon is made from, all of which can be stored. */
export interface LexiconParts<L> {
  readonly trie: Trie;
  readonly labels: readonly L[];
  /** Run → the labels, by number, of phrases that are this run and nothing else. */
  readonly whole: Lists;
  /** The sets and classes that phrases refer to, each once. */
  readonly references: readonly Reference[];
  readonly phrases: Phrases;
}

/** All terms and cues compiled together. */
export interface Lexicon<L> extends LexiconParts<L> {
  readonly automaton: Automaton;
  /** 1 for labels that are looked for only when somebody asks. */
  readonly isPutOff: Uint8Array;
  /** 1 for labels of whose phrases no gap may cross a word that denies. */
  readonly isClosed: Uint8Array;
  /** 1 for phrases of which references can fill a place. */
  readonly refers: Uint8Array;
  readonly slots: Slots;
  /** Phrase → a bit for each of its places. */
  readonly places: Int32Array;
  /** Phrase → the bits of those places that references can fill. */
  readonly referring: Int32Array;
  /** Phrases of which references can fill every place. */
  readonly wordless: readonly number[];
}

/** The places that runs can fill: those of a run are `[start[run], start[run + 1])` of the other arrays. */
export interface Slots {
  readonly start: Int32Array;
  readonly phrase: Int32Array;
  /** Which place of the phrase it is. */
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
  return lexiconOf(partsOf(entries), putOff, closed);
}

/** The parts of a lexicon of these phrases, each entry with a label of its own. */
export function partsOf<L>(entries: readonly Entry<L>[]): LexiconParts<L> {
  const runs: (readonly RunWord[])[] = [];
  const whole: number[][] = [];
  const runNumbers = new Map<string, number>();
  const runNumber = (words: readonly RunWord[]): number => {
    const key = runKey(words);
    let run = runNumbers.get(key);
    if (run === undefined) {
      run = runs.length;
      runNumbers.set(key, run);
      runs.push(words);
      whole.push([]);
    }
    return run;
  };
  const references: Reference[] = [];
  const referenceNumbers = new Map<string, number>();
  const referenceNumber = ({ kind, name }: Reference): number => {
    const key = `${kind} ${name}`;
    const number = referenceNumbers.get(key) ?? references.push({ kind, name }) - 1;
    referenceNumbers.set(key, number);
    return number;
  };
  const phraseLabels: number[] = [];
  const first = [0];
  const gap: number[] = [];
  const placeRuns: (readonly number[])[] = [];
  const placeReferences: (readonly number[])[] = [];
  for (const [label, { patterns }] of entries.entries()) {
    for (const { places, gaps } of patterns) {
      const refers = places.some((alternatives) => alternatives.some(({ kind }) => kind !== 'words'));
      const only = places.length === 1 ? (places[0] ?? []) : [];
      for (const alternative of only) {
        if (alternative.kind !== 'words') continue;
        const labels = whole[runNumber(alternative.words)] as number[];
        if (!labels.includes(label)) labels.push(label);
      }
      if (places.length === 1 && !refers) continue;
      phraseLabels.push(label);
      for (const [place, alternatives] of places.entries()) {
        gap.push(place === 0 ? 0 : (gaps[place - 1] as number));
        placeRuns.push(alternatives.flatMap((one) => (one.kind === 'words' ? [runNumber(one.words)] : [])));
        placeReferences.push(alternatives.flatMap((one) => (one.kind === 'words' ? [] : [referenceNumber(one)])));
      }
      first.push(gap.length);
    }
  }
  const phrases: Phrases = {
    label: Int32Array.from(phraseLabels),
    first: Int32Array.from(first),
    gap: Int32Array.from(gap),
    runs: listsOf(placeRuns),
    references: listsOf(placeReferences),
  };
  const labels = entries.map(({ label }) => label);
  return { trie: buildTrie(runs), labels, whole: listsOf(whole), references, phrases };
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
  return finish(lexiconSteps(parts, putOff, closed));
}

/** The same step by step. */
export function* lexiconSteps<L>(
  parts: LexiconParts<L>,
  putOff: (label: L) => boolean,
  closed: (label: L) => boolean,
): Generator<void, Lexicon<L>> {
  const { label, first, references } = parts.phrases;
  const refers = new Uint8Array(label.length);
  const places = new Int32Array(label.length);
  const referring = new Int32Array(label.length);
  const wordless: number[] = [];
  for (let phrase = 0; phrase < label.length; phrase++) {
    const from = first[phrase] as number;
    for (let place = from; place < (first[phrase + 1] as number); place++) {
      const bit = bitOf(place - from);
      places[phrase] = (places[phrase] as number) | bit;
      if (references.start[place] === references.start[place + 1]) continue;
      referring[phrase] = (referring[phrase] as number) | bit;
      refers[phrase] = 1;
    }
    if (places[phrase] === referring[phrase]) wordless.push(phrase);
  }
  yield;
  const automaton = automatonOf(parts.trie);
  yield;
  return {
    ...parts,
    automaton,
    isPutOff: Uint8Array.from(parts.labels, (one) => (putOff(one) ? 1 : 0)),
    isClosed: Uint8Array.from(parts.labels, (one) => (closed(one) ? 1 : 0)),
    refers,
    slots: slotsOf(parts, everyPhrase),
    places,
    referring,
    wordless,
  };
}

function bitOf(place: number): number {
  return 1 << (place % 30);
}

function everyPhrase(): boolean {
  return true;
}

/** The places that runs can fill in those phrases that are asked for. */
export function slotsOf<L>({ phrases, whole }: LexiconParts<L>, isAsked: (phrase: number) => boolean): Slots {
  const { first, runs } = phrases;
  const { items } = runs;
  const count = whole.start.length - 1;
  const asked = new Uint8Array(first.length - 1);
  const start = new Int32Array(count + 1);
  let length = 0;
  for (let number = 0; number < asked.length; number++) {
    if (!isAsked(number)) continue;
    asked[number] = 1;
    const end = runs.start[first[number + 1] as number] as number;
    for (let at = runs.start[first[number] as number] as number; at < end; at++) {
      const next = (items[at] as number) + 1;
      start[next] = (start[next] as number) + 1;
      length++;
    }
  }
  for (let run = 0; run < count; run++) start[run + 1] = (start[run + 1] as number) + (start[run] as number);
  const next = start.slice();
  const phrase = new Int32Array(length);
  const place = new Int32Array(length);
  const bit = new Int32Array(length);
  for (let number = 0; number < asked.length; number++) {
    if (asked[number] === 0) continue;
    const from = first[number] as number;
    for (let at = from; at < (first[number + 1] as number); at++) {
      const end = runs.start[at + 1] as number;
      for (let index = runs.start[at] as number; index < end; index++) {
        const run = items[index] as number;
        const slot = next[run] as number;
        phrase[slot] = number;
        place[slot] = at - from;
        bit[slot] = bitOf(at - from);
        next[run] = slot + 1;
      }
    }
  }
  return { start, phrase, place, bit };
}
