import { type AnchoredFix, anchored } from '../anchored.ts';
import { assertionOf, wordsBetween } from '../assertion.ts';
import type { Detected, PassageDetector } from '../detectors.ts';
import { cuesIn, type Draft, sentenceAt } from '../draft.ts';
import { isExcluded } from '../excluded.ts';
import { sentenceFix } from '../fixes.ts';
import { ordered, within } from '../ordered.ts';
import type { Passage } from '../passages.ts';
import type { TokenRange } from '../reading.ts';
import type { Rule } from '../rule.ts';
import { silentFor } from '../silent.ts';
import type { Part, Statement } from '../statements.ts';
import {
  amountIn,
  bareNumberAtEnd,
  bareNumberAtStart,
  countIn,
  type Form,
  misreadForm,
  vagueCountAtEnd,
} from './doseForms.ts';

/** A substance in a statement, or before it (`part` is then the statement's own, and the range all of it). */
interface Substance {
  readonly part: Part;
  readonly range: TokenRange;
  readonly concept: string | undefined;
  /** `dosed`: a line with it and an amount is a dose; `other`: only when told to be taken; `medicine`: only its notation is looked at. */
  readonly kind: 'dosed' | 'other' | 'medicine';
  readonly isAbove: boolean;
}

/** A fault in how a dose is written. */
interface Fault {
  /** In the part's prose. */
  readonly start: number;
  readonly end: number;
  readonly detail: string;
  /** What should stand there; undefined where only the writer knows. */
  readonly text: string | undefined;
}

/** Cue sets that name substances which the glossary does not explain. */
export const SUBSTANCE_CUES = ['other-supplement', 'medicine-name'];

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
      hasStrength() {
        asked = true;
        return hasStrength(passage);
      },
    };
    const detected = detectedIn(statement, surroundings);
    if (detected.length === 0 && !asked) silent.add(statement);
    found.push(...detected);
  }
  return found;
};

/** What a dose is judged by besides its statement. */
interface Surroundings {
  readonly draft: Draft;
  readonly rule: Rule;
  isAmerican(): boolean;
  /** Whether the passage says how much one capsule holds. */
  hasStrength(): boolean;
}

function detectedIn(statement: Statement, input: Surroundings): readonly Detected[] {
  const lists = input.rule.detector?.lists ?? {};
  const own = statement.own.flatMap((part) => substancesIn(part, lists));
  const substances = own.length > 0 ? own : substanceAbove(statement, lists);
  if (substances.length === 0) return [];
  const found: Detected[] = [];
  for (const substance of substances) {
    if (substance.isAbove && !isDirected(statement, substance)) continue;
    const near = nearby(substance);
    const form = misreadForm(proseOf(substance, near), input.isAmerican);
    if (!form) continue;
    found.push(detected(input.draft, statement, substance, faultOf(near, form), undefined));
    break;
  }
  for (const named of substances) {
    if (named.kind === 'medicine') continue;
    const substance = statement.kind === 'row' ? besideAmount(statement, named) : named;
    const fault = incompleteness(input, statement, substance);
    if (!fault) continue;
    if (fault.detail !== '') found.push(detected(input.draft, statement, substance, fault, lists.note?.[0]));
    else if (found.length === 0) found.push(complete(statement, substance, fault));
    break;
  }
  return found;
}

function substancesIn(part: Part, lists: Readonly<Record<string, readonly string[]>>): readonly Substance[] {
  const { read, range } = part;
  const { classes = [], taken = [], counted = [] } = lists;
  const mentions = within(read.mentions, range).flatMap((mention): readonly Substance[] => {
    const isOf = (names: readonly string[]): boolean =>
      mention.concept.classes.some((name: string) => names.includes(name));
    const kind = isOf(classes)
      ? 'dosed'
      : isOf(taken) || (isOf(counted) && isCounted(part, mention))
        ? 'other'
        : undefined;
    return kind ? [{ part, range: mention, concept: mention.concept.id, kind, isAbove: false }] : [];
  });
  const others = cuesIn(read, range, SUBSTANCE_CUES).map((cue): Substance => {
    const kind = cue.set === 'medicine-name' ? 'medicine' : 'other';
    return { part, range: cue, concept: undefined, kind, isAbove: false };
  });
  return ordered([...mentions, ...others].map((one) => ({ ...one.range, one })))
    .map(({ one }) => one)
    .filter(({ range: place }) => !isExcluded(read, place));
}

