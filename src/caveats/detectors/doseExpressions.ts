import { assertionOf, wordsBetween } from '../assertion.ts';
import type { Detected, PassageDetector } from '../detectors.ts';
import { cuesIn, type Draft } from '../draft.ts';
import type { Passage } from '../passages.ts';
import type { ReadBlock, TokenRange } from '../reading.ts';
import type { Rule } from '../rule.ts';
import { silentFor } from '../silent.ts';
import type { Part, Statement } from '../statements.ts';
import { complete, detected, type Fault, faultOf } from './doseFaults.ts';
import {
  amountIn,
  bareNumberAtEnd,
  bareNumberAtStart,
  countAlone,
  countIn,
  countSplit,
  type Form,
  mayHoldAmount,
  misreadForm,
  numberAlone,
  vagueCountAtEnd,
} from './doseForms.ts';
import {
  besideAmount,
  nearby,
  proseOf,
  type Substance,
  substanceAbove,
  substancesIn,
  unnamedAmounts,
  unnamedIn,
  wordsOf,
} from './doseSubstances.ts';

/**
 * Doses written so that they can be misread, or that leave out what one needs to follow them (ISMP's list of error-prone designations): a trailing zero, a naked
 * decimal, µg in a text of US spelling, U and IU, a number without unit, a count of capsules without strength, an amount without frequency. The rule's lists name
 * the substances beside which a dose is looked at: `classes`; `taken` where a dose is told to be taken; `counted` where the amount stands directly before. A
 * substance may also be named by the heading, the lead-in or the sentence before.
 */
export const doseExpressions: PassageDetector = (passage, input) => {
  const { draft, rule, statements, spelling } = input;
  const silent = silentFor(rule);
  const found: Detected[] = [];
  for (const statement of statements) {
    if (statement.kind === 'list' || silent.has(statement)) continue;
    let asked = false;
    // What asks for more than the statement may have another answer after an edit elsewhere.
    const surroundings: Surroundings = {
      draft,
      rule,
      isAmerican() {
        asked = true;
        return spelling() === 'us';
      },
      hasSubstance() {
        asked = true;
        return passage.reads.some((one) => one.mentions.some(({ concept }) => isDosed(concept.classes, rule)));
      },
      hasStrength(concept) {
        asked = true;
        return hasStrength(passage, concept);
      },
    };
    const detected = detectedIn(statement, surroundings);
    if (detected.length === 0 && !asked) silent.add(statement);
    found.push(...detected);
  }
  return found;
};

function isDosed(classes: readonly string[], rule: Rule): boolean {
  return classes.some((name) => rule.detector?.lists.classes?.includes(name));
}

/** What a dose is judged by besides its statement. */
interface Surroundings {
  readonly draft: Draft;
  readonly rule: Rule;
  isAmerican(): boolean;
  /** Whether the passage names a substance that doses are written of. */
  hasSubstance(): boolean;
  /** Whether the passage says how much one capsule of a concept holds. */
  hasStrength(concept: string | undefined): boolean;
}

function detectedIn(statement: Statement, input: Surroundings): readonly Detected[] {
  if (!statement.own.some((part) => mayHoldAmount(wordsOf(part)))) return [];
  const lists = input.rule.detector?.lists ?? {};
  const own = statement.own.flatMap((part) => substancesIn(part, lists));
  const above = own.length > 0 ? own : substanceAbove(statement, lists);
  const named = above.length > 0 ? above : unnamedIn(statement);
  const substances = named.length > 0 || !input.hasSubstance() ? named : unnamedAmounts(statement);
  if (substances.length === 0) return [];
  const found: Detected[] = [];
  const looked = statement.kind === 'row' ? [...substances, ...unnamedAmounts(statement)] : substances;
  for (const substance of looked) {
    if (substance.isAbove && !isDirected(statement, substance)) continue;
    const near = nearby(substance);
    const form = misreadForm(proseOf(substance, near), input.isAmerican);
    if (!form) continue;
    const misread = detected(input.draft, statement, substance, faultOf(near, form), undefined);
    found.push(form.everywhere && lists.notation ? { ...misread, unless: lists.notation } : misread);
    break;
  }
  for (const named of substances) {
    if (named.kind === 'medicine') {
      const fault = unitlessMedicine(statement, named);
      if (!fault || found.length > 0) continue;
      found.push(detected(input.draft, statement, named, fault, lists.note?.[0]));
      break;
    }
    const substance = statement.kind === 'row' ? besideAmount(statement, named) : named;
    const fault = incompleteness(input, statement, substance);
    if (!fault) continue;
    if (fault.detail !== '') found.push(detected(input.draft, statement, substance, fault, lists.note?.[0]));
    else if (found.length === 0) found.push(complete(statement, substance, fault));
    break;
  }
  return found;
}

