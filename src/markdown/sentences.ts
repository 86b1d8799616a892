import type { OffsetRange } from '../phrases/offsetRange.ts';
import { FILLER } from './proseDraft.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

const STARTER =
  /^(?:A|An|And|As|At|Because|But|By|Do|Each|For|From|He|Her|His|However|I|If|In|It|Its|Many|Most|Never|No|Not|Of|On|Only|One|Other|Our|People|Several|She|Since|So|Some|Such|Talk|Ask|That|The|Their|There|These|They|This|Those|Thus|To|Use|We|What|When|While|With|You|Your)\b/;
const ENDS_SENTENCES = new Set([
  'etc',
  'et al',
  'al',
  'a.m',
  'p.m',
  'inc',
  'ltd',
  'co',
  'corp',
  'u.s',
  'u.k',
  'jr',
  'sr',
]);
const NEEDS_NUMBER = new Set(['no', 'nos', 'art', 'sec', 'ch', 'pp', 'p', 'vol']);
const UNITS = new Set([
  'mg',
  'g',
  'kg',
  'ml',
  'l',
  'dl',
  'mcg',
  'µg',
  'μg',
  'ug',
  'iu',
  'mmol',
  'nmol',
  'h',
  'hr',
  'hrs',
  'min',
  'wk',
  'mo',
  'yr',
  'yrs',
  'cm',
  'mm',
  'm',
]);
/** A number that stands before the sentence it counts: "2.1. Results". */
const ENUMERATOR = /^\s*(?:\d{1,3}(?:\.\d{1,3})*|\p{L})\.$/u;
/** What is numbered by letters, near the end of the text before one. */
const NAMED_BY_LETTER =
  /\b(?:vitamins?|hepatitis|groups?|types?|grades?|class|factor|complex|stage|phase|fig|figures?|tables?|parts?|panels?|appendix|coenzyme|option|schedule|category|level|drugs?|arms?)\b[^.]*$/i;
