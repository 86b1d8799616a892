import type { Concept, Term } from '../glossary/concept.ts';
import type { Mention } from '../glossary/occurrences.ts';
import { foldWord } from '../phrases/fold.ts';
import { plainForm } from '../phrases/notation.ts';
import type { ClaimFound } from './claims.ts';
import { isQuestion, wordAt } from './clauses.ts';
import { cuesIn } from './draft.ts';
import { within } from './ordered.ts';
import type { ReadBlock, TokenRange } from './reading.ts';
import { isMedicine } from './substances.ts';

/**
 * What a verdict asks of the claim: its concepts and terms; its own sentence, where a caveat need not name them. Without a statement every caveat is
 * looked at as from another block.
 */
export type Claimed = Pick<ClaimFound, 'part' | 'focus' | 'concepts'> & {
  readonly statement?: ClaimFound['statement'];
};

/** The words before a caveat, or in it, by which it is about something else: "rival brands can …", "unlike amphetamines, which can …". */
export function otherSubject(
  read: ReadBlock,
  sentence: TokenRange,
  cue: TokenRange,
  claim: Claimed,
): TokenRange | undefined {
  const subject = cuesIn(read, { first: sentence.first, end: cue.end }, ['other-subject']).at(-1);
  if (!subject) return undefined;
  const { part, focus } = claim;
  // "By contrast" parts the claim from what stands before it, and not from its own caveat.
  const isOwn = part.read === read && part.range.first === sentence.first;
  if (isOwn && subject.end <= focus.first && focus.first <= cue.first) return undefined;
  const rest = within(read.mentions, { first: subject.first, end: cue.end });
  return rest.some(({ concept }) => claim.concepts.includes(concept.id)) ? undefined : subject;
}

/**
 * The question shortly before a sentence that names those whom the answer is for, by a medicine or as some people (`narrow`): "On an antidepressant?
 * None of ours is for you. See your prescriber."
 */
