import { type Matches, scan } from './automaton.ts';
import { insert, join, type Stands } from './join.ts';
import type { Lexicon, Reference } from './lexicon.ts';
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

/** What a scan of one text gave, to be completed with what was put off and with the phrases that refer to sets and classes. */
export interface Scan<L> {
  readonly tokens: Tokens;
  readonly sentenceOf: Int32Array;
  /** Spans of all phrases without references whose labels are not put off. */
  readonly spans: readonly Span<L>[];
  readonly matches: Matches;
  /** Phrases of several places that may stand in the text: those put off, and those with references. */
  readonly late: readonly number[];
  readonly referring: readonly number[];
}

/** Finds all phrases without references. `sentenceOf[token]` numbers the sentences: no gap crosses from one to the next. */
export function scanText<L>(lexicon: Lexicon<L>, tokens: Tokens, sentenceOf: Int32Array): Scan<L> {
  const matches = scan(lexicon.automaton, tokens);
  const { isPutOff, phrases, refers } = lexicon;
  const spans: Span<L>[] = [];
  addWhole(lexicon, matches, (label) => isPutOff[label] === 0, spans);
  const plain: number[] = [];
  const late: number[] = [];
  const referring: number[] = [];
  for (const phrase of phrasesWith(lexicon, matches.runs)) {
    if (refers[phrase] === 1) referring.push(phrase);
    else if (isPutOff[phrases.label[phrase] as number] === 1) late.push(phrase);
    else plain.push(phrase);
  }
  const scanned = { tokens, sentenceOf, spans, matches, late, referring };
  joinAll(lexicon, scanned, plain, spans);
  return scanned;
}

/** The spans of phrases without references that were put off, of those labels that are wanted now. */
export function scanPutOff<L>(lexicon: Lexicon<L>, scanned: Scan<L>, isWanted: (label: L) => boolean): Span<L>[] {
  const { isPutOff, labels, phrases } = lexicon;
  const isMeant = (label: number): boolean => isPutOff[label] === 1 && isWanted(labels[label] as L);
  const spans: Span<L>[] = [];
  addWhole(lexicon, scanned.matches, isMeant, spans);
  const wanted = scanned.late.filter((phrase) => isMeant(phrases.label[phrase] as number));
  joinAll(lexicon, scanned, wanted, spans);
  return spans;
}

/** The spans of phrases that refer to cue sets and classes; `standsOf` gives where those stand. */
export function scanReferences<L>(
  lexicon: Lexicon<L>,
  scanned: Scan<L>,
  standsOf: (kind: Reference['kind'], name: string) => readonly Stand[],
): Span<L>[] {
  const spans: Span<L>[] = [];
  const known: (readonly Stand[] | undefined)[] = [];
  const standsOnce = (reference: number): readonly Stand[] => {
    const { kind, name } = lexicon.references[reference] as Reference;
    const stands = known[reference] ?? standsOf(kind, name);
    known[reference] = stands;
    return stands;
  };
  const wanted = scanned.referring.filter((phrase) => mayStand(lexicon, phrase, standsOnce));
  joinAll(lexicon, scanned, wanted, spans, standsOnce);
  return spans;
}

/** Whether words, or something that stands in the text, can fill each place of a phrase with references. */
function mayStand<L>({ phrases }: Lexicon<L>, phrase: number, standsOf: StandsOf): boolean {
  const { first, runs, references } = phrases;
  for (let place = first[phrase] as number; place < (first[phrase + 1] as number); place++) {
    if (runs.start[place] !== runs.start[place + 1]) continue;
    let isFilled = false;
    for (let at = references.start[place] as number; !isFilled && at < (references.start[place + 1] as number); at++) {
      isFilled = standsOf(references.items[at] as number).length > 0;
    }
    if (!isFilled) return false;
  }
  return true;
}

type StandsOf = (reference: number) => readonly Stand[];

/** Adds the runs that are whole phrases, of those labels that are asked for. */
function addWhole<L>(
  { labels, whole: { start, items } }: Lexicon<L>,
  { runs, firsts, ends }: Matches,
  isAsked: (label: number) => boolean,
  out: Span<L>[],
): void {
  for (let match = 0; match < runs.length; match++) {
    const run = runs[match] as number;
    for (let at = start[run] as number; at < (start[run + 1] as number); at++) {
      const label = items[at] as number;
      if (isAsked(label))
        out.push({ label: labels[label] as L, first: firsts[match] as number, end: ends[match] as number });
    }
  }
}

/** Adds the places of phrases of several places; `standsOf` gives where the references stand, if they have any. */
function joinAll<L>(
  lexicon: Lexicon<L>,
  { tokens, sentenceOf, matches }: Scan<L>,
  phrases: readonly number[],
  out: Span<L>[],
  standsOf?: StandsOf,
): void {
  if (phrases.length === 0) return;
  const stands = standsOf ? { firsts: [...matches.firsts], ends: [...matches.ends] } : matches;
  const places = placesFilled(lexicon, phrases, matches);
  const { label: labelOf, first: firstOf, gap } = lexicon.phrases;
  let own = 0;
  for (const phrase of phrases) {
    const number = labelOf[phrase] as number;
    const label = lexicon.labels[number] as L;
    const from = firstOf[phrase] as number;
    const count = (firstOf[phrase + 1] as number) - from;
    if (standsOf) fillReferences(lexicon, phrase, places, own, stands, standsOf);
    const gaps = { gap, from };
    const isClosed = lexicon.isClosed[number] === 1;
    join({ places, own, count, gaps, isClosed, stands, tokens, sentenceOf }, (first, end) =>
      out.push({ label, first, end }),
    );
    own += count;
  }
}

/** Which list holds what fills the first place of a phrase, plus one; 0 for phrases that are not looked for. Kept from text to text. */
let listOf = new Int32Array(0);

/** For each place of the phrases, one after the other, the matches that fill it. */
function placesFilled<L>(
  { phrases: { first }, slots }: Lexicon<L>,
  phrases: readonly number[],
  matches: Matches,
): number[][] {
  if (listOf.length < first.length) listOf = new Int32Array(first.length);
  const lists: number[][] = [];
  for (const phrase of phrases) {
    listOf[phrase] = lists.length + 1;
    for (let place = first[phrase] as number; place < (first[phrase + 1] as number); place++) lists.push([]);
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
function fillReferences<L>(
  { phrases: { first: firstOf, references } }: Lexicon<L>,
  phrase: number,
  places: readonly number[][],
  own: number,
  stands: Stands,
  standsOf: StandsOf,
): void {
  const from = firstOf[phrase] as number;
  for (let place = from; place < (firstOf[phrase + 1] as number); place++) {
    for (let at = references.start[place] as number; at < (references.start[place + 1] as number); at++) {
      for (const { first, end } of standsOf(references.items[at] as number)) {
        const number = stands.firsts.push(first) - 1;
        stands.ends.push(end);
        insert(places[own + place - from] as number[], number, stands);
      }
    }
  }
}
