import type { Concept, Term } from '../glossary/concept.ts';
import type { Mention } from '../glossary/occurrences.ts';
import { foldWord } from '../phrases/fold.ts';
import { plainForm } from '../phrases/notation.ts';
import { assertionOf } from './assertion.ts';
import type { ClaimFound } from './claims.ts';
import { wordAt } from './clauses.ts';
import { cuesIn, sentenceAt } from './draft.ts';
import { isExcluded } from './excluded.ts';
import { within } from './ordered.ts';
import type { Cue, ReadBlock, TokenRange } from './reading.ts';
import type { CueSet } from './rule.ts';

/** What a caveat's cue is worth where it stands. */
export type Verdict = 'counts' | 'weak' | 'partial' | 'negated' | 'none';

/**
 * What a verdict asks of the claim: its concepts and terms; its own sentence, where a caveat need not name them. Without a statement every caveat is
 * looked at as from another block.
 */
export type Claimed = Pick<ClaimFound, 'part' | 'focus' | 'concepts'> & {
  readonly statement?: ClaimFound['statement'];
};

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

/** The words before a caveat, or in it, by which it is about something else: "rival brands can …", "unlike amphetamines, which can …". */
function otherSubject(read: ReadBlock, sentence: TokenRange, cue: TokenRange, claim: Claimed): TokenRange | undefined {
  const subject = cuesIn(read, { first: sentence.first, end: cue.end }, ['other-subject']).at(-1);
  if (!subject) return undefined;
  const rest = within(read.mentions, { first: subject.first, end: cue.end });
  return rest.some(({ concept }) => claim.concepts.includes(concept.id)) ? undefined : subject;
}

/** What cues are worth to any claim that they speak of; cues outlive edits elsewhere. */
const ruled = new WeakMap<Cue, { readonly read: ReadBlock; readonly set: CueSet; readonly ruling: Ruling }>();

function rulingOf(read: ReadBlock, cue: Cue, set: CueSet): Ruling {
  if (isExcluded(read, cue)) return NONE;
  const sentence = sentenceAt(read, cue.first);
  if (cue.opposite)
    return governedByWarning(read, sentence, cue) ? limited(read, sentence, cue, set) : { verdict: 'negated', by: cue };
  const swallowed = within(read.cues, sentence).find(
    (other) => other.opposite && other.set === cue.set && other.first < cue.end && cue.first < other.end,
  );
  if (swallowed) return { verdict: 'none', by: swallowed };
  const { status, cue: by } = assertionOf(read, cue);
  if (status === 'negated' && !set.negative && !isWarnedOf(read, by) && !isExcepted(read, cue))
    return { verdict: 'negated', by };
  if (HISTORICAL.includes(status)) return { verdict: 'none', by };
  if (isQuestion(read, sentence) && !(set.negative && isAnswered(read, sentence))) return NONE;
  return limited(read, sentence, cue, set);
}

/** Whether what seems to deny a caveat warns of what it names: "a risk of new imbalances". */
function isWarnedOf(read: ReadBlock, by: TokenRange | undefined): boolean {
  return by !== undefined && cuesIn(read, by, ['danger-of']).length > 0;
}

/** Whether a caveat is what a ban makes an exception of: "should not be taken unless someone qualified …". */
function isExcepted(read: ReadBlock, cue: TokenRange): boolean {
  return within(read.terminators, cue).some(({ first }) => first === cue.first);
}

function limited(read: ReadBlock, sentence: TokenRange, cue: Cue, set: CueSet): Ruling {
  const [waving] = cuesIn(read, sentence, ['waved-off']);
  if (waving) return { verdict: 'negated', by: waving };
  const voiding = cuesIn(read, sentence, set.void).find((one) => !isLitotes(read, one));
  if (voiding) return { verdict: 'none', by: voiding };
  const [weakening] = cuesIn(read, sentence, set.weak);
  if (weakening) return { verdict: 'weak', by: weakening };
  const narrowing = cuesIn(read, sentence, set.narrow).find(
    (other) =>
      !isSingledOut(read, other) && (other.end <= cue.first || other.first >= cue.end) && !isParted(read, other, cue),
  );
  return narrowing ? { verdict: 'partial', by: narrowing } : COUNTS;
}

/**
 * The question shortly before a sentence that names those whom the answer is for, by a medicine or as some people (`narrow`): "On an antidepressant?
 * None of ours is for you. See your prescriber."
 */
