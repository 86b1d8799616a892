import type { Mention } from '../glossary/occurrences.ts';
import { amountsIn } from './amounts.ts';
import { assertionOf } from './assertion.ts';
import { cuesIn } from './draft.ts';
import { isAttributed, isExcluded } from './excluded.ts';
import { isBeyond } from './limits.ts';
import type { CueData } from './loadCaveats.ts';
import type { Match } from './match.ts';
import { within } from './ordered.ts';
import type { ReadBlock, TokenRange } from './reading.ts';
import type { ClaimPattern, Rule } from './rule.ts';
import type { Part, Statement } from './statements.ts';
import { isMedicine } from './substances.ts';
import { findWording } from './texts.ts';

/** What a pattern finds is no claim where it is less likely than this by its words. */
const UNLIKELY = 0.35;
/** From here on a claim is one that no pattern finds. */
const LIKELY = 0.6;
/** The same where nothing is named of which the rule's patterns speak, or where a context stands that yields. */
const VERY_LIKELY = 0.8;
/** From here on neither a negative context in its own words nor quotation marks keep a claim back: whoever is quoted or reported, the words advise the reader. */
const CERTAIN = 0.95;
/** The same where a statement begins with "it", which is on what stands before and is not weighed. */
const LIKELY_ANAPHORIC = 0.95;

/**
 * Whether the words of a statement are not such as make a rule's claim. An amount beyond a limit speaks for itself; of a list as a whole nothing is known,
 * nor of what is said of a name that only the draft gives.
 */
export function isUnlikely(
  { amount }: ClaimPattern,
  { id, weighed, least }: Rule,
  statement: Statement,
  { likelihood }: CueData,
): boolean {
  if (!weighed || amount === 'beyond' || statement.kind === 'list') return false;
  if (statement.own.some(({ read, range }) => within(read.mentions, range).some(({ isName }) => isName))) return false;
  return (likelihood.of(statement, id) ?? 1) < Math.max(UNLIKELY, least);
}

/** The negative contexts that keep a rule's claim back in a statement: those that yield do not where its words make it very likely. */
export function contextsFor(
  { id, weighed, unless }: Rule,
  statement: Statement,
  { contexts, likelihood }: CueData,
): readonly string[] {
  const isYielding = (name: string): boolean => contexts.get(name)?.yielding === true;
  if (!weighed || !unless.some(isYielding) || (likelihood.of(statement, id) ?? 0) < VERY_LIKELY) return unless;
  return unless.filter((name) => !isYielding(name));
}

/** Whether a statement's own words leave no doubt about a rule's claim. */
export function isCertain({ id, weighed }: Rule, statement: Statement, { likelihood }: CueData): boolean {
  return weighed && statement.kind !== 'list' && (likelihood.of(statement, id) ?? 0) >= CERTAIN;
}

/** Whether words alone can make a rule's claim; what a detector looks for is no matter of words. */
export function findsByWeight({ weighed, detector }: Rule): boolean {
  return weighed && !detector;
}

/** The claims that a statement is likely to make by its words, whatever pattern it fits. */
export function* likelyMatches(
  statement: Statement,
  rules: readonly Rule[],
  { likelihood }: CueData,
): Generator<{ readonly rule: Rule; readonly match: Match }> {
  if (statement.kind === 'list' || !isWorthWeighing(statement, unnamedOf(rules))) return;
  for (const rule of rules) {
    if (!findsByWeight(rule)) continue;
    const likely = likelihood.of(statement, rule.id) ?? 0;
    if (likely < Math.max(LIKELY, rule.least) || isReworded(rule, statement) || isWithinLimits(rule, statement))
      continue;
    const match = matchOf(rule, statement, likely);
    if (match) yield { rule, match: withAct(match, likelihood.wordsOf(statement, rule.id)) };
  }
}

/** Whether a statement names something or holds what does for a name: most of a text on other things does not. */
function isWorthWeighing({ own }: Statement, unnamed: ReadonlySet<string>): boolean {
  return own.some(
    ({ read, range }) =>
      within(read.mentions, range).length > 0 || within(read.cues, range).some(({ set }) => unnamed.has(set)),
  );
}

/** What does for a name by any rule. */
function unnamedOf(rules: readonly Rule[]): ReadonlySet<string> {
  const known = unnamed.get(rules) ?? new Set(rules.flatMap((rule) => rule.unnamed));
  unnamed.set(rules, known);
  return known;
}

const unnamed = new WeakMap<readonly Rule[], ReadonlySet<string>>();

/** Whether a statement holds milder words that a fix puts in: what the fix mends must not come back as likely. */
function isReworded({ rewordings }: Rule, { own }: Statement): boolean {
  const texts = own.map(({ read: { tokens }, range }) =>
    tokens.text.slice(tokens.start[range.first], tokens.end[range.end - 1]),
  );
  return rewordings.some(({ to }) => to !== '' && texts.some((text) => findWording(to).find(text)));
}

/**
 * Whether a statement tells of amounts, and of none beyond the rule's limits for what it names, in words that make no amount a high one; beside a medicine
 * other things count.
 */
function isWithinLimits({ limits, any, unnamed: telling }: Rule, { own }: Statement): boolean {
  if (limits.length === 0) return false;
  const named = own.flatMap(({ read, range }) => within(read.mentions, range)).map(({ concept }) => concept);
  const known = limits.filter(({ concept }) => named.some(({ id }) => id === concept));
  const amounts = own.flatMap(({ read, range }) => amountsIn(read, range));
  if (known.length === 0 || amounts.length === 0 || named.some(isMedicine)) return false;
  if (amounts.some(({ mg }) => known.some((limit) => isBeyond(limit, mg)))) return false;
  const sets = any.flatMap(({ cues }) => cues).filter((set) => telling.includes(set));
  return own.every(({ read, range }) => cuesIn(read, range, sets).length === 0);
}