const CLOSING = /["'\u2019\u201D\u00BB)\]]/;
/** A full stop that the segmenter passes over: before a number, code, or a name that starts small ("l-DOPA"). */
const OVERLOOKED =
  /(?<=[\p{L}\p{N}\uFFFC%)\]"'\u2019\u201D])\.["'\u2019\u201D)\]]*\uFFFC*\s+(?=\p{N}|\uFFFC+\s+\p{Ll}|\p{Ll}[\p{Ll}\p{N}]*-?\p{Lu})/gu;

/**
 * The sentences of a prose text, trimmed, as offsets into it. `abbreviations` are folded, without the last full stop.
 */
export function sentences(text: string, abbreviations: ReadonlySet<string>): OffsetRange[] {
  const ranges: OffsetRange[] = [];
  let start = 0;
  for (const boundary of boundaries(text)) {
    const end = boundary === text.length ? boundary : withFillers(text, boundary);
    if (end <= start || (end < text.length && isInside(text, start, boundary, end, abbreviations))) continue;
    push(ranges, text, start, end);
    start = end;
  }
  push(ranges, text, start, text.length);
  return ranges;
}

/** ASCII without a mark that ends a sentence, save at the end, with the quotation marks and dashes of prose. */
const ONE_SENTENCE = /^[ "-\-/->@-~\u2013\u2014\u2018-\u201D\uFFFC]*[.!?]?$/;

/** The segmenter's time grows with the square of the text, so it is given windows that each begin where a sentence began. */
const WINDOW = 4096;

function segmentEnds(text: string): number[] {
  if (ONE_SENTENCE.test(text)) return [text.length];
  const places: number[] = [];
  let from = 0;
  let size = WINDOW;
  while (from < text.length) {
    const window = text.slice(from, from + size);
    const ends = Array.from(segmenter.segment(window), ({ index, segment }) => from + index + segment.length);
    const isLast = from + size >= text.length;
    // The last sentence of a window may go on behind it.
    const whole = isLast ? ends : ends.slice(0, -1);
    const last = whole.at(-1);
    if (last === undefined) {
      size *= 2;
      continue;
    }
    places.push(...whole);
    from = last;
    size = WINDOW;
    if (isLast) break;
  }
  return places;
}

function boundaries(text: string): number[] {
  const places = segmentEnds(text);
  if (!text.includes('.')) return places;
  const more = Array.from(text.matchAll(OVERLOOKED), (match) => match.index + match[0].length);
  return more.length === 0 ? places : [...new Set([...places, ...more])].sort((a, b) => a - b);
}

/** Moves a boundary behind the citation marks that belong to the sentence before. */
function withFillers(text: string, boundary: number): number {
  let end = boundary;
  if (!isSpace(text.charAt(boundary - 1))) {
    while (text.charAt(end) === FILLER || CLOSING.test(text.charAt(end))) end += 1;
    if (end > boundary) end = skipSpace(text, end);
  }
  let next = end;
  while (next < text.length && (text.charAt(next) === FILLER || isSpace(text.charAt(next)))) next += 1;
  // Behind a space a filler is the next sentence's own first word ("`npm` is …"), unless a sentence starts behind it.
  const isCitation = next === text.length || /^["'\u2018\u201C([]?\p{Lu}/u.test(text.slice(next, next + 3));
  return isCitation ? next : end;
}

/** Whether the full stop before `boundary` does not end the sentence. */
function isInside(
  text: string,
  start: number,
  boundary: number,
  end: number,
  abbreviations: ReadonlySet<string>,
): boolean {
  let stop = boundary;
  while (stop > start && /[\s\uFFFC"'\u2019\u201D)\]]/.test(text.charAt(stop - 1))) stop -= 1;
  const mark = text.charAt(stop - 1);
  const next = text.slice(end, end + 24).replace(/^["'\u2018\u201C([]+/, '');
  const isSmall = /^\p{Ll}/u.test(next) && !/^\p{Ll}[\p{Ll}\p{N}]*-?\p{Lu}/u.test(next);
  if (mark === '?' || mark === '!') return isSmall && CLOSING.test(text.charAt(stop));
  if (mark !== '.') return false;
  if (isSmall || (stop - start < 20 && ENUMERATOR.test(text.slice(start, stop)))) return true;
  const isNumber = /^[\p{N}\uFFFC]/u.test(next);
  const before = text.slice(Math.max(start, stop - 40), stop - 1);
  const [previous, last] = lastWords(before);
  if (last === '') return false;
  const folded = last.toLowerCase();
  if (folded === 'no' || folded === 'nos') return isNumber;
  if (UNITS.has(folded) && /\p{N}$/u.test(previous)) return isNumber;
  const pair = `${previous.toLowerCase()} ${folded}`;
  const known = abbreviations.has(pair) ? pair : abbreviations.has(folded) ? folded : undefined;
  const isDotted = /^\p{L}(?:\.\p{L})+$/u.test(last);
  if (known !== undefined || isDotted) {
    if (NEEDS_NUMBER.has(folded) && !isNumber) return false;
    const mayEnd = isDotted ? !/^(?:e\.g|i\.e)$/.test(folded) : ENDS_SENTENCES.has(known ?? folded);
    return !(mayEnd && STARTER.test(next));
  }
  // An initial: "J. Smith", not "vitamin C. Smith".
  return /^\p{Lu}$/u.test(last) && /^\p{Lu}/u.test(next) && !STARTER.test(next) && !NAMED_BY_LETTER.test(before);
}

/** The last two words, without brackets and quotes before them. */
function lastWords(text: string): readonly [string, string] {
  const words = text.split(/[\s\uFFFC/]+/);
  const bare = (word: string | undefined) => (word ?? '').replace(/^["'\u2018\u201C([\u2013\u2014-]+/, '');
  return [bare(words.at(-2)), bare(words.at(-1))];
}

function skipSpace(text: string, from: number): number {
  let i = from;
  while (i < text.length && isSpace(text.charAt(i))) i += 1;
  return i;
}

function push(ranges: OffsetRange[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charAt(start))) start += 1;
  while (end > start && isSpace(text.charAt(end - 1))) end -= 1;
  if (start < end) ranges.push({ start, end });
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\u00A0' || /\s/.test(char);
}
