import { citation, type FillerScan, filler, matchLength } from './fillerScan.ts';
import { isVerbatim, type ProseDraft } from './proseDraft.ts';
import type { Filler } from './rewriteDraft.ts';

const NUMBERS = /\[\d{1,3}(?:\s?[,;\u2013-]\s?\d{1,3})*\]/y;
const SUPERSCRIPT_NUMBERS = /[⁰¹²³⁴-⁹]+(?:[,;\u2013\u207B-][⁰¹²³⁴-⁹]+)*/y;
const SUPERSCRIPT_TEXT = /^\s*\[?\d{1,3}(?:\s?[,;\u2013-]\s?\d{1,3})*\]?\s*$/;
const KEY = /-?@(?:\{[^{}\s]+\}|[\p{L}\d_](?:[\w:.#$%&+?<>~/-]*[\w/])?)/uy;
const KEY_GROUP = /(?:^|[\s;,(-])@[\p{L}\d_{]/u;
const FOOTNOTE_MARK = /\[\^([^\s[\]]+)\]/y;
const ALERT_MARK = /\[!\w+\][+-]?/y;

/** Numbers, keys or a note mark in brackets at a place of the prose; an alert's own mark at its start. */
export function bracketAt(scan: FillerScan, i: number): Filler | undefined {
  const { text, isAlert, draft } = scan;
  if (isAlert && i === 0) {
    const length = matchLength(ALERT_MARK, text, i);
    if (length > 0) return filler(i, i + length);
  }
  const numbers = matchLength(NUMBERS, text, i);
  if (numbers > 0) {
    // "95% CI [1, 5]" is an interval.
    return /\b(?:CI|IQR|range)[:,]?\s?$/.test(text.slice(Math.max(0, i - 8), i)) ? undefined : citation(i, i + numbers);
  }
  if (!isVerbatim(draft, i)) return undefined;
  FOOTNOTE_MARK.lastIndex = i;
  const label = FOOTNOTE_MARK.exec(text)?.[1];
  if (label !== undefined) {
    // A mark without a definition is still a mark: the definition may stand elsewhere, or be yet to write.
    return {
      start: i,
      end: i + label.length + 3,
      text: '',
      // Folded as the parser folds the labels of definitions.
      inline: { kind: 'footnoteReference', value: label.toLowerCase().toUpperCase().toLowerCase() },
    };
  }
  const close = scan.text.slice(i, i + 400).search(/\]|.\[/s);
  if (close > 0 && text.charAt(i + close) === ']' && KEY_GROUP.test(text.slice(i + 1, i + close))) {
    return citation(i, i + close + 1);
  }
  return undefined;
}

/** A citation key that stands bare. */
export function keyAt({ draft, text }: FillerScan, i: number): Filler | undefined {
  if (!isVerbatim(draft, i) || (i > 0 && /[\p{L}\p{N}_.+/@]/u.test(text.charAt(i - 1)))) return undefined;
  const length = matchLength(KEY, text, i);
  return length === 0 ? undefined : citation(i, i + length);
}

/** Superscript digits that cite. */
export function superscriptAt({ text }: FillerScan, i: number): Filler | undefined {
  if (!citesAfter(text, i)) return undefined;
  const length = matchLength(SUPERSCRIPT_NUMBERS, text, i);
  return length > 0 && !/\p{L}/u.test(text.charAt(i + length)) ? citation(i, i + length) : undefined;
}

/** Citations raised by tags, in order: `<sup>1</sup>`. */
export function raisedCitations(draft: ProseDraft): Filler[] {
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