/** "two scoops of GABA", "GABA 500 mg": a transmitter that is taken. */
function isCounted({ read, range }: Part, { first, end }: TokenRange): boolean {
  const { text, start, end: ends } = read.tokens;
  const before = text.slice(start[range.first], start[first]).slice(-30);
  const behind = text.slice(ends[end - 1], ends[range.end - 1]).slice(0, 12);
  const form = countIn(before) ?? amountIn(before);
  const next = amountIn(behind);
  return (
    (form !== undefined && /^\s(?:of\s)?$/.test(before.slice(form.index + form.length))) ||
    (next !== undefined && next.index <= 1)
  );
}

/** The substance that a statement without one is about. */
function substanceAbove(
  statement: Statement,
  lists: Readonly<Record<string, readonly string[]>>,
): readonly Substance[] {
  const part = statement.own[0];
  if (statement.kind !== 'sentence' || !part || part.read.block.kind === 'heading') return [];
  const above = [...statement.before, ...statement.topic.filter(({ read }) => read !== part.read)];
  for (const one of above) {
    const substance = substancesIn(one, lists).find(({ kind }) => kind === 'dosed');
    if (substance) return [{ ...substance, part, range: part.range, isAbove: true }];
  }
  return [];
}

/** In a table the dose has mostly a cell of its own, which is then looked at for the substance. */
function besideAmount({ own }: Statement, substance: Substance): Substance {
  const holds = (part: Part): boolean => (amountIn(slice(part)) ?? countIn(slice(part))) !== undefined;
  const cell = holds(substance.part) ? undefined : own.find(holds);
  return cell ? { ...substance, part: cell, range: cell.range, isAbove: true } : substance;
}

const FAR = 9;

/** The prose around a substance in which its dose stands: a few words either way, within the part. */
function nearby({ part: { read, range }, range: place }: Substance): { readonly start: number; readonly end: number } {
  let { first, end } = place;
  for (let words = 0; first > range.first && words < FAR; first--) words += read.tokens.word[first - 1] as number;
  for (let words = 0; end < range.end && words < FAR; end++) words += read.tokens.word[end] as number;
  return { start: read.tokens.start[first] as number, end: read.tokens.end[end - 1] as number };
}

function proseOf({ part }: Substance, { start, end }: { readonly start: number; readonly end: number }): string {
  return part.read.tokens.text.slice(start, end);
}

function faultOf({ start }: { readonly start: number }, { index, length, detail, fixed }: Form): Fault {
  return { start: start + index, end: start + index + length, detail, text: fixed };
}

