import type { OffsetRange } from '../phrases/offsetRange.ts';
import { placeOf } from './anchored.ts';
import type { Candidate } from './candidates.ts';
import { type CheckMemory, type CheckOptions, judgeClaims } from './checkCaveats.ts';
import { type ClaimFound, isForbidden } from './claims.ts';
import { contextIn } from './contexts.ts';
import type { CoverageJudge } from './coverage.ts';
import type { Draft } from './draft.ts';
import type { Claim } from './finding.ts';
import { claimOf, type Judged } from './judged.ts';
import { contextsFor, isCertain, type Weighing, weighingOf } from './likely.ts';
import { firstMatch } from './match.ts';
import { passagesOf } from './passages.ts';
import { inSource } from './reading.ts';
import type { AssertionStatus, Place, Rule, Severity } from './rule.ts';
import { type Part, type Statement, statementsIn } from './statements.ts';
import { isClaimed, nearestTrace, type Piece } from './trace.ts';

/** Why the rules report something at a place, or do not. All ranges are in the source, in UTF-16 units, half-open. */
export interface Explanation {
  /** The sentence or row that stands there. */
  readonly statement: OffsetRange;
  /** Whether a lead-in such as "Avoid:" forbids what stands there, so that nothing is claimed. */
  readonly forbidden: boolean;
  /** The fields of rules that pass the draft over, since it does not speak of them. */
  readonly passedOver: readonly string[];
  /** The rules that find something of theirs there, those that report first. */
  readonly rules: readonly RuleExplanation[];
}

export interface RuleExplanation {
  readonly rule: string;
  readonly title: string;
  readonly status: Claim['status'] | 'none';
  /** Of what is reported. */
  readonly severity: Severity | undefined;
  readonly reason: string | undefined;
  /** The words that are marked, or would be. */
  readonly range: OffsetRange | undefined;
  /** What the statement holds of what the rule asks for. */
  readonly pieces: readonly PieceExplanation[];
  /** The rules whose claims in the statement this one goes with. */
  readonly beside: readonly string[];
  /** Classes and cue sets of which it holds nothing. */
  readonly lacks: readonly string[];
  /** All it asks for stands there and is claimed, but too far apart or in another order. */
  readonly apart: boolean;
  /** How likely its words make the claim, where that decides. */
  readonly weighing: WeighingExplanation | undefined;
  /** The negative contexts it stands in. */
  readonly contexts: readonly { readonly name: string; readonly effect: string; readonly range: OffsetRange }[];
  readonly requirements: readonly RequirementExplanation[];
}

export interface WeighingExplanation {
  /** From 0 to 1. */
  readonly likelihood: number;
  readonly verdict: Weighing['verdict'];
  /** The words that weigh most. */
  readonly words: readonly OffsetRange[];
}

export interface PieceExplanation {
  readonly kind: Piece['kind'];
  readonly name: string;
  readonly range: OffsetRange;
  readonly status: AssertionStatus;
  /** The words that give it this status. */
  readonly by: OffsetRange | undefined;
  readonly excluded: boolean;
  readonly claimed: boolean;
}

/** A caveat that the rule asks for, and every place that could be it. */
export interface RequirementExplanation {
  readonly asks: readonly string[];
  readonly within: Place;
  readonly covered: boolean;
  readonly candidates: readonly Candidate[];
}

/** The most candidates that are told of one requirement. */
const MOST_CANDIDATES = 12;

/** Explains what the rules that are on make of each statement that a range of the source touches; nothing where no prose stands. */
export function explain(
  draft: Draft,
  range: OffsetRange,
  options: CheckOptions,
  passedOver: readonly string[],
  memory?: CheckMemory,
): readonly Explanation[] {
  const asked = range.end > range.start ? range : { start: range.start, end: range.start + 1 };
  // A list as a whole is told of only through what stands in it.
  const statements = passagesOf(draft)
    .flatMap((passage) => statementsIn(passage).single)
    .filter((one) => touches(rangeOf(one.own), asked));
  const { judged, coverage } = judgeClaims(draft, options, memory);
  return statements.map((statement): Explanation => {
    const here = judged.filter(
      ({ found, at }) =>
        isSame(found.statement, statement) ||
        (found.statement.kind === 'list' && touches(placeOf(at), rangeOf(statement.own))),
    );
    const claimed = new Set(here.map(({ found }) => found.rule.id));
    const made = new Set(here.flatMap(({ found }) => goneWith(found)));
    const loud = here.map((one) => claimExplanation(draft, one, made, coverage, options)).sort(byStatus);
    const silent = options.rules
      .filter(({ id }) => !claimed.has(id))
      .flatMap((rule) => silentExplanation(rule, statement, made, options));
    const forbidden = isForbidden(statement);
    return { statement: rangeOf(statement.own), forbidden, passedOver, rules: [...loud, ...silent] };
  });
}

