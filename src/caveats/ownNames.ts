import type { Concept, Term } from '../glossary/concept.ts';
import type { Mention } from '../glossary/occurrences.ts';
import type { Container } from '../markdown/document.ts';
import type { Tokens } from '../phrases/tokens.ts';
import { assertionOf } from './assertion.ts';
import { CAPITALIZED, INNER_CAPITAL, isMarkedName, MOST_WORDS, OTHER_NAME_SET } from './names.ts';
import { within } from './ordered.ts';
import type { ReadBlock, Reading, TokenRange } from './reading.ts';

/** The cue set of verbs between a product's name and what is in it: "contains", "is made with". */
const COMPOSITION_SET = 'composition';

/** What a name of a draft's own can stand for. */
const SUBSTANCES = ['supplement', 'prescription-medicine', 'precursor', 'cofactor'];

/** A substance that a draft has a name of its own for. */
export interface Substance {
  readonly concept: Concept;
  readonly term: Term;
}

/** Names of a draft's own, as it writes them, with what stands for each. */
export type OwnNames = ReadonlyMap<string, Substance>;

/** What a block says of substances and names for them, which it decides alone. */
export interface Naming {
  /** Names with what is in the thing that bears them. */
  readonly offers: readonly Offer[];
  /** The first substance that stands in it, and whether it begins with that. */
  readonly substance: Substance | undefined;
  readonly beginsWithIt: boolean;
}

const SAYS_NOTHING: Naming = { offers: [], substance: undefined, beginsWithIt: false };

/** What a reading says of substances and names for them. */
export function namingIn(reading: Reading): Naming {
  const substances = reading.mentions.filter(({ concept }) =>
    concept.classes.some((name) => SUBSTANCES.includes(name)),
  );
  const [first] = substances;
  if (first === undefined) return SAYS_NOTHING;
  return {
    offers: capitalRuns(reading).flatMap((run) => offersOf(run, reading, substances)),
    substance: { concept: first.concept, term: plainTerm(first) },
    beginsWithIt: first.first <= 1,
  };
}

/** The capitals of a block. */
interface Capitals {
  /** Names that no rule of grammar gives their capital. */
  readonly proven: readonly string[];
  /** The name that is all of the block. */
  readonly lone: string | undefined;
}

/** What was found of capitals; few blocks are asked for theirs. */
const capitals = new WeakMap<Tokens, Capitals>();

function capitalsIn(reading: Reading): Capitals {
  const known = capitals.get(reading.tokens);
  if (known) return known;
  const runs = capitalRuns(reading);
  const [run] = runs;
  const words = reading.tokens.word.reduce((sum, one) => sum + one, 0);
  const found = {
    proven: runs.filter(({ isProven }) => isProven).map(({ name }) => name),
    lone: run && run.first === 0 && run.end - run.first === words ? run.name : undefined,
  };
  capitals.set(reading.tokens, found);
  return found;
}

/** Whether a block may give a name to a substance, be it together with others beside it. */
export function mayName({ offers, beginsWithIt, substance }: Naming, isCell: boolean): boolean {
  return offers.length > 0 || beginsWithIt || (isCell && substance !== undefined);
}

function isCapitalized({ text, start, end, word }: Tokens, token: number): boolean {
  if (word[token] === 0) return false;
  const from = start[token] as number;
  const code = text.charCodeAt(from);
  // Most words are in lower case, which a look at one letter tells.
  return (code < LOWER_A || code > LOWER_Z) && CAPITALIZED.test(text.slice(from, end[token]));
}

const LOWER_A = 0x61;
const LOWER_Z = 0x7a;

/** A run of words with capitals. */
interface CapitalRun extends TokenRange {
  readonly name: string;
  readonly isProven: boolean;
}

function capitalRuns({ tokens, sentences, mentions, cues }: Reading): readonly CapitalRun[] {
  const { text, start, end, word } = tokens;
  const isCapital = (token: number): boolean => isCapitalized(tokens, token);
  const others = cues.filter(({ set }) => set === OTHER_NAME_SET);
  const isTaken = (first: number, last: number): boolean =>
    mentions.some((one) => one.first < last && first < one.end) ||
    others.some((one) => one.first <= last && first <= one.end);
  const runs: CapitalRun[] = [];
  const add = (first: number, last: number, isRest: boolean, isOpening: boolean): void => {
    if (last - first > MOST_WORDS || isTaken(first, last)) return;
    const name = text.slice(start[first], end[last - 1]);
    const isProven =
      !isRest && (!isOpening || last - first > 1 || INNER_CAPITAL.test(name) || isMarkedName(tokens, last));
    runs.push({ first, end: last, name, isProven });
  };
  for (const sentence of sentences) {
    for (let first = sentence.first; first < sentence.end; first++) {
      if (!isCapital(first)) continue;
      let last = first + 1;
      while (last < sentence.end && isCapital(last) && end[last - 1] === (start[last] as number) - 1) last++;
      const isOpening = first === sentence.first || (word[first - 1] === 0 && text[start[first - 1] as number] !== ',');
      add(first, last, false, isOpening);
      // "Take Daybreak": the first word may have its capital from the sentence.
      if (isOpening && last - first > 1) add(first + 1, last, true, false);
      first = last - 1;
    }
  }
  return runs;
}

