import type { English } from '../phrases/english.ts';
import type { AnchoredFix } from './anchored.ts';
import { endsForbidding } from './assertion.ts';
import { hasFinite, wordAt } from './clauses.ts';
import { contextEffect } from './contexts.ts';
import type { Coverage } from './coverage.ts';
import { mayHoldMicrogram } from './detectors/doseForms.ts';
import { type Detected, detectors } from './detectors.ts';
import { type Draft, sectionOfBlock } from './draft.ts';
import type { CueData } from './loadCaveats.ts';
import { type Match, matchPattern } from './match.ts';
import { type Passage, passagesOf } from './passages.ts';
import { type PatternIndex, patternIndexOf } from './patternIndex.ts';
import type { ReadBlock, TokenRange } from './reading.ts';
import type { Rule } from './rule.ts';
import { prepareSpelling, type Spelling, spellingOf } from './spelling.ts';
import { type Part, type Statement, statementsIn } from './statements.ts';

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
}

/** What claims are found by. */
export interface ClaimOptions {
  readonly rules: readonly Rule[];
  readonly cues: CueData;
  readonly english: English;
}

/** The claims of a draft. */
export interface FoundClaims {
  /** Those of each passage; the same list as long as they are the same. */
  readonly byPassage: readonly (readonly ClaimFound[])[];
  /** What detectors found that look at the whole draft, in their order. */
  readonly detected: readonly Detected[];
}

/**
 * The claims of each passage of a draft: those of sentences and rows in source order, then those of lists as a whole, then those of detectors; at most one
 * for each rule and statement, save those that detectors find. Yields now and then.
 */
export function* findClaims(draft: Draft, options: ClaimOptions): Generator<void, FoundClaims> {
  const { byPassage, inOrder } = yield* detectedAfar(draft, options);
  yield;
  const claims: (readonly ClaimFound[])[] = [];
  let unknown = 0;
  let isSpelled = false;
  for (const [number, passage] of passagesOf(draft).entries()) {
    const input: PassageInput = { ...options, draft, passage, afar: byPassage.get(number) ?? NONE };
    let known = found.get(passage);
    if (!known || !isKnown(known, input)) {
      if (!isSpelled && passage.reads.some(({ block }) => mayHoldMicrogram(block.prose.text))) {
        yield* prepareSpelling(draft, options.english);
        isSpelled = true;
      }
      known = yield* claimsIn(input);
      found.set(passage, known);
      unknown += statementsIn(passage).single.length;
      if (unknown > STEP) {
        unknown = 0;
        yield;
      }
    }
    claims.push(known.claims);
  }
  return { byPassage: claims, detected: inOrder };
}

/** Statements that are looked at between two yields. */
const STEP = 40;

/** What decides the claims of a passage. */
interface PassageInput extends ClaimOptions {
  readonly draft: Draft;
  readonly passage: Passage;
  readonly afar: readonly DetectedAfar[];
}

/** What a detector found that looks at the whole draft. */
interface DetectedAfar {
  readonly rule: Rule;
  readonly detected: Detected;
}

const NONE: readonly DetectedAfar[] = [];

/** The claims of a passage, and by what they were found. */
interface Found {
  readonly rules: readonly Rule[];
  readonly cues: CueData;
  readonly afar: readonly DetectedAfar[];
  /** The spelling of the draft, if a detector asked for it. */
  readonly asked: { readonly spelling: Spelling } | undefined;
  readonly claims: readonly ClaimFound[];
}

const found = new WeakMap<Passage, Found>();

function isKnown(known: Found, { draft, rules, cues, english, afar }: PassageInput): boolean {
  return (
    known.rules === rules &&
    known.cues === cues &&
    (!known.asked || known.asked.spelling === spellingOf(draft, english)) &&
    known.afar.length === afar.length &&
    known.afar.every(({ detected }, index) => detected === afar[index]?.detected)
  );
}

/** What the detectors find that look at the whole draft, by the number of its passage. */
function* detectedAfar(
  draft: Draft,
  { rules, english }: ClaimOptions,
): Generator<
  void,
  { readonly byPassage: ReadonlyMap<number, readonly DetectedAfar[]>; readonly inOrder: readonly Detected[] }
> {
  const byPassage = new Map<number, DetectedAfar[]>();
  const inOrder: Detected[] = [];
  for (const rule of rules) {
    const detector = rule.detector && detectors.get(rule.detector.name);
    if (!detector?.inDraft) continue;
    for (const detected of yield* detector.inDraft({ draft, rule, english })) {
      inOrder.push(detected);
      const number = sectionOfBlock(draft, detected.part.read.index).index;
      const beside = byPassage.get(number);
      if (beside) beside.push({ rule, detected });
      else byPassage.set(number, [{ rule, detected }]);
    }
  }
  return { byPassage, inOrder };
}