function askedBefore(read: ReadBlock, { first }: TokenRange, narrow: readonly string[]): TokenRange | undefined {
  if (narrow.length === 0) return undefined;
  const own = read.sentenceOf[first] as number;
  const question = read.sentences.slice(Math.max(0, own - ANSWER), own).findLast((one) => isQuestion(read, one));
  if (question === undefined || question.end - question.first > LONGEST_CONDITION) return undefined;
  const isOfSome =
    cuesIn(read, question, narrow).length > 0 ||
    within(read.mentions, question).some(({ concept }) => concept.classes.includes('prescription-medicine'));
  let opening = question.first;
  while (opening < question.end && read.tokens.word[opening] === 0) opening++;
  const isWhole = cuesIn(read, question, ['full-question']).some((cue) => cue.first === opening);
  return isOfSome && !isWhole ? question : undefined;
}

/** Sentences of an answer that are taken for one. */
const ANSWER = 3;

/** Tokens of a question that is but a condition. */
const LONGEST_CONDITION = 12;

/** Whether a denial is itself denied: "it is not without risk". */
function isLitotes(read: ReadBlock, { first }: TokenRange): boolean {
  return first > 0 && wordAt(read, first) === 'without' && wordAt(read, first - 1) === 'not';
}

/** Whether the advice stands in a main clause of its own, with its own subject: "not for people on levodopa, and it should be started only …". */
function isParted({ tokens }: ReadBlock, group: TokenRange, cue: TokenRange): boolean {
  const [from, to] = group.end <= cue.first ? [group.end, cue.first] : [cue.end, group.first];
  const between = tokens.text.slice(tokens.start[from], tokens.start[to]);
  return NEW_CLAUSE.test(between) || (cue.end <= group.first && NEW_BAN.test(between));
}

const NEW_CLAUSE =
  /[,;]\s+(?:and|but|so|yet)\s+(?:to|it|this|these|everyone|everybody|all|nobody|no one|any|its|always|never|only)\b|;\s+(?:it|this|everyone|always|never)\b/iu;

