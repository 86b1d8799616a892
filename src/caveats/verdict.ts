import { assertionOf } from './assertion.ts';
import { isQuestion, wordAt } from './clauses.ts';
import { cuesIn, sentenceAt } from './draft.ts';
import { isExcluded } from './excluded.ts';
import { askedBefore, type Claimed, otherSubject, speaksOfAnother } from './ofAnother.ts';
import { within } from './ordered.ts';
import { type Cue, type ReadBlock, swallowedBy, type TokenRange } from './reading.ts';
import type { CueSet } from './rule.ts';

/** What a caveat's cue is worth where it stands. */
export type Verdict = 'counts' | 'weak' | 'partial' | 'negated' | 'none';

const HISTORICAL: readonly string[] = ['historical', 'other', 'hypothetical'];

/** What a cue is worth, and the words of its sentence that make it so. */
export interface Ruling {
  readonly verdict: Verdict;
  readonly by: TokenRange | undefined;
}

const COUNTS: Ruling = { verdict: 'counts', by: undefined };
const NONE: Ruling = { verdict: 'none', by: undefined };
const OF_ANOTHER: Ruling = { verdict: 'partial', by: undefined };

/** Whether a cue, where it stands, has the force of the caveat (domain: the polarity of oversight phrases). */
export function verdictOf(read: ReadBlock, cue: Cue, set: CueSet, claim: Claimed): Ruling {
  let known = ruled.get(cue);
  if (known?.read !== read || known.set !== set) {
    known = { read, set, ruling: rulingOf(read, cue, set) };
    ruled.set(cue, known);
  }
  const { ruling } = known;
  if (ruling.verdict !== 'counts') return ruling;
  const sentence = sentenceAt(read, cue.first);
  const other = otherSubject(read, sentence, cue, claim);
  if (other) return { verdict: 'partial', by: other };
  const asked = askedBefore(read, sentence, set.narrow);
  // A claim in the same answer is for the same people.
  if (asked && (claim.part.read !== read || claim.focus.first < asked.first)) return { verdict: 'partial', by: asked };
  return !set.general && speaksOfAnother(read, sentence, cue, claim) ? OF_ANOTHER : ruling;
}

/** What cues are worth to any claim that they speak of; cues outlive edits elsewhere. */
const ruled = new WeakMap<Cue, { readonly read: ReadBlock; readonly set: CueSet; readonly ruling: Ruling }>();

function rulingOf(read: ReadBlock, cue: Cue, set: CueSet): Ruling {
  if (isExcluded(read, cue)) return NONE;
  const sentence = sentenceAt(read, cue.first);
  if (cue.opposite)
    return governedByWarning(read, sentence, cue) ? limited(read, sentence, cue, set) : { verdict: 'negated', by: cue };
  const swallowed = swallowedBy(read, cue);
  if (swallowed) return { verdict: 'none', by: swallowed };
  const { status, cue: by } = assertionOf(read, cue);
  if (
    status === 'negated' &&
    !set.negative &&
    !isWarnedOf(read, by) &&
    !isReserved(read, sentence, cue) &&
    !isForbiddenBehind(read, cue, by) &&
    !isExcepted(read, cue)
  )
    return { verdict: 'negated', by };
  if (HISTORICAL.includes(status)) return { verdict: 'none', by };
  if (isQuestion(read, sentence) && !(set.negative && isAnswered(read, sentence))) return NONE;
  return limited(read, sentence, cue, set);
}

/** Whether what seems to deny a caveat warns of what it names: "a risk of new imbalances". */
function isWarnedOf(read: ReadBlock, by: TokenRange | undefined): boolean {
  return by !== undefined && cuesIn(read, by, ['danger-of']).length > 0;
}

/** Whether a ban holds until the caveat is met: "do not begin before you have spoken with your GP"; but not "do not wait until …". */
function isReserved(read: ReadBlock, sentence: TokenRange, cue: TokenRange): boolean {
  const condition = cuesIn(read, clauseAround(read, sentence, cue), ['ban-condition']).find(
    ({ first }) => first <= cue.first,
  );
  const before = { first: sentence.first, end: condition?.first ?? sentence.first };
  return (
    within(read.triggers, before).some(({ trigger }) => trigger.status === 'negated') &&
    cuesIn(read, before, ['waiting']).length === 0
  );
}

/** Whether what seems to deny a caveat forbids the act behind it: "carries a risk of serotonin syndrome and must not be tried". */
function isForbiddenBehind(read: ReadBlock, cue: TokenRange, by: TokenRange | undefined): boolean {
  return (
    by !== undefined &&
    by.first >= cue.end &&
    wordAt(read, by.first - 1) === 'and' &&
    cuesIn(read, by, ['prohibition']).some(({ first }) => first === by.first)
  );
}

/** Whether a caveat is what a ban makes an exception of: "should not be taken unless someone qualified …". */
function isExcepted(read: ReadBlock, cue: TokenRange): boolean {
  return within(read.terminators, cue).some(({ first }) => first === cue.first);
}

function limited(read: ReadBlock, sentence: TokenRange, cue: Cue, set: CueSet): Ruling {
  const heeded = cuesIn(read, sentence, ['heeded']);
  const waving = cuesIn(read, sentence, ['waved-off']).find(
    (one) => !heeded.some(({ first, end }) => first < one.end && one.first < end),
  );
  if (waving) return { verdict: 'negated', by: waving };
  const denying = cuesIn(read, clauseAround(read, sentence, cue), ['denied-outright']).find(
    (one) => !isTurned(read, one) && !isUnproven(read, sentence, one),
  );
  if (denying) return { verdict: 'negated', by: denying };
  const voiding = cuesIn(read, sentence, set.void).find(
    (one) => !isLitotes(read, one) && !isUnproven(read, sentence, one),
  );
  if (voiding) return { verdict: 'none', by: voiding };
  const [weakening] = cuesIn(read, sentence, set.weak);
  if (weakening) return { verdict: 'weak', by: weakening };
  const narrowing = cuesIn(read, sentence, set.narrow).find(
    (other) =>
      !isSingledOut(read, other) && (other.end <= cue.first || other.first >= cue.end) && !isParted(read, other, cue),
  );
  return narrowing ? { verdict: 'partial', by: narrowing } : COUNTS;
}