export function askedBefore(read: ReadBlock, { first }: TokenRange, narrow: readonly string[]): TokenRange | undefined {
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

/** Whether the sentence advises on another substance and not on the claim's own or on supplements at large. */
export function speaksOfAnother(read: ReadBlock, sentence: TokenRange, cue: TokenRange, claim: Claimed): boolean {
  // A claim that names no substance is not about another one.
  if (claim.concepts.length === 0) return false;
  if (claim.statement?.own.some((part) => part.read === read && part.range.first === sentence.first)) return false;
  if (speaksOfSibling(read, sentence, claim)) return true;
  // What follows a colon gives reasons and examples: "ask before the first capsule: tyrosine raises blood pressure".
  const advice = adviceAround(read, sentence, cue);
  const named = within(read.mentions, advice).filter((mention) => !isCompared(read, sentence, mention));
  if (named.some(({ concept }) => claim.concepts.includes(concept.id))) return false;
  if (named.some(({ concept }) => isMeans(concept.id, claim))) return false;
  const mentions = named.filter((mention) => !isBeyond(read, mention) && !isAffected(read, mention));
  const own = claim.part.read.mentions.find(({ concept }) => claim.concepts.includes(concept.id))?.concept;
  const told = { read, sentence, cue, claim, advice, mentions, own };
  return own !== undefined && isMedicine(own) ? isOfOtherMedicine(told) : isOfOtherSupplement(told);
}

/** Whether a claim on a transmitter names what changes it: "increasing serotonin with 5-HTP". */
function isMeans(concept: string, { part, concepts, statement }: Claimed): boolean {
  const own = part.read.mentions.filter((mention) => concepts.includes(mention.concept.id));
  if (own.some((mention) => isSupplement(mention) || isMedicine(mention.concept))) return false;
  return (statement?.own ?? []).some(({ read, range }) =>
    within(read.mentions, range).some((mention) => mention.concept.id === concept && isSupplement(mention)),
  );
}

/** Advice that does not name the claim's own substance. */
interface Told {
  readonly read: ReadBlock;
  readonly sentence: TokenRange;
  readonly cue: TokenRange;
  readonly claim: Claimed;
  readonly advice: TokenRange;
  /** The substances that it names. */
  readonly mentions: readonly Mention[];
  readonly own: Concept | undefined;
}

/** Whether what is told is not told of the medicine that a claim is of. */
function isOfOtherMedicine(told: Told): boolean {
  const { read, sentence, cue, mentions } = told;
  // Where no medicine is named, of supplements at large: "do not use supplements in pregnancy", and not "do not use with herbal supplements".
  const subject = { first: sentence.first, end: cue.end };
  if (mentions.every(isSupplement) && cuesIn(read, subject, ['supplements-spoken-of']).length > 0) return true;
  const addressed = within(read.mentions, sentence).filter((one) => isAddressed(read, cue, one));
  // What is said of others is said of another; but one that it must not be taken with stands behind the advice.
  const others = [...mentions.filter((one) => isSupplement(one) || one.end < cue.end), ...addressed];
  const topic = topicOf(told, others.filter(isMedicineOrSupplement), isMedicineOrSupplement);
  return topic.length > 0 && !topic.some(({ concept }) => isOwnOrBroader(concept, told));
}

/** Whether what is told is not told of the supplement that a claim is of, nor of supplements at large. */
function isOfOtherSupplement(told: Told): boolean {
  const { read, cue, advice, mentions, own } = told;
  if (cuesIn(read, advice, ['and-others']).length > 0) return false;
  // "Nobody should stop an SSRI without talking to the prescriber" is on the medicine alone.
  if (own && !mentions.some(isSupplement) && isOnStopping(read, advice, cue)) return true;
  const topic = topicOf(told, mentions.filter(isSupplement), isSupplement);
  if (topic.length === 0) return false;
  // A transmitter that is sold as such goes by one name: "theanine and GABA may interact".
  const isSoldAs = ({ concept }: Mention): boolean =>
    concept.classes.includes('transmitter') &&
    own?.relations.some((one) => one.kind === 'related' && one.concept === concept.id) === true;
  if (own?.classes.includes('supplement') && mentions.some(isSoldAs)) return false;
  return !topic.some(({ concept }) => isOwnOrBroader(concept, told) || speaksFor(concept.classes, own?.classes ?? []));
}

/** What advice is on: the substances that it names, or in another block than the claim's those named last before it. */
function topicOf(
  { read, sentence, claim }: Told,
  named: readonly Mention[],
  isOne: (mention: Mention) => boolean,
): readonly Mention[] {
  // A claim of no substance in particular is helped by advice on any.
  const isBeside = claim.statement !== undefined && read === claim.part.read;
  return named.length > 0 || isBeside ? named : substancesBefore(read, sentence, isOne);
}

function isOwnOrBroader(concept: Concept, { claim, own }: Told): boolean {
  return claim.concepts.includes(concept.id) || isBroader(concept, own);
}

/** Whether advice is on stopping a medicine and on nothing else; "it stops many medicines from working" is a caveat itself. */
function isOnStopping(read: ReadBlock, advice: TokenRange, { first, end }: TokenRange): boolean {
  const stops = cuesIn(read, advice, ['medicine-stop', 'medicine-stopping']);
  if (!stops.some((one) => one.end <= first || one.first >= end)) return false;
  for (let token = advice.first; token < advice.end; token++) if (BEGINNING.test(wordAt(read, token))) return false;
  return true;
}

/** What tells that advice is on beginning something too: "before starting it or stopping any medicine". */
const BEGINNING = /^(?:it|its|this|these|they|them|start(?:s|ed|ing)?|begin(?:s|ning)?|begun|add(?:s|ed|ing)?)$/;

/** Whether a substance is named only as one beyond those spoken of: "ask about other multivitamins". */
function isBeyond(read: ReadBlock, { first }: Mention): boolean {
  return first > 0 && OTHER.has(wordAt(read, first - 1));
}

const OTHER: ReadonlySet<string> = new Set(['other', 'further', 'additional']);

/** Whether a sentence begins by comparing what it is about with a substance: "like tyrosine, it should …". */
function isCompared(read: ReadBlock, sentence: TokenRange, { first }: Mention): boolean {
  return first > sentence.first && first <= sentence.first + 2 && wordAt(read, first - 1) === 'like';
}

/** Whether a caveat is announced for a substance behind it: "Important Safety Information for escitalopram". */
function isAddressed(read: ReadBlock, cue: TokenRange, { first }: Mention): boolean {
  return (
    first >= cue.end &&
    first <= cue.end + 2 &&
    /^(?:\s*[:–—-]|\s+(?:for|about|on))\W*$/i.test(textBetween(read, cue.end, first))
  );
}

function textBetween({ tokens: { text, start, end } }: ReadBlock, from: number, to: number): string {
  return text.slice(end[from - 1], start[to]);
}

/** Whether a substance is only what something is done to: "can drive down copper". */
function isAffected(read: ReadBlock, { first }: Mention): boolean {
  return cuesIn(read, { first: Math.max(0, first - LONGEST_EFFECT), end: first }, ['affected']).some(
    ({ end }) => end === first,
  );
}

/** Tokens of what is done to a substance, at most. */
const LONGEST_EFFECT = 6;

function isBroader({ id }: Concept, own: Concept | undefined): boolean {
  return own?.relations.some(({ kind, concept }) => kind === 'broader' && concept === id) === true;
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

/** A sentence up to the first colon behind a cue, or up to a semicolon before which supplements at large are spoken of. */
function adviceAround(read: ReadBlock, { first, end }: TokenRange, cue: TokenRange): TokenRange {
  const { text, start } = read.tokens;
  for (let token = cue.end; token < end; token++) {
    const mark = text[start[token] as number];
    const isBefore = mark === ';' && cuesIn(read, { first, end: token }, ['at-large']).length > 0;
    if (mark === ':' || isBefore) return { first, end: token };
  }
  return { first, end };
}

/** So many sentences further on a reader no longer takes what names nothing to be on what was named. */
const REMEMBERED = 30;

/** In another block than the claim's, advice that names no substance is on the last one named before it ("And 5-HTP? Ask your pharmacist"). */
function substancesBefore(
  read: ReadBlock,
  { first }: TokenRange,
  isOne: (mention: Mention) => boolean,
): readonly Mention[] {
  const own = read.sentenceOf[first] ?? 0;
  for (let index = own - 1, next = first; index >= Math.max(0, own - REMEMBERED); index--) {
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
 * Whether the sentence names, of a concept whose terms are different things ("sermorelin", "Semax"), only others than the claim does; one that names
 * none goes on about those named before it, in another block than the claim's.
 */
function speaksOfSibling(read: ReadBlock, sentence: TokenRange, claim: Claimed): boolean {
  const own = new Set(siblingsNamed(claim).map(({ term }) => term));
  if (own.size === 0) return false;
  const isOne = isSibling(claim);
  const isBeside = claim.statement !== undefined && read === claim.part.read;
  const inSentence = within(read.mentions, sentence).filter(isOne);
  const named = inSentence.length > 0 || isBeside ? inSentence : substancesBefore(read, sentence, isOne);
  return named.length > 0 && !named.some(({ concept, term }) => own.has(term) || isGeneral(concept, term));
}

/** What a claim names of a concept whose terms are different things, or the sentence last before it that names any. */
export function siblingsNamed(claim: Claimed): readonly Mention[] {
  const { read, range } = claim.part;
  const [own] = claim.concepts;
  // Most concepts have no siblings, and a search for them would end nowhere.
  if (!read.mentions.find(({ concept }) => concept.id === own)?.concept.classes.includes('collective')) return [];
  const isOne = isSibling(claim);
  const named = within(read.mentions, claim.focus).filter(isOne);
  return named.length > 0 ? named : substancesBefore(read, { first: range.first, end: range.first }, isOne);
}

function isSibling({ concepts: [own] }: Claimed): (mention: Mention) => boolean {
  return ({ concept }) => concept.id === own && concept.classes.includes('collective');
}

/** Whether a term is no name but a word for many: it shares a word with another one of the concept. */
function isGeneral(concept: Concept, term: Term): boolean {
  const words = (phrase: string): readonly string[] => foldWord(plainForm(phrase)).split(/\s+/);
  const others = new Set(concept.terms.filter((one) => one !== term).flatMap(({ phrase }) => words(phrase)));
  return words(term.phrase).some((word) => others.has(word) || others.has(word.replace(/s$/, '')));
}

const ROLES = ['serotonergic-supplement', 'dopaminergic-supplement'];

/** Whether a concept that stands for many supplements stands for one with these classes. */
function speaksFor(group: readonly string[], own: readonly string[]): boolean {
  if (!group.includes('supplements-at-large')) return false;
  const roles = ROLES.filter((role) => group.includes(role));
  return roles.length === 0 || own.length === 0 || roles.some((role) => own.includes(role));
}
