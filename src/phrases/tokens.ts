import { isApostrophe, isHyphen, isIgnorable } from './fold.ts';
import { hashStart, hashStep, lower } from './vocabulary.ts';

/** What stands between a token and the one before it. */
export const JOINT = { none: 0, space: 1, hyphen: 2 } as const;
type Joint = (typeof JOINT)[keyof typeof JOINT];

/** A text cut into words and single punctuation marks. Arrays run in parallel; offsets are into the text. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly joint: Uint8Array;
  /** 1 for a word, 0 for a punctuation mark. */
  readonly word: Uint8Array;
  /** The hash of a word's characters in lower case; 0 where they are not all ASCII letters and digits, or it was not taken. */
  readonly hash: Uint32Array;
}

const APOSTROPHE = 0x27;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const UNITS = new Set([
  'mg',
  'mcg',
  'µg',
  'μg',
  'ug',
  'g',
  'kg',
  'ml',
  'iu',
  'ng',
  'pg',
  'nmol',
  'µmol',
  'μmol',
  'mmol',
  'mol',
]);

const ASCII_WORD = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const digit = code >= 48 && code <= 57;
  const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  if (digit || letter) ASCII_WORD[code] = 1;
}

/** The length of the word character at `index` in UTF-16 units, 0 where none stands. */
function wordCharacter(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code < 128) return ASCII_WORD[code] ?? 0;
  if (code === 0xfffc || isApostrophe(code)) return 0;
  const point = text.codePointAt(index) ?? 0;
  return LETTER.test(String.fromCodePoint(point)) ? (point > 0xffff ? 2 : 1) : 0;
}

function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0x202f ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x3000
  );
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Where the word that begins at `from` ends. A possessive 's stays outside; `don't` is one word. */
function wordEnd(text: string, from: number): number {
  let index = from;
  while (index < text.length) {
    const length = wordCharacter(text, index);
    if (length > 0) {
      index += length;
      continue;
    }
    const code = text.charCodeAt(index);
    if (isIgnorable(code)) {
      index++;
      continue;
    }
    if (!isApostrophe(code)) break;
    const next = index + 1 < text.length ? wordCharacter(text, index + 1) : 0;
    if (next === 0) {
      // The prime of a position, as in 5′-phosphate, belongs to its digit.
      if (isDigit(text.charCodeAt(index - 1)) && isHyphen(text.charCodeAt(index + 1))) {
        index++;
        continue;
      }
      break;
    }
    if (isPossessive(text, index)) break;
    index++;
  }
  while (index > from && isIgnorable(text.charCodeAt(index - 1))) index--;
  return index;
}

function isPossessive(text: string, apostrophe: number): boolean {
  const code = text.charCodeAt(apostrophe + 1);
  if (code !== 0x73 && code !== 0x53) return false;
  const after = apostrophe + 2;
  return after >= text.length || wordCharacter(text, after) === 0;
}

/** Where a number written against its unit (`100mg`) parts; 0 where the word is not one. */
function unitSplit(text: string, start: number, end: number): number {
  let index = start;
  while (index < end && isDigit(text.charCodeAt(index))) index++;
  if (index === start || index === end || end - index > 4) return 0;
  return UNITS.has(text.slice(index, end).toLowerCase()) ? index : 0;
}

/** Where tokens are gathered before their number is known: arrays of their own for each text would cost more than the cutting. */
let capacity = 1024;
let starts = new Int32Array(capacity);
let ends = new Int32Array(capacity);
let joints = new Uint8Array(capacity);
let words = new Uint8Array(capacity);
let hashes = new Uint32Array(capacity);

/** Makes sure that a text of some length fits in, which has no more tokens than characters. */
function reserve(length: number): void {
  if (length <= capacity) return;
  while (capacity < length) capacity *= 2;
  starts = new Int32Array(capacity);
  ends = new Int32Array(capacity);
  joints = new Uint8Array(capacity);
  words = new Uint8Array(capacity);
  hashes = new Uint32Array(capacity);
}

/** Cuts a text into words and punctuation marks in one pass; white space and joining hyphens become joints. */
export function tokenize(text: string): Tokens {
  reserve(text.length);
  const start = starts;
  const end = ends;
  const joint = joints;
  const word = words;
  const hash = hashes;
  let count = 0;
  let pending: Joint = JOINT.none;
  /** Where the last token ends with the unseen characters behind it. */
  let touching = 0;

  const push = (from: number, to: number, isWord: boolean, how: Joint, ownHash = 0): void => {
    start[count] = from;
    end[count] = to;
    joint[count] = how;
    word[count] = isWord ? 1 : 0;
    hash[count] = ownHash;
    count++;
    touching = to;
  };

  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (isSpace(code)) {
      if (pending === JOINT.none) pending = JOINT.space;
      index++;
      continue;
    }
    if (code < 128 && ASCII_WORD[code] === 1 && !isDigit(code)) {
      // Most words are plain letters, of which the hash is taken on the way.
      let ownHash = hashStep(hashStart(), lower(code));
      let to = index + 1;
      let next = text.charCodeAt(to);
      while (next < 128 && ASCII_WORD[next] === 1) {
        ownHash = hashStep(ownHash, lower(next));
        next = text.charCodeAt(++to);
      }
      if (!(next >= 128) && next !== APOSTROPHE) {
        push(index, to, true, pending, ownHash);
        pending = JOINT.none;
        index = to;
        continue;
      }
    }
    if (wordCharacter(text, index) > 0) {
      const to = wordEnd(text, index);
      const split = unitSplit(text, index, to);
      if (split > 0) {
        push(index, split, true, pending);
        push(split, to, true, JOINT.none);
      } else push(index, to, true, pending);
      pending = JOINT.none;
      index = to;
      continue;
    }
    if (isIgnorable(code)) {
      if (touching === index) touching++;
      index++;
      continue;
    }
    if (isHyphen(code) && pending === JOINT.none && count > 0 && touching === index && word[count - 1] === 1) {
      let next = index + 1;
      while (next < text.length && isIgnorable(text.charCodeAt(next))) next++;
      if (next < text.length && (wordCharacter(text, next) > 0 || isSpace(text.charCodeAt(next)))) {
        pending = JOINT.hyphen;
        index = next;
        continue;
      }
    }
    if (isApostrophe(code) && isPossessive(text, index) && touching === index) {
      push(index, index + 2, true, JOINT.none);
      index += 2;
      continue;
    }
    const length = (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
    push(index, index + length, false, pending);
    pending = JOINT.none;
    index += length;
  }
  return {
    text,
    count,
    start: start.slice(0, count),
    end: end.slice(0, count),
    joint: joint.slice(0, count),
    word: word.slice(0, count),
    hash: hash.slice(0, count),
  };
}