/** The rules of claims that a pattern may go with, as far as this one tells: claims by words that go with no other. */
function goneWith({ rule, statement, detected, beside }: ClaimFound): readonly string[] {
  if (beside.length > 0) return beside;
  return detected || statement.kind === 'list' ? [] : [rule.id];
}

const ORDER = ['missing', 'suppressed', 'covered', 'none'];

function byStatus(one: RuleExplanation, two: RuleExplanation): number {
  return ORDER.indexOf(one.status) - ORDER.indexOf(two.status);
}

function isSame(one: Statement, two: Statement): boolean {
  const [a, b] = [one.own[0], two.own[0]];
  return one.kind === two.kind && a?.read === b?.read && a?.range.first === b?.range.first;
}

function touches(one: OffsetRange, two: OffsetRange): boolean {
  return one.start < two.end && two.start < one.end;
}

function sourceOf({ read, range }: Part): OffsetRange {
  return inSource(read, range);
}

/** Where the parts stand in the source, from the first to the last; from -1 to -1 where they are empty. */
export function rangeOf(parts: readonly Part[]): OffsetRange {
  const ranges = parts.filter(({ range }) => range.end > range.first).map(sourceOf);
  if (ranges.length === 0) return { start: -1, end: -1 };
  return { start: Math.min(...ranges.map(({ start }) => start)), end: Math.max(...ranges.map(({ end }) => end)) };
}

function claimExplanation(
  draft: Draft,
  judged: Judged,
  made: ReadonlySet<string>,
  coverage: CoverageJudge,
  options: CheckOptions,
): RuleExplanation {
  const { found, severity } = judged;
  const claim = claimOf(judged);
  const { rule } = found;
  const trace = nearestTrace(rule, found.statement, made);
  const verdicts = found.coverage ?? coverage.of(found).coverage;
  return {
    rule: rule.id,
    title: rule.title,
    status: claim.status,
    severity: claim.status === 'missing' ? severity : undefined,
    reason: claim.reason,
    range: claim.range,
    pieces: found.likely ? [] : (trace?.pieces ?? []).map(pieceExplanation),
    beside: found.beside,
    lacks: [],
    apart: false,
    weighing: found.likely ? weighingExplanation(rule, found.statement, 'likely', options) : undefined,
    contexts: contextsOf(rule, found.statement, found, options),
    requirements: rule.caveat.map((requirement, index) => ({
      asks: [...requirement.cues, ...requirement.texts, ...(requirement.citation ? ['a reference'] : [])],
      within: requirement.within,
      covered: verdicts[index]?.covered ?? false,
      candidates: coverage
        .candidates(found, requirement)
        .filter(({ range }) => range.end <= draft.document.source.length)
        .slice(0, MOST_CANDIDATES),
    })),
  };
}

function silentExplanation(
  rule: Rule,
  statement: Statement,
  made: ReadonlySet<string>,
  options: CheckOptions,
): readonly RuleExplanation[] {
  const trace = nearestTrace(rule, statement, made);
  // Where more than one thing is lacking, the rule has nothing to do with the statement.
  if (!trace || trace.lacks.length > 1) return [];
  const match = firstMatch(rule, statement, made);
  return [
    {
      rule: rule.id,
      title: rule.title,
      status: 'none',
      severity: undefined,
      reason: undefined,
      range: undefined,
      pieces: trace.pieces.map(pieceExplanation),
      beside: [],
      lacks: trace.lacks,
      apart: !match && trace.lacks.length === 0 && trace.pieces.every(isClaimed),
      weighing: match && weighingExplanation(rule, statement, 'unlikely', options),
      contexts: match ? contextsOf(rule, statement, match, options).filter(({ effect }) => effect === 'suppress') : [],
      requirements: [],
    },
  ];
}

function weighingExplanation(
  rule: Rule,
  statement: Statement,
  verdict: Weighing['verdict'],
  { cues }: CheckOptions,
): WeighingExplanation | undefined {
  const weighing = weighingOf(rule, statement, verdict, cues);
  return weighing && { ...weighing, words: weighing.words.map(sourceOf) };
}

function pieceExplanation(piece: Piece): PieceExplanation {
  const { part, name, kind, assertion, excluded } = piece;
  return {
    kind,
    name,
    range: sourceOf(part),
    status: assertion.status,
    by: assertion.cue && sourceOf({ read: part.read, range: assertion.cue }),
    excluded,
    claimed: isClaimed(piece),
  };
}

function contextsOf(
  rule: Rule,
  statement: Statement,
  { part, focus, concepts }: Pick<ClaimFound, 'part' | 'focus' | 'concepts'>,
  { cues }: CheckOptions,
): RuleExplanation['contexts'] {
  return contextsFor(rule, statement, cues).flatMap((name) => {
    const context = cues.contexts.get(name);
    const claim = { part, focus, concepts, extent: [], reported: false };
    const phrase = context && contextIn(context, statement, claim, isCertain(rule, statement, cues));
    return context && phrase ? [{ name, effect: context.effect, range: sourceOf(phrase) }] : [];
  });
}
