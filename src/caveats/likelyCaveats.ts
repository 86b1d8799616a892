import { isQuestion } from './clauses.ts';
import { cuesIn } from './draft.ts';
import type { CueData } from './loadCaveats.ts';
import type { Cue, ReadBlock } from './reading.ts';
import type { CueSet, Requirement, Rule } from './rule.ts';
import type { CueStanding } from './standings.ts';

/** From here on a sentence is the caveat that no cue tells. */
const LIKELY = 0.25;

/**
 * The sentences of a block that are likely to be the caveat for a rule's claims by their words; the word that weighs most stands for a cue. They hang on
 * nothing else. A heading or question is none, nor is what a cue tells.
 */
export function likelyCaveatsIn(
  read: ReadBlock,
  rule: Rule,
  requirement: Requirement,
  cues: CueData,
): readonly CueStanding[] {
  if (read.block.kind === 'heading') return [];
  const ofBlock = known.get(read) ?? new Map<Requirement, Known>();
  known.set(read, ofBlock);
  const before = ofBlock.get(requirement);
  if (before?.cues === cues) return before.standings;
  const standings = read.sentences.flatMap((_, sentence) => standingIn(read, sentence, rule, requirement, cues) ?? []);
  ofBlock.set(requirement, { cues, standings });
  return standings;
}

interface Known {
  readonly cues: CueData;
  readonly standings: readonly CueStanding[];
}

/** Blocks outlive edits elsewhere. */
const known = new WeakMap<ReadBlock, Map<Requirement, Known>>();

function standingIn(
  read: ReadBlock,
  sentence: number,
  { id }: Rule,
  requirement: Requirement,
  { sets, likelihood }: CueData,
): CueStanding | undefined {
  const range = read.sentences[sentence] as ReadBlock['sentences'][number];
  if (range.end === range.first || isQuestion(read, range)) return undefined;
  // Where a cue stands, what it is worth is found out by it.
  if (cuesIn(read, range, requirement.cues).length > 0) return undefined;
  const likely = likelihood.ofCaveat(read, sentence, id) ?? 0;
  if (likely < LIKELY) return undefined;
  const [heaviest] = likelihood.caveatWordsOf(read, sentence, id).filter(({ weight }) => weight > 0);
  if (!heaviest) return undefined;
  const set = setOf(id, requirement, sets);
  const cue: Cue = { ...heaviest.range, set: set.name, opposite: false };
  const { start, end } = read.tokens;
  const prose = { start: start[range.first] as number, end: end[range.end - 1] as number };
  return { read, cue, set, prose, likelihood: likely };
}

/** By what is found out what such sentences are worth: denials and other people as for a cue; what makes a caveat void or weak was weighed with it. */
function setOf(rule: string, requirement: Requirement, sets: CueData['sets']): CueSet {
  const made = setsMade.get(requirement);
  if (made) return made;
  const asked = requirement.cues.flatMap((name) => sets.get(name) ?? []);
  const set: CueSet = {
    name: `likely for ${rule}`,
    phrases: [],
    opposite: [],
    negative: false,
    // What claims and what takes it back weigh much the same in one sentence.
    apart: true,
    general: asked.some(({ general }) => general),
    close: asked.every(({ close }) => close),
    void: [],
    weak: [],
    narrow: [...new Set(asked.flatMap(({ narrow }) => narrow))],
  };
  setsMade.set(requirement, set);
  return set;
}

const setsMade = new WeakMap<Requirement, CueSet>();
