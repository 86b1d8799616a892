import { bracketAt, keyAt, raisedCitations, superscriptAt } from './citations.ts';
import { editorialMarkAt } from './editorialMarks.ts';
import { closingPlace, type FillerScan, filler, matchLength, nothing } from './fillerScan.ts';
import { isVerbatim, type ProseDraft } from './proseDraft.ts';
import type { Filler } from './rewriteDraft.ts';

const WORTH_A_LOOK = /[$@[{⁰¹²³⁴-⁹!?:]/;
const DIRECTIVE_FENCE = /:{3,}[ \t]*(?:[A-Za-z][\w-]*)?[ \t]*(?:\{[^}]*\})?/y;
const ADMONITION_MARK = /(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w-]*/y;
const URL_TAIL = /[^\s<>"\u201C\u201D]*/y;

/** What in a draft is shown but is not words, or is not shown, in order and apart. */
export function findFillers(draft: ProseDraft, source: string, isAlert: boolean): Filler[] {
  const { text } = draft;
  const raised = raisedCitations(draft);
  if (raised.length === 0 && !WORTH_A_LOOK.test(text)) return raised;
  const fillers: Filler[] = [];
  const scan: FillerScan = {
    draft,
    text,
    source,
    isAlert,
    lineStarts: new Set([0, ...draft.breaks.map((at) => at + 1)]),
    struck: new Map(
      draft.inlines.filter(({ kind }) => kind === 'delete').map((inline) => [inline.prose.start, inline]),
    ),
    closers: new Map(),
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
    const closer = scan.closers.get(i);
    const found = closer === undefined ? fillerAt(scan, i) : nothing(i, i + closer);
    if (found === undefined) {
      i += 1;
    } else {
      fillers.push(found);
      i = found.end;
    }
  }
  return fillers;
}

function fillerAt(scan: FillerScan, i: number): Filler | undefined {
  switch (scan.text.charAt(i)) {
    case '$':
      return mathAt(scan, i);
    case '[':
      return bracketAt(scan, i);
    case '@':
      return keyAt(scan, i);
    case '{':
      return editorialMarkAt(scan, i);
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

function mathAt(scan: FillerScan, i: number): Filler | undefined {
  const { draft, text, dead } = scan;
  if (!isVerbatim(draft, i)) return undefined;
  if (text.charAt(i + 1) === '$') {
    const close = closingPlace(scan, '$$', i + 2);
    return close === -1 || close === i + 2 ? undefined : filler(i, close + 2);
  }
  // "US$5" is money.
  const isMoney = i > 0 && /[\p{L}\p{N}]/u.test(text.charAt(i - 1));
  if (isMoney || dead.has('$') || isSpace(text.charAt(i + 1))) return undefined;
  for (let close = text.indexOf('$', i + 1); close !== -1; close = text.indexOf('$', close + 1)) {
    if (isSpace(text.charAt(close - 1)) || isDigit(text.charAt(close + 1)) || !isVerbatim(draft, close)) continue;
    return filler(i, close + 1);
  }
  dead.add('$');
  return undefined;
}

function lineMarkAt({ text, lineStarts }: FillerScan, i: number, mark: RegExp): Filler | undefined {
  const length = lineStarts.has(i) ? matchLength(mark, text, i) : 0;
  return length === 0 ? undefined : filler(i, i + text.slice(i, i + length).trimEnd().length);
}

function urlAt({ text }: FillerScan, i: number): Filler | undefined {
  if (!text.startsWith('http://', i) && !text.startsWith('https://', i) && !text.startsWith('ftp://', i))
    return undefined;
  const address = text.slice(i, i + matchLength(URL_TAIL, text, i)).replace(/[.,;:!?'’)\]]+$/, '');
  return filler(i, i + address.length);
}

function isSpace(char: string): boolean {
  return char === '' || char === ' ' || char === '\t' || char === '\u00A0';
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}
