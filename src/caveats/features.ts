import type { Mention } from '../glossary/occurrences.ts';
import { hashStart, hashStep, lowerHash } from '../phrases/vocabulary.ts';
import { assertionOf } from './assertion.ts';
import { isQuestion } from './clauses.ts';
import { within } from './ordered.ts';
import type { ReadBlock, TokenRange } from './reading.ts';
import type { Part, Statement } from './statements.ts';

/** What kinds of things of a statement are weighed. */
const KIND = {
  bias: 1,
  word: 2,
  pair: 3,
  concept: 4,
  class: 5,
  cue: 6,
  opposite: 7,
  assertion: 8,
  context: 9,
  cueWithClass: 10,
  block: 11,
  length: 12,
  heading: 13,
  governing: 14,
  governingClass: 15,
  question: 16,
  questionClass: 17,
  questionCue: 18,
  stem: 19,
  opening: 20,
  ending: 21,
  classStatus: 22,
  cueStatus: 23,
} as const;

/** Told of each thing of a statement that may be weighed, once or more: a number that stands for it, and the words of the statement itself that hold it. */
export type FeatureVisitor = (feature: number, part?: Part, words?: TokenRange) => void;

/**
 * What a statement holds that tells whether it makes a claim: its words, their beginnings, pairs of neighbouring words, how it opens and ends, the concepts,
 * classes, cue sets and contexts that stand in it and how they are asserted, the words of the lead-in and heading above it, and what stands in a question
 * before it. Other sentences around it do not count, so that a caveat beside it makes it no other claim. Names that only the draft gives are words alone, since
 * a part of it does not know them yet, and so are terms that ask for another in the same block. The numbers are hashes, from 1 to 2³⁰ − 1.
 */
export function visitFeatures(statement: Statement, visit: FeatureVisitor): void {
  visitOwn(statement.own, kindOf(statement), visit);
  for (const { read, range } of statement.governing) {
    for (let token = range.first; token < range.end; token++) visit(two(KIND.governing, wordHash(read, token)));
    for (const name of classesIn(read, range)) visit(two(KIND.governingClass, nameHash(name)));
  }
  for (const one of statement.before) if (isQuestion(one.read, one.range)) visitQuestion(one, visit);
  const heading = statement.topic.findLast(({ read }) => read.block.kind === 'heading');
  if (heading) {
    const { read, range } = heading;
    for (let token = range.first; token < range.end; token++) visit(two(KIND.heading, wordHash(read, token)));
  }
}

/** The same of a sentence by itself: nothing around it counts. */
export function visitOwnFeatures(sentence: Part, visit: FeatureVisitor): void {
  visitOwn([sentence], sentence.read.block.kind, visit);
}

function visitOwn(own: readonly Part[], kind: string, visit: FeatureVisitor): void {
  visit(KIND.bias);
  visit(two(KIND.block, nameHash(kind)));
  let length = 0;
  const classes = new Set<string>();
  const sets = new Set<string>();
  for (const whole of own) {
    const part = withoutFullStop(whole);
    length += part.range.end - part.range.first;
    visitWords(part, visit);
    visitNames(part, classes, sets, visit);
  }
  visit(two(KIND.length, Math.min(LONGEST, Math.floor(length / LENGTH_STEP))));
  const ofClasses = [...classes].map(nameHash);
  for (const ofClass of ofClasses) visit(two(KIND.class, ofClass));
  for (const set of sets) {
    const ofSet = nameHash(set);
    for (const ofClass of ofClasses) visit(three(KIND.cueWithClass, ofSet, ofClass));
  }
}

/** Statements are told apart by length in steps of so many tokens, up to so many steps. */
const LENGTH_STEP = 6;
const LONGEST = 6;

function kindOf({ kind, own }: Statement): string {
  return kind === 'sentence' ? (own[0]?.read.block.kind ?? kind) : kind;
}

/** A fix puts a full stop behind words that have none, which makes them no other claim. */
function withoutFullStop({ read, range }: Part): Part {
  const { text, start, end } = read.tokens;
  const last = range.end - 1;
  const isStop = last >= range.first && text.slice(start[last], end[last]) === '.';
  return isStop ? { read, range: { first: range.first, end: last } } : { read, range };
}

