import type { Label } from '../caveats/reading.ts';
import type { ClaimPattern, Rule } from '../caveats/rule.ts';
import type { Term } from '../glossary/concept.ts';
import { readRawWords } from '../markdown/rawWords.ts';
import { bagOf } from '../phrases/bag.ts';
import { type Joined, type Lexicon, phrasesWith } from '../phrases/lexicon.ts';

/** What a segment may hold, as far as its source tells without being parsed; it never holds anything else. */
export interface Glance {
  /** The source cannot tell: the segment has to be parsed. */
  readonly isDoubtful: boolean;
  /** A term, or a comment that is meant for us. */
  readonly isWanted: boolean;
  readonly mayHoldHeading: boolean;
  /** Classes of concepts (`class name`) and cue sets (`set name`). */
  readonly marks: ReadonlySet<string>;
}

/** Looks at segments before they are parsed. */
export type Sieve = (text: string) => Glance;

const HEADING = /(?:^|[\r\n])[ \t]{0,3}(?:#{1,6}(?:[ \t\r\n]|$)|[=-]+[ \t]*(?:[\r\n]|$))/;
const NO_MARKS: ReadonlySet<string> = new Set();

/** A sieve for the phrases of a lexicon. */
export function createSieve(lexicon: Lexicon<Label>): Sieve {
  return (text) => {
    const bag = bagOf(lexicon);
    const { tokens, joined, isDoubtful } = readRawWords(text);
    const mayHoldHeading = HEADING.test(text);
    if (isDoubtful) return { isDoubtful, isWanted: true, mayHoldHeading, marks: NO_MARKS };
    const marks = new Set<string>();
    let isWanted = text.includes('caveat-ignore');
    const terms = new Set<Extract<Label, { kind: 'term' }>>();
    const contexts = new Set<Term>();
    const add = (label: Label): void => {
      if (label.kind === 'cue') marks.add(`set ${label.set}`);
      else if (label.kind === 'term') terms.add(label);
      else if (label.kind === 'context' && label.side === 'block') contexts.add(label.term);
    };
    const runs = bag.runsIn(tokens, joined);
    for (const run of runs) for (const label of lexicon.whole[run] as readonly Label[]) add(label);
    const phrases = phrasesWith(lexicon, runs).map((number) => lexicon.joined[number] as Joined<Label>);
    const addPhrases = (refers: boolean): void => {
      for (const phrase of phrases) {
        if (phrase.refers !== refers) continue;
        const mayStand = phrase.places.every(
          (place) =>
            place.references.length === 0 ||
            place.references.some(({ kind, name }) => marks.has(`${kind} ${name}`)) ||
            place.runs.some((run) => runs.has(run)),
        );
        if (mayStand) add(phrase.label);
      }
    };
    addPhrases(false);
    for (const { concept, term } of terms) {
      // An abbreviation may have been defined further up.
      if (term.needs.length > 0 && !term.abbreviation && !contexts.has(term)) continue;
      isWanted = true;
      for (const name of concept.classes) marks.add(`class ${name}`);
    }
    // What refers to sets and classes needs those that others have filled, which never refer themselves.
    addPhrases(true);
    return { isDoubtful, isWanted, mayHoldHeading, marks };
  };
}

/** The ways in which rules find claims; undefined when there are others, of which a glance at the source tells nothing. */
export function patternsOf(rules: readonly Rule[]): readonly ClaimPattern[] | undefined {
  return rules.some(({ detector }) => detector !== undefined) ? undefined : rules.flatMap(({ any }) => any);
}

/** Whether a claim may be made in a stretch of text that may hold these classes and cue sets. */
export function mayClaim(patterns: readonly ClaimPattern[], marks: ReadonlySet<string>): boolean {
  if (marks.size === 0) return false;
  return patterns.some((pattern) => {
    let wanted = marksOfPattern.get(pattern);
    if (wanted === undefined) {
      const { mentions, cues } = pattern;
      wanted = [
        ...cues.map((name) => [`set ${name}`]),
        ...mentions.map((classes) => classes.map((name) => `class ${name}`)),
      ];
      marksOfPattern.set(pattern, wanted);
    }
    return wanted.every((alternatives) => alternatives.some((mark) => marks.has(mark)));
  });
}

const marksOfPattern = new WeakMap<ClaimPattern, readonly (readonly string[])[]>();
