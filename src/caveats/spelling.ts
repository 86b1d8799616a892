import { type English, spellingIndex } from '../phrases/english.ts';
import { foldWord } from '../phrases/fold.ts';
import type { Tokens } from '../phrases/tokens.ts';
import type { Draft } from './draft.ts';
import { type Passage, passagesOf } from './passages.ts';

/** How a draft spells words that are written in two ways; undefined where it does not show. */
export type Spelling = 'us' | 'uk' | undefined;

/** Writes a text in a draft's spelling. */
export type Speller = (text: string) => string;

const spellers = new WeakMap<English, ReturnType<typeof createSpellers>>();

/** Writes texts in the spelling that a draft shows. */
export function spellerFor(draft: Draft, english: English): Speller {
  const own = spellersOf(english);
  return own.speller(own.of(draft));
}

/** Finds out step by step how a draft is spelled, of which nothing may be known. */
export function prepareSpelling(draft: Draft, english: English): Generator<void> {
  return spellersOf(english).prepare(draft);
}

/** The spelling that a draft shows. */
export function spellingOf(draft: Draft, english: English): Spelling {
  return spellersOf(english).of(draft);
}

function spellersOf(english: English): ReturnType<typeof createSpellers> {
  const known = spellers.get(english) ?? createSpellers(english);
  spellers.set(english, known);
  return known;
}

/** The speller of each variety. Lists and endings of the language data give the US form first, the UK form second. */
function createSpellers(english: English): {
  readonly prepare: (draft: Draft) => Generator<void>;
  readonly of: (draft: Draft) => Spelling;
  readonly speller: (spelling: Spelling) => Speller;
} {
  const index = new Map([...spellingIndex(english)].filter(([word]) => !english.matchedOnly.has(word)));
  const varietyOf = (word: string): Spelling => {
    const listed = index.get(word);
    if (listed) return listed.length === 2 ? (listed[0] === word ? 'us' : 'uk') : undefined;
    if (english.fixedSpelling.has(word)) return undefined;
    for (const [us, uk] of english.endings) {
      if (word.length < us.length + SHORTEST_STEM) continue;
      if (word.endsWith(us)) return 'us';
      if (word.endsWith(uk)) return 'uk';
    }
    return undefined;
  };
  const wordIn = (word: string, spelling: 'us' | 'uk'): string => {
    const listed = index.get(word);
    if (listed) return (listed.length === 2 ? listed[spelling === 'us' ? 0 : 1] : undefined) ?? word;
    if (english.fixedSpelling.has(word)) return word;
    for (const [us, uk] of english.endings) {
      const [from, to] = spelling === 'us' ? [uk, us] : [us, uk];
      if (word.endsWith(from) && word.length - from.length >= SHORTEST_STEM) return word.slice(0, -from.length) + to;
    }
    return word;
  };
  /** How many more words of a block are spelled the US way than the UK way; blocks outlive edits elsewhere. */
  const known = new WeakMap<Tokens, number>();
  const balanceOf = (tokens: Tokens): number => {
    const balance = known.get(tokens) ?? countedBalance(tokens);
    known.set(tokens, balance);
    return balance;
  };
  const countedBalance = (tokens: Tokens): number => {
    let balance = 0;
    for (let token = 0; token < tokens.count; token++) {
      const start = tokens.start[token] as number;
      const end = tokens.end[token] as number;
      if (tokens.word[token] === 0 || end - start < SHORTEST_WORD) continue;
      const variety = varietyOf(foldWord(tokens.text.slice(start, end)));
      if (variety) balance += variety === 'us' ? 1 : -1;
    }
    return balance;
  };
  const balances = new WeakMap<Passage, number>();
  const shown = new WeakMap<Draft, { readonly spelling: Spelling }>();
  const written = { us: new Map<string, string>(), uk: new Map<string, string>() };
  const balanceIn = (passage: Passage): number => {
    const balance = balances.get(passage) ?? passage.reads.reduce((all, { tokens }) => all + balanceOf(tokens), 0);
    balances.set(passage, balance);
    return balance;
  };
  return {
    *prepare(draft) {
      if (shown.has(draft)) return;
      let fresh = 0;
      for (const passage of passagesOf(draft)) {
        if (balances.has(passage)) continue;
        balanceIn(passage);
        fresh += passage.reads.length;
        if (fresh < STEP) continue;
        fresh = 0;
        yield;
      }
    },
    of(draft) {
      const known = shown.get(draft);
      if (known) return known.spelling;
      const sum = passagesOf(draft).reduce((all, passage) => all + balanceIn(passage), 0);
      const spelling = sum === 0 ? undefined : sum > 0 ? 'us' : 'uk';
      shown.set(draft, { spelling });
      return spelling;
    },
    speller(spelling) {
      if (!spelling) return (text) => text;
      // The same few standard caveats over and over again.
      return (text) => {
        const spelled =
          written[spelling].get(text) ??
          text.replace(WORD, (word) => withCase(word, wordIn(word.toLowerCase(), spelling)));
        written[spelling].set(text, spelled);
        return spelled;
      };
    },
  };
}

/** Blocks that are looked through between two yields. */
const STEP = 300;

const SHORTEST_STEM = 3;
const SHORTEST_WORD = 5;
const WORD = /\p{L}{5,}/gu;

function withCase(model: string, word: string): string {
  if (model.toLowerCase() === word) return model;
  return /^\p{Lu}/u.test(model) ? (word[0] as string).toUpperCase() + word.slice(1) : word;
}