/** What is said of the group is a ban of its own: "speak with your doctor, and leave it alone if you are pregnant". */
const NEW_BAN = /[,;]\s+(?:(?:and|but)\s+)?(?:leave|avoid|skip|do not|don[’']t|stay|steer|keep|never|stop|not)\b/iu;

/** Whether a group is only singled out, as in "especially if you are pregnant", and the advice is for everyone. */
function isSingledOut(read: ReadBlock, group: TokenRange): boolean {
  return cuesIn(read, { first: Math.max(0, group.first - 2), end: group.first }, ['emphasis']).length > 0;
}

/** Whether the sentence advises on another substance and not on the claim's own or on supplements at large. */
function speaksOfAnother(read: ReadBlock, sentence: TokenRange, cue: TokenRange, claim: Claimed): boolean {
  // A claim that names no substance is not about another one.
  if (claim.concepts.length === 0) return false;
  if (claim.statement?.own.some((part) => part.read === read && part.range.first === sentence.first)) return false;
  if (speaksOfSibling(read, sentence, claim)) return true;
  // What follows a colon gives reasons and examples: "ask before the first capsule: tyrosine raises blood pressure".
  const advice = { first: sentence.first, end: colonAfter(read, cue, sentence.end) };
  const mentions = within(read.mentions, advice);
  if (mentions.some(({ concept }) => claim.concepts.includes(concept.id))) return false;
  if (cuesIn(read, advice, ['and-others']).length > 0) return false;
  const own = claim.part.read.mentions.find(({ concept }) => claim.concepts.includes(concept.id))?.concept;
  // Of a medicine what is said of others is said of another; but one that it must not be taken with stands behind the advice.
  const isOfMedicine = own?.classes.includes('prescription-medicine') === true && !own.classes.includes('supplement');
  const isOther = isOfMedicine ? isMedicineOrSupplement : isSupplement;
  const named = mentions.filter((mention) => isSupplement(mention) || (mention.end <= cue.first && isOther(mention)));
  // A claim of no substance in particular is helped by advice on any.
  const isBeside = claim.statement !== undefined && read === claim.part.read;
  const topic = named.length > 0 ? named : isBeside ? [] : substancesBefore(read, sentence, isOther);
  if (topic.length === 0) return false;
  // A transmitter that is sold as such goes by one name: "theanine and GABA may interact".
  const isSoldAs = ({ concept }: Mention): boolean =>
    concept.classes.includes('transmitter') &&
    own?.relations.some((one) => one.kind === 'related' && one.concept === concept.id) === true;
  if (own?.classes.includes('supplement') && mentions.some(isSoldAs)) return false;
  return !topic.some(
    ({ concept }) =>
      claim.concepts.includes(concept.id) ||
      own?.relations.some((one) => one.kind === 'broader' && one.concept === concept.id) ||
      speaksFor(concept.classes, own?.classes ?? []),
  );
}

function isSupplement({ concept }: Mention): boolean {
  return concept.classes.includes('supplement');
}

function isMedicineOrSupplement(mention: Mention): boolean {
  const { classes, relations } = mention.concept;
  // Of medicines at large nothing is broader.
  const isOfSomeKind = relations.some(({ kind }) => kind === 'broader');
  return isSupplement(mention) || (classes.includes('prescription-medicine') && isOfSomeKind);
}

/** The first colon behind a range, else `last`. */
function colonAfter({ tokens }: ReadBlock, { end }: TokenRange, last: number): number {
  for (let token = end; token < last; token++) if (tokens.text[tokens.start[token] as number] === ':') return token;
  return last;
}

/** In another block than the claim's, advice that names no substance is on the last one named before it ("And 5-HTP? Ask your pharmacist"). */
function substancesBefore(
  read: ReadBlock,
  { first }: TokenRange,
  isOne: (mention: Mention) => boolean,
): readonly Mention[] {
  for (let index = (read.sentenceOf[first] ?? 0) - 1, next = first; index >= 0; index--) {
    const { end } = read.sentences[index + 1] as TokenRange;
    if (cuesIn(read, { first: next, end }, ['at-large']).length > 0) return [];
    const sentence = read.sentences[index] as TokenRange;
    const named = within(read.mentions, sentence).filter(isOne);
    if (named.length > 0) return named;
    next = sentence.first;
  }
  return [];
}

/**
 * Whether the sentence names, of a concept whose terms are different things ("sermorelin", "Semax"), only others than the claim does. A term that
 * shares a word with the preferred one speaks for all of them.
 */
function speaksOfSibling(read: ReadBlock, sentence: TokenRange, claim: Claimed): boolean {
  const ofConcept = (mentions: readonly Mention[]): readonly Mention[] =>
    mentions.filter(({ concept }) => claim.concepts[0] === concept.id && concept.classes.includes('collective'));
  const own = new Set(ofConcept(within(claim.part.read.mentions, claim.focus)).map(({ term }) => term));
  const named = ofConcept(within(read.mentions, sentence));
  return (
    own.size > 0 && named.length > 0 && !named.some(({ concept, term }) => own.has(term) || isGeneral(concept, term))
  );
}

function isGeneral(concept: Concept, term: Term): boolean {
  const words = (phrase: string): readonly string[] => foldWord(plainForm(phrase)).split(/[^\p{L}\p{N}]+/u);
  const preferred = words(concept.terms[0]?.phrase ?? '');
  return words(term.phrase).some((word) => preferred.includes(word) || preferred.includes(word.replace(/s$/, '')));
}

const ROLES = ['serotonergic-supplement', 'dopaminergic-supplement'];

/** Whether a concept that stands for many supplements stands for one with these classes. */
function speaksFor(group: readonly string[], own: readonly string[]): boolean {
  if (!group.includes('supplements-at-large')) return false;
  const roles = ROLES.filter((role) => group.includes(role));
  return roles.length === 0 || own.length === 0 || roles.some((role) => own.includes(role));
}

function isQuestion(read: ReadBlock, sentence: TokenRange): boolean {
  const last = read.tokens.start[sentence.end - 1] as number;
  return read.tokens.text[last] === '?';
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

/** The clause around a cue: up to a semicolon, a dash, or a word that ends a scope. */
function clauseAround(read: ReadBlock, sentence: TokenRange, cue: TokenRange): TokenRange {
  let { first, end } = sentence;
  const bound = (from: number, to: number): void => {
    if (to <= cue.first && to > first) first = to;
    if (from >= cue.end && from < end) end = from;
  };
  for (const terminator of within(read.terminators, sentence)) bound(terminator.first, terminator.end);
  for (let token = sentence.first; token < sentence.end; token++) {
    if (read.tokens.word[token] === 0 && ';–—'.includes(read.tokens.text[read.tokens.start[token] as number] as string))
      bound(token, token + 1);
  }
  return { first, end };
}
