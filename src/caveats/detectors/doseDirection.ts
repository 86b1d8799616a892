import { assertionOf, wordsBetween } from '../assertion.ts';
import { wordAt } from '../clauses.ts';
import { cuesIn } from '../draft.ts';
import type { TokenRange } from '../reading.ts';
import type { Part, Statement } from '../statements.ts';
import { amountIn, countIn } from './doseForms.ts';
import { type Substance, wordsOf } from './doseSubstances.ts';

/** Whether a dose is told to be taken, and not studied, forbidden or asked about: an act beside it, a heading on doses above it, or a line that holds little else. */
export function isDirected(statement: Statement, { part, range, kind, isAbove }: Substance): boolean {
  if (!isAbove && assertionOf(part.read, range).status === 'negated') return false;
  if (isActed(statement) || statement.own.some(isLabelled)) return true;
  if (statement.governing.some((one) => cuesIn(one.read, one.range, ['dose-heading']).length > 0)) return true;
  if (isAbove && (countIn(wordsOf(part))?.index === 0 || isAnswer(statement))) return true;
  if (!isAbove && isLead(part, range)) return true;
  if (kind === 'other') return false;
  return statement.kind === 'row' || wordsBetween(part.read, part.range.first, part.range.end) <= SHORT_LINE;
}

/** Whether the sentence before asks how much is taken. */
export function isAnswer({ before }: Statement): boolean {
  return before.some(({ read, range }) => cuesIn(read, range, ['dose-asked']).length > 0);
}

/** "Tyrosine, 2 caps, and she is at her desk": a line that opens with the substance and its dose. */
function isLead({ read, range }: Part, place: TokenRange): boolean {
  if (wordsBetween(read, range.first, place.first) > 1) return false;
  const { text, end } = read.tokens;
  const behind = text.slice(end[place.end - 1], end[range.end - 1]).slice(0, 30);
  const form = countIn(behind) ?? amountIn(behind);
  return form !== undefined && /^\s?[,:–—]\s$/.test(behind.slice(0, form.index));
}

export function isActed({ own, governing }: Statement): boolean {
  const holds = ({ read, range }: Part, sets: readonly string[]): boolean =>
    cuesIn(read, range, sets).some(
      (cue) => !['negated', 'historical', 'hypothetical'].includes(assertionOf(read, cue).status),
    );
  return own.some((part) => holds(part, ACTS)) || governing.some((part) => holds(part, ['intake', 'intake-passive']));
}

export const ACTS = ['intake', 'intake-passive', 'dose-act'];

/** A line of no more words is a label or an instruction, not a sentence about something. */
export const SHORT_LINE = 7;

/** "Directions:", "My stack:" before the dose. */
function isLabelled({ read, range }: Part): boolean {
  return cuesIn(read, range, ['dose-heading']).some(
    ({ first, end }) =>
      wordsBetween(read, range.first, first) <= 2 &&
      end < range.end &&
      ':–—'.includes(read.tokens.text[read.tokens.start[end] as number] as string),
  );
}

/**
 * Whether the statement says how often or when, and not how fast the dose grows; the whole block is asked where the substance stands above, and what stands
 * above an item or a row: "Every evening:", a column "Bedtime".
 */
export function isTimed(statement: Statement, { part: { read }, isAbove }: Substance): boolean {
  const { kind, own, governing } = statement;
  const isAboveTimed =
    kind === 'row'
      ? own.some(isMoment) || governing.some(isOften)
      : governing.some((one) => isTime(one) || isMoment(one));
  if (isAboveTimed) return true;
  const parts =
    isAbove && statement.kind === 'sentence' ? [{ read, range: { first: 0, end: read.tokens.count } }] : statement.own;
  return parts.some(isTime);
}

function isTime({ read, range }: Part): boolean {
  const steps = cuesIn(read, range, ['escalating-dose']);
  return cuesIn(read, range, ['dose-time', 'dose-frequency']).some(
    ({ first, end }) => !steps.some((step) => step.first <= first && end <= step.end),
  );
}

/** "Daily dose" over an amount. */
function isOften({ read, range }: Part): boolean {
  return cuesIn(read, range, ['dose-frequency']).length > 0;
}

/** What may stand in a heading beside a time of the day that is all it says. */
const BESIDE_MOMENT: ReadonlySet<string> = new Set(
  'at in on with before after the your every each dose doses stack routine protocol plan pack capsules tablets'.split(
    ' ',
  ),
);

/** "Bedtime", "Morning stack": a heading or a cell with no more than a time of the day. */
function isMoment({ read, range }: Part): boolean {
  const [moment] = cuesIn(read, range, ['dose-hour']);
  if (!moment) return false;
  for (let token = range.first; token < range.end; token++) {
    const isMoments = moment.first <= token && token < moment.end;
    if (!isMoments && read.tokens.word[token] === 1 && !BESIDE_MOMENT.has(wordAt(read, token))) return false;
  }
  return true;
}
