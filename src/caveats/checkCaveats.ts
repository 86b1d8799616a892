import type { English } from '../phrases/english.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { type ClaimFound, findClaims } from './claims.ts';
import { type Coverage, type CoverageJudge, createCoverage } from './coverage.ts';
import { type Draft, nearest, outermost, sectionOfBlock } from './draft.ts';
import type { Claim, Finding } from './finding.ts';
import { fixesFor } from './fixes.ts';
import type { CueData } from './loadCaveats.ts';
import type { ReadBlock } from './reading.ts';
import { PLACES, type Place, type Rule, type Severity } from './rule.ts';
import { type Speller, spellerFor } from './spelling.ts';
import type { Statement } from './statements.ts';
import { finish } from './steps.ts';
import { type Suppression, suppressionsOf } from './suppression.ts';

/** What a check goes by. */
export interface CheckOptions {
  /** The rules that are on. */
  readonly rules: readonly Rule[];
  /** Severities that a team set instead of the rules' own. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** All rule ids there are, to tell an unknown rule from one that is off. */
  readonly known: ReadonlySet<string>;
  readonly cues: CueData;
  /** US and UK spellings, for the text that fixes insert. */
  readonly english: English;
  /** Caveats that the finished publication carries elsewhere. */
  readonly declared: ReadonlySet<string>;
}

/** A claim found, with what is said of it. */
export interface Judged {
  readonly found: ClaimFound;
  readonly claim: Claim;
  readonly severity: Severity;
  /** Names of the caveats that are lacking. */
  readonly lacking: readonly string[];
}

const SEVERITIES: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

/** The lower of two severities. */
export function lowerOf(one: Severity, two: Severity): Severity {
  return SEVERITIES.indexOf(one) < SEVERITIES.indexOf(two) ? one : two;
}

/** Claims that are judged or reported between two yields. */
const STEP = 50;

/**
 * The claims of a draft and what is to be reported of them, in source order. Yields now and then.
 * @throws RangeError when a finding would lie outside the draft
 */
export function* checkCaveats(
  draft: Draft,
  options: CheckOptions,
): Generator<void, { readonly claims: readonly Claim[]; readonly findings: readonly Finding[] }> {
  const { judged, used } = yield* judgeSteps(draft, options);
  const findings = [
    ...(yield* report(draft, judged, options.english)),
    ...suppressionFindings(draft, options, used),
  ].sort((one, two) => one.range.start - two.range.start || one.range.end - two.range.end);
  for (const { range, rule } of findings) {
    if (range.start < 0 || range.end > draft.document.source.length || range.start > range.end)
      throw new RangeError(`${rule} reports ${range.start}–${range.end}, outside the draft`);
  }
  const claims = judged.map(({ claim }) => claim).sort((one, two) => one.range.start - two.range.start);
  return { claims, findings };
}

interface JudgedDraft {
  readonly judged: readonly Judged[];
  readonly used: ReadonlySet<Suppression>;
  readonly coverage: CoverageJudge;
}

/** Every claim with its coverage, outranked and suppressed ones told as such, and the suppressions that were used. */
export function judgeClaims(draft: Draft, options: CheckOptions): JudgedDraft {
  return finish(judgeSteps(draft, options));
}

/** The same step by step. */
export function* judgeSteps(draft: Draft, options: CheckOptions): Generator<void, JudgedDraft> {
  const suppressions = suppressionsOf(draft).filter(({ reason }) => reason !== '');
  const used = new Set<Suppression>();
  const found = yield* findClaims(draft, options.rules, options.cues, options.english);
  const coverage = createCoverage(draft, options.cues, options.declared);
  yield;
  const verdicts: Judged[] = [];
  for (const claim of found) {
    verdicts.push(judge(claim, coverage, options));
    if (verdicts.length % STEP === 0) yield;
  }
  const judged = outrank(verdicts).map((one) => suppress(one, suppressions, used));
  return { judged, used, coverage };
}

