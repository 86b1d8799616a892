import { LATIN } from '../latin.ts';
/** A form found in a piece of prose, in its offsets. */
export interface Form {
  readonly index: number;
  readonly length: number;
  readonly detail: string;
  /** What should stand there; undefined where only the writer knows. */
  readonly fixed: string | undefined;
  /** Whether it is a fault in a report or a history too. */
  readonly everywhere?: boolean;
}

const UNIT = `(?:mg|mcg|[µμ]g|g|ml|mL|micrograms?|milligrams?|grams?|grammes?|IU|units?)`;
const FORM = `(?:caps?|tabs?|capsules?|tablets?|pills?|softgels?|lozenges?|gummies|gummy|chews?|sachets?|scoops?|scoopfuls?|capfuls?|sweets|squirts?|spritz(?:es)?|pastilles?|melts|spoons?|films?|droppers?|dropperfuls?|drops?|puffs?|sprays?|teaspoons?|tablespoons?|(?:tea|table|dessert)?spoonfuls?|dessertspoons?|shots?|tsp|tbsp|pinch(?:es)?|sticks?|vials?|ampoules?|wafers?|strips?)`;
const GAP = String.raw`[\s\u00a0\u202f]?`;
const END = String.raw`(?![${LATIN}\d])`;
const NUMERAL = 'one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty';

const TRAILING_ZERO = new RegExp(String.raw`(?<![\d.,])(\d+)\.0+(${GAP}(?:${UNIT}|${FORM}))${END}(?!\s?\/)`);
/** "0.50 g", where the zero adds nothing and hides the point. */
const PADDED_DECIMAL = new RegExp(String.raw`(?<![\d.,])(\d+\.\d*[1-9])0+(${GAP}${UNIT})${END}(?!\s?\/)`);
const NAKED_DECIMAL = new RegExp(String.raw`(?<![${LATIN}\d.,])\.(\d+)(${GAP}(?:${UNIT}|${FORM}))${END}(?!\s?\/)`);
const MICRO = new RegExp(String.raw`(?<=\d[\s\u00a0\u202f]?)[µμ]g(?![${LATIN}\d])(?!\s?/)`);
const UNITS = new RegExp(
  String.raw`(?<=\d[\s\u00a0\u202f]?)(IU|iu|U|u)(?![${LATIN}\d])(?!\s?/\s?(?:k?g|[dm]?[lL]|mol|h)\b)`,
);
const AMOUNT = new RegExp(
  String.raw`(?:(?:\d|\.\d)[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?(?:${GAP}|-)${UNIT}|(?:half an?|an?|${NUMERAL}|a (?:couple|few)(?: of)?|a hundred|(?:${NUMERAL}) hundred)\s(?:grams?|grammes?|milligrams?))${END}(?!\s?\/)`,
  'i',
);
const COUNT = new RegExp(
  String.raw`(?<![${LATIN}\d.,-])(?:(?:\d|1[0-2]|[1-6]0(?=\sdrops)|${NUMERAL}|half an?|another|a couple(?: of)?|a few|several|a handful of)\s(?:or\s[${LATIN}]+\s|to\s[${LATIN}]+\s)?(?:[${LATIN}][${LATIN}-]*\s)?|an?\s(?:heaped\s|level\s|big\s|small\s|good\s|single\s|generous\s)?)${FORM}(?![${LATIN}])`,
  'i',
);
const NUMBER_BEFORE = new RegExp(
  String.raw`(?<![${LATIN}\d.,-])(?:\d|1[0-2]|${NUMERAL}|a couple(?: of)?|a few)(?=\s(?:of\s(?:the|these|those|our|your|my|his|her)\s)?(?:(?:large|small|big|little|tiny|extra|more|further|whole|half|single|daily|heaped|level|plain|vegan|vegetarian)\s)?$)`,
  'i',
);
const FORM_BEHIND = new RegExp(String.raw`^\s${FORM}(?![${LATIN}])`, 'i');
const VAGUE = new RegExp(String.raw`(?<![${LATIN}])(?:a couple|a few|several|a handful)(?:\sof)?(?=\s$)`, 'i');
const COMPARED = /(?:above|over|below|under|than|exceeding|beyond|of up to|maximum of)\s$/i;
const BARE_BEFORE = new RegExp(String.raw`(?<![${LATIN}\d.,-])(\d{2,4}(?=\s(?:of\s)?$)|\d(?=\sof\s$))`);
/** "5 to 10 of the powder". */
const BARE_OF = new RegExp(
  String.raw`(?<![${LATIN}\d.,-])(\d{1,4}(?:\s?(?:to|or|-|–)\s?\d{1,4})?)(?=\sof\s(?:the\s|it(?![${LATIN}])|this\s|that\s)?(?:(?<=it)|powder|crystals|granules|stuff|liquid))`,
  'i',
);
const BARE_BEHIND = new RegExp(
  String.raw`^(?:\s(?:powder|capsules|tablets|crystals))?[,:]?[\s\u00a0](?:at[\s\u00a0](?=\d{3}))?(\d{2,4}|\.\d{1,2})(?!\d|[.,]\d|%|[${LATIN}]|${GAP}(?:${UNIT}|${FORM})${END})`,
);
const BARE_ENDS = new RegExp(
  String.raw`^(?:\s?[,;:+&)]|\s?\.?$|\s(?:and|with|plus|then|at|as\sbefore|before|after|by\smouth|in|on|to\s(?:your|my|the|a|his|her|their)|every|each|once|twice|daily|nightly|(?:three|four)\stimes)(?![${LATIN}]))`,
);
const MISREAD_WEIGHT = new RegExp(
  String.raw`(?<![${LATIN}\d.,])(?:\d+\.0+${GAP}(?:mg|mcg)|\.\d+${GAP}(?:mg|mcg|g))(?![${LATIN}\d/])`,
);
const COUNT_ALONE = new RegExp(`^(?:\\d|${NUMERAL}|half a one|another|a couple)$`, 'i');
const YEAR = /^(?:19|20)\d\d$/;

