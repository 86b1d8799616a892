import type { Term } from '../glossary/concept.ts';
import { type GlossaryLabel, type Mention, mentionsIn } from '../glossary/occurrences.ts';
import type { Block } from '../markdown/document.ts';
import type { Place } from '../markdown/placement.ts';
import { sentences } from '../markdown/sentences.ts';
import type { Expander } from '../phrases/expand.ts';
import type { Entry, Lexicon } from '../phrases/lexicon.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { type Scan, type Span, scanPutOff, scanReferences, scanText } from '../phrases/scanText.ts';
import { type Tokens, tokenize } from '../phrases/tokens.ts';
import { NAME_SET, namesIn, OTHER_NAME_SET } from './names.ts';
import { inOrder, within } from './ordered.ts';
import type { Naming } from './ownNames.ts';
import type { AssertionData, AssertionTrigger, Context, CueSet } from './rule.ts';

/** What a phrase of the cue data is. */
export type CueLabel =
  | { readonly kind: 'cue'; readonly set: string; readonly opposite: boolean }
  | { readonly kind: 'negative'; readonly context: string }
  | { readonly kind: 'trigger'; readonly trigger: AssertionTrigger }
  | { readonly kind: 'pseudo' }
  | { readonly kind: 'terminate' };

export type Label = GlossaryLabel | CueLabel;

/** Tokens `[first, end)` of a block. */
export interface TokenRange {
  readonly first: number;
  readonly end: number;
}

export interface Cue extends TokenRange {
  readonly set: string;
  readonly opposite: boolean;
}

export interface Trigger extends TokenRange {
  readonly trigger: AssertionTrigger;
}

/** A text as the rules see it: words, sentences, the terms and cues that stand in it. */
export interface Reading {
  readonly tokens: Tokens;
  readonly sentences: readonly TokenRange[];
  /** The number of the sentence of each token. */
  readonly sentenceOf: Int32Array;
  /** The number of words before each token and, at the end, of all. */
  readonly wordsBefore: Uint32Array;
  /** The tokens that are semicolons, in order. */
  readonly semicolons: readonly number[];
  /** What tells how a substance is taken, in order and without overlap: its words do not count between two places. */
  readonly asides: readonly TokenRange[];
  readonly mentions: readonly Mention[];
  readonly cues: readonly Cue[];
  /** Those of `cues` that say the contrary of their set. */
  readonly opposites: readonly Cue[];
  readonly negatives: readonly (TokenRange & { readonly context: string })[];
  readonly triggers: readonly Trigger[];
  readonly terminators: readonly TokenRange[];
  /** Abbreviations in the text that count where the draft has defined them further up, whatever stands beside them. */
  readonly asks: readonly Term[];
}

/** A block with its reading and its place among the blocks of the draft. */
export interface ReadBlock extends Reading {
  readonly block: Block;
  readonly index: number;
  /** Where the segment stands that the block is in: all of it moves together. */
  readonly place: Readonly<Place>;
  /** Stretches of the prose that are struck out or in another language: they make no claim and cover none. */
  readonly excluded: readonly OffsetRange[];
  /** Stretches that are somebody else's words. */
  readonly quoted: readonly OffsetRange[];
  /** Those of `asks` that the draft has defined further up. */
  readonly known: readonly Term[];
  readonly naming: Naming;
}

/** Where tokens of a block stand in the source: UTF-16, half-open. */
export function inSource({ block, tokens }: ReadBlock, { first, end }: TokenRange): OffsetRange {
  return block.prose.toSource({ start: tokens.start[first] as number, end: tokens.end[end - 1] as number });
}

/** The context of phrases that announce what stands in another. */
export function announcedAs(context: string): string {
  return `${context} announced`;
}

/** The context of phrases that take back what stands before them. */
export function behindAs(context: string): string {
  return `${context} behind`;
}

