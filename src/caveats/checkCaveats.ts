import { lineEnding } from '../markdown/insertion.ts';
import type { English } from '../phrases/english.ts';
import { finish } from '../phrases/steps.ts';
import { placeOf } from './anchored.ts';
import type { CoverageJudge } from './coverage.ts';
import type { Detected } from './detectors.ts';
import type { Draft } from './draft.ts';
import { findClaims } from './findClaims.ts';
import type { Claim, Finding } from './finding.ts';
import { type FixInput, notesOf } from './fixes.ts';
import { claimOf, type Judged, overlap } from './judged.ts';
import type { CueData } from './loadCaveats.ts';
import type { Passage } from './passages.ts';
import { createPlacer } from './placer.ts';
import type { ReadBlock } from './reading.ts';
import { raisedNotes } from './references.ts';
import { findingOf, type PassageReport, type Report, reportOn, wideReports } from './reports.ts';
import type { Rule, Severity } from './rule.ts';
import { createSafetySections, sectionPlan } from './safetySections.ts';
import { prepareSpelling, type Spelling, spellerFor, spellingOf } from './spelling.ts';
import { type Suppression, suppressionsOf } from './suppression.ts';
import { suppressionFindings } from './suppressionFindings.ts';
import { judgePassages, type Verdict, type Verdicts } from './verdicts.ts';

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

/** What is remembered of the draft that was checked last. A check that is not taken to its end forgets it. */
export interface CheckMemory {
  last: Checked | undefined;
}

/** A draft that was checked. The check of its next version makes it void. */
export interface Checked {
  readonly options: CheckOptions;
  /** What all verdicts hang on: the sections with what sets them apart, and the notes under raised numbers. */
  readonly plan: string;
  readonly verdicts: Verdicts;
  readonly reports: Reports;
}

/** The reports on the passages of a draft. */
interface Reports {
  readonly current: Current;
  /** The number of the section whose safety section a fix can put a caveat in, by section. */
  readonly safety: readonly (number | undefined)[];
  /** What detectors found that look at the whole draft, in their order. */
  readonly detected: readonly Detected[];
  readonly passages: readonly Reported[];
}

interface Reported {
  readonly verdict: Verdict;
  /** The suppressions that hold for some of it, as seen from its first block. */
  readonly suppressing: string;
  /** The first and last block of the safety section. */
  readonly edges: readonly (ReadBlock | undefined)[];
  readonly report: PassageReport;
}

/** The version at hand, for fixes that are asked for later. */
interface Current {
  draft: Draft;
  passages: readonly Passage[];
  wording: Wording;
}

/** What all fixes hang on. */
interface Wording {
  readonly lineEnd: string;
  readonly label: string;
  readonly lastNote: ReadBlock | undefined;
  /** Undefined while no fix asked for it. */
  asked: { readonly spelling: Spelling } | undefined;
}

/**
 * The claims of a draft and what is to be reported of them, in source order. Yields now and then. What stays as it was in the version checked last is
 * taken from the memory.
 * @throws RangeError when a finding would lie outside the draft
 */
export function* checkCaveats(
  draft: Draft,
  options: CheckOptions,
  memory: CheckMemory = { last: undefined },
): Generator<void, { readonly claims: readonly Claim[]; readonly findings: readonly Finding[] }> {
  const suppressions = suppressionsOf(draft);
  const { reports } = yield* check(draft, options, suppressions, memory);
  const claims: Claim[] = [];
  const findings: { readonly finding: Finding; readonly order: number }[] = [];
  for (const { report } of reports.passages) {
    for (const claim of placedClaims(report)) claims.push(claim);
    for (const [index, finding] of placedFindings(report).entries())
      findings.push({ finding, order: report.reports[index]?.order ?? 0 });
  }
  const passages = reports.passages.map(({ report }) => report);
  for (const report of wideReports(passages, reports.detected))
    findings.push({ finding: findingOf(report), order: report.order });
  yield;
  for (const finding of suppressionFindings(suppressions, options, usedOf(suppressions, reports)))
    findings.push({ finding, order: 0 });
  const ordered = findings
    .sort(
      ({ finding: one, order }, { finding: two, order: other }) =>
        one.range.start - two.range.start || one.range.end - two.range.end || order - other,
    )
    .map(({ finding }) => finding);
  for (const { range, rule } of ordered) {
    if (range.start < 0 || range.end > draft.document.source.length || range.start > range.end)
      throw new RangeError(`${rule} reports ${range.start}–${range.end}, outside the draft`);
  }
  return { claims, findings: ordered };
}

const placedClaims = createPlacer<PassageReport, Judged, Claim>({
  sourcesOf: ({ claims }) => claims.toSorted((one, two) => placeOf(one.at).start - placeOf(two.at).start),
  anchorsOf: ({ at, caveat }) => (caveat ? [at, caveat] : [at]),
  place: claimOf,
});

const placedFindings = createPlacer<PassageReport, Report, Finding>({
  sourcesOf: ({ reports }) => reports,
  anchorsOf: ({ judged: { at }, related, fixes }) => [
    at,
    ...related,
    ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.at)),
  ],
  place: findingOf,
});

/** Every claim of a draft as it was found and judged, outranked and suppressed ones told as such. */
export function judgeClaims(
  draft: Draft,
  options: CheckOptions,
  memory: CheckMemory = { last: undefined },
): { readonly judged: readonly Judged[]; readonly coverage: CoverageJudge } {
  const { reports, verdicts } = finish(check(draft, options, suppressionsOf(draft), memory));
  return { judged: reports.passages.flatMap(({ report }) => report.claims), coverage: verdicts.coverage };
}

