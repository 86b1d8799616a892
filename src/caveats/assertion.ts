import { within } from './ordered.ts';
import type { Reading, TokenRange, Trigger } from './reading.ts';
import type { AssertionStatus } from './rule.ts';

/** How a stretch of a sentence is asserted, and the cue that says so. */
export interface Assertion {
  readonly status: AssertionStatus;
  readonly cue: TokenRange | undefined;
}

/** When several triggers reach the same words, the one that changes most wins. */
const STRENGTH: readonly AssertionStatus[] = [
  'negated',
  'other',
  'historical',
  'hypothetical',
  'conditional',
  'possible',
];

/**
 * The assertion status of tokens within their sentence, in ConText's manner (Harkema et al., J Biomed Inform 2009;42:839-851): triggers with a
 * direction and a scope that ends with the clause, pseudo-triggers, termination; extended for prose by commas after subordinate clauses.
 */
export function assertionOf(reading: Reading, target: TokenRange): Assertion {
  const sentence = reading.sentences[reading.sentenceOf[target.first] as number] as TokenRange;
  let best: Assertion = { status: 'affirmed', cue: undefined };
  let strength = STRENGTH.length;
  for (const trigger of within(reading.triggers, sentence)) {
    const rank = STRENGTH.indexOf(trigger.trigger.status);
    if (rank < 0 || rank >= strength) continue;
    if (!reaches(reading, sentence, trigger, target)) continue;
    strength = rank;
    best = { status: trigger.trigger.status, cue: { first: trigger.first, end: trigger.end } };
  }
  return best;
}

function reaches(reading: Reading, sentence: TokenRange, trigger: Trigger, target: TokenRange): boolean {
  const { direction, untilComma, words } = trigger.trigger;
  const forward = direction !== 'backward' && target.first >= trigger.end;
  // "supervision is" may be the target of "is not needed".
  const backward = direction !== 'forward' && target.first < trigger.first && target.end < trigger.end;
  if (!forward && !backward) return false;
  const from = forward ? trigger.end : target.end;
  const to = forward ? target.first : Math.max(target.end, trigger.first);
  if (words !== undefined && wordsBetween(reading, from, to) > words) return false;
  return !hasBoundary(reading, sentence, from, to, untilComma, forward);
}

/** Whether a range ends under a negation that is still open ("Do not combine with:"), so that it governs what follows. */
export function endsForbidding(reading: Reading, range: TokenRange): boolean {
  // An empty cell governs nothing.
  if (range.end === range.first) return false;
  const sentence = reading.sentences[reading.sentenceOf[range.end - 1] as number] as TokenRange;
  const end = markAt(reading, range.end - 1) === ':' ? range.end - 1 : range.end;
  return within(reading.triggers, sentence).some(
    ({ trigger, first, end: from }) =>
      trigger.status === 'negated' &&
      trigger.direction === 'forward' &&
      first >= sentence.first &&
      from <= end &&
      (trigger.words === undefined || wordsBetween(reading, from, end) <= trigger.words) &&
      !hasBoundary(reading, sentence, from, end, trigger.untilComma, true),
  );
}

/** The number of words among tokens `[from, to)`. */
export function wordsBetween(reading: Reading, from: number, to: number): number {
  let count = 0;
  for (let token = from; token < to; token++) count += reading.tokens.word[token] as number;
  return count;
}

function markAt(reading: Reading, token: number): string {
  return reading.tokens.word[token] === 1
    ? ''
    : reading.tokens.text.slice(reading.tokens.start[token], reading.tokens.end[token]);
}

const CLAUSE_MARKS = new Set([';', '–', '—', '-', '(', ')']);

/** Whether a clause ends among tokens `[from, to)`. A colon ends one unless it directly follows the trigger ("Avoid: …"). */
function hasBoundary(
  reading: Reading,
  sentence: TokenRange,
  from: number,
  to: number,
  untilComma: boolean,
  forward: boolean,
): boolean {
  if (within(reading.terminators, { first: from, end: to }).length > 0) return true;
  for (let token = from; token < to; token++) {
    const mark = markAt(reading, token);
    if (mark === '') continue;
    if (CLAUSE_MARKS.has(mark)) return true;
    if (mark === ':' && !(forward && token === from)) return true;
    if (mark === ',' && (untilComma || closesSubordinate(reading, sentence, token))) return true;
  }
  return false;
}

/** Whether the comma closes a clause that a subordinating conjunction opened at the start of the sentence or after a boundary. */
function closesSubordinate(reading: Reading, sentence: TokenRange, comma: number): boolean {
  let token = comma - 1;
  while (token >= sentence.first && markAt(reading, token) !== ';' && markAt(reading, token) !== ',') token--;
  const opener = token + 1;
  return within(reading.cues, { first: opener, end: comma }).some(
    (cue) => cue.set === 'subordinate' && cue.first === opener,
  );
}
