import type { Mention } from '../glossary/occurrences.ts';
import { type Assertion, assertionOf } from './assertion.ts';
import { cuesIn } from './draft.ts';
import { isExcluded } from './excluded.ts';
import { lowerBound } from './ordered.ts';
import { type Cue, swallowedBy, type TokenRange } from './reading.ts';
import type { AssertionStatus, ClaimPattern } from './rule.ts';
import type { Part, Statement } from './statements.ts';
import { SUBSTANCES } from './substances.ts';

/** Something that is claimed where it stands: a mention, a cue, an amount. */
export interface Placed<T> {
  readonly part: Part;
  readonly item: T;
  /** Whether it stands in the statement itself. */
  readonly own: boolean;
  readonly reported: boolean;
}

/** Mentions in the statement; failing those, when it names no other substance, in the nearest part of its topic that has one. */
export function mentionsOf(
  statement: Statement,
  classes: readonly string[],
  pattern: ClaimPattern,
): readonly Placed<Mention>[] {
  const own: Placed<Mention>[] = [];
  for (const part of statement.own) addMentions(own, part, classes, true, pattern, pattern.unhedged);
  if (own.length > 0) return own;
  const leads = statement.kind === 'sentence' ? statement.governing.filter(isUnfinished) : [];
  if (pattern.topic === 'none' && leads.length === 0) return own;
  // Of a pair the statement may name the other one.
  if (pattern.mentions.length === 1) {
    const others: Placed<Mention>[] = [];
    for (const part of statement.own) addMentions(others, part, SUBSTANCES, true, pattern, pattern.unhedged);
    if (others.length > 0) return own;
  }
  const above =
    pattern.topic === 'any' ? statement.topic : [...(pattern.topic === 'before' ? statement.before : []), ...leads];
  for (const part of above) {
    // What is named above need not be claimed there.
    addMentions(own, part, classes, false, pattern, false);
    if (own.length > 0) break;
  }
  return own;
}

/** Whether a part goes on in what stands below it: a lead-in that ends in a colon, a heading such as "What tyrosine does for you". */
function isUnfinished({ read, range }: Part): boolean {
  if (read.block.kind === 'heading')
    return !read.tokens.text.includes('?') && cuesIn(read, range, ['list-heading']).some(({ first }) => first === 0);
  return read.tokens.text[read.tokens.start[range.end - 1] as number] === ':';
}

function addMentions(
  found: Placed<Mention>[],
  part: Part,
  classes: readonly string[],
  own: boolean,
  pattern: ClaimPattern,
  unhedged: boolean,
): void {
  const { read, range } = part;
  const { mentions } = read;
  for (let index = lowerBound(mentions, range.first); index < mentions.length; index++) {
    const mention = mentions[index] as Mention;
    if (mention.first >= range.end) break;
    if (mention.end > range.end || !isOf(mention, classes) || isExcluded(read, mention, pattern.quoted)) continue;
    const one = placed(part, mention, own, own ? UNCLAIMED : UNCLAIMED_ABOVE, pattern, unhedged);
    if (one) found.push(one);
  }
}

function isOf({ concept }: Mention, classes: readonly string[]): boolean {
  for (const name of concept.classes) if (classes.includes(name)) return true;
  return false;
}

/** Cues of a set in the statement and in what governs it; failing those, where the pattern lets it, in the next sentence, the one before or a heading above. */
export function cuesOf(statement: Statement, set: string, pattern: ClaimPattern): readonly Placed<Cue>[] {
  const found: Placed<Cue>[] = [];
  for (const part of statement.own) addCues(found, part, set, true, pattern);
  for (const part of statement.governing) addCues(found, part, set, false, pattern);
  if (found.length > 0) return found;
  if (pattern.after.includes(set)) {
    // What goes on with a claim says so at once: "You wake up clearer."
    for (const { read, range } of statement.after) {
      const opening = { first: range.first, end: Math.min(range.end, range.first + OPENING) };
      addCues(found, { read, range: opening }, set, false, pattern);
    }
  }
  if (found.length > 0 || !pattern.before.includes(set)) return found;
  for (const part of statement.before) addCues(found, part, set, false, pattern);
  if (pattern.topic !== 'any') return found;
  for (const part of statement.topic) if (part.read.block.kind === 'heading') addCues(found, part, set, false, pattern);
  return found;
}

