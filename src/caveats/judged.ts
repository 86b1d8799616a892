import { type Anchored, anchored, placeOf } from './anchored.ts';
import type { CheckOptions } from './checkCaveats.ts';
import type { ClaimFound } from './claims.ts';
import type { Coverage } from './coverage.ts';
import type { Claim } from './finding.ts';
import { inSource } from './reading.ts';
import type { Rule, Severity } from './rule.ts';
import type { Statement } from './statements.ts';

/** A claim found, with what is said of it. */
export interface Judged {
  readonly found: ClaimFound;
  readonly status: Claim['status'];
  /** From the first to the last piece of the claim. */
  readonly at: Anchored;
  readonly caveat: Anchored | undefined;
  readonly reason: string | undefined;
  readonly severity: Severity;
  /** Whether something makes it less severe than its rule is: a caveat too far off, half of it or a weak one, or that it is told as somebody else's. */
  readonly isLowered: boolean;
  /** Names of the caveats that are lacking. */
  readonly lacking: readonly string[];
}

const SEVERITIES: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

/** The lower of two severities. */
export function lowerOf(one: Severity, two: Severity): Severity {
  return SEVERITIES.indexOf(one) < SEVERITIES.indexOf(two) ? one : two;
}

/** What is to be said of a claim, given the coverage of each caveat that it asks for. */
export function judged(found: ClaimFound, coverage: readonly Coverage[], options: CheckOptions): Judged {
  const { rule } = found;
  const missing = coverage.filter((one) => !one.covered);
  const telling = missing.find((one) => one.reason !== undefined) ?? missing[0];
  const partial = missing.length > 0 && missing.length < coverage.length;
  const isCovered = missing.length === 0;
  const severity = severityOf(rule, found, missing, partial, options);
  return {
    found,
    status: isCovered ? 'covered' : 'missing',
    at: extentOf(found),
    caveat: isCovered ? coverage[0]?.caveat : (telling?.caveat ?? coverage.find((one) => one.covered)?.caveat),
    reason: isCovered ? coverage[0]?.reason : partial ? 'partial' : telling?.reason,
    severity,
    isLowered: severity !== (options.severities.get(rule.id) ?? rule.severity),
    lacking: rule.caveat.flatMap(({ label }, index) => (label && !coverage[index]?.covered ? [label] : [])),
  };
}

/** The claim as it stands in the source now; the same object as before if nothing of it has moved. */
export function claimOf({ found, status, at, caveat, reason }: Judged, before?: Claim): Claim {
  const range = placeOf(at, before?.range);
  const stands = caveat && placeOf(caveat, before?.caveat);
  if (before && range === before.range && stands === before.caveat) return before;
  return { rule: found.rule.id, status, range, concept: found.concepts[0], caveat: stands, reason };
}

function extentOf({ extent, part }: ClaimFound): Anchored {
  const ranges = extent.map(({ read, range }) => inSource(read, range));
  const start = Math.min(...ranges.map((range) => range.start));
  return anchored(part.read, { start, end: Math.max(...ranges.map(({ end }) => end)) });
}

function severityOf(
  rule: Rule,
  found: ClaimFound,
  missing: readonly Coverage[],
  partial: boolean,
  options: CheckOptions,
): Severity {
  let severity = options.severities.get(rule.id) ?? rule.severity;
  const lower = (to: Severity): void => {
    severity = lowerOf(to, severity);
  };
  if (partial && rule.partial) lower(rule.partial);
  if (missing.length > 0 && missing.every(({ reason }) => reason === 'far' || reason?.startsWith('declared:')))
    lower(rule.far);
  if (missing.length > 0 && missing.every(({ reason }) => reason === 'weak')) lower('warning');
  if (found.lowered) lower('information');
  return severity;
}

/**
 * A claim that a more specific rule reports on the same words is not reported twice; but one that is less severe than its rule does not hide what is
 * graver: a caveat that merely stands too far off, one that is lacking altogether. Where a rule's claim replaces another's, the other is never reported.
 */
export function outrank(all: readonly Judged[]): readonly Judged[] {
  const byStatement = new Map<Statement, Judged[]>();
  for (const one of all) {
    const beside = byStatement.get(one.found.statement);
    if (beside) beside.push(one);
    else byStatement.set(one.found.statement, [one]);
  }
  return all.map((one) => {
    if (one.status !== 'missing') return one;
    const higher = byStatement
      .get(one.found.statement)
      ?.find((other) => (replaces(other, one) || outranks(other, one)) && overlap(placeOf(other.at), placeOf(one.at)));
    return higher ? { ...one, status: 'suppressed', reason: `outranked:${higher.found.rule.id}` } : one;
  });
}

function replaces(other: Judged, one: Judged): boolean {
  return other.found.rule.replaces.includes(one.found.rule.id);
}

function outranks(other: Judged, one: Judged): boolean {
  return (
    other.status === 'missing' &&
    other.found.rule.outranks.includes(one.found.rule.id) &&
    !(other.isLowered && lowerOf(other.severity, one.severity) !== one.severity)
  );
}

/** Whether two ranges share something. */
export function overlap(
  one: { readonly start: number; readonly end: number },
  two: { readonly start: number; readonly end: number },
): boolean {
  return one.start < two.end && two.start < one.end;
}