/** A draft checked step by step. */
export function* check(
  draft: Draft,
  options: CheckOptions,
  suppressions: readonly Suppression[],
  memory: CheckMemory,
): Generator<void, Checked> {
  const { last } = memory;
  // Its parts go over to this version: whoever else checks in the meantime must not have them.
  memory.last = undefined;
  const claims = yield* findClaims(draft, options);
  const plan = `${sectionPlan(draft, options.rules)} ${raisedNotes(draft)}`;
  const before = last?.plan === plan && isSame(last.options, options) ? last : undefined;
  const verdicts = yield* judgePassages(draft, claims.byPassage, options, before?.verdicts);
  const reports = yield* reportPassages(draft, verdicts, claims.detected, suppressions, options, before?.reports);
  memory.last = { options, plan, verdicts, reports };
  return memory.last;
}

function isSame(one: CheckOptions, two: CheckOptions): boolean {
  return (
    one.rules === two.rules &&
    one.cues === two.cues &&
    one.english === two.english &&
    one.severities === two.severities &&
    [...one.declared].sort().join() === [...two.declared].sort().join()
  );
}

/** Passages that are reported on between two yields. */
const STEP = 4;

function* reportPassages(
  draft: Draft,
  { verdicts, passages }: Verdicts,
  detected: readonly Detected[],
  suppressions: readonly Suppression[],
  { english }: CheckOptions,
  before: Reports | undefined,
): Generator<void, Reports> {
  const safety = before?.safety ?? safetyOf(draft);
  const wording = wordingOf(draft, english, before?.current.wording);
  const isWorded = wording === before?.current.wording;
  const current: Current = before?.current ?? { draft, passages, wording };
  Object.assign(current, { draft, passages, wording });
  const inForce = suppressions.filter(({ reason }) => reason !== '');
  const reported: Reported[] = [];
  let fresh = 0;
  // Fixes are written in the spelling of the draft.
  if (!before && verdicts.some(({ judged }) => judged.some(({ status }) => status === 'missing')))
    yield* prepareSpelling(draft, english);
  for (const [number, verdict] of verdicts.entries()) {
    const { passage } = verdict;
    const holding = holdingFor(passage, inForce);
    const suppressing = holding.length === 0 ? '' : signatureOf(passage, holding);
    const beside = passages[safety[number] ?? -1]?.reads ?? [];
    const edges = [beside[0], beside[beside.length - 1]];
    const old = isWorded ? before?.passages[number] : undefined;
    if (
      old?.verdict === verdict &&
      old.suppressing === suppressing &&
      old.edges.every((edge, index) => edge === edges[index])
    ) {
      reported.push(old);
      continue;
    }
    const input = fixInputFor(current, english, safety[number]);
    reported.push({ verdict, suppressing, edges, report: reportOn(passage, number, verdict.judged, holding, input) });
    if (++fresh % STEP === 0) yield;
  }
  return { current, safety, detected, passages: reported };
}

function fixInputFor(current: Current, english: English, safety: number | undefined): FixInput {
  return {
    get draft() {
      return current.draft;
    },
    spell(text) {
      current.wording.asked ??= { spelling: spellingOf(current.draft, english) };
      return spellerFor(current.draft, english)(text);
    },
    safety: () => (safety === undefined ? undefined : current.passages[safety]),
  };
}

/** What the fixes of a draft hang on: the same object as before as long as it is the same. */
function wordingOf(draft: Draft, english: English, before: Wording | undefined): Wording {
  const { label, last: lastNote } = notesOf(draft);
  const lineEnd = lineEnding(draft.document.source);
  return before?.lineEnd === lineEnd &&
    before.label === label &&
    before.lastNote === lastNote &&
    (!before.asked || before.asked.spelling === spellingOf(draft, english))
    ? before
    : { lineEnd, label, lastNote, asked: undefined };
}

/** The number of the nearest safety section of each section. */
function safetyOf(draft: Draft): readonly (number | undefined)[] {
  const safety = createSafetySections(draft);
  return draft.document.sections.map((section) => safety(section)[0]?.index);
}

/** The suppressions that hold for some of a passage. */
function holdingFor({ reads }: Passage, suppressions: readonly Suppression[]): readonly Suppression[] {
  const [first, last] = [reads[0], reads[reads.length - 1]];
  if (suppressions.length === 0 || !first || !last) return [];
  const whole = { start: first.block.range.start, end: last.block.range.end };
  return suppressions.filter(({ scope }) => overlap(scope, whole));
}

/** What suppressions say of a passage, wherever it stands. */
function signatureOf({ reads }: Passage, suppressions: readonly Suppression[]): string {
  const start = reads[0]?.block.range.start ?? 0;
  const end = reads[reads.length - 1]?.block.range.end ?? start;
  return JSON.stringify(
    suppressions.map(({ rules, reason, scope }) => [
      rules,
      reason,
      Math.max(scope.start, start) - start,
      Math.min(scope.end, end) - start,
    ]),
  );
}

/** The suppressions that kept something quiet. */
function usedOf(suppressions: readonly Suppression[], { passages }: Reports): ReadonlySet<Suppression> {
  const inForce = suppressions.filter(({ reason }) => reason !== '');
  const used = new Set<Suppression>();
  for (const { verdict, report } of passages) {
    if (report.used.size === 0) continue;
    const holding = holdingFor(verdict.passage, inForce);
    for (const index of report.used) used.add(holding[index] as Suppression);
  }
  return used;
}
