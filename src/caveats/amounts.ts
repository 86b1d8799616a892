import { LATIN } from './latin.ts';
import type { ReadBlock, TokenRange } from './reading.ts';

/** An amount of a substance as written, and what it comes to in a day. */
export interface Amount extends TokenRange {
  /** Milligrams a day, counting how many units are taken and how often where the text says so; the upper end of a range. */
  readonly mg: number;
}

const MILLIGRAMS = new Map([
  ...['mg', 'milligram', 'milligrams', 'milligramme', 'milligrammes'].map((unit) => [unit, 1] as const),
  ...['g', 'gram', 'grams', 'gramme', 'grammes'].map((unit) => [unit, 1000] as const),
  ...['mcg', 'µg', 'μg', 'ug', 'microgram', 'micrograms', 'microgramme', 'microgrammes'].map(
    (unit) => [unit, 0.001] as const,
  ),
]);

const NUMBER_WORDS = new Map([
  ['half a', 0.5],
  ['a', 1],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
  ['twelve', 12],
]);

const NUMBER = String.raw`\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|\.\d+`;
const COUNT = String.raw`\d{1,2}|a|one|two|three|four|five|six|eight|ten`;
const WORDED = String.raw`(?:half a|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve)(?: hundred)?(?=(?: (?:to|or) [${LATIN}]+(?: hundred)?)?[\s\u00a0-](?:milli|micro)?gram)`;
const UNIT = `milligram(?:me)?s?|microgram(?:me)?s?|gram(?:me)?s?|mg|mcg|[µμu]g|g`;
const AMOUNT = new RegExp(
  String.raw`(?<![${LATIN}\d.,-])(?:(${COUNT})\s?(?:[x×]\s?)?(?:of (?:the|these|those|our|your|my) )?(?:capsules? of |tablets? of |pills? of )?)??(${NUMBER}|${WORDED})(?:\s?(?:${UNIT}))?(?:\s?(?:[-–—]|to|or)\s?(${NUMBER}|${WORDED}))?[\s\u00a0\u202f-]?(${UNIT})(?![${LATIN}\d])(?!\s?(?:\/|per\s)\s?(?:kg|kilo|l\b|litre|liter|dl|ml|mol|g\b|100))`,
  'gi',
);
const OFTEN =
  /^[^.;:!?(]{0,40}?(?:\b(twice|two times|2\s?[x×]|three times|3\s?[x×]|four times|4\s?[x×])\s?(?:a|per|each|every)?\s?(?:day|daily)|\b(bd|bid|b\.i\.d|tds|tid|t\.i\.d|qds|in the morning and (?:another|one|again))\b)/i;
const TIMES: readonly (readonly [RegExp, number])[] = [
  [/^(?:twice|in the|two|2|bd|bid|b\.i\.d)/i, 2],
  [/^(?:three|3|tds|tid|t\.i\.d)/i, 3],
  [/^(?:four|4|qds)/i, 4],
];
/** What may stand behind a number of units that are taken, and not of hours or meals. */
const TAKEN = String.raw`(?=\s?(?:$|[.,;:!)]|(?:capsules?|tablets?|pills?|softgels?|caps|tabs|of|at|with|before|after|each|every|daily|a day|in the|on|for|per|once|together|half)\b))`;
const EACH = new RegExp(
  String.raw`^(?:\s(?:capsules?|tablets?|caps|tabs|pills?|softgels?))?[^.:!?]{0,50}?(?:\b(?:per|each|a|every|one) (?:capsule|tablet|pill|softgel)\b[^.:!?]{0,40}?)?\b(?:take|takes|taking|swallow|swallows|have|has|suggest|recommend) (${COUNT})\b${TAKEN}`,
  'i',
);

/** What one unit holds: "each capsule provides 220 mg", "220 mg per tablet". */
const UNIT_BEFORE =
  /\b(?:each|every) (?:[\w-]+ ){0,3}(?:capsule|tablet|pill|softgel|gummy|sachet|lozenge)s?\b[^.:!?]{0,40}$|\b(?:tablets|capsules) (?:hold|contain|provide|are|of)\s$/i;
/** As far before an amount the unit is looked for, in UTF-16 units. */
const BESIDE = 90;
const UNIT_BEHIND =
  /^(?:[^.:!?]{0,30}?\b(?:per|in each|in every|in one) (?:capsule|tablet|pill|softgel|gummy|sachet|lozenge)\b|\s?each\b)/i;
/** How many units the next sentence tells to take: "Take three at bedtime." */
const NEXT = new RegExp(
  String.raw`^[^.:!?]{0,80}[.!]\s+(?:take|swallow|have|use|[^.!?]{0,60}\bhelp yourself to) (${COUNT})\b${TAKEN}`,
  'i',
);

/** The amounts in milligrams that stand in a range of a block: "500 mg", "six grams", "1–2 g", "two 500 mg capsules", "50 mg twice daily"; not "5 mg/kg". */
export function amountsIn(read: ReadBlock, range: TokenRange): readonly Amount[] {
  const known = amountsFound.get(read) ?? new Map<number, readonly Amount[]>();
  amountsFound.set(read, known);
  const key = range.first * (read.tokens.count + 1) + range.end;
  const amounts = known.get(key) ?? findAmounts(read, range);
  known.set(key, amounts);
  return amounts;
}

/** Amounts that were looked for, by their range: every pattern asks for those of the same few. */
const amountsFound = new WeakMap<ReadBlock, Map<number, readonly Amount[]>>();

function findAmounts(read: ReadBlock, range: TokenRange): readonly Amount[] {
  if (range.end <= range.first) return [];
  const { tokens } = read;
  const from = tokens.start[range.first] as number;
  const text = tokens.text.slice(from, tokens.end[range.end - 1]);
  if (!/\d|gram/i.test(text)) return [];
  const amounts: Amount[] = [];
  let token = range.first;
  for (const match of text.matchAll(AMOUNT)) {
    const start = from + match.index;
    const end = start + match[0].length;
    while (token < range.end && (tokens.end[token] as number) <= start) token++;
    let last = token;
    while (last < range.end && (tokens.start[last] as number) < end) last++;
    if (last === token) continue;
    const unit = MILLIGRAMS.get((match[4] as string).toLowerCase()) ?? 0;
    const rest = text.slice(match.index + match[0].length);
    const single = numberOf(match[3] ?? (match[2] as string)) * unit;
    const isUnit =
      UNIT_BEHIND.test(rest) || UNIT_BEFORE.test(text.slice(Math.max(0, match.index - BESIDE), match.index));
    const units = isUnit ? countOf(NEXT.exec(tokens.text.slice(end, end + REACH))?.[1]) : 1;
    amounts.push({ first: token, end: last, mg: single * countOf(match[1]) * timesIn(rest) * units });
  }
  return amounts;
}

/** As far behind an amount the next sentence is looked at, in UTF-16 units. */
const REACH = 120;

function numberOf(text: string): number {
  const worded = /^(\p{L}[\p{L} ]*?)( hundred)?$/u.exec(text.toLowerCase());
  if (worded) return countOf(worded[1]) * (worded[2] ? 100 : 1);
  const grouped = /^\d{1,3}([,\u202f\u00a0 ]\d{3})+$/.test(text);
  return Number.parseFloat(grouped ? text.replace(/[^\d]/g, '') : text.replace(',', '.'));
}

function countOf(text: string | undefined): number {
  if (text === undefined) return 1;
  return NUMBER_WORDS.get(text.toLowerCase()) ?? Number.parseInt(text, 10);
}

function timesIn(rest: string): number {
  const often = OFTEN.exec(rest);
  const word = often?.[1] ?? often?.[2];
  const times = word === undefined ? 1 : (TIMES.find(([form]) => form.test(word))?.[1] ?? 1);
  return times * countOf(EACH.exec(rest)?.[1]);
}