/** Whether a dose is told to be taken, and not studied, forbidden or asked about: an act beside it, a heading on doses above it, or a line that holds little else. */
function isDirected(statement: Statement, { part, range, kind, isAbove }: Substance): boolean {
  if (!isAbove && assertionOf(part.read, range).status === 'negated') return false;
  if (isActed(statement) || statement.own.some(isLabelled)) return true;
  if (statement.governing.some((one) => cuesIn(one.read, one.range, ['dose-heading']).length > 0)) return true;
  if (kind === 'other') return false;
  return statement.kind === 'row' || wordsBetween(part.read, part.range.first, part.range.end) <= SHORT_LINE;
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
  const amount = amountIn(around);
  if (amount?.isLimit) return undefined;
  const directed = isDirected(statement, substance);
  if (amount) {
    const often = isTimed(statement, substance);
    if (!directed && !often) return undefined;
    return faultOf(near, { ...amount, detail: often ? '' : 'without how often', fixed: undefined });
  }
  if (!directed) return undefined;
  if (statement.own.some((part) => amountIn(slice(part)) !== undefined)) return undefined;
  const count = countIn(around) ?? vagueCount(substance, near.start);
  // "A capsule of theanine" tells a day as often as a dose.
  if (count && (/^(?!an?\s)/i.test(around.slice(count.index)) || isActed(statement))) {
    if (!input.hasStrength()) return faultOf(near, count);
    return isTimed(statement, substance) ? faultOf(near, { ...count, detail: '' }) : undefined;
  }
  return substance.isAbove ? undefined : bareNumber(substance);
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

function hasStrength(passage: Passage): boolean {
  const known = strengths.get(passage) ?? passage.reads.some(({ block }) => amountIn(block.prose.text) !== undefined);
  strengths.set(passage, known);
  return known;
}

const strengths = new WeakMap<Passage, boolean>();

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

/** "500 of tryptophan" and "tryptophan 500" behind an act. Years and names are none. */
function bareNumber({ part, range: place }: Substance): Fault | undefined {
  const { read, range } = part;
  const { text, start, end } = read.tokens;
  if (cuesIn(read, { first: range.first, end: place.first }, ACTS).length > 0) {
    const from = start[range.first] as number;
    const before = bareNumberAtEnd(text.slice(from, start[place.first]));
    if (before) return faultOf({ start: from }, before);
    const next = end[place.end - 1] as number;
    const behind = bareNumberAtStart(text.slice(next, end[range.end - 1]), true);
    if (behind) return faultOf({ start: next }, behind);
  }
  return undefined;
}

/** A fault in notation can only be mended; what is left out may be said by a note (`note`) that sends the reader to the label. */
function detected(
  draft: Draft,
  statement: Statement,
  substance: Substance,
  fault: Fault,
  note: string | undefined,
): Detected {
  const { read } = substance.part;
  const place = { read, range: substance.isAbove ? substance.part.range : sentenceAt(read, substance.range.first) };
  const marked = tokensOf(place, fault);
  const focus = note === undefined || substance.isAbove ? marked : union(marked, substance.range);
  const part = { read, range: focus };
  const uncoverable = note === undefined || fault.text !== undefined;
  return {
    statement,
    part,
    focus,
    concepts: substance.concept === undefined ? [] : [substance.concept],
    detail: fault.detail,
    fixes: [
      ...fixOf(part, fault),
      ...(uncoverable || note === undefined
        ? []
        : sentenceFix(draft, { part, focus }, { title: 'Label and prescriber', text: note })),
    ],
    ...(uncoverable ? { coverage: [{ covered: false, caveat: undefined, reason: undefined }] } : {}),
  };
}

function complete(statement: Statement, { part, range, concept, isAbove }: Substance, dose: Fault): Detected {
  const marked = tokensOf(part, dose);
  const focus = isAbove ? marked : union(marked, range);
  const coverage = [{ covered: true, caveat: undefined, reason: undefined }];
  return {
    statement,
    part: { read: part.read, range: focus },
    focus,
    concepts: concept === undefined ? [] : [concept],
    detail: '',
    coverage,
  };
}

function fixOf({ read }: Part, { start, end, text }: Fault): readonly AnchoredFix[] {
  if (text === undefined) return [];
  const range = read.block.prose.toSource({ start, end });
  return [{ title: `Write “${text}”`, edits: [{ at: anchored(read, range), text }] }];
}

/** The tokens that a stretch of prose touches, with the unit behind it. */
function tokensOf({ read, range }: Part, { start, end }: { readonly start: number; readonly end: number }): TokenRange {
  let first = range.first;
  while (first < range.end - 1 && (read.tokens.end[first] as number) <= start) first++;
  let last = first;
  while (last < range.end && (read.tokens.start[last] as number) < end) last++;
  return { first, end: Math.max(last, first + 1) };
}

function union(one: TokenRange, two: TokenRange): TokenRange {
  return { first: Math.min(one.first, two.first), end: Math.max(one.end, two.end) };
}

function slice({ read, range }: Part): string {
  const { text, start, end } = read.tokens;
  return range.end > range.first ? text.slice(start[range.first], end[range.end - 1]) : '';
}
