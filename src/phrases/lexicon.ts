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
  /** Run → the places that it can fill: the numbers of phrase and place in turn. */
  readonly slots: ReadonlyMap<number, readonly number[]>;
  /** Phrase → a bit for each of its places. */
  readonly places: Int32Array;
  /** Phrase → the bits of those places that sets and classes can fill. */
  readonly referring: Int32Array;
}

/** The bit of a place. Two places may share one: then a phrase is looked at in vain. */
export function placeBit(place: number): number {
  return 1 << (place % 30);
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
  const slots = new Map<number, number[]>();
  const places = new Int32Array(parts.joined.length);
  const referring = new Int32Array(parts.joined.length);
  for (const [phrase, joined] of parts.joined.entries()) {
    for (const [place, { runs, references }] of joined.places.entries()) {
      const bit = placeBit(place);
      places[phrase] = (places[phrase] as number) | bit;
      if (references.length > 0) referring[phrase] = (referring[phrase] as number) | bit;
      for (const run of runs) {
        const own = slots.get(run);
        if (own) own.push(phrase, place);
        else slots.set(run, [phrase, place]);
      }
    }
  }
  return { ...parts, automaton: automatonOf(parts.trie), slots, places, referring };
}

/** The phrases of several places for each of which one of these runs can stand, or a set or class. */
export function phrasesWith<L>({ slots, places, referring }: Lexicon<L>, runs: Iterable<number>): readonly number[] {
  // A frequent word has slots in hundreds of phrases, of which hardly any has all its places filled: so only bits are set at first.
  const filled = referring.slice();
  for (const run of runs) {
    const own = slots.get(run);
    if (own === undefined) continue;
    for (let at = 0; at < own.length; at += 2) {
      const phrase = own[at] as number;
      filled[phrase] = (filled[phrase] as number) | placeBit(own[at + 1] as number);
    }
  }
  const found: number[] = [];
  for (let phrase = 0; phrase < filled.length; phrase++) if (filled[phrase] === places[phrase]) found.push(phrase);
  return found;
}

interface Stand {
  readonly first: number;
  readonly end: number;
}

/** What a scan of one text gave, to be completed with the phrases that refer to sets and classes. */
export interface Scan<L> {
  readonly tokens: Tokens;
  /** Spans of all phrases without references, those aside that were put off. */
  readonly spans: readonly Span<L>[];
  readonly matches: readonly Match[];
  /** Where runs stand that are places of phrases. */
  readonly stands: ReadonlyMap<number, readonly Stand[]>;
  /** The phrases of several places that may stand in the text. */
  readonly phrases: readonly number[];
}

/**
 * Finds all phrases without references. `sentenceOf[token]` numbers the sentences: no gap crosses from one to the next. Labels that are `putOff` are left
 * to `scanPutOff`: most texts need none of them.
 */
export function scanText<L>(
  lexicon: Lexicon<L>,
  tokens: Tokens,
  sentenceOf: Int32Array,
  putOff: (label: L) => boolean = never,
): Scan<L> {
  const matches = scan(lexicon.automaton, tokens);
  const stands = new Map<number, Stand[]>();
  for (const match of matches) {
    if (!lexicon.slots.has(match.id)) continue;
    const others = stands.get(match.id);
    if (others) others.push(match);
    else stands.set(match.id, [match]);
  }
  const phrases = phrasesWith(lexicon, stands.keys());
  const scanned = { tokens, spans: [], matches, stands, phrases };
  return { ...scanned, spans: spansOf(lexicon, scanned, sentenceOf, (label) => !putOff(label)) };
}

/** The spans of phrases that were put off, of those labels that are wanted now. */
export function scanPutOff<L>(
  lexicon: Lexicon<L>,
  scanned: Scan<L>,
  sentenceOf: Int32Array,
  isWanted: (label: L) => boolean,
): Span<L>[] {
  return spansOf(lexicon, scanned, sentenceOf, isWanted);
}

function never(): boolean {
  return false;
}

function spansOf<L>(
  lexicon: Lexicon<L>,
  scanned: Scan<L>,
  sentenceOf: Int32Array,
  isWanted: (label: L) => boolean,
): Span<L>[] {
  const spans: Span<L>[] = [];
  for (const { id, first, end } of scanned.matches) {
    for (const label of lexicon.whole[id] as readonly L[]) if (isWanted(label)) spans.push({ label, first, end });
  }
  joinAll(lexicon, scanned, undefined, isWanted, sentenceOf, spans);
  return spans;
}

type StandsOf = (kind: 'set' | 'class', name: string) => readonly Stand[];

/** The spans of phrases that refer to cue sets and classes; `standsOf` gives where those stand. */
export function scanReferences<L>(
  lexicon: Lexicon<L>,
  scanned: Scan<L>,
  sentenceOf: Int32Array,
  standsOf: StandsOf,
): Span<L>[] {
  const spans: Span<L>[] = [];
  const known = new Map<string, readonly Stand[]>();
  const standsOnce: StandsOf = (kind, name) => {
    const key = `${kind} ${name}`;
    const stands = known.get(key) ?? standsOf(kind, name);
    known.set(key, stands);
    return stands;
  };
  joinAll(lexicon, scanned, standsOnce, () => true, sentenceOf, spans);
  return spans;
}

/** Adds the places of all phrases of several places: of those that refer to sets and classes, or of the others. */
function joinAll<L>(
  { joined, slots }: Lexicon<L>,
  { tokens, stands, phrases }: Scan<L>,
  standsOf: StandsOf | undefined,
  isWanted: (label: L) => boolean,
  sentenceOf: Int32Array,
  out: Span<L>[],
): void {
  const filled = new Map<number, Stand[][]>();
  for (const number of phrases) {
    const { label, places, refers } = joined[number] as Joined<L>;
    if (refers !== (standsOf !== undefined) || !isWanted(label)) continue;
    if (standsOf === undefined) {
      filled.set(
        number,
        places.map(() => []),
      );
      continue;
    }
    const own = places.map(({ references }) => references.flatMap(({ kind, name }) => standsOf(kind, name)));
    // What only sets and classes can fill, and none does, leaves the phrase out.
    if (own.every((stands, place) => stands.length > 0 || (places[place] as Place).runs.length > 0)) {
      filled.set(number, own);
    }
  }
  if (filled.size === 0) return;
  for (const [run, own] of stands) {
    const places = slots.get(run) as readonly number[];
    for (let at = 0; at < places.length; at += 2) {
      filled.get(places[at] as number)?.[places[at + 1] as number]?.push(...own);
    }
  }
  for (const [number, places] of filled) {
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
