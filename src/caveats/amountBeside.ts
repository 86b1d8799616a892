import { amountsIn } from './amounts.ts';
import { LATIN } from './latin.ts';
import { nearestTo } from './nearest.ts';
import { within } from './ordered.ts';
import { type Placed, placedAmount } from './placed.ts';
import type { TokenRange } from './reading.ts';
import type { ClaimPattern, Limit } from './rule.ts';
import type { Part, Statement } from './statements.ts';
import { isSubstance } from './substances.ts';

/** The nearest amount beside the anchor, where the pattern asks for one beyond the concept's limit only such. */
export function amountBeside(
  pattern: ClaimPattern,
  statement: Statement,
  anchor: Placed<TokenRange>,
  concept: string | undefined,
  limits: readonly Limit[],
): Placed<TokenRange> | undefined {
  const limit = limits.find((one) => one.concept === concept);
  if (pattern.amount === 'beyond' && !limit) return undefined;
  const amounts = statement.own.flatMap((part) =>
    amountsIn(part.read, part.range)
      .filter((amount) => isAmountOf(part, amount, anchor))
      .filter(({ mg }) => pattern.amount === 'any' || !limit || (limit.inclusive ? mg >= limit.mg : mg > limit.mg))
      .flatMap((item) => placedAmount(part, item, true, pattern) ?? []),
  );
  return nearestTo(anchor, amounts, { ...pattern, order: 'any' });
}

/**
 * Whether an amount is one of the anchor's substance and not of one that stands nearer: of the one that it is joined to ("56 mg of magnesium"), else of
 * the last one before it ("5-HTP 100 mg"), else of the next in its clause. Beside no substance it is one of whatever the statement is about.
 */
function isAmountOf({ read, range }: Part, amount: TokenRange, { part, item, own }: Placed<TokenRange>): boolean {
  const substances = within(read.mentions, range).filter(({ concept }) => isSubstance(concept));
  const last = substances.findLast(({ end }) => end <= amount.first);
  const next = substances.find(({ first }) => first >= amount.end);
  const between = next ? read.tokens.text.slice(read.tokens.end[amount.end - 1], read.tokens.start[next.first]) : '';
  const owner = next && (JOINED.test(between) || !(last || APART.test(between))) ? next : last;
  const beside = own && part.read === read;
  if (!owner) return !(beside && next);
  return beside && owner.first <= item.first && item.end <= owner.end;
}

/** "of", perhaps with what the amount comes in before it and an adjective behind it, or hardly anything: "a 100 mg tablet of pure tryptophan". */
const JOINED = new RegExp(
  String.raw`^[\s\u00a0-]*(?:(?:[${LATIN}]+\s+){0,2}of\s+(?:[${LATIN}]+\s+){0,2}|(?!and\b|with\b|plus\b|or\b|then\b|to\b)[${LATIN}]+\s+)?$`,
  'i',
);
const APART = /[;:]|\b(?:with|and|plus|alongside|or|then)\b/i;
