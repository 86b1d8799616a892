import {
  addsNoun,
  addsStatement,
  advises,
  describesSomebody,
  followsRelative,
  hasFinite,
  hasVerbBefore,
  isAlternative,
  isFronted,
  joins,
  joinsGerund,
  markAt,
  offersChoice,
  opensClause,
  partsList,
  startsClause,
  wordAt,
} from './clauses.ts';
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

/** The most tokens that any scope spans, so that a sentence without end costs no more than others. */
const FARTHEST = 120;

/**
 * The assertion status of tokens within their sentence, in ConText's manner (Harkema et al., J Biomed Inform 2009;42:839-851): triggers with a
 * direction and a scope that ends with the clause, pseudo-triggers, termination; extended for prose by lists, brackets, and commas after what
 * stands before its clause.
 */
export function assertionOf(reading: Reading, target: TokenRange): Assertion {
  const { triggers } = reading;
  if (triggers.length === 0) return AFFIRMED;
  const known = assertions.get(triggers) ?? new Map<number, Assertion>();
  assertions.set(triggers, known);
  const key = target.first * (reading.tokens.count + 1) + target.end;
  const assertion = known.get(key) ?? assertionIn(reading, target);
  known.set(key, assertion);
  return assertion;
}

const AFFIRMED: Assertion = { status: 'affirmed', cue: undefined };

/** What is known of the words of a text, by its triggers; the same words are asked about for many rules. */
const assertions = new WeakMap<readonly Trigger[], Map<number, Assertion>>();

function assertionIn(reading: Reading, target: TokenRange): Assertion {
  const sentence = reading.sentences[reading.sentenceOf[target.first] as number] as TokenRange;
  const near = {
    first: Math.max(sentence.first, target.first - FARTHEST),
    end: Math.min(sentence.end, target.end + FARTHEST),
  };
  const reaching = within(reading.triggers, near).filter((trigger) => reaches(reading, sentence, trigger, target));
  let best = AFFIRMED;
  let strength = STRENGTH.length;
  for (const trigger of reaching) {
    const rank = STRENGTH.indexOf(trigger.trigger.status);
    if (rank < 0 || rank >= strength) continue;
    if (rank === 0 && reaching.some((other) => undoes(reading, other, trigger))) continue;
    strength = rank;
    best = { status: trigger.trigger.status, cue: { first: trigger.first, end: trigger.end } };
  }
  return best;
}

/** Whether another trigger takes a negation away from what both reach: "no change in the effusion", "cannot walk without pain". */
function undoes(reading: Reading, other: Trigger, negation: Trigger): boolean {
  if (other.trigger.status === 'affirmed') return negation.end <= other.first;
  return areDouble(reading, negation, other) || areDouble(reading, other, negation);
}

/** The most words between a negated verb and the "without" that undoes it. */
const DOUBLED = 8;

function areDouble(reading: Reading, outer: Trigger, inner: Trigger): boolean {
  if (outer.trigger.status !== 'negated' || outer.trigger.untilComma || outer.trigger.direction !== 'forward')
    return false;
  if (wordAt(reading, inner.first) !== 'without' || outer.end > inner.first) return false;
  return (
    inner.first - outer.end <= DOUBLED && wordsBetween(reading, outer.end, inner.first) === inner.first - outer.end
  );
}

/** Whether a range ends under a negation that is still open ("Do not combine with:"), so that it governs what follows. */
export function endsForbidding(reading: Reading, range: TokenRange): boolean {
  // An empty cell governs nothing.
  if (range.end === range.first || reading.triggers.length === 0) return false;
  const sentence = reading.sentences[reading.sentenceOf[range.end - 1] as number] as TokenRange;
  const end = markAt(reading, range.end - 1) === ':' ? range.end - 1 : range.end;
  return within(reading.triggers, sentence).some(
    (trigger) =>
      trigger.trigger.status === 'negated' &&
      trigger.trigger.direction === 'forward' &&
      trigger.end <= end &&
      scopeOf(reading, sentence, trigger).end >= end,
  );
}

/** The number of words among tokens `[from, to)`. */
export function wordsBetween(reading: Reading, from: number, to: number): number {
  return to > from ? (reading.wordsBefore[to] as number) - (reading.wordsBefore[from] as number) : 0;
}

