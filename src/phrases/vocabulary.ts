/**
 * The words that phrases are made of, each with a number from 1. Open addressing in typed arrays: a token of the text is looked up
 * by the hash of its characters, without making a string of it.
 */
export interface Vocabulary {
  readonly size: number;
  /** Slot → symbol, 0 for a free slot; its length is a power of two. */
  readonly slots: Int32Array;
  readonly hashes: Uint32Array;
  /** The characters of all words one after the other, and where each begins. */
  readonly characters: Uint16Array;
  readonly starts: Uint32Array;
}

const HASH_SEED = 0x811c9dc5;
const HASH_PRIME = 0x01000193;

/** The hash of no characters (FNV-1a). */
export function hashStart(): number {
  return HASH_SEED;
}

/** The hash with one more UTF-16 code. */
export function hashStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, HASH_PRIME);
}

/** The hash of a whole word. */
export function hashOf(word: string): number {
  let hash = HASH_SEED;
  for (let index = 0; index < word.length; index++) hash = hashStep(hash, word.charCodeAt(index));
  return hash >>> 0;
}

/** Builds the vocabulary of a list of distinct words; the word at `index` gets the symbol `index + 1`. */
export function buildVocabulary(words: readonly string[]): Vocabulary {
  let capacity = 16;
  while (capacity < words.length * 2) capacity *= 2;
  const slots = new Int32Array(capacity);
  const hashes = new Uint32Array(words.length + 1);
  const starts = new Uint32Array(words.length + 2);
  const characters = new Uint16Array(words.reduce((sum, word) => sum + word.length, 0));
  let at = 0;
  words.forEach((word, index) => {
    const symbol = index + 1;
    starts[symbol] = at;
    for (let i = 0; i < word.length; i++) characters[at++] = word.charCodeAt(i);
    const hash = hashOf(word);
    hashes[symbol] = hash;
    let slot = hash & (capacity - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (capacity - 1);
    slots[slot] = symbol;
  });
  starts[words.length + 1] = at;
  return { size: words.length, slots, hashes, characters, starts };
}

/** The symbol of a folded word, 0 when no phrase uses it. */
export function symbolOf(vocabulary: Vocabulary, word: string): number {
  const hash = hashOf(word);
  const mask = vocabulary.slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const symbol = vocabulary.slots[slot] as number;
    if (symbol === 0 || (mayBe(vocabulary, symbol, hash, word.length) && isWord(vocabulary, symbol, word)))
      return symbol;
  }
}

/** The symbol of an ASCII word that stands in `text`, compared in lower case; `hash` is that of its lower-case characters. */
export function asciiSymbol(vocabulary: Vocabulary, hash: number, text: string, start: number, length: number): number {
  const mask = vocabulary.slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const symbol = vocabulary.slots[slot] as number;
    if (symbol === 0 || (mayBe(vocabulary, symbol, hash, length) && isLower(vocabulary, symbol, text, start, length)))
      return symbol;
  }
}

/** Whether all characters at `[start, end)` are ASCII. */
export function isAscii(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** The hash of ASCII characters at `[start, end)` in lower case. */
export function lowerHash(text: string, start: number, end: number): number {
  let hash = HASH_SEED;
  for (let at = start; at < end; at++) hash = hashStep(hash, lower(text.charCodeAt(at)));
  return hash >>> 0;
}

/** The symbol of a word that stands in `text` at `[start, end)`, compared in lower case. */
export function wordSymbol(vocabulary: Vocabulary, text: string, start: number, end: number): number {
  return isAscii(text, start, end)
    ? asciiSymbol(vocabulary, lowerHash(text, start, end), text, start, end - start)
    : symbolOf(vocabulary, text.slice(start, end).toLowerCase());
}

/** An ASCII letter's code in lower case; any other code as it is. */
export function lower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

function mayBe({ hashes, starts }: Vocabulary, symbol: number, hash: number, length: number): boolean {
  return hashes[symbol] === hash && (starts[symbol + 1] as number) - (starts[symbol] as number) === length;
}

function isWord({ characters, starts }: Vocabulary, symbol: number, word: string): boolean {
  const from = starts[symbol] as number;
  for (let index = 0; index < word.length; index++) {
    if (word.charCodeAt(index) !== characters[from + index]) return false;
  }
  return true;
}

function isLower(
  { characters, starts }: Vocabulary,
  symbol: number,
  text: string,
  start: number,
  length: number,
): boolean {
  const from = starts[symbol] as number;
  for (let index = 0; index < length; index++) {
    if (lower(text.charCodeAt(start + index)) !== characters[from + index]) return false;
  }
  return true;
}
