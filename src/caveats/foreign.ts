import type { Tokens } from '../phrases/tokens.ts';
import { buildVocabulary, type Vocabulary, wordSymbol } from '../phrases/vocabulary.ts';

/** Frequent small words of English, and of the languages that it is to be told from. */
export interface SmallWords {
  readonly functionWords: ReadonlySet<string>;
  readonly foreignWords: ReadonlySet<string>;
}

/** Fewer words tell nothing of the language. */
const SHORTEST = 6;

const HYPHEN = /[-\u2010\u2011]/;

/** Whether a block is written in another language than English: more of its small words are foreign than English. */
export function isForeign(tokens: Tokens, smallWords: SmallWords): boolean {
  const { vocabulary, english: last } = vocabularyOf(smallWords);
  const { text, count, start, end, word } = tokens;
  let words = 0;
  let english = 0;
  let foreign = 0;
  for (let token = 0; token < count; token++) {
    if (word[token] === 0) continue;
    words++;
    const symbol = wordSymbol(vocabulary, text, start[token] as number, end[token] as number);
    if (symbol === 0) continue;
    if (symbol <= last) english++;
    // The "non" of "non-toxic" is as English as can be.
    else if (!HYPHEN.test(text[end[token] as number] ?? '')) foreign++;
  }
  return words >= SHORTEST && foreign >= 2 && foreign > english;
}

/** The small words by number, the English ones first; `english` is the last of these. */
interface Numbered {
  readonly vocabulary: Vocabulary;
  readonly english: number;
}

const vocabularies = new WeakMap<SmallWords, Numbered>();

function vocabularyOf(smallWords: SmallWords): Numbered {
  let known = vocabularies.get(smallWords);
  if (!known) {
    const { functionWords, foreignWords } = smallWords;
    // What is a word of both counts as English.
    const vocabulary = buildVocabulary([...new Set([...functionWords, ...foreignWords])]);
    known = { vocabulary, english: functionWords.size };
    vocabularies.set(smallWords, known);
  }
  return known;
}