/** What a sentence answers: no caveat is a question, so that none comes between the two. */
function visitQuestion({ read, range }: Part, visit: FeatureVisitor): void {
  for (let token = range.first; token < range.end; token++) visit(two(KIND.question, wordHash(read, token)));
  for (const name of classesIn(read, range)) visit(two(KIND.questionClass, nameHash(name)));
  for (const { set, opposite } of within(read.cues, range)) if (!opposite) visit(two(KIND.questionCue, nameHash(set)));
}

function visitWords(part: Part, visit: FeatureVisitor): void {
  const { read, range } = part;
  let before = 0;
  for (let token = range.first; token < range.end; token++) {
    const hash = wordHash(read, token);
    visit(two(KIND.word, hash), part, { first: token, end: token + 1 });
    visit(two(KIND.stem, wordHash(read, token, STEM)), part, { first: token, end: token + 1 });
    if (token > range.first) visit(three(KIND.pair, before, hash), part, { first: token - 1, end: token + 1 });
    before = hash;
  }
  const { first, end } = range;
  if (first === end) return;
  const opening = wordHash(read, first);
  visit(two(KIND.opening, opening), part, { first, end: first + 1 });
  if (first + 1 < end) visit(three(KIND.opening, opening, wordHash(read, first + 1)), part, { first, end: first + 2 });
  visit(two(KIND.ending, wordHash(read, end - 1)), part, { first: end - 1, end });
}

function visitNames(part: Part, classes: Set<string>, sets: Set<string>, visit: FeatureVisitor): void {
  const { read, range } = part;
  const isOwn = ({ first, end }: TokenRange): boolean => first >= range.first && end <= range.end;
  for (const mention of read.mentions) {
    if (!isOwn(mention) || !standsAlone(mention)) continue;
    visit(two(KIND.concept, nameHash(mention.concept.id)), part, mention);
    const { status } = assertionOf(read, mention);
    for (const name of mention.concept.classes) {
      classes.add(name);
      if (status !== 'affirmed') visit(three(KIND.classStatus, nameHash(status), nameHash(name)), part, mention);
    }
  }
  for (const cue of read.cues) {
    if (!isOwn(cue)) continue;
    visit(two(cue.opposite ? KIND.opposite : KIND.cue, nameHash(cue.set)), part, cue);
    if (cue.opposite) continue;
    sets.add(cue.set);
    const { status } = assertionOf(read, cue);
    if (status !== 'affirmed') visit(three(KIND.cueStatus, nameHash(status), nameHash(cue.set)), part, cue);
  }
  for (const one of read.triggers) if (isOwn(one)) visit(two(KIND.assertion, nameHash(one.trigger.status)), part, one);
  for (const one of read.negatives) if (isOwn(one)) visit(two(KIND.context, nameHash(one.context)), part, one);
}

/** Whether a mention is one whatever stands elsewhere: no name that the draft gives, and no term that asks for another near it. */
function standsAlone({ isName, term }: Mention): boolean {
  return !isName && term.needs.length === 0;
}

function classesIn({ mentions }: ReadBlock, { first, end }: TokenRange): ReadonlySet<string> {
  const classes = new Set<string>();
  for (const mention of mentions)
    if (mention.first >= first && mention.end <= end && standsAlone(mention))
      for (const name of mention.concept.classes) classes.add(name);
  return classes;
}

/** A word in lower case, or no more than so many UTF-16 units of it; all numbers are alike. */
function wordHash({ tokens: { text, start, end } }: ReadBlock, token: number, most = Number.POSITIVE_INFINITY): number {
  const from = start[token] as number;
  const code = text.charCodeAt(from);
  return code >= 48 && code <= 57 ? NUMBER : lowerHash(text, from, Math.min(end[token] as number, from + most));
}

/** So much of a word is what its forms have in common, more or less. */
const STEM = 5;

const NUMBER = 1;

const hashes = new Map<string, number>();

function nameHash(name: string): number {
  const known = hashes.get(name) ?? lowerHash(name, 0, name.length);
  hashes.set(name, known);
  return known;
}

function two(kind: number, one: number): number {
  return spread(hashStep(hashStep(hashStart(), kind), one));
}

function three(kind: number, one: number, other: number): number {
  return spread(hashStep(hashStep(hashStep(hashStart(), kind), one), Math.imul(other, PAIRING)));
}

const PAIRING = 0x9e3779b1;

/** Mixes the bits of a hash, so that the low ones tell it apart; 30 bits, never 0. */
function spread(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 2 || 1;
}