/** The phrases of cue sets, negative contexts and assertion triggers, to be compiled with the glossary's. */
export function cueEntries(
  cueSets: Iterable<CueSet>,
  contexts: Iterable<Context>,
  assertion: AssertionData,
  expander: Expander,
): Entry<CueLabel>[] {
  const entries: Entry<CueLabel>[] = [];
  const add = (label: CueLabel, phrases: readonly string[]): void => {
    if (phrases.length > 0) entries.push({ label, patterns: phrases.flatMap((phrase) => expander.patterns(phrase)) });
  };
  for (const set of cueSets) {
    add({ kind: 'cue', set: set.name, opposite: false }, set.phrases);
    add({ kind: 'cue', set: set.name, opposite: true }, set.opposite);
  }
  for (const { name, phrases, announced, behind } of contexts) {
    add({ kind: 'negative', context: name }, phrases);
    add({ kind: 'negative', context: announcedAs(name) }, announced);
    add({ kind: 'negative', context: behindAs(name) }, behind);
  }
  for (const trigger of assertion.triggers) add({ kind: 'trigger', trigger }, trigger.phrases);
  add({ kind: 'pseudo' }, assertion.pseudo);
  add({ kind: 'terminate' }, assertion.terminate);
  return entries;
}

/** Reads a text: one scan for all terms and cues. `abbreviations` keep sentences together. */
export function readText(
  text: string,
  lexicon: Lexicon<Label>,
  abbreviations: ReadonlySet<string>,
  known?: ReadonlySet<Term>,
): Reading {
  const tokens = tokenize(text);
  const { ranges, sentenceOf } = sentenceTokens(text, tokens, abbreviations);
  const { wordsBefore, semicolons } = counted(tokens);
  const scanned = scanText(lexicon, tokens, sentenceOf);
  const found = sorted(scanned.spans);
  const mentions = mentionsIn(withContexts(lexicon, scanned, found.terms), known);
  const others = found.cues.filter(({ set }) => set === OTHER_NAME_SET);
  const names = namesIn(tokens, ranges, [...mentions, ...others]);
  for (const { first, end } of names) found.cues.push({ set: NAME_SET, opposite: false, first, end });
  const referred = scanReferences(lexicon, scanned, (kind, name) =>
    kind === 'class'
      ? mentions.filter((mention) => mention.concept.classes.includes(name))
      : found.cues.filter(({ set, opposite }) => !opposite && set === name),
  );
  sorted(referred, found);
  const numbered = mentions.filter(({ first }) => /[0-9]/.test(text[tokens.start[first] as number] as string));
  const cues =
    numbered.length === 0 ? found.cues : found.cues.filter((cue) => !numbered.some((mention) => tears(cue, mention)));
  return {
    tokens,
    sentences: ranges,
    sentenceOf,
    wordsBefore,
    semicolons,
    asides: disjoint(cues.filter(({ set }) => set === ASIDE_SET)),
    mentions,
    cues: inOrder(cues),
    opposites: cues.filter(({ opposite }) => opposite),
    negatives: inOrder(found.negatives),
    triggers: meantTriggers(inOrder(found.triggers), inOrder(found.pseudo), ranges),
    terminators: inOrder(found.terminators),
    asks: asksOf(found.terms),
  };
}

/** Labels that are frequent words and mostly not asked for. */
export function isPutOff({ kind }: Label): boolean {
  return kind === 'context';
}

/** Whether a phrase says something, so that "not" within one of its gaps would say the contrary. Contexts and triggers say nothing. */
export function isClosed({ kind }: Label): boolean {
  return kind === 'cue';
}

type TermSpan = Span<Extract<Label, { kind: 'term' }>>;

/** What stands in a text, by what it is. */
interface Found {
  readonly terms: TermSpan[];
  readonly cues: Cue[];
  readonly negatives: (TokenRange & { readonly context: string })[];
  readonly triggers: Trigger[];
  readonly pseudo: TokenRange[];
  readonly terminators: TokenRange[];
}

/** Adds spans to what was found before. */
function sorted(
  spans: readonly Span<Label>[],
  found: Found = { terms: [], cues: [], negatives: [], triggers: [], pseudo: [], terminators: [] },
): Found {
  for (const span of spans) {
    const { label, first, end } = span;
    if (label.kind === 'cue') found.cues.push({ set: label.set, opposite: label.opposite, first, end });
    else if (label.kind === 'term') found.terms.push(span as TermSpan);
    else if (label.kind === 'negative') found.negatives.push({ context: label.context, first, end });
    else if (label.kind === 'trigger') found.triggers.push({ trigger: label.trigger, first, end });
    else if (label.kind === 'pseudo') found.pseudo.push({ first, end });
    else if (label.kind === 'terminate') found.terminators.push({ first, end });
  }
  return found;
}

