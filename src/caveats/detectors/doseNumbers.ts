import { assertionOf, wordsBetween } from '../assertion.ts';
import { cuesIn } from '../draft.ts';
import type { Part, Statement } from '../statements.ts';
import { ACTS, isActed, isAnswer, isTimed, SHORT_LINE } from './doseDirection.ts';
import { type Fault, faultOf } from './doseFaults.ts';
import {
  bareNumberAtEnd,
  bareNumberAtStart,
  bareNumberIn,
  countAlone,
  namesUnit,
  numberOf,
  unitless,
} from './doseForms.ts';
import { nearby, proseOf, type Substance } from './doseSubstances.ts';

/** "levodopa 100 with carbidopa 25", "sertraline was raised to 100": a medicine with a number only. */
export function unitlessMedicine(statement: Statement, substance: Substance): Fault | undefined {
  const { part, range: place, isAbove } = substance;
  const changed = changedNumber(substance);
  if (changed || isAbove) return changed;
  const timed = timedNumber(substance);
  if (timed) return timed;
  const { text, end } = part.read.tokens;
  const start = end[place.end - 1] as number;
  const number = bareNumberAtStart(text.slice(start, end[part.range.end - 1]), true);
  const isTold = number && (isTimed(statement, substance) || isActed(statement));
  return isTold ? faultOf({ start }, number) : undefined;
}

/** A number where only an amount can stand: "5 to 10 of the powder", "was raised to 100", in the answer to how much is taken. */
export function numberOnly(statement: Statement, substance: Substance): Fault | undefined {
  const near = nearby(substance);
  const prose = proseOf(substance, near);
  const form = numberOf(prose) ?? (substance.isAbove && isAnswer(statement) ? bareNumberIn(prose) : undefined);
  return form ? faultOf(near, form) : changedNumber(substance);
}

/** The new amount of what is taken. */
function changedNumber({ part: { read, range } }: Substance): Fault | undefined {
  const { text, end } = read.tokens;
  for (const cue of cuesIn(read, range, ['dose-changed-to'])) {
    const start = end[cue.end - 1] as number;
    const form = bareNumberAtStart(text.slice(start, end[range.end - 1]), true);
    if (form) return faultOf({ start }, form);
  }
  return undefined;
}

/** "take one in the morning", "Two a day": a number by itself, which can only count what was named before. */
export function countOnly({ part: { read, range } }: Substance): Fault | undefined {
  const { text, start, end, word } = read.tokens;
  for (const { first } of cuesIn(read, range, ['dose-time', 'dose-frequency'])) {
    const token = first - 1;
    if (token < range.first) continue;
    const opens = token === range.first || word[token - 1] === 0;
    const isTaken = opens || cuesIn(read, range, ACTS).some((cue) => cue.first < token && token <= cue.end);
    const form = isTaken ? countAlone(text.slice(start[token], end[token])) : undefined;
    if (form) return faultOf({ start: start[token] as number }, form);
  }
  return undefined;
}

/** "levodopa 100 tds", "tyrosine powder, 500 by mouth": a number before a word on when or how is a dose, whatever else the sentence says. */
export function timedNumber({ part: { read, range }, range: place, isAbove }: Substance): Fault | undefined {
  if (isAbove || assertionOf(read, place).status === 'negated') return undefined;
  const { text, start: starts, end } = read.tokens;
  const start = end[place.end - 1] as number;
  const form = bareNumberAtStart(text.slice(start, end[range.end - 1]), false);
  if (!form) return undefined;
  const behind = start + form.index + form.length;
  const isTime = cuesIn(read, { first: place.end, end: range.end }, ['dose-time', 'dose-frequency', 'dose-route']).some(
    ({ first }) => (end[first - 1] as number) === behind && (starts[first] as number) > behind,
  );
  return isTime ? faultOf({ start }, form) : undefined;
}

/** "500 of tryptophan" and "tryptophan 500" behind an act or with a time, "take 500 with water", a line "tryptophan 500". Years and names are none. */
export function bareNumber(statement: Statement, substance: Substance): Fault | undefined {
  const { part, range: place, isAbove } = substance;
  const { read, range } = part;
  const { text, start, end } = read.tokens;
  if (!isAbove) {
    const from = start[range.first] as number;
    const isTold = cuesIn(read, { first: range.first, end: place.first }, ACTS).length > 0;
    const before = bareNumberAtEnd(text.slice(from, start[place.first]));
    if (before && (isTold || isTimed(statement, substance))) return faultOf({ start: from }, before);
    const next = end[place.end - 1] as number;
    const behind = bareNumberAtStart(text.slice(next, end[range.end - 1]), true);
    const isLine = wordsBetween(read, range.first, range.end) <= SHORT_LINE;
    if (behind && (isTold || (isLine && isRound(text.slice(next + behind.index, next + behind.index + behind.length)))))
      return faultOf({ start: next }, behind);
  }
  for (const { end: after } of cuesIn(read, range, ['intake', 'dose-act'])) {
    const next = end[after - 1] as number;
    const number = bareNumberAtStart(text.slice(next, end[range.end - 1]), true);
    if (number && isRound(text.slice(next + number.index, next + number.index + number.length)))
      return faultOf({ start: next }, number);
  }
  return undefined;
}

/** "| 5-HTP | 100 |" in a column of doses: a cell that holds a number alone, below a header that names no unit. */
export function numberInCell({
  own,
  governing,
}: Statement): { readonly cell: Part; readonly fault: Fault } | undefined {
  for (const { read, range } of governing) {
    if (cuesIn(read, range, ['dose-column']).length === 0 || namesUnit(read.tokens.text)) continue;
    const cell = own.find((one) => one.read.block.level === read.block.level);
    const number = cell?.read.tokens.text.trim() ?? '';
    if (cell && /^\d+$/.test(number) && isRound(number))
      return { cell, fault: faultOf({ start: 0 }, unitless(cell.read.tokens.text.indexOf(number), number)) };
  }
  return undefined;
}

/** Whether a number is one that amounts mostly have. */
function isRound(number: string): boolean {
  return Number(number) % 25 === 0;
}
