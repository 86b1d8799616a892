import type { Mention } from '../../glossary/occurrences.ts';
import { assertionOf, wordsBetween } from '../assertion.ts';
import type { Detected, Detector, DetectorInput } from '../detectors.ts';
import { cuesIn, type Draft, sentenceAt } from '../draft.ts';
import { isExcluded } from '../excluded.ts';
import type { Fix } from '../finding.ts';
import { sentenceFix } from '../fixes.ts';
import { within } from '../ordered.ts';
import type { TokenRange } from '../reading.ts';
import { type Spelling, spellingOf } from '../spelling.ts';
import type { Part, Statement } from '../statements.ts';

/** A fault in how a dose is written. */
interface Fault {
  /** In the part's prose. */
  readonly start: number;
  readonly end: number;
  readonly detail: string;
  /** What should stand there; undefined where only the writer knows. */
  readonly text: string | undefined;
}

const UNIT = `(?:mg|mcg|[µμ]g|g|ml|mL|micrograms?|milligrams?|grams?|IU|units?)`;
const TRAILING_ZERO = new RegExp(String.raw`(?<![\d.,])(\d+)\.0+([\s\u00a0\u202f]?${UNIT})(?![\p{L}\p{N}])`, 'u');
const NAKED_DECIMAL = new RegExp(String.raw`(?<![\p{L}\d.,])\.(\d+)([\s\u00a0\u202f]?${UNIT})(?![\p{L}\p{N}])`, 'u');
const MICRO = /(?<=\d[\s\u00a0\u202f]?)[µμ]g(?![\p{L}\p{N}])/u;
const UNITS = /(?<=\d[\s\u00a0\u202f]?)(IU|iu|U|u)(?![\p{L}\p{N}])/u;
const DOSE = new RegExp(
  String.raw`(?:\d|\.\d)[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?[\s\u00a0\u202f]?${UNIT}(?![\p{L}\p{N}])(?!\s?\/)`,
  'u',
);
const COUNTED =
  /(?<![\p{L}\d.,-])(?:\d{1,2}|one|two|three|four|five|six|half an?)\s(?:or\s\p{L}+\s|to\s\p{L}+\s)?(?:caps?|tabs?|capsules?|tablets?|pills?|softgels?|lozenges?|gummies|gummy|sachets?|scoops?|droppers?|sprays?|teaspoons?|tsp)(?!\p{L})/iu;
const COMPARED = /(?:above|over|below|under|than|exceeding|beyond|of up to|maximum of)\s$/iu;
const BARE_BEFORE = /(?<![\p{L}\d.,-])(\d{2,4})(?=\s(?:of\s)?$)/u;
const BARE_BEHIND = /^[\s\u00a0](\d{2,4})(?![\d.,\p{L}%])/u;

/**
 * Doses written so that they can be misread, or that leave out what one needs to follow them (ISMP's list of error-prone designations): a trailing zero, a naked
 * decimal, µg in a text of US spelling, U and IU, a number without unit, a count of capsules without strength, an amount without frequency. The rule's list
 * `classes` names the substances beside which a dose is looked at.
 */
export const doseExpressions: Detector = (input) => {
  let spelling: Spelling | 'unknown' = 'unknown';
  const isAmerican = (): boolean => {
    if (spelling === 'unknown') spelling = spellingOf(input.draft, input.english);
    return spelling === 'us';
  };
  return input.statements.flatMap((statement) =>
    statement.kind === 'list' ? [] : detectedIn(statement, input, isAmerican),
  );
};

function detectedIn(
  statement: Statement,
  { draft, rule }: DetectorInput,
  isAmerican: () => boolean,
): readonly Detected[] {
  const { classes = [], note: [note] = [] } = rule.detector?.lists ?? {};
  const own = statement.own.flatMap((part) => substancesIn(part, classes).map((mention) => ({ part, mention })));
  const first = own[0];
  if (!first) return [];
  const text = statement.own.map(({ read, range }) => slice(read.tokens.text, { read, range })).join(' ');
  const found: Detected[] = [];
  for (const { part, mention } of own) {
    const fault = notationFault(part, nearby(part, mention), isAmerican);
    if (!fault) continue;
    found.push(detected(draft, statement, part, mention, fault, undefined));
    break;
  }
  for (const { part, mention } of own) {
    if (!isDirected(statement, part, mention)) continue;
    const fault = incompleteness(part, mention, statement, text);
    if (!fault) continue;
    if (fault.detail !== '') found.push(detected(draft, statement, part, mention, fault, note));
    else if (found.length === 0) found.push(complete(statement, part, mention, fault));
    break;
  }
  return found;
}

function substancesIn({ read, range }: Part, classes: readonly string[]): readonly Mention[] {
  return within(read.mentions, range).filter(
    (mention) => mention.concept.classes.some((name) => classes.includes(name)) && !isExcluded(read, mention),
  );
}

const FAR = 9;

/** The prose around a substance in which its dose stands: a few words either way, within the part. */
function nearby({ read, range }: Part, mention: TokenRange): { readonly start: number; readonly end: number } {
  let { first, end } = mention;
  for (let words = 0; first > range.first && words < FAR; first--) words += read.tokens.word[first - 1] as number;
  for (let words = 0; end < range.end && words < FAR; end++) words += read.tokens.word[end] as number;
  return { start: read.tokens.start[first] as number, end: read.tokens.end[end - 1] as number };
}

