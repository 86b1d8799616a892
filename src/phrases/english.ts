/** What the phrase notation needs to know of English; the lists are data. */
export interface English {
  /** Irregular inflections by base form, e.g. `take` → `takes, took, taken, taking`. */
  readonly irregular: ReadonlyMap<string, readonly string[]>;
  /** Words whose last consonant doubles though the stress rule does not show it, or does not double though it might. */
  readonly doubling: ReadonlyMap<string, boolean>;
  /** Spellings that mean the same word, each list a set of equals: `behavior, behaviour`. */
  readonly spellings: readonly (readonly string[])[];
  /** Word ends that are spelled in two ways in any word long enough: `ization, isation`. */
  readonly endings: readonly (readonly [string, string])[];
  /** Words that end like those and have one spelling only: `exercise`. */
  readonly fixedSpelling: ReadonlySet<string>;
  /** Spellings that are matched and never written: verb and noun differ, or the form is dated. */
  readonly matchedOnly: ReadonlySet<string>;
}

const VOWEL = /[aeiou]/;
const SHORT_END = /(?:^|[^aeiou])[aeiou][^aeiouwxy]$/;

/** The plural of a noun by rule; irregular ones from data. */
export function pluralOf(word: string, english: English): string {
  const irregular = english.irregular.get(word.toLowerCase());
  if (irregular?.[0]) return irregular[0];
  if (/[^aeiou]y$/i.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/i.test(word)) return `${word}es`;
  return `${word}s`;
}

/** All regular inflections of a word, itself first: plural or third person, past, -ing. Derivations are other words. */
export function inflectionsOf(word: string, english: English): readonly string[] {
  const irregular = english.irregular.get(word);
  if (irregular) return [word, ...irregular];
  const third = pluralOf(word, english);
  if (word.endsWith('ie')) return [word, third, `${word}d`, `${word.slice(0, -2)}ying`];
  if (/(?:ee|oe|ye)$/.test(word)) return [word, third, `${word}d`, `${word}ing`];
  if (word.endsWith('e')) return [word, third, `${word}d`, `${word.slice(0, -1)}ing`];
  if (/[^aeiou]y$/.test(word)) return [word, third, `${word.slice(0, -1)}ied`, `${word}ing`];
  const doubles = english.doubling.get(word) ?? (SHORT_END.test(word) && syllables(word) === 1);
  const stem = doubles ? word + word[word.length - 1] : word;
  return [word, third, `${stem}ed`, `${stem}ing`];
}

function syllables(word: string): number {
  let count = 0;
  for (let index = 0; index < word.length; index++) {
    if (VOWEL.test(word[index] as string) && !VOWEL.test(word[index - 1] ?? '')) count++;
  }
  return count;
}

const SHORTEST_STEM = 3;

/** The other spellings of a folded word (US and UK), without itself. */
export function spellingsOf(
  word: string,
  english: English,
  index: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const listed = index.get(word);
  if (listed) return listed.filter((other) => other !== word);
  if (english.fixedSpelling.has(word)) return [];
  const others: string[] = [];
  for (const [one, two] of english.endings) {
    for (const [from, to] of [
      [one, two],
      [two, one],
    ] as const) {
      if (word.endsWith(from) && word.length - from.length >= SHORTEST_STEM)
        others.push(word.slice(0, -from.length) + to);
    }
  }
  return others;
}

/** Each listed spelling with all that equal it. */
export function spellingIndex(english: English): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, readonly string[]>();
  for (const equals of english.spellings) for (const word of equals) index.set(word, equals);
  return index;
}
