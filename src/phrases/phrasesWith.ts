import { type Lexicon, placeBit } from './lexicon.ts';

/**
 * What is known of each phrase of the text at hand, kept from text to text: to clear it costs more than most texts have words. It holds only where
 * `seenIn` names the text.
 */
let filled = new Int32Array(0);
let seenIn = new Int32Array(0);
let text = 0;

/** The phrases of several places for each of which one of these runs can stand, or a set or class, in ascending order. */
export function phrasesWith<L>(lexicon: Lexicon<L>, runs: Iterable<number>): readonly number[] {
  const { slots, places, referring, wordless } = lexicon;
  begin(places.length);
  // A frequent word has slots in hundreds of phrases, of which hardly any has all its places filled: so only bits are set at first.
  const found = [...wordless];
  for (const run of runs) {
    const end = slots.start[run + 1] as number;
    for (let slot = slots.start[run] as number; slot < end; slot++) {
      const phrase = slots.phrase[slot] as number;
      if (seenIn[phrase] !== text) {
        seenIn[phrase] = text;
        filled[phrase] = referring[phrase] as number;
      }
      const before = filled[phrase] as number;
      const all = places[phrase] as number;
      if (before === all) continue;
      const now = before | placeBit(slots.place[slot] as number);
      filled[phrase] = now;
      if (now === all) found.push(phrase);
    }
  }
  return found.sort(ascending);
}

function begin(phrases: number): void {
  if (seenIn.length < phrases) {
    filled = new Int32Array(phrases);
    seenIn = new Int32Array(phrases);
    text = 0;
  }
  text = (text + 1) | 0;
}

function ascending(one: number, two: number): number {
  return one - two;
}