/** Words in a parenthesis that names a substance, at most. */
const LONGEST_PARENTHESIS = 10;
/** Words between a verb and the substance, at most: "contains 200 mg of". */
const FARTHEST = 5;

function offersOf(run: CapitalRun, reading: Reading, substances: readonly Mention[]): Naming['offers'] {
  const { tokens, cues, sentences, sentenceOf } = reading;
  const { text, start, word } = tokens;
  const markAt = (token: number): string => (word[token] === 0 ? (text[start[token] as number] as string) : '');
  const offer = (mention: Mention): Naming['offers'] => [
    { name: run.name, concept: mention.concept, term: plainTerm(mention) },
  ];
  // "Zelvara (sertraline) tablets".
  if (markAt(run.end) === '(') {
    const inside = substances.find(({ first }) => first > run.end && first <= run.end + 3);
    for (
      let token = inside?.end ?? tokens.count;
      token < Math.min(tokens.count, run.end + LONGEST_PARENTHESIS);
      token++
    ) {
      if (markAt(token) === ')') return offer(inside as Mention);
    }
  }
  // "sertraline (Zelvara)".
  if (run.first > 1 && markAt(run.first - 1) === '(' && markAt(run.end) === ')') {
    const before = substances.find(({ end }) => end === run.first - 1);
    if (before) return offer(before);
  }
  // "Zelvara contains sertraline".
  const sentence = sentences[sentenceOf[run.first] as number] as TokenRange;
  const verb = within(cues, sentence).find(
    ({ set, first }) => set === COMPOSITION_SET && first >= run.end && first <= run.end + 1,
  );
  const held = verb && substances.find(({ first }) => first >= verb.end && first <= verb.end + FARTHEST);
  if (held && held.end <= sentence.end && assertionOf(reading, held).status === 'affirmed') return offer(held);
  return [];
}

/** The term itself, or one of its concept that is no abbreviation: a name is none. */
function plainTerm({ concept, term }: Mention): Term {
  return term.abbreviation ? (concept.terms.find(({ abbreviation }) => !abbreviation) ?? term) : term;
}

/** A name with the substance that it is given to. */
export type Offer = Substance & { readonly name: string };

/**
 * The names that the blocks of a draft give to substances: words that have a capital where grammar asks for none, and nowhere in the source stand
 * without it. What a name stands for is said in a parenthesis, by a verb, beside or above it in a table, or below it as a heading.
 */
export function ownNamesIn(blocks: readonly ReadBlock[], source: string): OwnNames {
  return ownNames(offersAmong(blocks), source, blocks.map(provenIn));
}

export const NO_NAMES: OwnNames = new Map();

/** Of names that are offered, in the order of their places, those that are meant. `proven`: the names that each part of the draft proves to be some. */
export function ownNames(offers: readonly Offer[], source: string, proven: Iterable<readonly string[]>): OwnNames {
  if (offers.length === 0) return NO_NAMES;
  const offered = new Set(offers.map(({ name }) => name));
  const meant = new Set<string>();
  for (const some of proven) for (const name of some) if (offered.has(name)) meant.add(name);
  const names = new Map<string, Substance>();
  for (const { name, concept, term } of offers) {
    if (meant.has(name) && !names.has(name)) names.set(name, { concept, term });
  }
  for (const name of names.keys()) if (!name.includes(' ') && standsInLowerCase(name, source)) names.delete(name);
  return names;
}

/** The words of a block that have their capital from no rule of grammar. */
export function provenIn(read: Reading): readonly string[] {
  return capitalsIn(read).proven;
}

/** The names that blocks one after the other offer for substances. */
export function offersAmong(blocks: readonly ReadBlock[]): readonly Offer[] {
  const offers: Offer[] = [];
  let row: ReadBlock[] = [];
  let header: ReadBlock[] = [];
  const offer = (read: ReadBlock | undefined, substance: Substance | undefined): void => {
    const name = read && capitalsIn(read).lone;
    if (name !== undefined && substance !== undefined) offers.push({ ...substance, name });
  };
  const closeRow = (): void => {
    const [first, ...others] = row;
    const rest = others.filter(({ naming }) => naming.substance !== undefined);
    if (rest.length === 1) offer(first, rest[0]?.naming.substance);
    for (const [column, { naming }] of row.entries()) if (naming.beginsWithIt) offer(header[column], naming.substance);
    row = [];
  };
  for (const [index, read] of blocks.entries()) {
    const { block, naming } = read;
    if (row[0] && row[0].block.parent !== block.parent) closeRow();
    offers.push(...offeredByHeading(blocks[index - 1], read), ...naming.offers);
    if (block.kind !== 'cell') continue;
    if (header[0] && tableOf(header[0]) !== tableOf(read)) header = [];
    if (block.parent?.index === 0) header.push(read);
    else row.push(read);
  }
  closeRow();
  return offers;
}

