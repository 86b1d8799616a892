import { type Automaton, automatonOf, buildTrie, type Match, scan, type Trie } from './automaton.ts';
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

interface Joined<L> {
  readonly label: L;
  readonly gaps: readonly number[];
  /** Whether a place asks for a cue set or a class. */
  readonly refers: boolean;
}

/** A place of a joined phrase. */
interface Slot {
  readonly pattern: number;
  readonly place: number;
}

/** All terms and cues compiled together. */
export interface Lexicon<L> {
  readonly automaton: Automaton;
  /** What the automaton was made from. */
  readonly trie: Trie;
  /** Run → the labels of phrases that are this run and nothing else. */
  readonly whole: readonly (readonly L[])[];
  /** Phrases of several places; which runs and references fill them. */
  readonly joined: readonly Joined<L>[];
  readonly slotsOfRun: ReadonlyMap<number, readonly Slot[]>;
  readonly slotsOfReference: ReadonlyMap<string, readonly Slot[]>;
}

/** Compiles phrases into one automaton; a run of words that several phrases share is stored once. */
export function compileLexicon<L>(entries: readonly Entry<L>[]): Lexicon<L> {
  const runs: (readonly RunWord[])[] = [];
  const whole: L[][] = [];
  const numbers = new Map<string, number>();
  const joined: Joined<L>[] = [];
  const slotsOfRun = new Map<number, Slot[]>();
  const slotsOfReference = new Map<string, Slot[]>();
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
      const pattern = joined.length;
      joined.push({ label, gaps, refers });
      places.forEach((alternatives, place) => {
        for (const alternative of alternatives) {
          if (alternative.kind === 'words') add(slotsOfRun, runNumber(alternative.words), { pattern, place });
          else add(slotsOfReference, `${alternative.kind} ${alternative.name}`, { pattern, place });
        }
      });
    }
  }
  const trie = buildTrie(runs);
  return { automaton: automatonOf(trie), trie, whole, joined, slotsOfRun, slotsOfReference };
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
  /** For each joined phrase that was touched, where its places are filled. */
  readonly filled: ReadonlyMap<number, Stand[][]>;
}

/** Finds all phrases without references. `sentenceOf[token]` numbers the sentences: no gap crosses from one to the next. */
export function scanText<L>(lexicon: Lexicon<L>, tokens: Tokens, sentenceOf: Int32Array): Scan<L> {
  const spans: Span<L>[] = [];
  const filled = new Map<number, Stand[][]>();
  for (const match of scan(lexicon.automaton, tokens)) {
    for (const label of lexicon.whole[match.id] as readonly L[])
      spans.push({ label, first: match.first, end: match.end });
    fill(filled, lexicon.slotsOfRun.get(match.id), match);
  }
  for (const [pattern, places] of filled) {
    const phrase = lexicon.joined[pattern] as Joined<L>;
    if (!phrase.refers) join(phrase, places, tokens, sentenceOf, spans);
  }
  return { tokens, spans, filled };
}

function fill(filled: Map<number, Stand[][]>, slots: readonly Slot[] | undefined, { first, end }: Match | Stand): void {
  for (const { pattern, place } of slots ?? []) {
    let places = filled.get(pattern);
    if (!places) {
      places = [];
      filled.set(pattern, places);
    }
    const stands = places[place];
    if (stands) stands.push({ first, end });
    else places[place] = [{ first, end }];
  }
}

/** The spans of phrases that refer to cue sets and classes; `standsOf` gives where those stand. */
export function scanReferences<L>(
  lexicon: Lexicon<L>,
  scanned: Scan<L>,
  sentenceOf: Int32Array,
  standsOf: (kind: 'set' | 'class', name: string) => readonly Stand[],
): Span<L>[] {
  const spans: Span<L>[] = [];
  const filled = new Map(
    [...scanned.filled].map(([pattern, places]) => [pattern, places.map((stands) => [...stands])]),
  );
  for (const [reference, slots] of lexicon.slotsOfReference) {
    const [kind, name] = reference.split(' ') as ['set' | 'class', string];
    for (const stand of standsOf(kind, name)) fill(filled, slots, stand);
  }
  for (const [pattern, places] of filled) {
    const phrase = lexicon.joined[pattern] as Joined<L>;
    if (phrase.refers) join(phrase, places, scanned.tokens, sentenceOf, spans);
  }
  return spans;
}

function join<L>(
  { label, gaps }: Joined<L>,
  places: Stand[][],
  tokens: Tokens,
  sentenceOf: Int32Array,
  out: Span<L>[],
): void {
  for (let place = 0; place <= gaps.length; place++) if (!places[place]) return;
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
