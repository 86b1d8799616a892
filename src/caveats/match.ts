import type { Mention } from '../glossary/occurrences.ts';
import { amountsIn } from './amounts.ts';
import { type Assertion, assertionOf, wordsBetween } from './assertion.ts';
import { isExcluded } from './excluded.ts';
import { within } from './ordered.ts';
import type { Cue, TokenRange } from './reading.ts';
import type { AssertionStatus, ClaimPattern, Limit, Rule } from './rule.ts';
import type { Part, Statement } from './statements.ts';

/** A statement that fits one of a rule's patterns. */
export interface Match {
  /** All pieces of the claim that the statement itself holds. */
  readonly extent: readonly Part[];
  readonly part: Part;
  /** The narrowest words to mark, in the part's block. */
  readonly focus: TokenRange;
  readonly concepts: readonly string[];
  /** Said by somebody whom the draft does not contradict ("is said to"). */
  readonly reported: boolean;
}

interface Placed<T> {
  readonly part: Part;
  readonly item: T;
  readonly own: boolean;
  readonly reported: boolean;
}

/** What a statement holds, by name, so that a pattern which asks for something else is passed over at once. */
export interface Holdings {
  readonly classes: ReadonlySet<string>;
  readonly cues: ReadonlySet<string>;
}

/** The classes and cue sets in a statement and in what may lend it a topic or an act. */
export function holdingsOf(statement: Statement): Holdings {
  const classes = new Set<string>();
  const cues = new Set<string>();
  for (const part of [...statement.own, ...statement.topic, ...statement.before, ...statement.governing]) {
    for (const { concept } of within(part.read.mentions, part.range))
      for (const name of concept.classes) classes.add(name);
    for (const { set, opposite } of within(part.read.cues, part.range)) if (!opposite) cues.add(set);
  }
  return { classes, cues };
}

/** The first of a rule's patterns that a statement fits. */
export function firstMatch(rule: Rule, statement: Statement, holdings: Holdings): Match | undefined {
  for (const pattern of rule.any) {
    if (statement.kind === 'list' && pattern.mentions.length < 2) continue;
    if (pattern.row && statement.kind !== 'row') continue;
    if (!pattern.cues.every((set) => holdings.cues.has(set))) continue;
    if (!pattern.mentions.every((classes) => classes.some((name) => holdings.classes.has(name)))) continue;
    const match = matchPattern(pattern, statement, rule.limits);
    if (match) return match;
  }
  return undefined;
}

function matchPattern(pattern: ClaimPattern, statement: Statement, limits: readonly Limit[]): Match | undefined {
  if (pattern.amount === 'none' && statement.own.some(({ read, range }) => amountsIn(read, range).length > 0))
    return undefined;
  const mentions = pattern.mentions.map((classes) => mentionsOf(statement, classes, pattern));
  if (mentions.some((list) => list.length === 0)) return undefined;
  const cues = pattern.cues.map((set) => cuesOf(statement, set, pattern));
  if (cues.some((list) => list.length === 0)) return undefined;
  let narrowest: Match | undefined;
  for (const anchor of mentions[0] ?? cues[0] ?? []) {
    const match = matchAnchor(pattern, statement, anchor, mentions, cues, limits);
    if (!match || (narrowest && !isSameSubstance(match, narrowest))) continue;
    if (!narrowest || widthOf(match) < widthOf(narrowest)) narrowest = match;
  }
  return narrowest;
}

/** A statement may name its substance twice: what is said stands with one of them. */
function isSameSubstance(one: Match, other: Match): boolean {
  return one.concepts.length > 0 && one.concepts[0] === other.concepts[0];
}

function widthOf({ focus }: Match): number {
  return focus.end - focus.first;
}

function matchAnchor(
  pattern: ClaimPattern,
  statement: Statement,
  anchor: Placed<Mention> | Placed<Cue>,
  mentions: readonly (readonly Placed<Mention>[])[],
  cues: readonly (readonly Placed<Cue>[])[],
  limits: readonly Limit[],
): Match | undefined {
  const pieces: Placed<TokenRange>[] = [anchor];
  const concepts: string[] = 'concept' in anchor.item ? [anchor.item.concept.id] : [];
  for (const list of mentions.slice(1)) {
    const other = list.find(({ item }) => !concepts.includes(item.concept.id));
    if (!other) return undefined;
    pieces.push(other);
    concepts.push(other.item.concept.id);
  }
  if (pattern.amount === 'any' || pattern.amount === 'beyond') {
    const amount = amountBeside(pattern, statement, anchor, concepts[0], limits);
    if (!amount) return undefined;
    pieces.push(amount);
  }
  if (mentions.length > 0 && !pieces.some(({ own }) => own)) {
    if (pattern.named) return undefined;
    // What it is about stands above: the first cue takes the place of the mention.
    return cues[0]
      ?.map((first) => collect(pattern, first, pieces, cues.slice(1), concepts))
      .find((match) => match !== undefined);
  }
  return collect(pattern, anchor, pieces, mentions.length > 0 ? cues : cues.slice(1), concepts);
}

