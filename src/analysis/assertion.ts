import { assertionOf } from '../caveats/assertion.ts';
import { asks } from '../caveats/clauses.ts';
import { type Reading, readText, type TokenRange } from '../caveats/reading.ts';
import type { AssertionStatus } from '../caveats/rule.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { builtinData } from './builtin.ts';
import type { Data } from './data.ts';

/** How words are asserted, and the place of the cue that says so. */
export interface Assertion {
  readonly status: AssertionStatus;
  readonly cue: OffsetRange | undefined;
}

/**
 * The assertion status of a stretch of a sentence: affirmed, negated, possible, conditional, hypothetical, historical or other (reported), in ConText's
 * manner (Harkema et al., J Biomed Inform 2009;42:839-851).
 * @param sentence plain text, taken as one sentence
 * @param range the words in question, UTF-16 offsets into `sentence`
 * @throws RangeError when no word stands in the range
 */
export function assertion(sentence: string, range: OffsetRange, data: Data = builtinData()): Assertion {
  const read = readText(sentence, data.lexicon, data.language.abbreviations);
  const { tokens } = read;
  const inside: number[] = [];
  for (let token = 0; token < tokens.count; token++) {
    if ((tokens.start[token] as number) < range.end && (tokens.end[token] as number) > range.start) inside.push(token);
  }
  const [first] = inside;
  if (first === undefined) throw new RangeError(`No word stands between ${range.start} and ${range.end}`);
  const target = { first, end: first + inside.length };
  const { status, cue } = assertionOf(read, target);
  // A caveat's rules look at questions by themselves, because what they ask about is the topic of the answer.
  if (status === 'affirmed' || status === 'possible') {
    const question = asks(read, read.sentences[read.sentenceOf[first] as number] as TokenRange);
    if (question) return { status: 'hypothetical', cue: placeOf(read, question) };
  }
  return { status, cue: cue && placeOf(read, cue) };
}

/** UTF-16 offsets of tokens. */
function placeOf({ tokens }: Reading, { first, end }: TokenRange): OffsetRange {
  return { start: tokens.start[first] as number, end: tokens.end[end - 1] as number };
}
