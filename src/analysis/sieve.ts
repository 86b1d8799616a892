import { mayHoldAmount, mayHoldMicrogram } from '../caveats/detectors/doseForms.ts';
import { classMark, conceptMark, setMark, TERM } from '../caveats/marks.ts';
import { mayHoldName, NAME_SET } from '../caveats/names.ts';
import type { Label } from '../caveats/reading.ts';
import type { Term } from '../glossary/concept.ts';
import { readRawWords } from '../markdown/rawWords.ts';
import { scan } from '../phrases/automaton.ts';
import { type Bag, createBag } from '../phrases/bag.ts';
import { type Lexicon, type Reference, type Slots, slotsOf } from '../phrases/lexicon.ts';
import { listAt } from '../phrases/lists.ts';
import { phrasesWith } from '../phrases/phrasesWith.ts';
import { tokenize } from '../phrases/tokens.ts';
import type { Need } from './needs.ts';

/** What the source of a segment shows at a glance. */
export interface Glance {
  /** The source cannot tell what words the segment has: it has to be parsed. */
  readonly isDoubtful: boolean;
  /** A comment that is meant for us. */
  readonly isForUs: boolean;
  /** The symbols of its words, some more than once. */
  readonly symbols: readonly number[];
}

/** What the source of a segment shows without being parsed. */
export interface Look extends Glance {
  /** What else may stand in it that is neither a term nor a cue. */
  readonly marks: readonly string[];
}

/** What one or several segments may hold; they never hold anything else. */
export interface Holding {
  /** A term, or a comment that is meant for us. */
  readonly isWanted: boolean;
  /** Classes of concepts (`class name`), cue sets (`set name`), that there is a term, and what else detectors need. */
  readonly marks: ReadonlySet<string>;
}

/** Looks at segments before they are parsed. */
export interface Sieve {
  /** Whether a term stands in a text, as far as its source shows it without preparation: a hint, no promise. */
  seemsToHoldTerm(text: string): boolean;
  /** Counts a text of `length` UTF-16 units, and tells whether looks at all that were counted spare more than the preparation costs. */
  isWorthWhile(length: number): boolean;
  /** Prepares step by step for what is asked first, which takes some tens of milliseconds; else the first that asks waits for it. */
  prepare(first: 'glance' | 'look'): Generator<void>;
  look(text: string): Look;
  /** Looks for nothing but terms, headings of references and the cues of fields, which costs far less. */
  glance(text: string): Glance;
  /**
   * What may stand in segments of which none is doubtful. Of several it says more than of each: words of one may make a phrase with those of another.
   */
  holding(looks: readonly Look[]): Holding;
  /** The same for glances. */
  glimpse(glances: readonly Glance[]): Holding;
}