/** The nearest amount beside the anchor, where the pattern asks for one beyond the concept's limit only such. */
function amountBeside(
  pattern: ClaimPattern,
  statement: Statement,
  anchor: Placed<TokenRange>,
  concept: string | undefined,
  limits: readonly Limit[],
): Placed<TokenRange> | undefined {
  const limit = limits.find((one) => one.concept === concept);
  if (pattern.amount === 'beyond' && !limit) return undefined;
  const amounts = statement.own.flatMap((part) =>
    amountsIn(part.read, part.range)
      .filter((amount) => isAmountOf(part, amount, anchor))
      .filter(({ mg }) => pattern.amount === 'any' || !limit || (limit.inclusive ? mg >= limit.mg : mg > limit.mg))
      .flatMap((item) => placed(part, item, true, UNCLAIMED_ACT, pattern)),
  );
  return nearestTo(anchor, amounts, { ...pattern, order: 'any' });
}

/**
 * Whether an amount is one of the anchor's substance and not of one that stands nearer: of the one that it is joined to ("56 mg of magnesium"), else of
 * the last one before it ("5-HTP 100 mg"), else of the next in its clause. Beside no substance it is one of whatever the statement is about.
 */
function isAmountOf({ read, range }: Part, amount: TokenRange, { part, item, own }: Placed<TokenRange>): boolean {
  const substances = within(read.mentions, range).filter(({ concept }) =>
    concept.classes.some((name) => OTHER_SUBSTANCES.includes(name)),
  );
  const last = substances.findLast(({ end }) => end <= amount.first);
  const next = substances.find(({ first }) => first >= amount.end);
  const between = next ? read.tokens.text.slice(read.tokens.end[amount.end - 1], read.tokens.start[next.first]) : '';
  const owner = next && (JOINED.test(between) || !(last || APART.test(between))) ? next : last;
  const beside = own && part.read === read;
  if (!owner) return !(beside && next);
  return beside && owner.first <= item.first && item.end <= owner.end;
}

/** "of", perhaps with what the amount comes in before it and an adjective behind it, or hardly anything: "a 100 mg tablet of pure tryptophan". */
const JOINED =
  /^[\s\u00a0-]*(?:(?:\p{L}+\s+){0,2}of\s+(?:\p{L}+\s+){0,2}|(?!and\b|with\b|plus\b|or\b|then\b|to\b)\p{L}+\s+)?$/iu;
const APART = /[;:]|\b(?:with|and|plus|alongside|or|then)\b/iu;

function collect(
  pattern: ClaimPattern,
  anchor: Placed<TokenRange>,
  pieces: readonly Placed<TokenRange>[],
  cues: readonly (readonly Placed<Cue>[])[],
  concepts: readonly string[],
): Match | undefined {
  const all = pieces.includes(anchor) ? [...pieces] : [...pieces, anchor];
  for (const list of cues) {
    const near = nearestTo(anchor, list, pattern);
    if (!near) return undefined;
    all.push(near);
  }
  return focusOf(all, concepts);
}

/** The union of what stands in the block of the first own piece. */
function focusOf(pieces: readonly Placed<TokenRange>[], concepts: readonly string[]): Match | undefined {
  const first = pieces.find(({ own }) => own);
  if (!first) return undefined;
  const same = pieces.filter(({ own, part }) => own && part.read === first.part.read);
  const focus = {
    first: Math.min(...same.map(({ item }) => item.first)),
    end: Math.max(...same.map(({ item }) => item.end)),
  };
  const extent = pieces.filter(({ own }) => own).map(({ part, item }) => ({ read: part.read, range: item }));
  return { part: first.part, focus, extent, concepts, reported: pieces.some(({ reported }) => reported) };
}

/** Mentions in the statement; failing those, when it names no other substance, in the nearest part of its topic that has one. */
function mentionsOf(
  statement: Statement,
  classes: readonly string[],
  pattern: ClaimPattern,
): readonly Placed<Mention>[] {
  const own = statement.own.flatMap((part) => mentionsIn(part, classes, true, pattern));
  if (own.length > 0 || pattern.topic === 'none') return own;
  // Of a pair the statement may name the other one.
  const alone = pattern.mentions.length === 1;
  if (alone && statement.own.some((part) => mentionsIn(part, OTHER_SUBSTANCES, true, pattern).length > 0)) return own;
  for (const part of pattern.topic === 'before' ? statement.before : statement.topic) {
    // What is named above need not be claimed there.
    const found = mentionsIn(part, classes, false, { ...pattern, unhedged: false });
    if (found.length > 0) return found;
  }
  return [];
}

