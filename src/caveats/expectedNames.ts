import { isCapitalized } from './capitals.ts';
import { INNER_CAPITAL, isInCapitals } from './names.ts';
import type { Naming } from './ownNames.ts';
import type { ReadBlock } from './reading.ts';

/**
 * Whether a block names with a capital what the whole of its source may have a name of its own for. What the source does not show, such as a name that is
 * written with entities, is not thought of.
 */
export function mayHoldOwnName(
  { block, tokens, mentions }: ReadBlock,
  mayBeName: (word: string, isOfSeveral: boolean) => boolean,
): boolean {
  // A heading or a cell only names.
  if (block.kind !== 'paragraph') return false;
  const { text, start, end, count } = tokens;
  for (let token = 0; token < count; token++) {
    if (!isCapitalized(tokens, token)) continue;
    // What this part takes a name for the rest may take it for another substance.
    if (mentions.some((one) => !one.isName && one.first <= token && token < one.end)) continue;
    const word = text.slice(start[token], end[token]);
    const isOfSeveral = token + 1 < count && isCapitalized(tokens, token + 1);
    if (mayBeName(word, isOfSeveral)) return true;
  }
  return false;
}

/** Whether a source may have a word with a capital, or several of which it is the first, for a name of its own; each is looked for once. */
export function namesToBeExpected(
  source: string,
  namingOf: (text: string) => Naming,
): (word: string, isOfSeveral: boolean) => boolean {
  const given = new Map<string, boolean>();
  const small = new Map<string, boolean>();
  const proven = new Map<string, boolean>();
  const once = (answers: Map<string, boolean>, word: string, answer: () => boolean): boolean => {
    const known = answers.get(word) ?? answer();
    answers.set(word, known);
    return known;
  };
  /** Whether a word somewhere has a capital that its sentence does not ask for; of several, each proves the other. */
  const isProven = (word: string): boolean => {
    if (INNER_CAPITAL.test(word) || isInCapitals(word, 0, word.length)) return true;
    for (const at of placesOf(word, source)) {
      if (GOING_ON.test(source.slice(Math.max(0, at - BEFORE), at)) || /[™®]/.test(source[at + word.length] ?? ''))
        return true;
    }
    return false;
  };
  const isGiven = (word: string): boolean => {
    let count = 0;
    for (const at of placesOf(word, source)) {
      if (count++ === MOST_PLACES || mayGiveName(source, at, word.length, namingOf)) return true;
    }
    return false;
  };
  return (word, isOfSeveral) =>
    (isOfSeveral ||
      (!once(small, word, () => standsSmall(word, source)) && once(proven, word, () => isProven(word)))) &&
    once(given, word, () => isGiven(word));
}

/** So many places of a word are looked at; one that stands in more is taken to have been given. */
const MOST_PLACES = 300;

/** What stands before a word within a sentence, and so much source to see it in. */
const GOING_ON = /[\p{L}\p{N},’'][ \t*_~`[\]<>/a-z]*(?:\r?\n[ \t>]*)?[*_~`[]*$/u;
const BEFORE = 24;

/** Where a word stands by itself in a source. */
function* placesOf(word: string, source: string): Generator<number> {
  for (let at = source.indexOf(word); at >= 0; at = source.indexOf(word, at + 1)) {
    if (!LETTER.test(source[at - 1] ?? '') && !LETTER.test(source[at + word.length] ?? '')) yield at;
  }
}

/** Whether a word stands somewhere without its capital, and not as a part of an address. */
function standsSmall(word: string, source: string): boolean {
  for (const at of placesOf(word.toLowerCase(), source)) {
    if (!ADDRESS.test(source[at - 1] ?? '') && !ADDRESS.test(source[at + word.length] ?? '')) return true;
  }
  return false;
}

const LETTER = /[\p{L}\p{N}]/u;
const ADDRESS = /[/\-._=?#@&]/;

/** Whether what stands around a word may give it to a substance as its name: as a heading or cell of its own, or by what its sentence says. */
function mayGiveName(source: string, at: number, length: number, namingOf: (text: string) => Naming): boolean {
  GOES_ON.lastIndex = at + length;
  const before = source.slice(Math.max(0, at - AROUND), at);
  if (!GOES_ON.test(source) && !OPENED.test(before)) {
    const behind = source.slice(at, at + AROUND);
    const alone = `${before.split(BOUNDARY).at(-1) ?? ''}${behind.split(BOUNDARY)[0] ?? ''}`;
    return ALONE.test(alone.replace(MARKUP, ''));
  }
  // In prose the end of a line is a space.
  const around = `${before}${source.slice(at, at + length + AROUND)}`.replace(MARKUP, '').replace(/\s+/g, ' ');
  return namingOf(around).offers.length > 0;
}

/** A parenthesis or a verb may follow on a name, or it stands in a parenthesis. */
const GOES_ON =
  /(?:[ \t]+\p{Lu}[\p{L}\p{N}]*(?![\p{L}\p{N}])){0,3}(?:\]\([^)\s]*\)|<[^<>]*>|\[\^[^\]]*\]|[*_~`\]™®\\])*\s*[(\p{Ll}]/uy;
const OPENED = /\([*_~`[]*$/;
const BOUNDARY = /[|\r\n]/;
const MARKUP = /\]\([^)\s]*\)|<[^<>]*>|\[\^[^\]]*\]|\\(?=[!-/:-@[-`{-~])|[*_~`[\]#>]+/g;
/** Nothing but a few words with capitals. */
const ALONE = /^\s*\p{Lu}\S*(?:\s+\p{Lu}\S*){0,3}\s*$/u;

/** So much source around a name may say what it stands for, in UTF-16 units. */
const AROUND = 80;
