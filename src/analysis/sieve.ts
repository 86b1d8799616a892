import { mayHoldAmount, mayHoldMicrogram } from '../caveats/detectors/doseForms.ts';
import { type DetectorNeed, detectorNeeds } from '../caveats/detectors.ts';
import { mayHoldName, NAME_SET } from '../caveats/names.ts';
import type { Label } from '../caveats/reading.ts';
import type { Rule } from '../caveats/rule.ts';
import type { Term } from '../glossary/concept.ts';
import { readRawWords } from '../markdown/rawWords.ts';
import { bagOf } from '../phrases/bag.ts';
import type { Joined, Lexicon } from '../phrases/lexicon.ts';
import { phrasesWith } from '../phrases/phrasesWith.ts';

/** What a segment may hold, as far as its source tells without being parsed; it never holds anything else. */
export interface Glance {
  /** The source cannot tell: the segment has to be parsed. */
  readonly isDoubtful: boolean;
  /** A term, or a comment that is meant for us. */
  readonly isWanted: boolean;
  readonly mayHoldHeading: boolean;
  /** Classes of concepts (`class name`), cue sets (`set name`), and what else detectors need. */
  readonly marks: ReadonlySet<string>;
}

/** Looks at segments before they are parsed. */
export type Sieve = (text: string) => Glance;

const HEADING = /(?:^|[\r\n])[ \t]{0,3}(?:#{1,6}(?:[ \t\r\n]|$)|[=-]+[ \t]*(?:[\r\n]|$))/;
const NO_MARKS: ReadonlySet<string> = new Set();

/** Whether a heading may stand in a text; never no where one does. */
export function mayHoldHeading(text: string): boolean {
  return HEADING.test(text);
}

/** A sieve for the phrases of a lexicon. */
export function createSieve(lexicon: Lexicon<Label>): Sieve {
  return (text) => {
    const bag = bagOf(lexicon);
    const { tokens, joined, isDoubtful } = readRawWords(text);
    const mayHoldHeading = HEADING.test(text);
    if (isDoubtful) return { isDoubtful, isWanted: true, mayHoldHeading, marks: NO_MARKS };
    const marks = new Set(textMarks(`${text} ${joined.join(' ')}`));
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
      if (term.abbreviation) marks.add('abbreviation');
    }
    // What refers to sets and classes needs those that others have filled, which never refer themselves.
    addPhrases(true);
    return { isDoubtful, isWanted, mayHoldHeading, marks };
  };
}

/** Marks of a text that are neither terms nor cues. */
export function textMarks(text: string): readonly string[] {
  return [
    ...(mayHoldMicrogram(text) ? ['microgram'] : []),
    ...(mayHoldAmount(text) ? ['amount'] : []),
    ...(mayHoldName(text) ? [`set ${NAME_SET}`] : []),
  ];
}

/** What must stand in a section for rules to find a claim there; undefined where one of them does not tell. */
export function needsOf(rules: readonly Rule[]): readonly DetectorNeed[] | undefined {
  let needs = known.get(rules);
  if (needs === undefined) {
    const each = rules.map(needsOfRule);
    needs = each.some((one) => one === undefined) ? 'unknown' : each.flatMap((one) => one ?? []);
    known.set(rules, needs);
  }
  return needs === 'unknown' ? undefined : needs;
}

const known = new WeakMap<readonly Rule[], readonly DetectorNeed[] | 'unknown'>();

function needsOfRule({ any, detector }: Rule): readonly DetectorNeed[] | undefined {
  const worded = any.map(({ mentions, cues }) => ({
    marks: [
      ...cues.map((name) => [`set ${name}`]),
      ...mentions.map((classes) => classes.map((name) => `class ${name}`)),
    ],
    asksDraft: false,
  }));
  if (detector === undefined) return worded;
  const needs = detectorNeeds.get(detector.name);
  return needs && [...worded, ...needs(detector.lists)];
}

/** Whether claims may be made in a section that may hold what these marks say; `draft`: and hang on the rest of the draft. */
export function mayClaim(needs: readonly DetectorNeed[], marks: ReadonlySet<string>): 'no' | 'yes' | 'draft' {
  if (marks.size === 0) return 'no';
  const met = needs.filter((need) => need.marks.every((alternatives) => alternatives.some((mark) => marks.has(mark))));
  return met.length === 0 ? 'no' : met.some(({ asksDraft }) => asksDraft) ? 'draft' : 'yes';
}
