import type { Lexicon } from './lexicon.ts';

/** The bits of the places of each phrase that are filled in the text at hand, beside those of sets and classes. Kept from text to text, since many are short. */
let kept = new Int32Array(0);

/** The phrases of several places for each of which one of these runs can stand, or a set or class, in ascending order. */
export function phrasesWith<L>(lexicon: Lexicon<L>, runs: Iterable<number>): readonly number[] {
  const { places, referring, wordless } = lexicon;
  const { start, phrase: phrases, bit: bits } = lexicon.slots;
  if (kept.length < places.length) kept = new Int32Array(places.length);
  const filled = kept;
  // A frequent word has slots in hundreds of phrases, of which hardly any has all its places filled: so only bits are set at first.
  const found = [...wordless];
  const touched: number[] = [];
  for (const run of runs) {
    const end = start[run + 1] as number;
    for (let slot = start[run] as number; slot < end; slot++) {
      const phrase = phrases[slot] as number;
      const before = filled[phrase] as number;
      const now = before | (bits[slot] as number);
      if (now === before) continue;
      if (before === 0) touched.push(phrase);
      filled[phrase] = now;
      const others = referring[phrase] as number;
      if ((now | others) === places[phrase] && (before | others) !== places[phrase]) found.push(phrase);
    }
  }
  for (const phrase of touched) filled[phrase] = 0;
  return found.sort(ascending);
}

function ascending(one: number, two: number): number {
  return one - two;
}
