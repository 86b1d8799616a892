import { type Automaton, buildAutomaton, type Match, scan } from './automaton.ts';
import type { Path, PathWord } from './expand.ts';
import { isApostrophe } from './fold.ts';
import type { Tokens } from './tokens.ts';

/** A phrase's readings under the label that its places are reported with. */
export interface Entry<L> {
  readonly label: L;
  readonly paths: readonly Path[];
}

/** Where a labelled phrase stands: tokens `[first, end)`. */
export interface Span<L> {
  readonly label: L;
  readonly first: number;
  readonly end: number;
}

type Item = { readonly run: number } | { readonly kind: 'set' | 'class'; readonly name: string };

interface Pattern<L> {
  readonly label: L;
  readonly items: readonly Item[];
  readonly gaps: readonly number[];
}

/** All terms and cues compiled together. */
export interface Lexicon<L> {
  readonly automaton: Automaton;
  /** Run → the labels of phrases that are this run and nothing else. */
  readonly whole: readonly (readonly L[])[];
  /** Phrases with gaps only, and phrases that refer to sets or classes. */
  readonly gapped: readonly Pattern<L>[];
  readonly referring: readonly Pattern<L>[];
}

/** Compiles phrases into one automaton; a run of words that several phrases share is stored once. */
export function compileLexicon<L>(entries: readonly Entry<L>[]): Lexicon<L> {
  const runs: (readonly PathWord[])[] = [];
  const whole: L[][] = [];
  const numbers = new Map<string, number>();
  const runNumber = (words: readonly PathWord[]): number => {
    const key = words.map((word) => (word.exact ? `=${word.text}` : word.text)).join(' ');
    let run = numbers.get(key);
    if (run === undefined) {
      run = runs.length;
      numbers.set(key, run);
      runs.push(words);
      whole.push([]);
    }
    return run;
  };
  const gapped: Pattern<L>[] = [];
  const referring: Pattern<L>[] = [];
  for (const { label, paths } of entries) {
    for (const path of paths) {
      const items = path.items.map((item): Item => (item.kind === 'words' ? { run: runNumber(item.words) } : item));
      const only = items.length === 1 ? items[0] : undefined;
      if (only && 'run' in only) {
        const labels = whole[only.run] as L[];
        if (!labels.includes(label)) labels.push(label);
      } else (items.every((item) => 'run' in item) ? gapped : referring).push({ label, items, gaps: path.gaps });
    }
  }
  return { automaton: buildAutomaton(runs), whole, gapped, referring };
}

/** What a scan of one text gave, to be completed with the phrases that refer to sets and classes. */
export interface Scan<L> {
  readonly tokens: Tokens;
  readonly runs: readonly (readonly Match[])[];
  /** Spans of all phrases without references. */
  readonly spans: readonly Span<L>[];
}

/** `sentenceOf[token]` numbers the sentences: no gap crosses from one to the next. */
export function scanText<L>(lexicon: Lexicon<L>, tokens: Tokens, sentenceOf: Int32Array): Scan<L> {
  const matches = scan(lexicon.automaton, tokens);
  const byRun = new Map<number, Match[]>();
  const spans: Span<L>[] = [];
  for (const match of matches) {
    const list = byRun.get(match.id);
    if (list) list.push(match);
    else byRun.set(match.id, [match]);
    for (const label of lexicon.whole[match.id] as readonly L[]) spans.push({ label, first: match.first, end: match.end });
  }
  const runs: (readonly Match[])[] = [];
  for (const [run, list] of byRun) runs[run] = list;
  const placesOf = (item: Item): readonly Place[] => ('run' in item ? (runs[item.run] ?? []) : []);
  for (const pattern of lexicon.gapped) joinPattern(pattern, placesOf, tokens, sentenceOf, spans);
  return { tokens, runs, spans };
}

interface Place {
  readonly first: number;
  readonly end: number;
}

/** The spans of phrases that refer to cue sets and classes; `placesOf` gives the places of each, ordered by first token. */
export function scanReferences<L>(
  lexicon: Lexicon<L>,
  scanned: Scan<L>,
  sentenceOf: Int32Array,
  placesOf: (kind: 'set' | 'class', name: string) => readonly Place[],
): Span<L>[] {
  const spans: Span<L>[] = [];
  const items = (item: Item): readonly Place[] => ('run' in item ? (scanned.runs[item.run] ?? []) : placesOf(item.kind, item.name));
  for (const pattern of lexicon.referring) joinPattern(pattern, items, scanned.tokens, sentenceOf, spans);
  return spans;
}

function joinPattern<L>(
  pattern: Pattern<L>,
  placesOf: (item: Item) => readonly Place[],
  tokens: Tokens,
  sentenceOf: Int32Array,
  out: Span<L>[],
): void {
  const places: (readonly Place[])[] = [];
  for (const item of pattern.items) {
    const found = placesOf(item);
    if (found.length === 0) return;
    places.push(found);
  }
  for (const start of places[0] as readonly Place[]) {
    const end = continuation(places, pattern.gaps, 1, start.end, tokens, sentenceOf);
    if (end > 0 && sentenceOf[start.first] === sentenceOf[end - 1]) out.push({ label: pattern.label, first: start.first, end });
  }
}

/** Where the rest of a pattern ends when it goes on from token `from`; the nearest continuation wins, 0 when there is none. */
function continuation(
  places: readonly (readonly Place[])[],
  gaps: readonly number[],
  item: number,
  from: number,
  tokens: Tokens,
  sentenceOf: Int32Array,
): number {
  if (item === places.length) return from;
  for (const place of places[item] as readonly Place[]) {
    if (place.first < from) continue;
    if (sentenceOf[place.first] !== sentenceOf[from - 1]) continue;
    if (!withinGap(tokens, from, place.first, gaps[item - 1] as number)) continue;
    const end = continuation(places, gaps, item + 1, place.end, tokens, sentenceOf);
    if (end > 0) return end;
  }
  return 0;
}

function withinGap(tokens: Tokens, from: number, to: number, max: number): boolean {
  if (max === 0) return from === to;
  let words = 0;
  for (let index = from; index < to; index++) {
    if (tokens.word[index] === 1) {
      if (!isApostrophe(tokens.text.charCodeAt(tokens.start[index] as number))) words++;
      if (words > max) return false;
    } else {
      const mark = tokens.text.charCodeAt(tokens.start[index] as number);
      if (mark === 0x3b || mark === 0x3a) return false;
    }
  }
  return true;
}