function reaches(reading: Reading, sentence: TokenRange, trigger: Trigger, target: TokenRange): boolean {
  const { direction } = trigger.trigger;
  // "Should tremor occur", "leave kava alone": a trigger of two parts governs what it embraces, and with a scope of no words that alone.
  if (direction === 'both') {
    if (trigger.first < target.first && target.end < trigger.end) return true;
    if (trigger.trigger.words === 0) return false;
  }
  if (direction !== 'backward' && target.first >= trigger.end) {
    const { end, holes } = scopeOf(reading, sentence, trigger);
    return target.first <= end && !holes.some((hole) => hole.first < target.first && target.first < hole.end);
  }
  // "supervision is" may be the target of "is not needed".
  if (direction !== 'forward' && target.first < trigger.first && target.end < trigger.end)
    return target.end >= scopeOf(reading, sentence, trigger).first;
  return false;
}

/** What a trigger governs: a target behind it that begins up to `end`, one before it that ends from `first` on, without the `holes`. */
interface Scope extends TokenRange {
  readonly holes: readonly TokenRange[];
}

/** A trigger belongs to one reading, so its scope is worked out once. */
const scopes = new WeakMap<Trigger, Scope>();

function scopeOf(reading: Reading, sentence: TokenRange, trigger: Trigger): Scope {
  let scope = scopes.get(trigger);
  if (!scope) {
    const { direction } = trigger.trigger;
    const holes: TokenRange[] = [];
    scope = {
      first: direction === 'forward' ? trigger.first : backwardScope(reading, sentence, trigger),
      end: direction === 'backward' ? trigger.end : forwardScope(reading, sentence, trigger, holes),
      holes,
    };
    scopes.set(trigger, scope);
  }
  return scope;
}

const CLAUSE_MARKS = new Set([';', '–', '—', '-', ')']);

