import type { Detected, PassageDetector } from '../detectors.ts';
import { cuesIn, type Draft } from '../draft.ts';
import type { Passage } from '../passages.ts';
import type { ReadBlock } from '../reading.ts';
import type { Rule } from '../rule.ts';
import { silentFor } from '../silent.ts';
import type { Statement } from '../statements.ts';
import { ACTS, isActed, isDirected, isTimed } from './doseDirection.ts';
import { complete, detected, type Fault, faultOf } from './doseFaults.ts';
import { amountIn, countIn, countSplit, type Form, mayHoldAmount, misreadForm, vagueCountAtEnd } from './doseForms.ts';
import { bareNumber, countOnly, numberInCell, numberOnly, timedNumber, unitlessMedicine } from './doseNumbers.ts';
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
 * substance may also be named by the heading, the lead-in or the sentence before. `note` is offered where something is left out; `notation` names the contexts
 * in which an amount that can be misread is no claim, which are fewer than the rule's own.
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

function tellsDose({ own }: Statement): boolean {
  return own.some(({ read, range }) => cuesIn(read, range, ['dose-told']).length > 0);
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

/** Whether a statement says that it is written for readers in the United States. */
function isForAmericans({ own }: Statement): boolean {
  return own.some(({ read, range }) => cuesIn(read, range, ['american-reader']).length > 0);
}

function detectedIn(statement: Statement, input: Surroundings): readonly Detected[] {
  if (!statement.own.some((part) => mayHoldAmount(wordsOf(part)))) return [];
  const lists = input.rule.detector?.lists ?? {};
  const own = statement.own.flatMap((part) => substancesIn(part, lists));
  const above = own.length > 0 ? own : substanceAbove(statement, lists);
  const named = above.length > 0 ? above : unnamedIn(statement);
  const isDose = (): boolean => tellsDose(statement) || input.hasSubstance();
  const substances = named.length > 0 || !isDose() ? named : unnamedAmounts(statement);
  if (substances.length === 0) return [];
  const found: Detected[] = [];
  const looked = statement.kind === 'row' ? [...substances, ...unnamedAmounts(statement)] : substances;
  for (const substance of looked) {
    const near = nearby(substance);
    const form = misreadForm(proseOf(substance, near), () => isForAmericans(statement) || input.isAmerican());
    // A zero too many misleads wherever an amount is told of.
    if (!form || (substance.isAbove && !form.everywhere && !isDirected(statement, substance))) continue;
    const misread = detected(input.draft, statement, substance, faultOf(near, form), undefined);
    found.push(form.everywhere && lists.notation ? { ...misread, unless: lists.notation } : misread);
    break;
  }
  const bare = statement.kind === 'row' && found.length === 0 ? numberInCell(statement) : undefined;
  if (bare) {
    const substance = { ...(substances[0] as Substance), part: bare.cell, range: bare.cell.range, isAbove: true };
    return [detected(input.draft, statement, substance, bare.fault, lists.note?.[0])];
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

/** What a dose that is told to be taken leaves out; one without `detail` leaves out nothing. */
function incompleteness(input: Surroundings, statement: Statement, substance: Substance): Fault | undefined {
  const near = nearby(substance);
  const around = proseOf(substance, near);
  const timed = timedNumber(substance);
  if (timed) return timed;
  const number = numberOnly(statement, substance);
  if (number && isDirected(statement, substance)) return number;
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
  const alone = canCountAlone(statement, substance) ? countOnly(substance) : undefined;
  if (alone && !input.hasStrength(substance.concept)) return alone;
  return bareNumber(statement, substance);
}

/** Whether a number by itself can only count what is taken: the substance is named before it, and it is no medicine, which has a strength of its own. */
function canCountAlone(statement: Statement, { isAbove, kind }: Substance): boolean {
  return kind === 'dosed' && (isAbove ? statement.kind === 'sentence' : isActed(statement));
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

/** "a couple of theanine"; "several medicines" counts the kinds of what is taken. */
function vagueCount({ part: { read, range }, range: place, isAbove }: Substance, start: number): Form | undefined {
  const named = read.mentions.find(({ first }) => first === place.first);
  if (named?.concept.classes.some((name) => KINDS.includes(name))) return undefined;
  if (isAbove || cuesIn(read, { first: range.first, end: place.first }, ACTS).length === 0) return undefined;
  return vagueCountAtEnd(read.tokens.text.slice(start, read.tokens.start[place.first]));
}

const KINDS = ['supplements-at-large', 'prescription-medicine', 'drug-class'];