/** The source from the first to the last piece of a claim. */
function rangeOf({ extent }: ClaimFound): OffsetRange {
  const ranges = extent.map(({ read, range }) =>
    read.block.prose.toSource({
      start: read.tokens.start[range.first] as number,
      end: read.tokens.end[range.end - 1] as number,
    }),
  );
  return { start: Math.min(...ranges.map(({ start }) => start)), end: Math.max(...ranges.map(({ end }) => end)) };
}

function judge(found: ClaimFound, judgeOf: CoverageJudge, options: CheckOptions): Judged {
  const { rule } = found;
  const range = rangeOf(found);
  const coverage = coverageFor(found, judgeOf);
  const missing = coverage.filter((one) => !one.covered);
  const telling = missing.find((one) => one.reason !== undefined) ?? missing[0];
  const partial = missing.length > 0 && missing.length < coverage.length;
  const claim: Claim = {
    rule: rule.id,
    status: missing.length === 0 ? 'covered' : 'missing',
    range,
    concept: found.concepts[0],
    caveat:
      missing.length === 0 ? coverage[0]?.caveat : (telling?.caveat ?? coverage.find((one) => one.covered)?.caveat),
    reason: missing.length === 0 ? coverage[0]?.reason : partial ? 'partial' : telling?.reason,
  };
  const lacking = rule.caveat.flatMap(({ label }, index) => (label && !coverage[index]?.covered ? [label] : []));
  return { found, claim, lacking, severity: severityOf(rule, found, missing, partial, options) };
}

/** A claim that no caveat is named for can only be reworded. */
const UNCOVERABLE: readonly Coverage[] = [{ covered: false, caveat: undefined, reason: undefined }];

