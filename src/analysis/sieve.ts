import type { Label } from '../caveats/reading.ts';
import type { ClaimPattern, Rule } from '../caveats/rule.ts';
import { readRawWords } from '../markdown/rawWords.ts';
import { type Bag, createBag } from '../phrases/bag.ts';
import type { Joined, Lexicon } from '../phrases/lexicon.ts';

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
  let bag: Bag | undefined;
  return (text) => {
    bag ??= createBag(lexicon);
    const { tokens, joined, isDoubtful } = readRawWords(text);
    const mayHoldHeading = HEADING.test(text);
    if (isDoubtful) return { isDoubtful, isWanted: true, mayHoldHeading, marks: NO_MARKS };
    const marks = new Set<string>();
    let isWanted = text.includes('caveat-ignore');
    const add = (label: Label): void => {
      if (label.kind === 'cue') marks.add(`set ${label.set}`);
      else if (label.kind === 'term') {
        isWanted = true;
        for (const name of label.concept.classes) marks.add(`class ${name}`);
      }
    };
    const runs = bag.runsIn(tokens, joined);
    const phrases = new Set(lexicon.unkeyed);
    for (const run of runs) {
      for (const label of lexicon.whole[run] ?? []) add(label);
      for (const phrase of lexicon.keyed.get(run) ?? []) phrases.add(phrase);
    }
    const mayStand = ({ places }: Joined<Label>): boolean =>
      places.every(
        (place) =>
          place.runs.some((run) => runs.has(run)) ||
          place.references.some(({ kind, name }) => marks.has(`${kind} ${name}`)),
      );
    // A phrase that refers to sets may need those that other phrases have filled, which never refer themselves.
    for (const refers of [false, true]) {
      for (const number of phrases) {
        const phrase = lexicon.joined[number] as Joined<Label>;
        if (phrase.refers === refers && mayStand(phrase)) add(phrase.label);
      }
    }
    return { isDoubtful, isWanted, mayHoldHeading, marks };
  };
}

/** The ways in which rules find claims; undefined when there are others, of which a glance at the source tells nothing. */
export function patternsOf(rules: readonly Rule[]): readonly ClaimPattern[] | undefined {
  return rules.some(({ detector }) => detector !== undefined) ? undefined : rules.flatMap(({ any }) => any);
}

/** Whether a claim may be made in a stretch of text that may hold these classes and cue sets. */
export function mayClaim(patterns: readonly ClaimPattern[], marks: ReadonlySet<string>): boolean {
  return patterns.some(
    ({ mentions, cues }) =>
      mentions.every((classes) => classes.some((name) => marks.has(`class ${name}`))) &&
      cues.every((name) => marks.has(`set ${name}`)),
  );
}