const OTHER_SUBSTANCES = ['supplement', 'prescription-medicine', 'precursor', 'cofactor'];

function mentionsIn(
  part: Part,
  classes: readonly string[],
  own: boolean,
  pattern: ClaimPattern,
): readonly Placed<Mention>[] {
  return within(part.read.mentions, part.range)
    .filter(
      (mention) =>
        mention.concept.classes.some((name) => classes.includes(name)) &&
        !isExcluded(part.read, mention, pattern.quoted),
    )
    .flatMap((item) => placed(part, item, own, UNCLAIMED, pattern));
}

/** Whether what negates words is the claimed act itself, as in "stop your antidepressant". The act's own assertion is looked at with the act. */
function isActOnIt({ read, range }: Part, { status, cue: trigger }: Assertion, { cues }: ClaimPattern): boolean {
  return (
    status === 'negated' &&
    trigger !== undefined &&
    within(read.cues, range).some(
      (cue) => cues.includes(cue.set) && cue.first <= trigger.first && trigger.end <= cue.end,
    )
  );
}

/** Cues of a set in the statement and in what governs it; failing those, where the pattern lets it, in the sentence before or a heading above. */
function cuesOf(statement: Statement, set: string, pattern: ClaimPattern): readonly Placed<Cue>[] {
  const pick = (parts: readonly Part[], own: boolean): readonly Placed<Cue>[] =>
    parts.flatMap((part) =>
      within(part.read.cues, part.range)
        .filter((cue) => cue.set === set && !cue.opposite && !isExcluded(part.read, cue, pattern.quoted))
        .flatMap((item) => placed(part, item, own, pattern.conditional ? UNCLAIMED : UNCLAIMED_ACT, pattern)),
    );
  const near = [...pick(statement.own, true), ...pick(statement.governing, false)];
  if (near.length > 0 || !pattern.before.includes(set)) return near;
  const headings = statement.topic.filter(({ read }) => pattern.topic === 'any' && read.block.kind === 'heading');
  return pick([...statement.before, ...headings], false);
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
  unhedged: false,
  conditional: false,
  quoted: false,
  named: false,
  row: false,
  amount: undefined,
};

/** What may not be said of a thing that a claim is about; an act may not be the condition of something else either. */
const UNCLAIMED: ReadonlySet<AssertionStatus> = new Set(['negated', 'historical', 'hypothetical']);
const UNCLAIMED_ACT: ReadonlySet<AssertionStatus> = new Set([...UNCLAIMED, 'conditional']);

/** A mention or cue that is claimed, with its place; nothing where its assertion is one of `unclaimed`. */
function placed<T extends TokenRange>(
  part: Part,
  item: T,
  own: boolean,
  unclaimed: ReadonlySet<AssertionStatus>,
  pattern: ClaimPattern,
): readonly Placed<T>[] {
  const assertion = assertionOf(part.read, item);
  const { status } = assertion;
  const isUnclaimed = unclaimed.has(status) || (pattern.unhedged && status === 'possible');
  if (isUnclaimed && !isActOnIt(part, assertion, pattern)) return [];
  return [{ part, item, own, reported: status === 'other' }];
}

function nearestTo<T extends TokenRange>(
  anchor: Placed<TokenRange>,
  cues: readonly Placed<T>[],
  pattern: ClaimPattern,
): Placed<T> | undefined {
  let best: Placed<T> | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const cue of cues) {
    const far = distanceBetween(anchor, cue, pattern);
    const longer =
      best !== undefined && far === distance && cue.item.end - cue.item.first > best.item.end - best.item.first;
    if (far < distance || longer) {
      best = cue;
      distance = far;
    }
  }
  return best;
}

/** Words between mention and cue; infinite where the pattern does not allow them together. */
function distanceBetween(mention: Placed<TokenRange>, cue: Placed<TokenRange>, pattern: ClaimPattern): number {
  if (mention.part.read !== cue.part.read || !mention.own || !cue.own) return pattern.near ?? 0;
  const before = cue.item.end <= mention.item.first;
  const after = cue.item.first >= mention.item.end;
  if (pattern.order === 'cue-first' && after) return Number.POSITIVE_INFINITY;
  if (pattern.order === 'mention-first' && before) return Number.POSITIVE_INFINITY;
  if (!before && !after) return pattern.order === 'any' ? 0 : Number.POSITIVE_INFINITY;
  const [from, to] = before ? [cue.item.end, mention.item.first] : [mention.item.end, cue.item.first];
  for (let token = from; token < to; token++) {
    const { tokens } = cue.part.read;
    if (tokens.word[token] === 0 && tokens.text[tokens.start[token] as number] === ';') return Number.POSITIVE_INFINITY;
  }
  const words = wordsBetween(cue.part.read, from, to);
  return words <= (pattern.near ?? words) ? words : Number.POSITIVE_INFINITY;
}