/** So many tokens of the next sentence are looked at. */
const OPENING = 5;

function addCues(found: Placed<Cue>[], part: Part, set: string, own: boolean, pattern: ClaimPattern): void {
  const { read, range } = part;
  const { cues } = read;
  for (let index = lowerBound(cues, range.first); index < cues.length; index++) {
    const cue = cues[index] as Cue;
    if (cue.first >= range.end) break;
    if (cue.set !== set || cue.opposite || cue.end > range.end || isExcluded(read, cue, pattern.quoted)) continue;
    if (swallowedBy(read, cue)) continue;
    const one = placed(part, cue, own, pattern.conditional ? UNCLAIMED : UNCLAIMED_ACT, pattern, pattern.unhedged);
    if (one) found.push(one);
  }
}

/** Whether a cue of one of the sets stands in the statement, asserted, or in what governs it. */
export function holdsCue(statement: Statement, sets: readonly string[]): boolean {
  return sets.some((set) => cuesOf(statement, set, ANYWHERE).length > 0);
}

const ANYWHERE: ClaimPattern = {
  mentions: [],
  cues: [],
  near: undefined,
  order: 'any',
  topic: 'none',
  before: [],
  after: [],
  unhedged: false,
  conditional: false,
  quoted: false,
  named: false,
  row: false,
  amount: undefined,
  claimed: [],
};

/** What may not be said of a thing that a claim is about; an act may not be the condition of something else either. */
const UNCLAIMED: ReadonlySet<AssertionStatus> = new Set(['negated', 'historical', 'hypothetical']);
/** The same of what is named above and lends its topic: "readers ask whether …" names it as well. */
const UNCLAIMED_ABOVE: ReadonlySet<AssertionStatus> = new Set(['negated', 'historical']);
const UNCLAIMED_ACT: ReadonlySet<AssertionStatus> = new Set([...UNCLAIMED, 'conditional']);

/** An amount with its place, if it is claimed. */
export function placedAmount<T extends TokenRange>(
  part: Part,
  item: T,
  own: boolean,
  pattern: ClaimPattern,
): Placed<T> | undefined {
  return placed(part, item, own, UNCLAIMED_ACT, pattern, pattern.unhedged);
}

/** Something with its place; undefined where its assertion is one of `unclaimed`, or with `unhedged` a hedge. */
function placed<T extends TokenRange>(
  part: Part,
  item: T,
  own: boolean,
  unclaimed: ReadonlySet<AssertionStatus>,
  pattern: ClaimPattern,
  unhedged: boolean,
): Placed<T> | undefined {
  const assertion = assertionOf(part.read, item);
  const { status } = assertion;
  const isUnclaimed = status !== 'affirmed' && (unclaimed.has(status) || (unhedged && status === 'possible'));
  if (isUnclaimed && !isActOnIt(part, assertion, pattern)) return undefined;
  return { part, item, own, reported: status === 'other' };
}

/** Whether what negates words is the claimed act itself, as in "stop your antidepressant". The act's own assertion is looked at with the act. */
function isActOnIt({ read, range }: Part, { status, cue: trigger }: Assertion, { cues }: ClaimPattern): boolean {
  if (status !== 'negated' || trigger === undefined) return false;
  const all = read.cues;
  for (let index = lowerBound(all, range.first); index < all.length; index++) {
    const cue = all[index] as Cue;
    if (cue.first > trigger.first) break;
    if (trigger.end <= cue.end && cue.end <= range.end && cues.includes(cue.set)) return true;
  }
  return false;
}
