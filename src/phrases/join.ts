import { isApostrophe } from './fold.ts';
import type { Tokens } from './tokens.ts';

/** Where things stand that fill places, each under its number: tokens `[firsts[number], ends[number])`. */
export interface Stands {
  readonly firsts: number[];
  readonly ends: number[];
}

/** A phrase of several places with what fills them in one text. */
export interface Filled {
  /** What fills places, each list in the order of `insert`; the phrase has `count` of them from `own` on. */
  readonly places: readonly (readonly number[])[];
  readonly own: number;
  readonly count: number;
  /** The greatest number of words before each of its places, from `from` on. */
  readonly gaps: { readonly gap: Int32Array; readonly from: number };
  /** Whether no gap may cross a word that denies: "is ..2 choice" does not stand in "is not a choice". */
  readonly isClosed: boolean;
  readonly stands: Stands;
  readonly tokens: Tokens;
  readonly sentenceOf: Int32Array;
}

/** Adds what stands under a number to a list, which is ordered by the first token, the longer before the shorter. */
export function insert(list: number[], number: number, { firsts, ends }: Stands): void {
  const first = firsts[number] as number;
  const end = ends[number] as number;
  let at = list.length;
  list.push(number);
  while (at > 0) {
    const before = list[at - 1] as number;
    const from = firsts[before] as number;
    if (from < first || (from === first && (ends[before] as number) >= end)) break;
    list[at] = before;
    at--;
  }
  list[at] = number;
}

/** Reports each place of a phrase: from every beginning the nearest continuation. */
export function join(filled: Filled, report: (first: number, end: number) => void): void {
  const { places, own, count, stands } = filled;
  for (let place = own; place < own + count; place++) if ((places[place] as readonly number[]).length === 0) return;
  for (const start of places[own] as readonly number[]) {
    const end = continuation(filled, 1, stands.ends[start] as number);
    if (end > 0) report(stands.firsts[start] as number, end);
  }
}

/** Where the rest of a phrase ends when it goes on from token `from`; the nearest continuation wins, 0 when there is none. */
function continuation(filled: Filled, place: number, from: number): number {
  const { places, own, count, gaps, isClosed, stands, tokens, sentenceOf } = filled;
  if (place === count) return from;
  const list = places[own + place] as readonly number[];
  const { firsts, ends } = stands;
  for (let index = firstFrom(list, firsts, from); index < list.length; index++) {
    const stand = list[index] as number;
    const first = firsts[stand] as number;
    const gap = gaps.gap[gaps.from + place] as number;
    if (sentenceOf[first] !== sentenceOf[from - 1] || !withinGap(tokens, from, first, gap, isClosed)) break;
    const end = continuation(filled, place + 1, ends[stand] as number);
    if (end > 0) return end;
  }
  return 0;
}

/** Where in a list the first thing at or behind `token` is. */
function firstFrom(list: readonly number[], firsts: readonly number[], token: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((firsts[list[middle] as number] as number) < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withinGap(tokens: Tokens, from: number, to: number, max: number, isClosed: boolean): boolean {
  if (max === 0) return from === to;
  let words = 0;
  for (let index = from; index < to; index++) {
    const mark = tokens.text.charCodeAt(tokens.start[index] as number);
    if (tokens.word[index] === 1) {
      if (!isApostrophe(mark)) words++;
      if (words > max || (isClosed && (max <= WIDEST_CLOSED || index >= to - 2) && denies(tokens, index))) return false;
    } else if (mark === 0x3b || mark === 0x3a) return false;
  }
  return true;
}

/** The widest gap that is closed; a wider one reaches from one clause into the next. */
const WIDEST_CLOSED = 4;

/** What turns a statement into its denial; a phrase that means one names it. */
const DENIALS = new Set(['no', 'not', 'never', 'hardly', 'scarcely', 'rarely', 'seldom', 'neither']);
/** Not "can't": who cannot sleep for want of something wants it. */
const CONTRACTED = /(?<!^ca|^could)n[’']t$/;

function denies({ text, start, end }: Tokens, index: number): boolean {
  const from = start[index] as number;
  const to = end[index] as number;
  const length = to - from;
  if (length < 2 || length > 9) return false;
  const word = text.slice(from, to).toLowerCase();
  return DENIALS.has(word) || CONTRACTED.test(word);
}