/**
 * What is named first of the kinds that the rule's patterns ask for; where it is very likely, else anything named, else the words that do for a name. All as
 * far as they are claimed.
 */
function matchOf(rule: Rule, statement: Statement, likely: number): Match | undefined {
  const isVeryLikely = likely >= VERY_LIKELY;
  const isQuoted = rule.any.some(({ quoted }) => quoted);
  const isUnhedged = rule.any.some(({ unhedged }) => unhedged);
  const isClaimed = ({ read }: Part, range: TokenRange): boolean => {
    if (isExcluded(read, range, isQuoted || (likely >= CERTAIN && !isAttributed(read)))) return false;
    const { status } = assertionOf(read, range);
    return status === 'affirmed' || (status === 'possible' && !isUnhedged);
  };
  const named = statement.own.flatMap((part) =>
    within(part.read.mentions, part.range).flatMap((mention) => (isClaimed(part, mention) ? { part, mention } : [])),
  );
  const first = named.find(({ mention }) => isAskedFor(rule, mention)) ?? (isVeryLikely ? named[0] : undefined);
  if (first) return matchAt(first.part, first.mention, [first.mention.concept.id]);
  return isVeryLikely ? unnamedMatch(rule, statement, likely, isClaimed) : undefined;
}

function isAskedFor({ any }: Rule, { concept: { classes } }: Mention): boolean {
  return any.some(({ mentions }) => mentions.some((names) => names.some((name) => classes.includes(name))));
}

/** The longest words that do for a name in a statement that names nothing. */
function unnamedMatch(
  rule: Rule,
  { own }: Statement,
  likely: number,
  isClaimed: (part: Part, range: TokenRange) => boolean,
): Match | undefined {
  const isNamed = ({ read, range }: Part): boolean => within(read.mentions, range).length > 0;
  if (own.some(isNamed) || (likely < LIKELY_ANAPHORIC && own.some(beginsWithPronoun))) return undefined;
  const found = own.flatMap((part) =>
    cuesIn(part.read, part.range, rule.unnamed)
      .filter((cue) => isClaimed(part, cue))
      .map((cue) => ({ part, cue, length: lengthOf(part.read, cue) })),
  );
  const [first] = found.sort((one, two) => two.length - one.length);
  return first && matchAt(first.part, first.cue, []);
}

function beginsWithPronoun({ read, range }: Part): boolean {
  return cuesIn(read, range, ['anaphor']).some(({ first }) => first <= range.first + 1);
}

/** In UTF-16 units. */
function lengthOf({ tokens }: ReadBlock, { first, end }: TokenRange): number {
  return (tokens.end[end - 1] as number) - (tokens.start[first] as number);
}

/** So many tokens may stand between what is named and the words that are marked with it, and nothing that ends a clause. */
const ACT_NEAR = 6;
const ENDS_CLAUSE = /[,;:.!?–—]/u;

/** A match with the words near it that weigh most for the claim, so that what is marked says more than a name. */
function withAct(match: Match, words: readonly (Part & { readonly weight: number })[]): Match {
  const { part, focus, concepts } = match;
  const { text, start, end } = part.read.tokens;
  for (const { weight, read, range } of words) {
    if (weight <= 0 || read !== part.read || range.first < part.range.first || range.end > part.range.end) continue;
    if (range.first - focus.end > ACT_NEAR || focus.first - range.end > ACT_NEAR) continue;
    const whole = { first: Math.min(focus.first, range.first), end: Math.max(focus.end, range.end) };
    const before = text.slice(start[whole.first], start[focus.first]);
    const behind = text.slice(end[focus.end - 1], end[whole.end - 1]);
    if (!ENDS_CLAUSE.test(before + behind)) return matchAt(part, whole, concepts);
  }
  return match;
}

function matchAt(part: Part, focus: TokenRange, concepts: readonly string[]): Match {
  return { part, focus, extent: [{ read: part.read, range: focus }], concepts, reported: false };
}

/** What the words of a statement say of a rule's claim, where that decides. */
export interface Weighing {
  /** How likely it is by them, from 0 to 1. */
  readonly likelihood: number;
  readonly verdict: 'unlikely' | 'likely';
  /** The words that weigh most on the side of the verdict. */
  readonly words: readonly Part[];
}

/** So many words are told of a weighing. */
const MOST_WORDS = 4;

/** Undefined where the words do not give this verdict. */
export function weighingOf(
  { id, weighed, least }: Rule,
  statement: Statement,
  verdict: Weighing['verdict'],
  { likelihood }: CueData,
): Weighing | undefined {
  const likely = weighed && statement.kind !== 'list' ? likelihood.of(statement, id) : undefined;
  const limit = Math.max(verdict === 'likely' ? LIKELY : UNLIKELY, least);
  if (likely === undefined || likely >= limit !== (verdict === 'likely')) return undefined;
  const side = verdict === 'likely' ? 1 : -1;
  const words: Part[] = [];
  for (const { weight, read, range } of likelihood.wordsOf(statement, id)) {
    if (words.length === MOST_WORDS) break;
    const isNew = words.every((one) => one.range.first !== range.first || one.range.end !== range.end);
    if (weight * side > 0 && isNew) words.push({ read, range });
  }
  return { likelihood: likely, verdict, words };
}