const HEADING = /(?:^|[\r\n])[ \t]{0,3}(?:#{1,6}(?:[ \t\r\n]|$)|[=-]+[ \t]*(?:[\r\n]|$))/;

/** Whether a heading may stand in a text; never no where one does. */
export function mayHoldHeading(text: string): boolean {
  return HEADING.test(text);
}

/** Text that is parsed in the time that the preparation takes, in UTF-16 units. */
const PREPARATION = 20_000;

/** The mark of what may be the heading of a list of references. */
export const REFERENCES = setMark('reference-heading');

/** A sieve for the terms of a lexicon, and for those of its cues that the claims need which are told. */
export function createSieve(lexicon: Lexicon<Label>, needs: readonly Need[] = []): Sieve {
  const fields = needs.flatMap(({ field }) => field?.sets.map(setMark) ?? []);
  const closely = once(() =>
    prepareFor(lexicon, new Set([REFERENCES, ...fields, ...needs.flatMap(({ marks }) => marks.flat())])),
  );
  const coarsely = once(() => prepareFor(lexicon, new Set([REFERENCES, ...fields])));
  let asked = 0;
  const isForUs = (text: string): boolean => text.includes('caveat-ignore');
  const held = (prepared: Prepared, looks: readonly Glance[], marks: Set<string>): Holding => {
    addMarks(lexicon, prepared, looks, marks);
    return { isWanted: marks.has(TERM) || looks.some(({ isForUs }) => isForUs), marks };
  };
  return {
    seemsToHoldTerm: (text) =>
      scan(lexicon.automaton, tokenize(text)).runs.some((run) =>
        listAt(lexicon.whole, run).some((number) => {
          const label = lexicon.labels[number] as Label;
          return label.kind === 'term' && label.term.needs.length === 0;
        }),
      ),
    isWorthWhile(length) {
      asked += length;
      return asked > PREPARATION;
    },
    *prepare(first) {
      const prepared = first === 'glance' ? coarsely() : closely();
      yield;
      prepared.bag();
    },
    look(text) {
      const { tokens, joined, isDoubtful } = readRawWords(text);
      const common = { isDoubtful, isForUs: isForUs(text) };
      if (isDoubtful) return { ...common, symbols: [], marks: [] };
      const marks = textMarks(joined.length === 0 ? text : `${text} ${joined.join(' ')}`);
      return { ...common, symbols: closely().bag().symbolsIn(tokens, joined), marks };
    },
    glance(text) {
      const { tokens, joined, isDoubtful } = readRawWords(text);
      const symbols = isDoubtful ? [] : coarsely().bag().symbolsIn(tokens, joined);
      return { isDoubtful, isForUs: isForUs(text), symbols };
    },
    holding: (looks) => held(closely(), looks, new Set(looks.flatMap(({ marks }) => marks))),
    glimpse: (glances) => held(coarsely(), glances, new Set()),
  };
}

/** What is made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** A lexicon as far as it says what a segment may hold that is asked for. */
interface Prepared {
  readonly bag: () => Bag;
  /** 1 for the labels that are asked for. */
  readonly isMarked: Uint8Array;
  /** The places that words can fill in phrases with such labels. */
  readonly slots: Slots;
  /** Whether some of them have no place that only words can fill. */
  readonly hasWordless: boolean;
}

function prepareFor(lexicon: Lexicon<Label>, marks: ReadonlySet<string>): Prepared {
  const { labels, whole, phrases, references, refers, wordless } = lexicon;
  const { label: labelOf, first, runs } = phrases;
  const asked = new Set(marks);
  const isWanted = (label: Label): boolean =>
    label.kind === 'term' || label.kind === 'context' || (label.kind === 'cue' && asked.has(setMark(label.set)));
  const markedNow = (): Uint8Array => Uint8Array.from(labels, (label) => (isWanted(label) ? 1 : 0));
  // Sets that phrases refer to never refer to others themselves.
  const marked = markedNow();
  for (let phrase = 0; phrase < labelOf.length; phrase++) {
    if (refers[phrase] === 0 || marked[labelOf[phrase] as number] === 0) continue;
    for (const reference of referencesOf(lexicon, phrase)) asked.add(markOf(references[reference] as Reference));
  }
  const isMarked = markedNow();
  const isRunAsked = new Uint8Array(whole.start.length - 1);
  for (let run = 0; run < isRunAsked.length; run++) {
    const end = whole.start[run + 1] as number;
    for (let at = whole.start[run] as number; at < end; at++) {
      if (isMarked[whole.items[at] as number] === 1) isRunAsked[run] = 1;
    }
  }
  for (let phrase = 0; phrase < labelOf.length; phrase++) {
    if (isMarked[labelOf[phrase] as number] === 0) continue;
    const end = runs.start[first[phrase + 1] as number] as number;
    for (let at = runs.start[first[phrase] as number] as number; at < end; at++)
      isRunAsked[runs.items[at] as number] = 1;
  }
  const hasWordless = wordless.some((phrase) => isMarked[labelOf[phrase] as number] === 1);
  const slots = slotsOf(lexicon, (phrase) => isMarked[labelOf[phrase] as number] === 1);
  return { bag: once(() => createBag(lexicon, (run) => isRunAsked[run] === 1)), isMarked, slots, hasWordless };
}

/** The numbers of the references that can fill places of a phrase. */
function referencesOf({ phrases: { first, references } }: Lexicon<Label>, phrase: number): Int32Array {
  const { start, items } = references;
  return items.subarray(start[first[phrase] as number], start[first[phrase + 1] as number]);
}

function markOf({ kind, name }: Reference): string {
  return kind === 'set' ? setMark(name) : classMark(name);
}

/** Adds the marks of the phrases that can stand where these words can. */
function addMarks(
  lexicon: Lexicon<Label>,
  { bag, isMarked, slots, hasWordless }: Prepared,
  looks: readonly Glance[],
  marks: Set<string>,
): void {
  const runs = bag().runsOf(looks.map(({ symbols }) => symbols));
  if (runs.length === 0 && !hasWordless) return;
  const terms = new Set<Extract<Label, { kind: 'term' }>>();
  const contexts = new Set<Term>();
  const add = (label: Label): void => {
    if (label.kind === 'cue') marks.add(setMark(label.set));
    else if (label.kind === 'term') terms.add(label);
    else if (label.kind === 'context' && label.side === 'block') contexts.add(label.term);
  };
  const { labels, whole, phrases, references, refers } = lexicon;
  for (const run of runs) {
    const end = whole.start[run + 1] as number;
    for (let at = whole.start[run] as number; at < end; at++) {
      const label = whole.items[at] as number;
      if (isMarked[label] === 1) add(labels[label] as Label);
    }
  }
  const isFilled = (place: number): boolean => {
    const filling = listAt(phrases.references, place);
    return (
      filling.length === 0 ||
      filling.some((reference) => marks.has(markOf(references[reference] as Reference))) ||
      listAt(phrases.runs, place).some((run) => runs.includes(run))
    );
  };
  const areFilled = (phrase: number): boolean => {
    for (let place = phrases.first[phrase] as number; place < (phrases.first[phrase + 1] as number); place++) {
      if (!isFilled(place)) return false;
    }
    return true;
  };
  const labelOf = (phrase: number): number => phrases.label[phrase] as number;
  const referring: number[] = [];
  for (const phrase of phrasesWith(lexicon, runs, slots)) {
    if (isMarked[labelOf(phrase)] === 0) continue;
    if (refers[phrase] === 1) referring.push(phrase);
    else add(labels[labelOf(phrase)] as Label);
  }
  for (const { concept, term } of terms) {
    // An abbreviation may have been defined further up.
    if (term.needs.length > 0 && !term.abbreviation && !contexts.has(term)) continue;
    marks.add(TERM);
    marks.add(conceptMark(concept.id));
    for (const name of concept.classes) marks.add(classMark(name));
    if (term.abbreviation) marks.add('abbreviation');
  }
  // What refers to sets and classes needs those that others have filled, which never refer themselves.
  for (const phrase of referring) if (areFilled(phrase)) add(labels[labelOf(phrase)] as Label);
}

/** Marks of a text that are neither terms nor phrases. */
export function textMarks(text: string): readonly string[] {
  return [
    ...(mayHoldMicrogram(text) ? ['microgram'] : []),
    ...(mayHoldAmount(text) ? ['amount'] : []),
    ...(mayHoldName(text) ? [setMark(NAME_SET)] : []),
  ];
}