function* claimsIn(input: PassageInput): Generator<void, Found> {
  const { draft, passage, rules, cues, english, afar } = input;
  const patterns = patternIndexOf(rules);
  const { single, lists } = statementsIn(passage);
  const ofSingle: ClaimFound[] = [];
  for (const [number, statement] of single.entries()) {
    for (const claim of claimsByWords(statement, patterns, rules, cues)) ofSingle.push(claim);
    if (number % STEP === STEP - 1) yield;
  }
  // A list as a whole only makes the claim that none of its items makes.
  const made = new Map<ReadBlock, Set<Rule>>();
  if (lists.length > 0)
    for (const { rule, part } of ofSingle) made.set(part.read, (made.get(part.read) ?? new Set()).add(rule));
  const ofLists = lists
    .flatMap((statement) => claimsByWords(statement, patterns, rules, cues))
    .filter(({ rule, statement }) => !statement.own.some(({ read }) => made.get(read)?.has(rule)));
  const worded = [...ofSingle, ...ofLists];
  // A heading only makes the claim that nothing directly below it makes.
  const below = new Set(worded.flatMap((claim) => (isHeading(claim.part) ? [] : subjectsOf(claim))));
  const claims = worded.filter((claim) => !isHeading(claim.part) || !subjectsOf(claim).some((key) => below.has(key)));
  // What words say already needs no detector.
  const said = new Map<Statement, Set<Rule>>();
  for (const { rule, statement } of claims) said.set(statement, (said.get(statement) ?? new Set()).add(rule));
  let asked: Found['asked'];
  const spelling = (): Spelling => {
    asked ??= { spelling: spellingOf(draft, english) };
    return asked.spelling;
  };
  const statements = [...single, ...lists];
  for (const rule of rules) {
    const detector = rule.detector && detectors.get(rule.detector.name);
    if (!detector) continue;
    const detected = detector.inPassage
      ? detector.inPassage(passage, { draft, rule, english, statements, spelling })
      : afar.filter((one) => one.rule === rule).map((one) => one.detected);
    for (const one of detected) {
      if (said.get(one.statement)?.has(rule)) widen(claims, rule, one);
      else claims.push(...claimOfDetected(one, rule, cues));
    }
  }
  return { rules, cues, afar, asked, claims };
}

/** The claims that words make in a statement, which only it and the rules decide. */
function claimsByWords(
  statement: Statement,
  patterns: PatternIndex,
  rules: readonly Rule[],
  cues: CueData,
): readonly ClaimFound[] {
  const known = claimed.get(statement);
  if (known?.rules === rules && known.cues === cues) return known.claims;
  const claims = claimsOf(statement, patterns, cues);
  claimed.set(statement, { rules, cues, claims });
  return claims;
}

interface Claimed {
  readonly rules: readonly Rule[];
  readonly cues: CueData;
  readonly claims: readonly ClaimFound[];
}

const claimed = new WeakMap<Statement, Claimed>();

function claimsOf(statement: Statement, patterns: PatternIndex, cues: CueData): readonly ClaimFound[] {
  if (statement.own.every(({ read }) => read.mentions.length === 0 && read.cues.length === 0)) return NO_CLAIMS;
  if (isForbidden(statement) || namesTopic(statement)) return NO_CLAIMS;
  const claims: ClaimFound[] = [];
  let fitted: Rule | undefined;
  for (const { rule, pattern } of patterns(statement)) {
    // The first of a rule's patterns that fits decides.
    if (rule === fitted) continue;
    const found = matchPattern(pattern, statement, rule.limits);
    if (!found) continue;
    fitted = rule;
    const effect = contextEffect(rule.unless, statement, found, cues);
    if (effect !== 'suppress') claims.push(claimOf(rule, statement, found, found.reported || effect === 'information'));
  }
  return claims;
}

const NO_CLAIMS: readonly ClaimFound[] = [];

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
  };
}

/** The claim that a detector found; in a negative context of the rule none. */
function claimOfDetected(one: Detected, rule: Rule, cues: CueData): readonly ClaimFound[] {
  const { part, focus, concepts, statement } = one;
  const extent = [{ read: part.read, range: focus }];
  const claim = { part, focus, concepts, extent, reported: false };
  const effect = contextEffect(one.unless ?? rule.unless, statement, claim, cues);
  if (effect === 'suppress') return [];
  const { detail, coverage, fixes, fixesOnly = false, unit } = one;
  const lowered = effect === 'information';
  const found = { rule, statement, part, focus, extent, concepts, lowered, detected: one };
  return [{ ...found, detail, coverage, fixes, fixesOnly, unit }];
}

/** What words say and what the detector found in the same statement is one claim: "Grab a bottle [here](…) and use code CALM10." */
function widen(claims: ClaimFound[], rule: Rule, { statement, part, focus }: Detected): void {
  for (const [index, claim] of claims.entries()) {
    if (claim.rule !== rule || claim.statement !== statement || claim.part.read !== part.read) continue;
    const first = Math.min(claim.focus.first, focus.first);
    const end = Math.max(claim.focus.end, focus.end);
    const whole = { first, end };
    const extent = claim.extent.map((one) => (one.range === claim.focus ? { read: one.read, range: whole } : one));
    claims[index] = { ...claim, focus: whole, extent };
  }
}

function isHeading({ read }: Part): boolean {
  return read.block.kind === 'heading';
}

/** Of what a claim speaks in its passage; one that names nothing speaks of the same as any other. */
function subjectsOf({ rule: { id }, part, concepts }: ClaimFound): readonly string[] {
  const named = concepts.map((concept) => `${id} ${concept}`);
  return isHeading(part) && named.length > 0
    ? [`${id} -`, ...named]
    : [id, ...(named.length > 0 ? named : [`${id} -`])];
}

/** Whether a lead-in such as "Avoid:" or "Do not combine with:" forbids the items below it. */
export function isForbidden(statement: Statement): boolean {
  return statement.governing.some(({ read, range }) => read.block.kind !== 'heading' && endsForbidding(read, range));
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

const GERUND = /^\p{L}{2,}ing$/u;
