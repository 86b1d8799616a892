import type { English } from '../phrases/english.ts';
import { type ClaimFound, claimOfDetected, claimsByWords } from './claims.ts';
import { mayHoldMicrogram } from './detectors/doseForms.ts';
import { type Detected, detectors } from './detectors.ts';
import { type Draft, sectionOfBlock } from './draft.ts';
import type { CueData } from './loadCaveats.ts';
import { type Passage, passagesOf } from './passages.ts';
import { patternIndexOf } from './patternIndex.ts';
import type { ReadBlock } from './reading.ts';
import type { Rule } from './rule.ts';
import { prepareSpelling, type Spelling, spellingOf } from './spelling.ts';
import { type Part, type Statement, statementsIn } from './statements.ts';

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
  if (draft.blocks.some(({ mentions }) => mentions.length > 0)) {
    // What is made once for all drafts.
    options.cues.likelihood.prepare('claims');
    yield;
    patternIndexOf(options.rules);
    yield;
  }
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
const STEP = 20;

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
