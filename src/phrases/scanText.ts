import { type Matches, scan } from './automaton.ts';
import { insert, join, type Stands } from './join.ts';
import type { Joined, Lexicon, Place, Reference } from './lexicon.ts';
import { phrasesWith } from './phrasesWith.ts';
import type { Tokens } from './tokens.ts';

/** Where a labelled phrase stands: tokens `[first, end)`. */
export interface Span<L> {
  readonly label: L;
  readonly first: number;
  readonly end: number;
}

/** Where something stands that fills a place. */
export interface Stand {
  readonly first: number;
  readonly end: number;
}

/** What a scan of one text gave, to be completed with the phrases that refer to sets and classes. */
export interface Scan<L> {
  readonly tokens: Tokens;
  /** Spans of all phrases without references, those aside that were put off. */
  readonly spans: readonly Span<L>[];
  readonly matches: Matches;
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
  const scanned = { tokens, spans: [], matches, phrases: phrasesWith(lexicon, matches.runs) };
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
  const { runs, firsts, ends } = scanned.matches;
  for (let match = 0; match < runs.length; match++) {
    const labels = lexicon.whole[runs[match] as number] as readonly L[];
    for (const label of labels) {
      if (isWanted(label)) spans.push({ label, first: firsts[match] as number, end: ends[match] as number });
    }
  }
  joinAll(lexicon, scanned, undefined, isWanted, sentenceOf, spans);
  return spans;
}

type StandsOf = (kind: Reference['kind'], name: string) => readonly Stand[];

/** The spans of phrases that refer to cue sets and classes; `standsOf` gives where those stand. */
export function scanReferences<L>(
  lexicon: Lexicon<L>,
  scanned: Scan<L>,
  sentenceOf: Int32Array,
  standsOf: StandsOf,
): Span<L>[] {
  const spans: Span<L>[] = [];
  const known = { set: new Map<string, readonly Stand[]>(), class: new Map<string, readonly Stand[]>() };
  const standsOnce: StandsOf = (kind, name) => {
    const stands = known[kind].get(name) ?? standsOf(kind, name);
    known[kind].set(name, stands);
    return stands;
  };
  joinAll(lexicon, scanned, standsOnce, always, sentenceOf, spans);
  return spans;
}

function always(): boolean {
  return true;
}

/** Adds the places of all phrases of several places: of those that refer to sets and classes, or of the others. */
function joinAll<L>(
  lexicon: Lexicon<L>,
  { tokens, matches, phrases }: Scan<L>,
  standsOf: StandsOf | undefined,
  isWanted: (label: L) => boolean,
  sentenceOf: Int32Array,
  out: Span<L>[],
): void {
  const wanted: number[] = [];
  for (const phrase of phrases) {
    const { label, places, refers } = lexicon.joined[phrase] as Joined<L>;
    if (refers !== (standsOf !== undefined) || !isWanted(label)) continue;
    if (standsOf === undefined || places.every((place) => mayBeFilled(place, standsOf))) wanted.push(phrase);
  }
  if (wanted.length === 0) return;
  const stands = standsOf ? { firsts: [...matches.firsts], ends: [...matches.ends] } : matches;
  const places = placesFilled(lexicon, wanted, matches);
  let own = 0;
  for (const phrase of wanted) {
    const { label, gaps, places: asked } = lexicon.joined[phrase] as Joined<L>;
    if (standsOf) fillReferences(asked, places, own, stands, standsOf);
    join({ places, own, gaps, stands, tokens, sentenceOf }, (first, end) => out.push({ label, first, end }));
    own += asked.length;
  }
}

/** Whether a place can be filled by words, or by something that stands in the text. */
function mayBeFilled({ runs, references }: Place, standsOf: StandsOf): boolean {
  return runs.length > 0 || references.some(({ kind, name }) => standsOf(kind, name).length > 0);
}

/** Which list holds what fills the first place of a phrase, plus one; 0 for phrases that are not looked for. Kept from text to text. */
let listOf = new Int32Array(0);

/** For each place of the phrases, one after the other, the matches that fill it. */
function placesFilled<L>({ joined, slots }: Lexicon<L>, phrases: readonly number[], matches: Matches): number[][] {
  if (listOf.length < joined.length) listOf = new Int32Array(joined.length);
  const lists: number[][] = [];
  for (const phrase of phrases) {
    listOf[phrase] = lists.length + 1;
    for (let place = (joined[phrase] as Joined<L>).places.length; place > 0; place--) lists.push([]);
  }
  const { runs } = matches;
  for (let match = 0; match < runs.length; match++) {
    const run = runs[match] as number;
    const end = slots.start[run + 1] as number;
    for (let slot = slots.start[run] as number; slot < end; slot++) {
      const list = listOf[slots.phrase[slot] as number] as number;
      if (list > 0) insert(lists[list - 1 + (slots.place[slot] as number)] as number[], match, matches);
    }
  }
  for (const phrase of phrases) listOf[phrase] = 0;
  return lists;
}

/** Adds what sets and classes give to the places of a phrase, of which the first has the list `own`. */
function fillReferences(
  asked: readonly Place[],
  places: number[][],
  own: number,
  stands: Stands,
  standsOf: StandsOf,
): void {
  for (let place = 0; place < asked.length; place++) {
    for (const { kind, name } of (asked[place] as Place).references) {
      for (const { first, end } of standsOf(kind, name)) {
        const number = stands.firsts.push(first) - 1;
        stands.ends.push(end);
        insert(places[own + place] as number[], number, stands);
      }
    }
  }
}