/** The name that a heading is, offered for the substance with which the paragraph below it begins. */
export function offeredByHeading(before: ReadBlock | undefined, { block, naming }: ReadBlock): readonly Offer[] {
  if (!naming.beginsWithIt || block.kind !== 'paragraph' || before?.block.kind !== 'heading') return [];
  const name = capitalsIn(before).lone;
  return name === undefined || naming.substance === undefined ? [] : [{ ...naming.substance, name }];
}

function standsInLowerCase(word: string, source: string): boolean {
  const lower = word.toLowerCase();
  for (let at = source.indexOf(lower); at >= 0; at = source.indexOf(lower, at + 1)) {
    if (!LETTER.test(source[at - 1] ?? '') && !LETTER.test(source[at + lower.length] ?? '')) return true;
  }
  return false;
}

const LETTER = /[\p{L}\p{N}]/u;

/**
 * Whether a block names with a capital what the whole of its source may have a name of its own for. What the source does not show, such as a name that is
 * written with entities, is not thought of.
 */
export function mayHoldOwnName(
  { tokens, mentions }: ReadBlock,
  mayBeName: (word: string, isOfSeveral: boolean) => boolean,
): boolean {
  const { text, start, end, count } = tokens;
  for (let token = 0; token < count; token++) {
    if (!isCapitalized(tokens, token) || mentions.some((one) => one.first <= token && token < one.end)) continue;
    const word = text.slice(start[token], end[token]);
    const isOfSeveral = token + 1 < count && isCapitalized(tokens, token + 1);
    if (mayBeName(word, isOfSeveral)) return true;
  }
  return false;
}

/** Whether a source may have a word with a capital, or several of which it is the first, for a name of its own; each is looked for once. */
export function namesToBeExpected(
  source: string,
  namingOf: (text: string) => Naming,
): (word: string, isOfSeveral: boolean) => boolean {
  const known = new Map<string, boolean>();
  const isGiven = (word: string): boolean => {
    for (let at = source.indexOf(word); at >= 0; at = source.indexOf(word, at + 1)) {
      if (mayGiveName(source, at, word.length, namingOf)) return true;
    }
    return false;
  };
  return (word, isOfSeveral) => {
    if (!isOfSeveral && standsInLowerCase(word, source)) return false;
    const answer = known.get(word) ?? isGiven(word);
    known.set(word, answer);
    return answer;
  };
}

/** Whether what stands around a word may give it to a substance as its name: as a heading or cell of its own, or by what its sentence says. */
function mayGiveName(source: string, at: number, length: number, namingOf: (text: string) => Naming): boolean {
  GOES_ON.lastIndex = at + length;
  const before = source.slice(Math.max(0, at - AROUND), at);
  if (!GOES_ON.test(source) && !OPENED.test(before)) {
    const behind = source.slice(at, at + AROUND);
    const alone = `${before.split(BOUNDARY).at(-1) ?? ''}${behind.split(BOUNDARY)[0] ?? ''}`;
    return ALONE.test(alone.replace(MARKUP, ''));
  }
  return namingOf(`${before}${source.slice(at, at + length + AROUND)}`.replace(MARKUP, '')).offers.length > 0;
}

/** A parenthesis or a verb may follow on a name, or it stands in a parenthesis. */
const GOES_ON = /(?:[ \t]+\p{Lu}[\p{L}\p{N}]*(?![\p{L}\p{N}])){0,3}[*_~`\]™®]*\s*[(\p{Ll}]/uy;
const OPENED = /\([*_~`[]*$/;
const BOUNDARY = /[|\r\n]/;
const MARKUP = /[*_~`[\]#>]+|\^\S+/g;
/** Nothing but a few words with capitals. */
const ALONE = /^\s*\p{Lu}\S*(?:\s+\p{Lu}\S*){0,3}\s*$/u;

/** So much source around a name may say what it stands for, in UTF-16 units. */
const AROUND = 80;

function tableOf({ block }: ReadBlock): Container | undefined {
  return block.parent?.parent;
}

/**
 * Where own names stand in a block beside its mentions; the mentions themselves where none does. A heading or a cell only names, and where a sentence
 * has the substance itself, its name says no more.
 */
export function withOwnNames({ block, mentions, tokens, sentenceOf }: ReadBlock, names: OwnNames): readonly Mention[] {
  if (block.kind === 'cell' || block.kind === 'heading') return mentions;
  const { text, start, end, count } = tokens;
  const found: Mention[] = [];
  for (let first = 0; first < count; first++) {
    if (!isCapitalized(tokens, first)) continue;
    for (let last = Math.min(first + MOST_WORDS, count); last > first; last--) {
      const substance = names.get(text.slice(start[first], end[last - 1]));
      if (substance === undefined) continue;
      const isSaid = mentions.some(
        (one) =>
          (one.first < last && first < one.end) ||
          (one.concept === substance.concept && sentenceOf[one.first] === sentenceOf[first]),
      );
      if (isSaid) continue;
      found.push({ ...substance, first, end: last, contains: [], isName: true });
      first = last - 1;
      break;
    }
  }
  return found.length === 0 ? mentions : [...mentions, ...found].sort((one, two) => one.first - two.first);
}
