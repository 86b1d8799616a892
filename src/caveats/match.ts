import type { Mention } from '../glossary/occurrences.ts';
import { amountBeside, amountsOf, type OwnedAmount } from './amountBeside.ts';
import { amountsIn } from './amounts.ts';
import { nearestTo } from './nearest.ts';
import { cuesOf, mentionsOf, type Placed } from './placed.ts';
import type { Cue, TokenRange } from './reading.ts';
import type { ClaimPattern, Limit, Rule } from './rule.ts';
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

/** The first of a rule's patterns that a statement fits, in which the rules `made` make claims. */
export function firstMatch({ any, limits }: Rule, statement: Statement, made: ReadonlySet<string>): Match | undefined {
  for (const pattern of any) {
    const match = hasItsClaims(pattern, made) && matchPattern(pattern, statement, limits);
    if (match) return match;
  }
  return undefined;
}

/** Whether one of the claims is made that a pattern asks for besides its own words. */
export function hasItsClaims({ claimed }: ClaimPattern, made: { has(rule: string): boolean }): boolean {
  return !claimed[0] || claimed.some((rule) => made.has(rule));
}

/** Whether a pattern is one for such statements at all. */
export function isFor({ mentions, row }: ClaimPattern, { kind }: Statement): boolean {
  return (kind !== 'list' || mentions.length >= 2) && (!row || kind === 'row');
}

/** How a statement fits a pattern; undefined where it does not. `limits` are those of the pattern's rule. */
export function matchPattern(pattern: ClaimPattern, statement: Statement, limits: readonly Limit[]): Match | undefined {
  if (!isFor(pattern, statement)) return undefined;
  if (pattern.amount === 'none' && statement.own.some(({ read, range }) => amountsIn(read, range).length > 0))
    return undefined;
  const mentions: (readonly Placed<Mention>[])[] = [];
  for (const classes of pattern.mentions) {
    const list = mentionsOf(statement, classes, pattern);
    if (list.length === 0) return undefined;
    mentions.push(list);
  }
  const cues: (readonly Placed<Cue>[])[] = [];
  for (const set of pattern.cues) {
    const list = cuesOf(statement, set, pattern);
    if (list.length === 0) return undefined;
    cues.push(list);
  }
  const asksAmount = pattern.amount === 'any' || pattern.amount === 'beyond';
  const amounts = asksAmount ? amountsOf(pattern, statement) : undefined;
  if (amounts?.length === 0) return undefined;
  let narrowest: Match | undefined;
  for (const anchor of mentions[0] ?? cues[0] ?? []) {
    const match = matchAnchor(pattern, anchor, mentions, cues, amounts, limits);
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
  anchor: Placed<Mention> | Placed<Cue>,
  mentions: readonly (readonly Placed<Mention>[])[],
  cues: readonly (readonly Placed<Cue>[])[],
  amounts: readonly OwnedAmount[] | undefined,
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
  if (amounts) {
    const amount = amountBeside(pattern, amounts, anchor, concepts[0], limits);
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
  const focus = withAmounts(first.part, {
    first: Math.min(...same.map(({ item }) => item.first)),
    end: Math.max(...same.map(({ item }) => item.end)),
  });
  const extent = pieces.filter(({ own }) => own).map(({ part, item }) => ({ read: part.read, range: item }));
  return { part: first.part, focus, extent, concepts, reported: pieces.some(({ reported }) => reported) };
}

/** A range that cuts no amount in two: "220 mg of tryptophan", not "mg of tryptophan". */
function withAmounts({ read, range }: Part, focus: TokenRange): TokenRange {
  const cut = amountsIn(read, range).filter(({ first, end }) => first < focus.end && focus.first < end);
  return {
    first: Math.min(focus.first, ...cut.map(({ first }) => first)),
    end: Math.max(focus.end, ...cut.map(({ end }) => end)),
  };
}
