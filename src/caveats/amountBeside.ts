import type { Mention } from '../glossary/occurrences.ts';
import { type Amount, amountsIn } from './amounts.ts';
import { LATIN } from './latin.ts';
import { isBeyond } from './limits.ts';
import { nearestTo } from './nearest.ts';
import { within } from './ordered.ts';
import { type Placed, placedAmount } from './placed.ts';
import type { TokenRange } from './reading.ts';
import type { ClaimPattern, Limit } from './rule.ts';
import type { Part, Statement } from './statements.ts';
import { isSubstance } from './substances.ts';

/** An amount that a pattern takes, with the substance that it is one of. */
export interface OwnedAmount extends Placed<Amount> {
  /** None where it is one of whatever the statement is about. */
  readonly owner: Mention | undefined;
  /** Whether a substance stands behind it that it is not one of. */
  readonly beforeAnother: boolean;
}

/** The amounts in a statement that a pattern takes. */
export function amountsOf(pattern: ClaimPattern, statement: Statement): readonly OwnedAmount[] {
  return statement.own.flatMap((part) => {
    const amounts = amountsIn(part.read, part.range);
    if (amounts.length === 0) return [];
    const substances = within(part.read.mentions, part.range).filter(({ concept }) => isSubstance(concept));
    return amounts.flatMap((amount) => {
      const placed = placedAmount(part, amount, true, pattern);
      return placed ? { ...placed, ...ownerOf(part, amount, substances) } : [];
    });
  });
}

/**
 * The substance that an amount is one of and not of one that stands nearer: the one that it is joined to ("56 mg of magnesium"), else the last one before
 * it ("5-HTP 100 mg"), else the next in its clause.
 */
function ownerOf(
  { read: { tokens } }: Part,
  amount: TokenRange,
  substances: readonly Mention[],
): Pick<OwnedAmount, 'owner' | 'beforeAnother'> {
  const last = substances.findLast(({ end }) => end <= amount.first);
  const next = substances.find(({ first }) => first >= amount.end);
  const between = next ? tokens.text.slice(tokens.end[amount.end - 1], tokens.start[next.first]) : '';
  const owner = next && (JOINED.test(between) || !(last || APART.test(between))) ? next : last;
  return { owner, beforeAnother: next !== undefined && next !== owner };
}

/** The nearest of the amounts that is one of the anchor's; where the pattern asks for one beyond the concept's limit, only such. */
export function amountBeside(
  pattern: ClaimPattern,
  amounts: readonly OwnedAmount[],
  anchor: Placed<TokenRange>,
  concept: string | undefined,
  limits: readonly Limit[],
): Placed<TokenRange> | undefined {
  const limit = limits.find((one) => one.concept === concept);
  if (pattern.amount === 'beyond' && !limit) return undefined;
  const own = amounts.filter(
    (amount) => isAmountOf(amount, anchor) && (pattern.amount === 'any' || !limit || isBeyond(limit, amount.item.mg)),
  );
  return nearestTo(anchor, own, { ...pattern, order: 'any' });
}

/** Whether an amount is one of the anchor's substance. */
function isAmountOf(amount: OwnedAmount, { part, item, own }: Placed<TokenRange>): boolean {
  const beside = own && part.read === amount.part.read;
  const { owner } = amount;
  if (!owner) return !(beside && amount.beforeAnother);
  return beside && owner.first <= item.first && item.end <= owner.end;
}

/** "of", perhaps with what the amount comes in before it and an adjective behind it, or hardly anything: "a 100 mg tablet of pure tryptophan". */
const JOINED = new RegExp(
  String.raw`^[\s\u00a0-]*(?:(?:[${LATIN}]+\s+){0,2}of\s+(?:[${LATIN}]+\s+){0,2}|(?!and\b|with\b|plus\b|or\b|then\b|to\b)[${LATIN}]+\s+)?$`,
  'i',
);
const APART = /[;:]|\b(?:with|and|plus|alongside|or|then)\b/i;