function notationFault(
  part: Part,
  near: { readonly start: number; readonly end: number },
  isAmerican: () => boolean,
): Fault | undefined {
  const text = part.read.tokens.text.slice(near.start, near.end);
  const at = (match: RegExpExecArray, detail: string, fixed: string): Fault => ({
    start: near.start + match.index,
    end: near.start + match.index + match[0].length,
    detail,
    text: fixed,
  });
  const zero = TRAILING_ZERO.exec(text);
  if (zero) return at(zero, 'with a trailing zero', `${zero[1]}${zero[2]}`);
  const naked = NAKED_DECIMAL.exec(text);
  if (naked) return at(naked, 'without a zero before the decimal point', `0.${naked[1]}${naked[2]}`);
  const micro = MICRO.exec(text);
  if (micro && isAmerican()) return at(micro, 'with µg, which is read as mg', 'mcg');
  const units = UNITS.exec(text);
  if (units) {
    const short = /^u$/i.test(units[0]);
    return at(units, `with ${units[0]}, which is misread`, short ? 'units' : 'international units');
  }
  return undefined;
}

/** Whether a dose is told to be taken, and not studied, forbidden or asked about: an act beside it, or a line that holds little else. */
function isDirected(statement: Statement, part: Part, mention: Mention): boolean {
  if (assertionOf(part.read, mention).status === 'negated') return false;
  const acts = [...statement.own, ...statement.governing].flatMap(({ read, range }) =>
    cuesIn(read, range, ['intake', 'intake-passive']).filter(
      (cue) => !['negated', 'historical', 'hypothetical'].includes(assertionOf(read, cue).status),
    ),
  );
  return (
    acts.length > 0 ||
    statement.kind === 'row' ||
    wordsBetween(part.read, part.range.first, part.range.end) <= SHORT_LINE
  );
}

/** A line of no more words is a label or an instruction, not a sentence about something. */
const SHORT_LINE = 7;

/** What a dose that is told to be taken leaves out; one without `detail` leaves out nothing. */
function incompleteness(part: Part, mention: Mention, statement: Statement, text: string): Fault | undefined {
  const { read } = part;
  const near = nearby(part, mention);
  const around = read.tokens.text.slice(near.start, near.end);
  const at = (index: number, length: number, detail: string, fixed?: string): Fault => ({
    start: near.start + index,
    end: near.start + index + length,
    detail,
    text: fixed,
  });
  const dose = DOSE.exec(around);
  if (dose) {
    if (COMPARED.test(around.slice(0, dose.index))) return undefined;
    const often = statement.own.some(
      ({ read: own, range }) => cuesIn(own, range, ['dose-time', 'dose-frequency']).length > 0,
    );
    return at(dose.index, dose[0].length, often ? '' : 'without how often');
  }
  if (DOSE.test(text)) return undefined;
  const counted = COUNTED.exec(around);
  if (counted) return at(counted.index, counted[0].length, 'without a strength');
  const bare = bareNumber(part, mention, around, near.start);
  return bare && at(bare.index, bare.number.length, 'without a unit', `${bare.number} [unit]`);
}

/** "500 of tryptophan" behind an act; "levodopa 100 tds" before a word on when. Years and names are none. */
function bareNumber(
  { read, range }: Part,
  mention: Mention,
  around: string,
  start: number,
): { readonly index: number; readonly number: string } | undefined {
  const first = (read.tokens.start[mention.first] as number) - start;
  const before = BARE_BEFORE.exec(around.slice(0, first));
  if (before && cuesIn(read, { first: range.first, end: mention.first }, ['intake']).length > 0)
    return { index: before.index, number: before[1] as string };
  const end = (read.tokens.end[mention.end - 1] as number) - start;
  const behind = BARE_BEHIND.exec(around.slice(end));
  const next = mention.end + 1;
  const timed = cuesIn(read, { first: next, end: range.end }, ['dose-time', 'dose-frequency']).some(
    (cue) => cue.first === next,
  );
  if (!behind || !timed) return undefined;
  const number = behind[1] as string;
  return { index: end + behind[0].length - number.length, number };
}

/** A fault in notation can only be mended; what is left out may be said by a note (`note`) that sends the reader to the label. */
function detected(
  draft: Draft,
  statement: Statement,
  { read }: Part,
  mention: Mention,
  fault: Fault,
  note: string | undefined,
): Detected {
  const marked = tokensOf({ read, range: sentenceAt(read, mention.first) }, fault);
  const focus = note === undefined ? marked : union(marked, mention);
  const part = { read, range: focus };
  const uncoverable = note === undefined || fault.text !== undefined;
  return {
    statement,
    part,
    focus,
    concepts: [mention.concept.id],
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

function complete(statement: Statement, part: Part, mention: Mention, dose: Fault): Detected {
  const focus = union(tokensOf(part, dose), mention);
  const coverage = [{ covered: true, caveat: undefined, reason: undefined }];
  return {
    statement,
    part: { read: part.read, range: focus },
    focus,
    concepts: [mention.concept.id],
    detail: '',
    coverage,
  };
}

function fixOf({ read }: Part, { start, end, text }: Fault): readonly Fix[] {
  if (text === undefined) return [];
  const range = read.block.prose.toSource({ start, end });
  return [{ title: `Write “${text}”`, edits: [{ range, text }] }];
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

function slice(text: string, { read, range }: Part): string {
  return range.end > range.first ? text.slice(read.tokens.start[range.first], read.tokens.end[range.end - 1]) : '';
}
