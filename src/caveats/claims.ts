import type { English } from '../phrases/english.ts';
import { endsForbidding } from './assertion.ts';
import { hasFinite, wordAt } from './clauses.ts';
import type { Coverage } from './coverage.ts';
import { type Detected, type Detector, type DetectorInput, detectors } from './detectors.ts';
import { type Draft, sectionOfBlock } from './draft.ts';
import type { Fix } from './finding.ts';
import type { CueData } from './loadCaveats.ts';
import { type Match, matchPattern } from './match.ts';
import { lowerBound } from './ordered.ts';
import { type PatternIndex, patternIndexOf } from './patternIndex.ts';
import { holdsCue } from './placed.ts';
import type { Reading, TokenRange } from './reading.ts';
import { isCited } from './references.ts';
import type { Context, Rule } from './rule.ts';
import { type Part, type Statement, statementsOf } from './statements.ts';

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
  /** What a detector says of it besides: the `{detail}` of the message, its own verdict on coverage, its own fixes. */
  readonly detail: string | undefined;
  readonly coverage: readonly Coverage[] | undefined;
  readonly fixes: readonly Fix[] | undefined;
  /** No caveat helps: only the detector's fixes are offered. */
  readonly fixesOnly: boolean;
  /** Claims with the same one are one finding; undefined: as their rule says. */
  readonly unit: string | undefined;
}

/**
 * Every claim of the rules in a draft, in source order; at most one for each rule and statement, save those that detectors find. Yields now and then.
 */
export function* findClaims(
  draft: Draft,
  rules: readonly Rule[],
  cues: CueData,
  english: English,
): Generator<void, readonly ClaimFound[]> {
  const claims: ClaimFound[] = [];
  const patterns = patternIndexOf(rules);
  const statements = statementsOf(draft);
  yield;
  let unknown = 0;
  for (const statement of statements) {
    let known = claimed.get(statement);
    if (known?.rules !== rules || known.cues !== cues) {
      known = { rules, cues, claims: claimsOf(statement, patterns, cues) };
      claimed.set(statement, known);
      if (++unknown % STEP === 0) yield;
    }
    claims.push(...known.claims);
  }
  // A list as a whole only makes the claim that none of its items makes, a heading only the one that nothing directly below it makes.
  const made = new Set(claims.filter(({ statement }) => statement.kind !== 'list').map(claimKey));
  const below = new Set(claims.filter(({ part }) => !isHeading(part)).flatMap((claim) => sectionKeys(draft, claim)));
  const single = claims.filter((claim) => {
    const { rule, statement, part } = claim;
    if (isHeading(part)) return !sectionKeys(draft, claim).some((key) => below.has(key));
    return statement.kind !== 'list' || !statement.own.some((one) => made.has(claimKey({ rule, part: one })));
  });
  // What words say already needs no detector.
  const said = new Map<Statement, Set<Rule>>();
  for (const { rule, statement } of single) said.set(statement, (said.get(statement) ?? new Set()).add(rule));
  const found = detected({ draft, statements, cues, english }, rules).filter(
    ({ rule, statement }) => !said.get(statement)?.has(rule),
  );
  return [...single, ...found];
}

/** Statements that are looked at between two yields. */
const STEP = 100;

interface Claimed {
  readonly rules: readonly Rule[];
  readonly cues: CueData;
  readonly claims: readonly ClaimFound[];
}

/** What statements claim, which only they and the rules decide. */
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
    const effect = contextEffect(rule, statement, found, cues);
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
    detail: undefined,
    coverage: undefined,
    fixes: undefined,
    fixesOnly: false,
    unit: undefined,
  };
}

/** What the detectors find that rules name; in a negative context of the rule nothing. */
function detected(input: Omit<DetectorInput, 'rule'>, rules: readonly Rule[]): readonly ClaimFound[] {
  return rules.flatMap((rule): readonly ClaimFound[] => {
    const detector: Detector | undefined = rule.detector && detectors.get(rule.detector.name);
    if (!detector) return [];
    return detector({ ...input, rule }).flatMap((one: Detected): readonly ClaimFound[] => {
      const { part, focus, concepts, statement } = one;
      const extent = [{ read: part.read, range: focus }];
      const effect = contextEffect(rule, statement, { part, focus, concepts, extent, reported: false }, input.cues);
      if (effect === 'suppress') return [];
      const { detail, coverage, fixes, fixesOnly = false, unit } = one;
      const lowered = effect === 'information';
      return [{ rule, statement, part, focus, extent, concepts, lowered, detail, coverage, fixes, fixesOnly, unit }];
    });
  });
}

function isHeading({ read }: Part): boolean {
  return read.block.kind === 'heading';
}

/** Where, and of what, a claim speaks; one that names nothing speaks of the same as any other. */
function sectionKeys(draft: Draft, { rule, part, concepts }: ClaimFound): readonly string[] {
  const section = `${sectionOfBlock(draft, part.read.index).index} ${rule.id}`;
  const named = concepts.map((concept) => `${section} ${concept}`);
  return isHeading(part) && named.length > 0
    ? [`${section} -`, ...named]
    : [section, ...(named.length > 0 ? named : [`${section} -`])];
}

function claimKey({ rule, part }: Pick<ClaimFound, 'rule' | 'part'>): string {
  return `${part.read.index} ${rule.id}`;
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

/** What the negative contexts that the rule names make of the statement. */
function contextEffect(
  rule: Rule,
  statement: Statement,
  claim: Match,
  cues: CueData,
): 'suppress' | 'information' | undefined {
  let lowered = false;
  for (const name of rule.unless) {
    const context = cues.contexts.get(name);
    if (!context || !contextIn(context, statement, claim)) continue;
    if (context.effect === 'suppress') return 'suppress';
    lowered = true;
  }
  return lowered ? 'information' : undefined;
}

/** What puts a statement in a negative context: the phrase, or the whole statement where it is a question or has a reference. */
export function contextIn(context: Context, statement: Statement, claim: Match): Part | undefined {
  const standing =
    (context.in !== 'heading' && phraseIn(statement.own, context, claim)) ||
    (context.in !== 'statement' &&
      phraseIn(
        statement.topic.filter((part) => isAbove(statement, part)),
        context,
        claim,
      )) ||
    (context.question && statement.own.find(isQuestion)) ||
    (context.cited && statement.own.find(isCited));
  return standing && !holdsCue(statement, context.unless) ? standing : undefined;
}

/** A heading, or the header over a row. */
function isAbove({ kind }: Statement, { read: { block } }: Part): boolean {
  return block.kind === 'heading' || (kind === 'row' && block.kind === 'cell');
}

/** A phrase of a context in one of the parts. */
function phraseIn(parts: readonly Part[], { name, before }: Context, { part, focus }: Match): Part | undefined {
  for (const { read, range } of parts) {
    const { negatives } = read;
    for (let index = lowerBound(negatives, range.first); index < negatives.length; index++) {
      const one = negatives[index] as Reading['negatives'][number];
      if (one.first >= range.end) break;
      const isTooLate = before && read === part.read && one.first >= focus.first;
      if (one.context === name && one.end <= range.end && !isTooLate) return { read, range: one };
    }
  }
  return undefined;
}

/** Whether a part ends with a question mark; a heading with a question in it is all question. */
function isQuestion({ read, range }: Part): boolean {
  if (read.block.kind === 'heading') return /\?(?![^\s"'”’)\]])/.test(read.block.prose.text);
  for (let token = range.end - 1; token >= range.first && read.tokens.word[token] === 0; token--) {
    if (read.tokens.text[read.tokens.start[token] as number] === '?') return true;
  }
  return false;
}