/** Whether a trigger ends in "not", "never" or a contraction of it. */
function isBareNot(reading: Reading, trigger: Trigger): boolean {
  return /^(?:not|never|cannot)$|n['\u2019]t$/.test(wordAt(reading, trigger.end - 1));
}

/** The token before which a target must begin: where the clause or list ends behind a trigger. Brackets that are clauses become holes. */
function forwardScope(reading: Reading, sentence: TokenRange, trigger: Trigger, holes: TokenRange[]): number {
  const { status, untilComma, words = Number.POSITIVE_INFINITY } = trigger.trigger;
  const limit = Math.min(sentence.end, trigger.end + FARTHEST);
  const terminators = within(reading.terminators, { first: trigger.end, end: limit });
  // "No rash was seen" has its verb behind it, "without" and "has no" before.
  const isWithout = wordAt(reading, trigger.first) === 'without';
  const hasVerb = isWithout || hasVerbBefore(reading, sentence, trigger.first);
  const fronted = isFronted(reading, sentence, trigger.end, trigger);
  const isNegated = status === 'negated';
  const relative = isNegated && isBareNot(reading, trigger) && followsRelative(reading, sentence, trigger.first, 3);
  const describes = isNegated && describesSomebody(reading, sentence, trigger.first);
  const isVerbAround = (token: number): boolean =>
    ((relative || isWithout) && hasFinite(reading, token, token + 1)) || (describes && advises(reading, token));
  let count = 0;
  let next = 0;
  let hasInner = false;
  for (let token = trigger.end; token < limit; token++) {
    while (next < terminators.length && (terminators[next] as TokenRange).first < token) next++;
    // "not because of", "do not, however, take": what directly follows a bare "not" does not end it.
    if (terminators[next]?.first === token && (count > 0 || !isBareNot(reading, trigger))) return token;
    const mark = markAt(reading, token);
    if (mark === '') {
      if (addsStatement(reading, sentence, token)) return token;
      if (status === 'affirmed' && isAlternative(reading, token)) return token;
      if (untilComma && addsNoun(reading, sentence, token, hasVerb)) return token;
      hasInner ||= opensClause(reading, token);
      // "who do not sleep are …", "without us can follow", "who are unable to rest should …": the verb of the clause around them.
      if (count > 0 && !hasInner && isVerbAround(token)) return token - 1;
      count++;
      if (count > words) return token;
    } else if (mark === ',') {
      if (status === 'affirmed') return token;
      const strict = fronted || status !== 'negated';
      const isList = (untilComma || fronted) && partsList(reading, sentence, token, strict, !hasVerb && untilComma);
      // "No more, and …" has said what it denies.
      if (isList && count > 0) {
        count = 0;
        continue;
      }
      if (untilComma || fronted || startsClause(reading, sentence, token)) return token;
      if (relative && !partsList(reading, sentence, token, true, !hasVerb) && !offersChoice(reading, sentence, token))
        return token;
      if (isFronted(reading, sentence, token, trigger)) return token;
    } else if (mark === '(') {
      const close = closing(reading, sentence, token);
      if (close === undefined) return token;
      if (isStatement(reading, token + 1, close)) holes.push({ first: token, end: close + 1 });
      token = close;
    } else if (CLAUSE_MARKS.has(mark) || (mark === ':' && token > trigger.end)) return token;
  }
  return limit;
}

/** Words of a trigger that say for whom a thing is not, and nothing of what was said before. */
const FOR_SOME: ReadonlySet<string> = new Set(['for', 'suitable', 'meant', 'intended']);

/** Whether a trigger, with "it" before it, only says for whom a thing is not: "it is not for children". */
function isOfSome(reading: Reading, { first, end }: Trigger): boolean {
  const subject = wordAt(reading, first - 1);
  if (subject !== 'it' && subject !== 'they') return false;
  for (let token = first; token <= end; token++) if (FOR_SOME.has(wordAt(reading, token))) return true;
  return false;
}

/** The token at or behind which a target must end: where the clause begins before a trigger that works backwards. */
function backwardScope(reading: Reading, sentence: TokenRange, trigger: Trigger): number {
  const { untilComma, words = Number.POSITIVE_INFINITY } = trigger.trigger;
  const limit = Math.max(sentence.first, trigger.first - FARTHEST);
  const terminators = within(reading.terminators, { first: limit, end: trigger.first });
  const opening = terminators.at(-1)?.first ?? -1;
  const isForSome = isOfSome(reading, trigger);
  let count = 0;
  for (let token = trigger.first - 1; token >= limit; token--) {
    if (token === opening) return token + 1;
    const mark = markAt(reading, token);
    if (mark === '') {
      // "safe and is not recommended" speaks of one thing, "X is safe and Y is not recommended" of two.
      if (count > 0 && wordAt(reading, token) === 'and' && hasVerbBefore(reading, sentence, token)) return token + 1;
      // "it interacts with lithium, and it is not for children" denies the latter alone.
      if (count === 1 && isForSome && wordAt(reading, token) === 'and') return token + 1;
      count++;
      if (count > words) return token + 1;
    } else if (mark === ',') {
      if (untilComma || isFronted(reading, sentence, token)) return token + 1;
      if (count > (joins(reading, token + 1) ? 1 : 0) && hasVerbBefore(reading, sentence, token)) return token + 1;
      // ", and adjusting it is unnecessary" has a subject of its own.
      if (markAt(reading, trigger.first - 1) !== ',' && joinsGerund(reading, token + 1)) return token + 1;
    } else if (mark === ')') {
      const open = opened(reading, sentence, token);
      if (open === undefined) return token + 1;
      token = open;
    } else if (mark === '(' || mark === ';') return token + 1;
    // "Allergies: none", "Allergies – none".
    else if ((mark === ':' || CLAUSE_MARKS.has(mark)) && token !== trigger.first - 1) return token + 1;
  }
  return limit;
}

/** The closing bracket to the opening one at a token. */
function closing(reading: Reading, sentence: TokenRange, open: number): number | undefined {
  const limit = Math.min(sentence.end, open + FARTHEST);
  for (let token = open + 1; token < limit; token++) if (markAt(reading, token) === ')') return token;
  return undefined;
}

/** The opening bracket to the closing one at a token. */
function opened(reading: Reading, sentence: TokenRange, close: number): number | undefined {
  const limit = Math.max(sentence.first, close - FARTHEST);
  for (let token = close - 1; token >= limit; token--) if (markAt(reading, token) === '(') return token;
  return undefined;
}

/** Whether brackets hold a statement of their own, or an exception, and not only another name. */
function isStatement(reading: Reading, first: number, end: number): boolean {
  return hasFinite(reading, first, end) || within(reading.terminators, { first, end }).length > 0;
}
