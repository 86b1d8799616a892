import type { Inline } from './document.ts';
import { FILLER, isVerbatim, type ProseDraft, sourceEnd } from './proseDraft.ts';
import type { Filler } from './rewriteDraft.ts';

const WORTH_A_LOOK = /[$@[{⁰¹²³⁴-⁹!?:]/;
const NUMBERS = /\[\d{1,3}(?:\s?[,;\u2013-]\s?\d{1,3})*\]/y;
const SUPERSCRIPT_NUMBERS = /[⁰¹²³⁴-⁹]+(?:[,;\u2013\u207B-][⁰¹²³⁴-⁹]+)*/y;
const SUPERSCRIPT_TEXT = /^\s*\[?\d{1,3}(?:\s?[,;\u2013-]\s?\d{1,3})*\]?\s*$/;
const KEY = /-?@(?:\{[^{}\s]+\}|[\p{L}\d_](?:[\w:.#$%&+?<>~/-]*[\w/])?)/uy;
const KEY_GROUP = /(?:^|[\s;,(-])@[\p{L}\d_{]/u;
const FOOTNOTE_MARK = /\[\^([^\s[\]]+)\]/y;
const ALERT_MARK = /\[!\w+\][+-]?/y;
const DIRECTIVE_FENCE = /:{3,}[ \t]*(?:[A-Za-z][\w-]*)?[ \t]*(?:\{[^}]*\})?/y;
const ADMONITION_MARK = /(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w-]*/y;
const URL_TAIL = /[^\s<>"\u201C\u201D]*/y;

/** What in a draft is shown but is not words, or is not shown, in order and apart. */
export function findFillers(draft: ProseDraft, source: string, isAlert: boolean): Filler[] {
  const { text } = draft;
  const raised = findRaised(draft);
  if (raised.length === 0 && !WORTH_A_LOOK.test(text)) return raised;
  const fillers: Filler[] = [];
  const scan: Scan = {
    draft,
    text,
    source,
    isAlert,
    lineStarts: new Set([0, ...draft.breaks.map((at) => at + 1)]),
    struck: new Map(
      draft.inlines.filter(({ kind }) => kind === 'delete').map((inline) => [inline.prose.start, inline]),
    ),
    dead: new Set(),
  };
  let nextRaised = 0;
  let i = 0;
  while (i < text.length) {
    const tagged = raised[nextRaised];
    if (tagged !== undefined && tagged.start <= i) {
      nextRaised += 1;
      if (tagged.start < i) continue;
      fillers.push(tagged);
      i = tagged.end;
      continue;
    }
    const found = fillersAt(scan, i);
    if (found === undefined) i += 1;
    else {
      fillers.push(...found);
      i = found.at(-1)?.end ?? i + 1;
    }
  }
  return fillers;
}

interface Scan {
  readonly draft: ProseDraft;
  readonly text: string;
  readonly source: string;
  readonly isAlert: boolean;
  readonly lineStarts: ReadonlySet<number>;
  /** Strikethrough by its start in the prose. */
  readonly struck: ReadonlyMap<number, Inline>;
  /** Closing marks that do not come any more: looking for them again and again would be quadratic. */
  readonly dead: Set<string>;
}

function fillersAt(scan: Scan, i: number): Filler[] | undefined {
  switch (scan.text.charAt(i)) {
    case '$':
      return mathAt(scan, i);
    case '[':
      return bracketAt(scan, i);
    case '@':
      return keyAt(scan, i);
    case '{':
      return criticAt(scan, i);
    case ':':
      return scan.text.startsWith('://', i) ? undefined : lineMarkAt(scan, i, DIRECTIVE_FENCE);
    case '!':
    case '?':
      return lineMarkAt(scan, i, ADMONITION_MARK);
    case 'h':
    case 'f':
      return urlAt(scan, i);
    case '⁰':
    case '¹':
    case '²':
    case '³':
    case '⁴':
    case '⁵':
    case '⁶':
    case '⁷':
    case '⁸':
    case '⁹':
      return superscriptAt(scan, i);
    default:
      return undefined;
  }
}

function mathAt({ draft, text, dead }: Scan, i: number): Filler[] | undefined {
  if (!isVerbatim(draft, i)) return undefined;
  if (text.charAt(i + 1) === '$') {
    const close = closing(text, '$$', i + 2, dead);
    return close === -1 || close === i + 2 ? undefined : [filler(i, close + 2)];
  }
  if (dead.has('$') || isSpace(text.charAt(i + 1))) return undefined;
  for (let close = text.indexOf('$', i + 1); close !== -1; close = text.indexOf('$', close + 1)) {
    if (isSpace(text.charAt(close - 1)) || isDigit(text.charAt(close + 1)) || !isVerbatim(draft, close)) continue;
    return [filler(i, close + 1)];
  }
  dead.add('$');
  return undefined;
}

function bracketAt(scan: Scan, i: number): Filler[] | undefined {
  const { text, isAlert, draft } = scan;
  if (isAlert && i === 0) {
    const length = matchLength(ALERT_MARK, text, i);
    if (length > 0) return [filler(i, i + length)];
  }
  const numbers = matchLength(NUMBERS, text, i);
  if (numbers > 0) {
    // "95% CI [1, 5]" is an interval.
    return /\b(?:CI|IQR|range)[:,]?\s?$/.test(text.slice(Math.max(0, i - 8), i))
      ? undefined
      : [citation(i, i + numbers)];
  }
  if (!isVerbatim(draft, i)) return undefined;
  FOOTNOTE_MARK.lastIndex = i;
  const label = FOOTNOTE_MARK.exec(text)?.[1];
  if (label !== undefined) {
    // A mark without a definition is still a mark: the definition may stand elsewhere, or be yet to write.
    return [
      {
        start: i,
        end: i + label.length + 3,
        text: '',
        inline: { kind: 'footnoteReference', value: label.toLowerCase() },
      },
    ];
  }
  const close = scan.text.slice(i, i + 400).search(/\]|.\[/s);
  if (close > 0 && text.charAt(i + close) === ']' && KEY_GROUP.test(text.slice(i + 1, i + close))) {
    return [citation(i, i + close + 1)];
  }
  return undefined;
}

function keyAt({ draft, text }: Scan, i: number): Filler[] | undefined {
  if (!isVerbatim(draft, i) || (i > 0 && /[\p{L}\p{N}_.+/@]/u.test(text.charAt(i - 1)))) return undefined;
  const length = matchLength(KEY, text, i);
  return length === 0 ? undefined : [citation(i, i + length)];
}

/** Editorial marks: deletions, remarks and replaced text go, insertions and highlights stay without their marks. */
function criticAt(scan: Scan, i: number): Filler[] | undefined {
  const { draft, text, source, dead } = scan;
  if (!isVerbatim(draft, i)) return undefined;
  const mark = text.slice(i + 1, i + 3);
  if (mark === '--' || mark === '>>') {
    const end = closing(text, mark === '--' ? '--}' : '<<}', i + 3, dead);
    return end === -1 ? undefined : [filler(i, end + 3)];
  }
  if (mark === '++' || mark === '==') {
    const end = closing(text, `${mark}}`, i + 3, dead);
    return end === -1 ? undefined : [nothing(i, i + 3), ...nestedFillers(scan, i + 3, end), nothing(end, end + 3)];
  }
  if (mark === '~~') {
    const end = closing(text, '~~}', i + 3, dead);
    const arrow = end === -1 ? -1 : text.slice(i, end).indexOf('~>');
    return arrow === -1 ? undefined : [filler(i, i + arrow + 2), nothing(end, end + 3)];
  }
  // Read as strikethrough by the parser: the tildes are gone from the prose.
  const struck = scan.struck.get(i + 1);
  if (struck === undefined || text.charAt(struck.prose.end) !== '}') return undefined;
  const arrow = text.slice(i, struck.prose.end).indexOf('~>');
  if (arrow === -1 || !source.startsWith('~~', struck.range.start)) return undefined;
  const { start } = struck.range;
  return [
    { ...filler(i, i + arrow + 2), drops: struck, source: { start: start - 1, end: sourceEnd(draft, i + arrow + 1) } },
    { ...nothing(struck.prose.end, struck.prose.end + 1) },
  ];
}

function nestedFillers(scan: Scan, start: number, end: number): Filler[] {
  const fillers: Filler[] = [];
  let i = start;
  while (i < end) {
    const found = scan.text.charAt(i) === '{' ? undefined : fillersAt(scan, i);
    const last = found?.at(-1)?.end ?? 0;
    if (found !== undefined && last <= end) {
      fillers.push(...found);
      i = last;
    } else i += 1;
  }
  return fillers;
}

function lineMarkAt({ text, lineStarts }: Scan, i: number, mark: RegExp): Filler[] | undefined {
  const length = lineStarts.has(i) ? matchLength(mark, text, i) : 0;
  return length === 0 ? undefined : [filler(i, i + text.slice(i, i + length).trimEnd().length)];
}

function urlAt({ text }: Scan, i: number): Filler[] | undefined {
  if (!text.startsWith('http://', i) && !text.startsWith('https://', i) && !text.startsWith('ftp://', i))
    return undefined;
  const address = text.slice(i, i + matchLength(URL_TAIL, text, i)).replace(/[.,;:!?'’)\]]+$/, '');
  return [filler(i, i + address.length)];
}

function superscriptAt({ text }: Scan, i: number): Filler[] | undefined {
  if (!citesAfter(text, i)) return undefined;
  const length = matchLength(SUPERSCRIPT_NUMBERS, text, i);
  return length > 0 && !/\p{L}/u.test(text.charAt(i + length)) ? [citation(i, i + length)] : undefined;
}

/** `<sup>1</sup>` and the like. */
function findRaised(draft: ProseDraft): Filler[] {
  const { tags, text } = draft;
  const fillers: Filler[] = [];
  for (const [index, open] of tags.entries()) {
    const close = tags[index + 1];
    if (open.name !== 'sup' || open.closing || close?.name !== 'sup' || !close.closing) continue;
    if (!SUPERSCRIPT_TEXT.test(text.slice(open.at, close.at)) || !citesAfter(text, open.at)) continue;
    if (/\p{L}/u.test(text.charAt(close.at))) continue;
    fillers.push({ ...citation(open.at, close.at), source: { start: open.start, end: close.end } });
  }
  return fillers;
}

/** Whether a raised number at `i` is a note rather than a power, a charge or an isotope. */
function citesAfter(text: string, i: number): boolean {
  const before = text.slice(Math.max(0, i - 40), i);
  if (before === '') return false;
  return /[.,;:!?)\]"'\u2019\u201D\uFFFC]$/.test(before) || /(?:\p{Ll}{4}|\p{L}{5}|\p{Lu}{3})$/u.test(before);
}

/** The place of a closing mark from `from` on, or -1. */
function closing(text: string, mark: string, from: number, dead: Set<string>): number {
  if (dead.has(mark)) return -1;
  const place = text.indexOf(mark, from);
  if (place === -1) dead.add(mark);
  return place;
}

function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function filler(start: number, end: number): Filler {
  return { start, end, text: FILLER };
}

function nothing(start: number, end: number): Filler {
  return { start, end, text: '' };
}

function citation(start: number, end: number): Filler {
  return { start, end, text: FILLER, inline: { kind: 'citation' } };
}

function isSpace(char: string): boolean {
  return char === '' || char === ' ' || char === '\t' || char === '\u00A0';
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}
