import type { AnchoredFix } from './anchored.ts';
import { hasFinite, wordAt } from './clauses.ts';
import { contextEffect } from './contexts.ts';
import type { Coverage } from './coverage.ts';
import type { Detected } from './detectors.ts';
import { holdsLittleBut, nearest } from './draft.ts';
import { contextsFor, isCertain, isUnlikely, likelyMatches } from './likely.ts';
import type { CueData } from './loadCaveats.ts';
import { hasItsClaims, type Match, matchPattern } from './match.ts';
import type { PatternIndex } from './patternIndex.ts';
import type { TokenRange } from './reading.ts';
import type { Rule } from './rule.ts';
import { forbidsBelow, type Part, type Statement } from './statements.ts';

/** A statement that makes the claim of a rule. */
export interface ClaimFound {
  readonly rule: Rule;
  readonly statement: Statement;
  readonly part: Part;
  /** The substance and the act, in the part's block. */
  readonly focus: TokenRange;
  /** In a table row, all cells that hold a piece of the claim; else the part alone. */
  readonly extent: readonly Part[];
  /** The concepts named, the one the finding speaks of first. */
  readonly concepts: readonly string[];
  /** A context lowers the finding to information. */
  readonly lowered: boolean;
  /** What a detector found; undefined where words alone make the claim. */
  readonly detected: Detected | undefined;
  /** What a detector says of it besides: the `{detail}` of the message, its own verdict on coverage, its own fixes. */
  readonly detail: string | undefined;
  readonly coverage: readonly Coverage[] | undefined;
  readonly fixes: readonly AnchoredFix[] | undefined;
  /** No caveat helps: only the detector's fixes are offered. */
  readonly fixesOnly: boolean;
  /** Claims with the same one are one finding; undefined: as their rule says. */
  readonly unit: string | undefined;
  /** No pattern found it: its words alone are likely ones. */
  readonly likely: boolean;
  /** The rules whose claims in the statement its pattern goes with. */
  readonly beside: readonly string[];
}

/** The claims that words make in a statement, which only it and the rules decide. */
export function claimsByWords(
  statement: Statement,
  patterns: PatternIndex,
  rules: readonly Rule[],
  cues: CueData,
): readonly ClaimFound[] {
  const known = claimed.get(statement);
  if (known?.rules === rules && known.cues === cues) return known.claims;
  const claims = claimsOf(statement, patterns, rules, cues);
  claimed.set(statement, { rules, cues, claims });
  return claims;
}

interface Claimed {
  readonly rules: readonly Rule[];
  readonly cues: CueData;
  readonly claims: readonly ClaimFound[];
}

const claimed = new WeakMap<Statement, Claimed>();

function claimsOf(
  statement: Statement,
  patterns: PatternIndex,
  rules: readonly Rule[],
  cues: CueData,
): readonly ClaimFound[] {
  if (statement.own.every(({ read }) => read.mentions.length === 0 && read.cues.length === 0)) return NO_CLAIMS;
  if (isForbidden(statement) || namesTopic(statement) || isInContents(statement)) return NO_CLAIMS;
  const effectOn = (rule: Rule, match: Match): ReturnType<typeof contextEffect> =>
    contextEffect(contextsFor(rule, statement, cues), statement, match, cues, isCertain(rule, statement, cues));
  const claims: ClaimFound[] = [];
  const fitted = new Set<Rule>();
  const fitting = patterns(statement);
  // The first of a rule's patterns that fits decides; those that go with another claim come last.
  for (const isLate of [false, true]) {
    const made = new Map(claims.map((claim) => [claim.rule.id, claim]));
    for (const { rule, pattern } of fitting) {
      if (!!pattern.claimed[0] !== isLate || fitted.has(rule) || !hasItsClaims(pattern, made)) continue;
      const words = matchPattern(pattern, statement, rule.limits);
      if (!words || isUnlikely(pattern, rule, statement, cues)) continue;
      fitted.add(rule);
      const beside = pattern.claimed.filter((id) => made.has(id));
      const found = beside.reduce((match, id) => widened(match, made.get(id) as ClaimFound), words);
      const effect = effectOn(rule, found);
      if (effect === 'suppress') continue;
      claims.push({ ...claimOf(rule, statement, found, found.reported || effect === 'information'), beside });
    }
  }
  for (const { rule, match } of likelyMatches(statement, rules, cues)) {
    if (fitted.has(rule)) continue;
    const effect = effectOn(rule, match);
    if (effect !== 'suppress')
      claims.push({ ...claimOf(rule, statement, match, effect === 'information'), likely: true });
  }
  return claims;
}

const NO_CLAIMS: readonly ClaimFound[] = [];

/** A match with the words of the claim that it goes with, where they stand in the same block. */
function widened(match: Match, { part, focus }: ClaimFound): Match {
  if (part.read !== match.part.read) return match;
  const first = Math.min(match.focus.first, focus.first);
  return { ...match, focus: { first, end: Math.max(match.focus.end, focus.end) } };
}

function claimOf(rule: Rule, statement: Statement, found: Match, lowered: boolean): ClaimFound {
  const { part, focus, concepts } = found;
  const extent = statement.kind === 'row' ? found.extent : [{ read: part.read, range: focus }];
  return {
    rule,
    statement,
    part,
    focus,
    extent,
    concepts,
    lowered,
    detected: undefined,
    detail: undefined,
    coverage: undefined,
    fixes: undefined,
    fixesOnly: false,
    unit: undefined,
    likely: false,
    beside: [],
  };
}

/** The claim that a detector found; in a negative context of the rule none. */
export function claimOfDetected(one: Detected, rule: Rule, cues: CueData): readonly ClaimFound[] {
  const { part, focus, concepts, statement } = one;
  const extent = [{ read: part.read, range: focus }];
  const claim = { part, focus, concepts, extent, reported: false };
  const effect = contextEffect(one.unless ?? rule.unless, statement, claim, cues);
  if (effect === 'suppress') return [];
  const { detail, coverage, fixes, fixesOnly = false, unit } = one;
  const lowered = effect === 'information';
  const found = { rule, statement, part, focus, extent, concepts, lowered, detected: one };
  return [{ ...found, detail, coverage, fixes, fixesOnly, unit, likely: false, beside: [] }];
}

/** Whether a lead-in such as "Avoid:" or "Do not combine with:" forbids the items below it. */
export function isForbidden(statement: Statement): boolean {
  return statement.governing.some((part) => part.read.block.kind !== 'heading' && forbidsBelow(part));
}

/** Whether a heading only says what the text below it is about: "Coming off your tablets". */
function namesTopic({ own }: Statement): boolean {
  const [part] = own;
  if (part?.read.block.kind !== 'heading') return false;
  const { read, range } = part;
  let first = range.first;
  while (first < range.end && !/^\p{L}/u.test(wordAt(read, first))) first++;
  return GERUND.test(wordAt(read, first)) && !hasFinite(read, first, range.end);
}

/** Whether a statement is an item of a table of contents: "In this leaflet: …". */
function isInContents({ own, governing }: Statement): boolean {
  return (
    own.every(({ read: { block } }) => nearest(block.parent, 'item') !== undefined) &&
    governing.some((part) => holdsLittleBut('contents-heading', part))
  );
}

const GERUND = /^\p{L}{2,}ing$/u;
