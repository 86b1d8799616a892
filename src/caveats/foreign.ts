import type { Tokens } from '../phrases/tokens.ts';

/** Frequent small words of English, and of the languages that it is to be told from. */
export interface SmallWords {
  readonly functionWords: ReadonlySet<string>;
  readonly foreignWords: ReadonlySet<string>;
}

/** Fewer words tell nothing of the language. */
const SHORTEST = 6;

const HYPHEN = /[-\u2010\u2011]/;

/** Whether a block is written in another language than English: more of its small words are foreign than English. */
export function isForeign(tokens: Tokens, { functionWords, foreignWords }: SmallWords): boolean {
  let words = 0;
  let english = 0;
  let foreign = 0;
  for (let token = 0; token < tokens.count; token++) {
    if (tokens.word[token] === 0) continue;
    words++;
    const word = tokens.text.slice(tokens.start[token], tokens.end[token]).toLowerCase();
    if (functionWords.has(word)) english++;
    // The "non" of "non-toxic" is as English as can be.
    else if (foreignWords.has(word) && !HYPHEN.test(tokens.text[tokens.end[token] as number] ?? '')) foreign++;
  }
  return words >= SHORTEST && foreign >= 2 && foreign > english;
}
