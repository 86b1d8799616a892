import { assertionOf } from './assertion.ts';
import { isExcluded } from './excluded.ts';
import type { CueData } from './loadCaveats.ts';
import type { Match } from './match.ts';
import type { TokenRange } from './reading.ts';
import type { ClaimPattern, Rule } from './rule.ts';
import type { Part, Statement } from './statements.ts';

/** What a pattern finds is no claim where it is less likely than this by its words. */
const UNLIKELY = 0.03;
/** From here on a claim is one that no pattern finds. */
const LIKELY = 0.7;

/** Whether the words of a statement are not such as make a rule's claim. An amount beyond a limit speaks for itself; of a list as a whole nothing is known. */
export function isUnlikely(
  { amount }: ClaimPattern,
  { id, weighed }: Rule,
  statement: Statement,
  { likelihood }: CueData,
): boolean {
  if (!weighed || amount === 'beyond' || statement.kind === 'list') return false;
  return (likelihood.of(statement, id) ?? 1) < UNLIKELY;
}

/** Whether words alone can make a rule's claim: over-strong ones cannot be replaced where none were found, and what a detector looks for is no matter of words. */
export function findsByWeight({ weighed, rewordings, detector }: Rule): boolean {
  return weighed && rewordings.length === 0 && !detector;
}

/** The claims that a statement is likely to make by its words, whatever pattern it fits; it names something of the glossary. */
export function* likelyMatches(
  statement: Statement,
  rules: readonly Rule[],
  { likelihood }: CueData,
): Generator<{ readonly rule: Rule; readonly match: Match }> {
  if (statement.kind === 'list' || !statement.own.some(namesTerm)) return;
  for (const rule of rules) {
    if (!findsByWeight(rule)) continue;
    if ((likelihood.of(statement, rule.id) ?? 0) < LIKELY) continue;
    const match = matchOf(rule, statement);
    if (match) yield { rule, match };
  }
}

function namesTerm({ read, range }: Part): boolean {
  return read.mentions.some(({ first, end }) => first >= range.first && end <= range.end);
}

/** What is named first, as far as it is claimed. */
function matchOf(rule: Rule, statement: Statement): Match | undefined {
  const isQuoted = rule.any.some(({ quoted }) => quoted);
  const isUnhedged = rule.any.some(({ unhedged }) => unhedged);
  for (const part of statement.own) {
    const { read, range } = part;
    for (const mention of read.mentions) {
      if (mention.first < range.first || mention.end > range.end || isExcluded(read, mention, isQuoted)) continue;
      const { status } = assertionOf(read, mention);
      if (status !== 'affirmed' && (status !== 'possible' || isUnhedged)) continue;
      return matchAt(part, mention, [mention.concept.id]);
    }
  }
  return undefined;
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
  { id, weighed }: Rule,
  statement: Statement,
  verdict: Weighing['verdict'],
  { likelihood }: CueData,
): Weighing | undefined {
  const likely = weighed && statement.kind !== 'list' ? likelihood.of(statement, id) : undefined;
  if (likely === undefined || (verdict === 'likely' ? likely < LIKELY : likely >= UNLIKELY)) return undefined;
  const side = verdict === 'likely' ? 1 : -1;
  const words: Part[] = [];
  for (const { weight, read, range } of likelihood.wordsOf(statement, id)) {
    if (words.length === MOST_WORDS) break;
    const isNew = words.every((one) => one.range.first !== range.first || one.range.end !== range.end);
    if (weight * side > 0 && isNew) words.push({ read, range });
  }
  return { likelihood: likely, verdict, words };
}
