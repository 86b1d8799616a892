import { type Automaton, automatonOf, buildTrie, scan, type Trie } from './automaton.ts';
import { type Pattern, type RunWord, runKey } from './expand.ts';
import { isApostrophe } from './fold.ts';
import type { Tokens } from './tokens.ts';

/** A phrase's readings under the label that its places are reported with. */
export interface Entry<L> {
  readonly label: L;
  readonly patterns: readonly Pattern[];
}

/** Where a labelled phrase stands: tokens `[first, end)`. */
export interface Span<L> {
  readonly label: L;
  readonly first: number;
  readonly end: number;
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
  /** Run → the phrases of several places that cannot stand where none of their runs like this one stands. */
  readonly keyed: ReadonlyMap<number, readonly number[]>;
  /** The phrases of several places without such runs. */
  readonly unkeyed: readonly number[];
  /** Run → the places that it can fill. */
  readonly slots: ReadonlyMap<number, readonly Slot[]>;
}

/** A place of a phrase, both by their numbers. */
interface Slot {
  readonly phrase: number;
  readonly place: number;
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
  const slots = new Map<number, Slot[]>();
  for (const [phrase, { places }] of parts.joined.entries()) {
    for (const [place, { runs }] of places.entries()) for (const run of runs) add(slots, run, { phrase, place });
  }
  // A run of many phrases is a frequent word, and a poor key.
  const costOf = ({ runs }: Place): number => runs.reduce((sum, run) => sum + (slots.get(run)?.length ?? 0), 0);
  const keyed = new Map<number, number[]>();
  const unkeyed: number[] = [];
  for (const [phrase, { places }] of parts.joined.entries()) {
    const own = places.filter(({ references }) => references.length === 0);
    if (own.length === 0) unkeyed.push(phrase);
    else {
      const key = own.reduce((best, place) => (costOf(place) < costOf(best) ? place : best));
      for (const run of key.runs) add(keyed, run, phrase);
    }
  }
  return { ...parts, automaton: automatonOf(parts.trie), keyed, unkeyed, slots };
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

interface Stand {
  readonly first: number;
  readonly end: number;
}

/** What a scan of one text gave, to be completed with the phrases that refer to sets and classes. */
export interface Scan<L> {
  readonly tokens: Tokens;
  /** Spans of all phrases without references. */
  readonly spans: readonly Span<L>[];
  /** Where runs stand. */
  readonly stands: ReadonlyMap<number, readonly Stand[]>;
}

/** Finds all phrases without references. `sentenceOf[token]` numbers the sentences: no gap crosses from one to the next. */
export function scanText<L>(lexicon: Lexicon<L>, tokens: Tokens, sentenceOf: Int32Array): Scan<L> {
  const spans: Span<L>[] = [];
  const stands = new Map<number, Stand[]>();
  for (const match of scan(lexicon.automaton, tokens)) {
    for (const label of lexicon.whole[match.id] as readonly L[])
      spans.push({ label, first: match.first, end: match.end });
    if (lexicon.slots.has(match.id)) add(stands, match.id, match);
  }
  joinAll(lexicon, stands, undefined, tokens, sentenceOf, spans);
  return { tokens, spans, stands };
}

type StandsOf = (kind: 'set' | 'class', name: string) => readonly Stand[];

/** The spans of phrases that refer to cue sets and classes; `standsOf` gives where those stand. */
export function scanReferences<L>(
  lexicon: Lexicon<L>,
  { tokens, stands }: Scan<L>,
  sentenceOf: Int32Array,
  standsOf: StandsOf,
): Span<L>[] {
  const spans: Span<L>[] = [];
  joinAll(lexicon, stands, standsOf, tokens, sentenceOf, spans);
  return spans;
}

/** Adds the places of all phrases of several places: of those that refer to sets and classes, or of the others. */
function joinAll<L>(
  { joined, keyed, unkeyed, slots }: Lexicon<L>,
  stands: ReadonlyMap<number, readonly Stand[]>,
  standsOf: StandsOf | undefined,
  tokens: Tokens,
  sentenceOf: Int32Array,
  out: Span<L>[],
): void {
  const filled = new Map<number, Stand[][]>();
  const open = (number: number): void => {
    const phrase = joined[number] as Joined<L>;
    if (phrase.refers !== (standsOf !== undefined) || filled.has(number)) return;
    filled.set(
      number,
      phrase.places.map(({ references }) =>
        references.flatMap(({ kind, name }) => (standsOf === undefined ? [] : standsOf(kind, name))),
      ),
    );
  };
  if (standsOf !== undefined) for (const number of unkeyed) open(number);
  for (const run of stands.keys()) for (const number of keyed.get(run) ?? []) open(number);
  if (filled.size === 0) return;
  for (const [run, own] of stands) {
    for (const { phrase, place } of slots.get(run) ?? []) filled.get(phrase)?.[place]?.push(...own);
  }
  for (const number of [...filled.keys()].sort((one, two) => one - two)) {
    const places = filled.get(number) as Stand[][];
    if (places.every(({ length }) => length > 0)) join(joined[number] as Joined<L>, places, tokens, sentenceOf, out);
  }
}

function join<L>(
  { label, gaps }: Joined<L>,
  places: Stand[][],
  tokens: Tokens,
  sentenceOf: Int32Array,
  out: Span<L>[],
): void {
  for (const stands of places) stands.sort((one, two) => one.first - two.first || two.end - one.end);
  for (const start of places[0] as Stand[]) {
    const end = continuation(places, gaps, 1, start.end, tokens, sentenceOf);
    if (end > 0) out.push({ label, first: start.first, end });
  }
}

/** Where the rest of a phrase ends when it goes on from token `from`; the nearest continuation wins, 0 when there is none. */
function continuation(
  places: Stand[][],
  gaps: readonly number[],
  place: number,
  from: number,
  tokens: Tokens,
  sentenceOf: Int32Array,
): number {
  if (place > gaps.length) return from;
  const stands = places[place] as Stand[];
  for (let index = firstFrom(stands, from); index < stands.length; index++) {
    const stand = stands[index] as Stand;
    if (
      sentenceOf[stand.first] !== sentenceOf[from - 1] ||
      !withinGap(tokens, from, stand.first, gaps[place - 1] as number)
    )
      break;
    const end = continuation(places, gaps, place + 1, stand.end, tokens, sentenceOf);
    if (end > 0) return end;
  }
  return 0;
}

/** Where in stands ordered by their first token the first one at or behind `token` is. */
function firstFrom(stands: readonly Stand[], token: number): number {
  let low = 0;
  let high = stands.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stands[middle] as Stand).first < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withinGap(tokens: Tokens, from: number, to: number, max: number): boolean {
  if (max === 0) return from === to;
  let words = 0;
  for (let index = from; index < to; index++) {
    const mark = tokens.text.charCodeAt(tokens.start[index] as number);
    if (tokens.word[index] === 1) {
      if (!isApostrophe(mark)) words++;
      if (words > max) return false;
    } else if (mark === 0x3b || mark === 0x3a) return false;
  }
  return true;
}