const AMOUNT_LIKE = new RegExp(
  String.raw`\d|(?<![${LATIN}])(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|another|capful|sweets|squirt|spritz|pastille|melts|film)(?![${LATIN}])|(?<![${LATIN}])(?:(?:mg|mcg|[µμ]g|g|ml|iu|u|cap)(?![${LATIN}])|unit|microgram|milligram|gram|caps|tab|pill|softgel|lozenge|gumm|chew|sachet|scoop|drop|puff|spray|teaspoon|tablespoon|spoonful|tsp|tbsp|pinch|stick|vial|ampoule|wafer|strip|couple|few|several|handful|spoon|dessertspoon|shot)`,
  'i',
);

/** Whether any of the forms below may stand in a text; never no where one does, markup between words or not. */
export function mayHoldAmount(text: string): boolean {
  return AMOUNT_LIKE.test(text);
}

const MICROGRAM = /[\u00B5\u03BC]g/;

/** Whether a text may hold the sign for micrograms, a fault in a draft of American spelling. */
export function mayHoldMicrogram(text: string): boolean {
  return MICROGRAM.test(text);
}

/** How an amount is written so that it can be misread (ISMP's list of error-prone designations). */
export function misreadForm(text: string, isAmerican: () => boolean): Form | undefined {
  const at = (match: RegExpExecArray, detail: string, fixed: string): Form => ({ ...placed(match), detail, fixed });
  const anywhere = (match: RegExpExecArray, detail: string, fixed: string): Form => ({
    ...at(match, detail, fixed),
    everywhere: true,
  });
  const zero = TRAILING_ZERO.exec(text);
  if (zero) return anywhere(zero, 'with a trailing zero', `${zero[1]}${zero[2]}`);
  const padded = PADDED_DECIMAL.exec(text);
  if (padded) return at(padded, 'with a trailing zero', `${padded[1]}${padded[2]}`);
  const naked = NAKED_DECIMAL.exec(text);
  if (naked) return anywhere(naked, 'without a zero before the decimal point', `0.${naked[1]}${naked[2]}`);
  const micro = MICRO.exec(text);
  if (micro && isAmerican()) return at(micro, 'with µg, which is read as mg', 'mcg');
  const units = UNITS.exec(text);
  if (!units) return undefined;
  const short = /^u$/i.test(units[0]);
  return at(units, `with ${units[0]}, which is misread`, short ? 'units' : 'international units');
}