/** Whether a denial is itself denied: "not safe in pregnancy", of which "are not safe" says so of what stands before it. */
function isTurned(read: ReadBlock, one: TokenRange): boolean {
  return (
    assertionOf(read, one).status === 'negated' ||
    read.triggers.some(
      ({ trigger, first, end }) => trigger.status === 'negated' && first < one.first && one.first < end,
    )
  );
}

/** Whether a denial is itself denied: "it is not without risk". */
function isLitotes(read: ReadBlock, { first }: TokenRange): boolean {
  return first > 0 && wordAt(read, first) === 'without' && wordAt(read, first - 1) === 'not';
}

/** Whether what would take a caveat's force is itself said not to be known: "it has not been shown to be safe in pregnancy". */
function isUnproven(read: ReadBlock, sentence: TokenRange, voiding: TokenRange): boolean {
  const { text, start } = read.tokens;
  return cuesIn(read, { first: sentence.first, end: voiding.first }, ['unproven']).some(
    ({ end }) => !/[,;.]/.test(text.slice(start[end], start[voiding.first])),
  );
}

/** Whether the advice stands in a main clause of its own, with its own subject: "not for people on levodopa, and it should be started only …". */
function isParted(read: ReadBlock, group: TokenRange, cue: TokenRange): boolean {
  const between = group.end <= cue.first ? { first: group.end, end: cue.first } : { first: cue.end, end: group.first };
  if (cuesIn(read, between, ['new-clause']).length > 0) return true;
  // "Speak with your doctor, and leave it alone if you are pregnant."
  return cue.end <= group.first && cuesIn(read, { first: cue.end, end: group.end }, ['new-ban']).length > 0;
}

/** Whether a group is only singled out, as in "especially if you are pregnant", and the advice is for everyone. */
function isSingledOut(read: ReadBlock, group: TokenRange): boolean {
  return cuesIn(read, { first: Math.max(0, group.first - 2), end: group.first }, ['emphasis']).length > 0;
}

/** Whether the sentence behind a question sends away those whom it asked for: "Expecting or nursing? Leave the jar shut." */
function isAnswered(read: ReadBlock, question: TokenRange): boolean {
  const answer = read.sentences.find(({ first }) => first === question.end);
  return answer !== undefined && !isQuestion(read, answer) && cuesIn(read, answer, ['sent-away']).length > 0;
}

/**
 * Whether the clause of a phrase such as "without supervision" forbids or warns, so that the phrase is a caveat after all. The nearest governing
 * words to the left decide; an adverb of safety after a negated verb does not ("cannot safely be taken without"); else harm on either side.
 */
function governedByWarning(read: ReadBlock, sentence: TokenRange, cue: Cue): boolean {
  const clause = clauseAround(read, sentence, cue);
  const governing = { first: clause.first, end: cue.first };
  const last = (cues: readonly TokenRange[]): number => Math.max(-1, ...cues.map(({ first }) => first));
  const prohibitions = cuesIn(read, governing, ['prohibition']);
  const harms = cuesIn(read, clause, ['harm']).filter((one) => isAsserted(read, one, cue));
  // "Do not start" allows nothing, nor does "harm can follow".
  const permissions = cuesIn(read, governing, ['permission']).filter(
    (one) =>
      !harms.some((harm) => harm.first <= one.first && one.first <= harm.end) &&
      (isAsserted(read, one, cue) || !prohibitions.some(({ end }) => end === one.first)),
  );
  const prohibition = last(prohibitions);
  const permission = last(permissions);
  const ease = last(cuesIn(read, governing, ['ease']));
  const harm = last(harms.filter(({ end }) => end <= cue.first));
  if (prohibition >= 0 && permission < prohibition) return true;
  if (harm >= 0 && harm > Math.max(permission, ease)) return true;
  const rest = { first: cue.end, end: clause.end };
  const after = cuesIn(read, rest, ['harm', 'prohibition', 'refusal']).filter((one) => isAsserted(read, one, cue));
  return permission < 0 && ease < 0 && after.length > 0;
}

/** Whether nothing but the phrase itself ("without …") negates a range. */
function isAsserted(read: ReadBlock, range: TokenRange, phrase: TokenRange): boolean {
  const { status, cue } = assertionOf(read, range);
  return status !== 'negated' || (cue !== undefined && cue.first < phrase.end && phrase.first < cue.end);
}

/** The clause around a cue: up to a semicolon, a dash, a full stop behind which a small letter goes on, or a word that ends a scope. */
function clauseAround(read: ReadBlock, sentence: TokenRange, cue: TokenRange): TokenRange {
  let { first, end } = sentence;
  const bound = (from: number, to: number): void => {
    if (to <= cue.first && to > first) first = to;
    if (from >= cue.end && from < end) end = from;
  };
  for (const terminator of within(read.terminators, sentence)) bound(terminator.first, terminator.end);
  for (let token = sentence.first; token < sentence.end; token++) {
    if (
      read.tokens.word[token] === 0 &&
      '.;–—'.includes(read.tokens.text[read.tokens.start[token] as number] as string)
    )
      bound(token, token + 1);
  }
  return { first, end };
}
