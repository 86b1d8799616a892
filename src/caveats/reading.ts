import type { Term } from '../glossary/concept.ts';
import { type GlossaryLabel, type Mention, mentionsIn } from '../glossary/occurrences.ts';
import type { Block } from '../markdown/document.ts';
import type { Place } from '../markdown/placement.ts';
import { sentences } from '../markdown/sentences.ts';
import type { Expander } from '../phrases/expand.ts';
import type { Entry, Lexicon, Scan, Span } from '../phrases/lexicon.ts';
import { scanPutOff, scanReferences, scanText } from '../phrases/lexicon.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { type Tokens, tokenize } from '../phrases/tokens.ts';
import { ordered, within } from './ordered.ts';
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
  readonly mentions: readonly Mention[];
  readonly cues: readonly Cue[];
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
  for (const context of contexts) add({ kind: 'negative', context: context.name }, context.phrases);
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
  const scanned = scanText(lexicon, tokens, sentenceOf, isContext);
  const mentions = mentionsIn(glossarySpans(lexicon, scanned, sentenceOf), known);
  const referred = scanReferences(lexicon, scanned, sentenceOf, (kind, name) =>
    kind === 'class'
      ? mentions.filter((mention) => mention.concept.classes.includes(name))
      : scanned.spans.filter(({ label }) => label.kind === 'cue' && !label.opposite && label.set === name),
  );
  const spans = [...scanned.spans, ...referred];
  const cues: Cue[] = [];
  const negatives: (TokenRange & { context: string })[] = [];
  const triggers: Trigger[] = [];
  const pseudo: TokenRange[] = [];
  const terminators: TokenRange[] = [];
  for (const { label, first, end } of spans) {
    if (label.kind === 'cue') cues.push({ set: label.set, opposite: label.opposite, first, end });
    else if (label.kind === 'negative') negatives.push({ context: label.context, first, end });
    else if (label.kind === 'trigger') triggers.push({ trigger: label.trigger, first, end });
    else if (label.kind === 'pseudo') pseudo.push({ first, end });
    else if (label.kind === 'terminate') terminators.push({ first, end });
  }
  const numbered = mentions.filter(({ first }) => /[0-9]/.test(text[tokens.start[first] as number] as string));
  const kept = ordered(triggers);
  const looksLike = ordered(pseudo);
  return {
    tokens,
    sentences: ranges,
    sentenceOf,
    mentions,
    cues: ordered(cues.filter((cue) => !numbered.some((mention) => tears(cue, mention)))),
    negatives: ordered(negatives),
    triggers: ranges.flatMap((range) => meantTriggers(within(kept, range), within(looksLike, range))),
    terminators: ordered(terminators),
    asks: asksOf(scanned.spans),
  };
}

function isContext({ kind }: Label): boolean {
  return kind === 'context';
}

/** The terms, with the contexts of those that have any: contexts are frequent words, and most texts hold no term that asks for them. */
function glossarySpans(
  lexicon: Lexicon<Label>,
  scanned: Scan<Label>,
  sentenceOf: Int32Array,
): readonly Span<GlossaryLabel>[] {
  const terms = scanned.spans.filter(
    (span): span is Span<Extract<Label, { kind: 'term' }>> => span.label.kind === 'term',
  );
  const conditional = new Set(terms.flatMap(({ label }) => (label.conditional ? [label.term] : [])));
  if (conditional.size === 0) return terms;
  const contexts = scanPutOff(
    lexicon,
    scanned,
    sentenceOf,
    (label) => label.kind === 'context' && conditional.has(label.term),
  );
  return [...terms, ...(contexts as Span<GlossaryLabel>[])];
}

function asksOf(spans: readonly Span<Label>[]): readonly Term[] {
  const terms = new Set<Term>();
  for (const { label } of spans) if (label.kind === 'term' && label.term.needs.length > 0) terms.add(label.term);
  return [...terms];
}

/** Whether a cue ends within a term: "take 5" of "take 5-HTP" is no cue. */
function tears(cue: TokenRange, mention: TokenRange): boolean {
  return cue.first < mention.first && mention.first < cue.end && cue.end < mention.end;
}

/** The triggers of a sentence that neither look like one only nor stand inside a longer one. */
function meantTriggers(triggers: readonly Trigger[], pseudo: readonly TokenRange[]): readonly Trigger[] {
  return triggers.filter(
    (one) => !pseudo.some((other) => overlaps(one, other)) && !triggers.some((other) => inside(one, other)),
  );
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