/** Whether a dose is told to be taken, and not studied, forbidden or asked about: an act beside it, a heading on doses above it, or a line that holds little else. */
function isDirected(statement: Statement, { part, range, kind, isAbove }: Substance): boolean {
  if (!isAbove && assertionOf(part.read, range).status === 'negated') return false;
  if (isActed(statement) || statement.own.some(isLabelled)) return true;
  if (statement.governing.some((one) => cuesIn(one.read, one.range, ['dose-heading']).length > 0)) return true;
  if (isAbove && (countIn(wordsOf(part))?.index === 0 || isAnswer(statement))) return true;
  if (!isAbove && isLead(part, range)) return true;
  if (kind === 'other') return false;
  return statement.kind === 'row' || wordsBetween(part.read, part.range.first, part.range.end) <= SHORT_LINE;
}

/** Whether the sentence before asks how much is taken. */
function isAnswer({ before }: Statement): boolean {
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

function isActed({ own, governing }: Statement): boolean {
  const holds = ({ read, range }: Part, sets: readonly string[]): boolean =>
    cuesIn(read, range, sets).some(
      (cue) => !['negated', 'historical', 'hypothetical'].includes(assertionOf(read, cue).status),
    );
  return own.some((part) => holds(part, ACTS)) || governing.some((part) => holds(part, ['intake', 'intake-passive']));
}

const ACTS = ['intake', 'intake-passive', 'dose-act'];

/** A line of no more words is a label or an instruction, not a sentence about something. */
const SHORT_LINE = 7;

/** "Directions:", "My stack:" before the dose. */
function isLabelled({ read, range }: Part): boolean {
  return cuesIn(read, range, ['dose-heading']).some(
    ({ first, end }) =>
      wordsBetween(read, range.first, first) <= 2 &&
      end < range.end &&
      ':–—'.includes(read.tokens.text[read.tokens.start[end] as number] as string),
  );
}

/** What a dose that is told to be taken leaves out; one without `detail` leaves out nothing. */
function incompleteness(input: Surroundings, statement: Statement, substance: Substance): Fault | undefined {
  const near = nearby(substance);
  const around = proseOf(substance, near);
  const timed = timedNumber(substance);
  if (timed) return timed;
  const changed = numberAlone(around, substance.isAbove && isAnswer(statement));
  if (changed && isDirected(statement, substance)) return faultOf(near, changed);
  const amount = amountIn(around);
  if (amount?.isLimit) return undefined;
  const directed = isDirected(statement, substance);
  if (amount) {
    const often = isTimed(statement, substance);
    if (!directed && !often) return undefined;
    return faultOf(near, { ...amount, detail: often ? '' : 'without how often', fixed: undefined });
  }
  if (!directed) return undefined;
  if (statement.own.some((part) => amountIn(wordsOf(part)) !== undefined)) return undefined;
  const count =
    countOf(substance, around, near.start) ?? countAround(substance, near.start) ?? vagueCount(substance, near.start);
  // "A capsule of theanine" tells a day as often as a dose.
  if (count && (/^(?!an?\s)/i.test(around.slice(count.index)) || isActed(statement))) {
    if (!input.hasStrength(substance.concept)) return faultOf(near, count);
    return isTimed(statement, substance) ? faultOf(near, { ...count, detail: '' }) : undefined;
  }
  const alone = countAlone(wordsOf(substance.part));
  if (alone && isAloneOf(statement, substance) && !input.hasStrength(substance.concept))
    return faultOf({ start: substance.part.read.tokens.start[substance.part.range.first] as number }, alone);
  return bareNumber(statement, substance);
}

/** Whether a number by itself can only count what is taken: the substance is named before it, and it is no medicine, which has a strength of its own. */
function isAloneOf(statement: Statement, { isAbove, kind }: Substance): boolean {
  return kind === 'dosed' && (isAbove ? statement.kind === 'sentence' : isActed(statement));
}

/** "levodopa 100 with carbidopa 25", "sertraline was raised to 100": a medicine with a number only. */
function unitlessMedicine(statement: Statement, substance: Substance): Fault | undefined {
  const { part, range: place, isAbove } = substance;
  const near = nearby(substance);
  const changed = numberAlone(proseOf(substance, near), false);
  if (changed) return faultOf(near, changed);
  if (isAbove) return undefined;
  const timed = timedNumber(substance);
  if (timed) return timed;
  const { text, end } = part.read.tokens;
  const start = end[place.end - 1] as number;
  const number = bareNumberAtStart(text.slice(start, end[part.range.end - 1]), true);
  const isTold = number && (isTimed(statement, substance) || isActed(statement));
  return isTold ? faultOf({ start }, number) : undefined;
}

/** Whether the statement says how often or when, and not how fast the dose grows; the whole block is asked where the substance stands above. */
function isTimed(statement: Statement, { part: { read }, isAbove }: Substance): boolean {
  const parts =
    isAbove && statement.kind === 'sentence' ? [{ read, range: { first: 0, end: read.tokens.count } }] : statement.own;
  return parts.some((one) => {
    const steps = cuesIn(one.read, one.range, ['escalating-dose']);
    return cuesIn(one.read, one.range, ['dose-time', 'dose-frequency']).some(
      ({ first, end }) => !steps.some((step) => step.first <= first && end <= step.end),
    );
  });
}

/** Whether a passage says how much one capsule of the substance holds: an amount in a block that names it, or names none. */
function hasStrength(passage: Passage, concept: string | undefined): boolean {
  const known = strengths.get(passage) ?? new Map<string | undefined, boolean>();
  strengths.set(passage, known);
  const holds =
    known.get(concept) ??
    passage.reads.some(
      (one) => amountIn(one.block.prose.text) !== undefined && (concept === undefined || !isOfOthers(one, concept)),
    );
  known.set(concept, holds);
  return holds;
}

/** Whether a block names supplements, and not this one. */
function isOfOthers({ mentions }: ReadBlock, concept: string): boolean {
  const named = mentions.filter((mention) => mention.concept.classes.includes('supplement'));
  return named.length > 0 && !mentions.some((mention) => mention.concept.id === concept);
}

const strengths = new WeakMap<Passage, Map<string | undefined, boolean>>();

/** A number of capsules or scoops, and not of something else ("a spoonful of seeds adds tryptophan"). */
function countOf(
  { part: { read }, range: place, isAbove }: Substance,
  around: string,
  start: number,
): Form | undefined {
  const count = countIn(around);
  const behind = count && around.slice(count.index + count.length);
  if (!count || isAbove || !/^\s+of\s/i.test(behind as string)) return count;
  const named = (read.tokens.start[place.first] as number) - start;
  const between = around.slice(count.index + count.length, Math.max(named, count.index + count.length));
  return named > count.index && between.trim().split(/\s+/).length <= 3 ? count : undefined;
}

/** "three theanine gummies": a number before the substance, and behind it what is counted. */
function countAround({ part: { read, range }, range: place, isAbove }: Substance, start: number): Form | undefined {
  if (isAbove) return undefined;
  const { text, start: starts, end } = read.tokens;
  const behind = end[place.end - 1] as number;
  return countSplit(text.slice(start, starts[place.first]), text.slice(behind, end[range.end - 1]));
}

function vagueCount({ part: { read, range }, range: place, isAbove }: Substance, start: number): Form | undefined {
  if (isAbove || cuesIn(read, { first: range.first, end: place.first }, ACTS).length === 0) return undefined;
  return vagueCountAtEnd(read.tokens.text.slice(start, read.tokens.start[place.first]));
}

/** "levodopa 100 tds": a number before a word on when is a dose, whatever else the sentence says. */
function timedNumber({ part: { read, range }, range: place, isAbove }: Substance): Fault | undefined {
  if (isAbove || assertionOf(read, place).status === 'negated') return undefined;
  const start = read.tokens.end[place.end - 1] as number;
  const form = bareNumberAtStart(read.tokens.text.slice(start, read.tokens.end[range.end - 1]), false);
  const next = place.end + 1;
  const isTime = cuesIn(read, { first: next, end: range.end }, ['dose-time', 'dose-frequency']).some(
    ({ first }) => first === next,
  );
  return form && isTime ? faultOf({ start }, form) : undefined;
}

/** "500 of tryptophan" and "tryptophan 500" behind an act or with a time, "take 500 with water", a line "tryptophan 500". Years and names are none. */
function bareNumber(statement: Statement, substance: Substance): Fault | undefined {
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

/** Whether a number is one that amounts mostly have. */
function isRound(number: string): boolean {
  return Number(number) % 25 === 0;
}
