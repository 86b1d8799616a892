import type { Lexicon, Slots } from './lexicon.ts';

/** The bits of the places of each phrase that are filled in the text at hand, beside those of sets and classes. Kept from text to text, since many are short. */
let kept = new Int32Array(0);
/** Run → the last call that had it: a text repeats its frequent words. */
let seenIn = new Int32Array(0);
let call = 0;

/** The phrases of several places for each of which one of these runs can stand, or a set or class, in ascending order. Only those that have `slots` are looked for. */
export function phrasesWith<L>(
  { places, referring, wordless, whole, slots: all }: Lexicon<L>,
  runs: Iterable<number>,
  { start, phrase: phrases, bit: bits }: Slots = all,
): readonly number[] {
  if (kept.length < places.length) kept = new Int32Array(places.length);
  if (seenIn.length < whole.start.length) seenIn = new Int32Array(whole.start.length);
  call++;
  const filled = kept;
  // A frequent word has slots in hundreds of phrases, of which hardly any has all its places filled: so only bits are set at first.
  const found = [...wordless];
  const touched: number[] = [];
  for (const run of runs) {
    if (seenIn[run] === call) continue;
    seenIn[run] = call;
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
