import type { Tokens } from '../../phrases/tokens.ts';
import type { TokenRange } from '../reading.ts';

/**
 * The words before a bracket that a short form stands for, found from its end backwards: each of its letters in order, the first one at the start of a
 * word (Schwartz & Hearst, Pac Symp Biocomput 2003;8:451-462). Gives tokens of the sentence, undefined where the letters do not fit.
 */
export function longFormBefore(
  tokens: Tokens,
  sentence: TokenRange,
  end: number,
  short: string,
): TokenRange | undefined {
  const letters = [...short.replace(/s$/, '')]
    .filter((char) => /[\p{L}]/u.test(char))
    .map((char) => char.toLowerCase());
  if (letters.length < 2) return undefined;
  let first = end;
  let words = 0;
  const most = Math.min(letters.length + 5, letters.length * 2);
  while (first > sentence.first && words < most && isWordOrJoint(tokens, first - 1)) {
    first--;
    words += tokens.word[first] as number;
  }
  if (first === end) return undefined;
  const from = tokens.start[first] as number;
  const text = tokens.text.slice(from, tokens.end[end - 1]).toLowerCase();
  let place = text.length - 1;
  for (let letter = letters.length - 1; letter >= 0; letter--) {
    const wanted = letters[letter] as string;
    while (place >= 0 && !(text[place] === wanted && (letter > 0 || isWordStart(text, place)))) place--;
    if (place < 0) return undefined;
    if (letter > 0) place--;
  }
  const start = from + place;
  for (let token = first; token < end; token++) {
    if ((tokens.start[token] as number) <= start && start < (tokens.end[token] as number)) return { first: token, end };
  }
  return undefined;
}

function isWordStart(text: string, place: number): boolean {
  return place === 0 || !/[\p{L}\p{N}]/u.test(text[place - 1] as string);
}

function isWordOrJoint(tokens: Tokens, token: number): boolean {
  return tokens.word[token] === 1 || /[-–/’']/.test(tokens.text[tokens.start[token] as number] as string);
}

/** Whether the words in a range begin with the letters of a short form. */
export function spellsOut(tokens: Tokens, range: TokenRange, short: string): boolean {
  const letters = [...short.replace(/s$/, '')].filter((char) => /\p{L}/u.test(char));
  const found = longFormBefore(tokens, range, range.end, short);
  return letters.length >= 2 && found !== undefined && found.first <= range.first + 1;
}