/** An amount with its unit; `isLimit` where it is what something is compared with. */
export function amountIn(text: string): (Pick<Form, 'index' | 'length'> & { readonly isLimit: boolean }) | undefined {
  const match = AMOUNT.exec(text);
  return match ? { ...placed(match), isLimit: COMPARED.test(text.slice(0, match.index)) } : undefined;
}

/** A number of capsules, drops or scoops, which says no strength. */
export function countIn(text: string): Form | undefined {
  const match = COUNT.exec(text);
  return match ? { ...placed(match), detail: 'without a strength', fixed: undefined } : undefined;
}

/** "one", the whole text a number of what was named before. */
export function countAlone(text: string): Form | undefined {
  const match = COUNT_ALONE.exec(text);
  return match ? { ...placed(match), detail: 'without a strength', fixed: undefined } : undefined;
}

/** "5 to 10 of the powder": a number of something that is weighed. */
export function numberOf(text: string): Form | undefined {
  const match = BARE_OF.exec(text);
  return match ? unitless(match.index, match[1] as string) : undefined;
}

/** Any number that an amount may have, with nothing behind it that it could be of. */
export function bareNumberIn(text: string): Form | undefined {
  for (const { index } of text.matchAll(/(?<=[\s\u00a0])\d/gu)) {
    const form = bareNumberAtStart(text.slice(index - 1), true);
    if (form) return { ...form, index: index - 1 + form.index };
  }
  return undefined;
}

/** Whether a trailing zero or a naked decimal stands at a unit of weight, whatever else the text says. */
export function mayBeMisread(text: string): boolean {
  return MISREAD_WEIGHT.test(text);
}

/** "three", directly before the end of a text, with what is counted at the start of another. */
export function countSplit(before: string, behind: string): Form | undefined {
  const match = NUMBER_BEFORE.exec(before);
  return match && FORM_BEHIND.test(behind)
    ? { ...placed(match), detail: 'without a strength', fixed: undefined }
    : undefined;
}

/** "a couple of", directly before the end of a text. */
export function vagueCountAtEnd(text: string): Form | undefined {
  const match = VAGUE.exec(text);
  return match ? { ...placed(match), detail: 'without a strength', fixed: undefined } : undefined;
}

/** "500 of", directly before the end of a text. */
export function bareNumberAtEnd(text: string): Form | undefined {
  const match = BARE_BEFORE.exec(text);
  return match ? unitless(match.index, match[1] as string) : undefined;
}

/** " 500", directly at the start of a text; years are none. `mustEnd`: what follows has to show that the dose ends there. */
export function bareNumberAtStart(text: string, mustEnd: boolean): Form | undefined {
  const match = BARE_BEHIND.exec(text);
  if (!match) return undefined;
  const number = match[1] as string;
  if (mustEnd && ((YEAR.test(number) && number !== '2000') || !BARE_ENDS.test(text.slice(match[0].length))))
    return undefined;
  return unitless(match[0].length - number.length, number);
}

const NAMED_UNIT = new RegExp(`(?<![${LATIN}])${UNIT}(?![${LATIN}])|(?<![${LATIN}])${FORM}(?![${LATIN}])`, 'i');

/** Whether a text names a unit or what is counted: "Dose (mg)". */
export function namesUnit(text: string): boolean {
  return NAMED_UNIT.test(text);
}

/** A number without a unit. */
export function unitless(index: number, number: string): Form {
  return { index, length: number.length, detail: 'without a unit', fixed: `${number} [unit]` };
}

function placed(match: RegExpExecArray): { readonly index: number; readonly length: number } {
  return { index: match.index, length: match[0].length };
}