function coverageFor(found: ClaimFound, judge: CoverageJudge): readonly Coverage[] {
  if (found.coverage) return found.coverage;
  return found.rule.caveat.length > 0 ? judge.of(found) : UNCOVERABLE;
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

/** A claim that a more specific rule reports on the same words is not reported twice. */
function outrank(judged: readonly Judged[]): readonly Judged[] {
  const byStatement = new Map<Statement, Judged[]>();
  for (const one of judged) {
    const beside = byStatement.get(one.found.statement);
    if (beside) beside.push(one);
    else byStatement.set(one.found.statement, [one]);
  }
  return judged.map((one) => {
    if (one.claim.status !== 'missing') return one;
    const higher = byStatement
      .get(one.found.statement)
      ?.find(
        (other) =>
          other.claim.status === 'missing' &&
          other.found.rule.outranks.includes(one.claim.rule) &&
          overlap(other.claim.range, one.claim.range),
      );
    return higher
      ? { ...one, claim: { ...one.claim, status: 'suppressed' as const, reason: `outranked:${higher.claim.rule}` } }
      : one;
  });
}

function overlap(one: OffsetRange, two: OffsetRange): boolean {
  return one.start < two.end && two.start < one.end;
}

function suppress(one: Judged, suppressions: readonly Suppression[], used: Set<Suppression>): Judged {
  const by = suppressions.find(({ rules, scope }) => rules.includes(one.claim.rule) && overlap(scope, one.claim.range));
  if (!by) return one;
  if (one.claim.status === 'missing') {
    used.add(by);
    return { ...one, claim: { ...one.claim, status: 'suppressed', reason: by.reason } };
  }
  if (one.claim.status === 'suppressed') used.add(by);
  return one;
}

/** One finding for each rule, concept and unit of `within`; items of one list and rows of one table share theirs. */
export function* report(draft: Draft, judged: readonly Judged[], english: English): Generator<void, Finding[]> {
  const findings: (Finding & { readonly related: OffsetRange[] })[] = [];
  const reported = new Map<string, Finding & { readonly related: OffsetRange[] }>();
  let spell: Speller | undefined;
  for (const { found, claim, severity, lacking } of judged) {
    if (claim.status !== 'missing') continue;
    const { rule, part } = found;
    const keys = unitKeys(draft, found);
    const earlier = keys
      .map((key) => reported.get(key))
      .find((finding) => finding !== undefined && finding.severity === severity);
    if (earlier) {
      earlier.related.push(claim.range);
      for (const key of keys) if (!reported.has(key)) reported.set(key, earlier);
      continue;
    }
    spell ??= spellerFor(draft, english);
    const finding = {
      rule: rule.id,
      severity,
      message: rule.message
        .replaceAll('{words}', wordsOf(part.read, found))
        .replaceAll('{detail}', found.detail ?? '')
        .replaceAll('{lacking}', lacking.join(', ')),
      range: claim.range,
      concept: claim.concept,
      related: claim.caveat ? [claim.caveat] : [],
      fixes: fixesFor(draft, found, spell),
    };
    findings.push(finding);
    if (findings.length % STEP === 0) yield;
    for (const key of keys) reported.set(key, finding);
  }
  return findings;
}

function wordsOf(read: ReadBlock, { focus }: ClaimFound): string {
  return read.block.prose.text
    .slice(read.tokens.start[focus.first], read.tokens.end[focus.end - 1])
    .replaceAll('\uFFFC', '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a claim is reported by: two with a key in common are one finding. */
export function unitKeys(draft: Draft, { rule, part, concepts, statement, unit: own }: ClaimFound): readonly string[] {
  if (own !== undefined) return [`${rule.id} ${own}`];
  const { read } = part;
  const within: Place = rule.caveat.reduce<Place>(
    (widest, one) => (PLACES.indexOf(one.within) > PLACES.indexOf(widest) ? one.within : widest),
    'sentence',
  );
  const group = outermost(read.block.parent);
  const unit =
    within === 'document'
      ? 'draft'
      : within === 'section'
        ? `section ${sectionOfBlock(draft, read.index).index}`
        : within === 'sentence'
          ? `${read.index} ${statement.own[0]?.range.first}`
          : `block ${group ? group.range.start : read.block.range.start}`;
  if (rule.once === 'draft') return [rule.id];
  if (rule.once === 'section') return [`${rule.id} ${sectionOfBlock(draft, read.index).index}`];
  const named = concepts.length > 1 ? [concepts.toSorted().join(' ')] : concepts;
  const keys =
    named.length === 0
      ? [`${rule.id} ${read.index} ${statement.own[0]?.range.first}`]
      : named.map((concept) => `${rule.id} ${unit} ${concept}`);
  const shared = nearest(read.block.parent, 'table') ?? nearest(read.block.parent, 'list');
  return shared ? [`${rule.id} ${shared.kind} ${shared.range.start}`, ...keys] : keys;
}

/** What is wrong with the suppressions of a draft, and which of them were not `used`. */
export function suppressionFindings(draft: Draft, options: CheckOptions, used: ReadonlySet<Suppression>): Finding[] {
  const findings: Finding[] = [];
  const on = new Set(options.rules.map(({ id }) => id));
  for (const suppression of suppressionsOf(draft)) {
    const { rules, reason, range } = suppression;
    const add = (rule: string, message: string): void => {
      findings.push({ rule, severity: 'warning', message, range, concept: undefined, related: [], fixes: [] });
    };
    if (rules.length === 0)
      add('unknown-rule', 'Unexpected suppression without a rule, expected `caveat-ignore rule-id: reason`');
    for (const id of rules)
      if (!options.known.has(id))
        add('unknown-rule', `Unknown rule "${id}" in a suppression, expected the id of a rule`);
    if (reason === '')
      add(
        'suppression-reason',
        'Unexpected suppression without a reason, expected `caveat-ignore rule-id: reason`; it is not in force',
      );
    else if (rules.some((id) => on.has(id)) && ![...used].some((one) => one.range.start === range.start)) {
      findings.push({
        rule: 'unused-suppression',
        severity: 'warning',
        message: `Unexpected suppression of ${rules.join(', ')}, expected none where nothing is reported`,
        range,
        concept: undefined,
        related: [],
        fixes: [{ title: 'Remove the suppression', edits: [{ range, text: '' }] }],
      });
    }
  }
  return findings;
}