/** Terms with the contexts of those that have any: most texts hold no term that asks for them. */
function withContexts(
  lexicon: Lexicon<Label>,
  scanned: Scan<Label>,
  terms: readonly TermSpan[],
): readonly Span<GlossaryLabel>[] {
  const conditional = new Set<Term>();
  for (const { label } of terms) if (label.conditional) conditional.add(label.term);
  if (conditional.size === 0) return terms;
  const contexts = scanPutOff(lexicon, scanned, (label) => label.kind === 'context' && conditional.has(label.term));
  return [...terms, ...(contexts as Span<GlossaryLabel>[])];
}

function asksOf(spans: readonly TermSpan[]): readonly Term[] {
  const terms = new Set<Term>();
  for (const { label } of spans) if (label.term.needs.length > 0) terms.add(label.term);
  return terms.size === 0 ? NOTHING : [...terms];
}

const NOTHING: readonly never[] = [];

/** The opposite cue of the same set that a cue is a piece of: "without supervision" of "supervision", "take-home" of "take". */
export function swallowedBy({ opposites }: Reading, { set, first, end }: Cue): Cue | undefined {
  return opposites.find((other) => other.set === set && other.first < end && first < other.end);
}

/** Whether a cue ends within a term: "take 5" of "take 5-HTP" is no cue. */
function tears(cue: TokenRange, mention: TokenRange): boolean {
  return cue.first < mention.first && mention.first < cue.end && cue.end < mention.end;
}

/** The triggers of each sentence that neither look like one only nor stand inside a longer one. */
function meantTriggers(
  triggers: readonly Trigger[],
  pseudo: readonly TokenRange[],
  sentences: readonly TokenRange[],
): readonly Trigger[] {
  if (triggers.length === 0) return NOTHING;
  return sentences.flatMap((sentence) => {
    const own = within(triggers, sentence);
    const looksLike = within(pseudo, sentence);
    return own.filter(
      (one) => !looksLike.some((other) => overlaps(one, other)) && !own.some((other) => inside(one, other)),
    );
  });
}

function overlaps(one: TokenRange, two: TokenRange): boolean {
  return one.first < two.end && two.first < one.end;
}

/** Whether `one` stands inside the longer `two`. */
function inside(one: TokenRange, two: TokenRange): boolean {
  return two.first <= one.first && one.end <= two.end && two.end - two.first > one.end - one.first;
}

function sentenceTokens(
  text: string,
  tokens: Tokens,
  abbreviations: ReadonlySet<string>,
): { readonly ranges: readonly TokenRange[]; readonly sentenceOf: Int32Array } {
  const sentenceOf = new Int32Array(tokens.count);
  const ranges: TokenRange[] = [];
  let token = 0;
  for (const { end } of sentences(text, abbreviations)) {
    const first = token;
    while (token < tokens.count && (tokens.start[token] as number) < end) sentenceOf[token++] = ranges.length;
    if (token > first) ranges.push({ first, end: token });
  }
  return { ranges, sentenceOf };
}

/** What makes it cheap to measure between any two tokens: a sentence may hold hundreds of claims. */
function counted({ text, count, start, word }: Tokens): Pick<Reading, 'wordsBefore' | 'semicolons'> {
  const wordsBefore = new Uint32Array(count + 1);
  const semicolons: number[] = [];
  for (let token = 0; token < count; token++) {
    const isWord = word[token] as number;
    wordsBefore[token + 1] = (wordsBefore[token] as number) + isWord;
    if (isWord === 0 && text.charCodeAt(start[token] as number) === SEMICOLON) semicolons.push(token);
  }
  return { wordsBefore, semicolons };
}

const SEMICOLON = 0x3b;

/** The same tokens in ranges that do not overlap, in order. */
function disjoint(ranges: readonly TokenRange[]): readonly TokenRange[] {
  if (ranges.length === 0) return NOTHING;
  const joined: { first: number; end: number }[] = [];
  for (const { first, end } of [...ranges].sort((one, two) => one.first - two.first)) {
    const last = joined.at(-1);
    if (last && first < last.end) last.end = Math.max(last.end, end);
    else joined.push({ first, end });
  }
  return joined;
}

const ASIDE_SET = 'aside';
