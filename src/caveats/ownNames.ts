import type { Concept, Term } from '../glossary/concept.ts';
import type { Mention } from '../glossary/occurrences.ts';
import type { Container } from '../markdown/document.ts';
import { assertionOf } from './assertion.ts';
import { capitalsIn, isCapitalized, type NameRun, nameRuns, written } from './capitals.ts';
import { isQuestion, wordAt } from './clauses.ts';
import { isExcluded } from './excluded.ts';
import { MOST_WORDS, NAME_SET } from './names.ts';
import { within } from './ordered.ts';
import type { ReadBlock, Reading, TokenRange } from './reading.ts';
import { isMedicine, isSubstance } from './substances.ts';

/** The cue set of verbs between a product's name and what is in it: "contains", "is made with". */
const COMPOSITION_SET = 'composition';

/** The cue set of what a product comes as. */
const FORM_SET = 'product-form';

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

/** What a reading says of substances and names for them; what is struck out, quoted, denied or asked says nothing. */
export function namingIn(reading: Reading & Pick<ReadBlock, 'excluded' | 'quoted'>): Naming {
  const substances = reading.mentions.filter(
    (mention) =>
      isSubstance(mention.concept) &&
      !isExcluded(reading, mention) &&
      assertionOf(reading, mention).status === 'affirmed' &&
      !isAsked(reading, mention),
  );
  const [first] = substances;
  if (first === undefined) return SAYS_NOTHING;
  return {
    offers: nameRuns(reading).flatMap((run) => offersOf(run, reading, substances)),
    substance: { concept: first.concept, term: plainTerm(first) },
    beginsWithIt: first.first <= 1 || OPENING.test(reading.tokens.text.slice(0, reading.tokens.start[first.first])),
  };
}

/** Whether a mention stands in a question, or is of what something is free of. */
function isAsked(reading: Reading, { first, end }: TokenRange): boolean {
  const isFree = end < reading.tokens.count && wordAt(reading, end) === 'free';
  return isFree || isQuestion(reading, reading.sentences[reading.sentenceOf[first] as number] as TokenRange);
}

/** Whether a block may give a name to a substance, be it together with others beside it. */
export function mayName({ offers, beginsWithIt, substance }: Naming, isCell: boolean): boolean {
  return offers.length > 0 || beginsWithIt || (isCell && substance !== undefined);
}

/** What may stand before the substance with which a label begins: "With 300 mg of", "Each capsule holds". */
const OPENING =
  /^\s*(?:(?:made )?(?:with|from)|contains|provides|delivers|supplies|pure|(?:one|each|every) \p{L}+ (?:contains|provides|delivers|supplies|holds|has|brings|packs|gives you))?[\s\d.,×x]*(?:mg|mcg|µg|μg|g)?\s*(?:of\s+)?$/iu;

/** Words in a parenthesis that names a substance, at most. */
const LONGEST_PARENTHESIS = 10;
/** What may stand between the opening parenthesis and the substance: "(200 mg of L-theanine)". */
const AMOUNT_ONLY = /^[\s\d.,×x]*(?:mg|mcg|µg|μg|g)?\s*(?:of\s*)?$/;
/** Words between a verb and the substance, at most: "contains 200 mg of". */
const FARTHEST = 5;

function offersOf(run: NameRun, reading: Reading, substances: readonly Mention[]): Naming['offers'] {
  const { tokens, cues, sentences, sentenceOf } = reading;
  const { text, start, end, word } = tokens;
  const markAt = (token: number): string => (word[token] === 0 ? (text[start[token] as number] as string) : '');
  const offer = (mention: Mention): Naming['offers'] => [
    { name: run.name, concept: mention.concept, term: plainTerm(mention) },
  ];
  // "Zelvara (sertraline) tablets", "Zelvara® (sertraline)".
  const opening = '™®'.includes(markAt(run.end) || ' ') ? run.end + 1 : run.end;
  if (markAt(opening) === '(') {
    const inside = substances.find(
      ({ first }) => first > opening && AMOUNT_ONLY.test(text.slice(end[opening], start[first])),
    );
    const last = Math.min(tokens.count, opening + LONGEST_PARENTHESIS);
    for (let token = inside?.end ?? last; token < last; token++) {
      if (markAt(token) === ')') return offer(inside as Mention);
    }
  }
  // "sertraline (Zelvara)".
  if (run.first > 1 && markAt(run.first - 1) === '(' && markAt(run.end) === ')') {
    const before = substances.find(({ end }) => end === run.first - 1);
    if (before) return offer(before);
  }
  // "Our theanine powder, Zelvara, …", "theanine and GABA powder, Zelvara".
  const sentence = sentences[sentenceOf[run.first] as number] as TokenRange;
  const comma = run.first - 1;
  if (
    comma > sentence.first &&
    markAt(comma) === ',' &&
    (run.end === sentence.end || ',.!'.includes(markAt(run.end) || ' '))
  ) {
    const form = within(cues, sentence).find(({ set, end }) => set === FORM_SET && end === comma);
    const named = form && substances.find(({ end }) => end <= form.first && end >= form.first - 2);
    if (named) return offer(named);
  }
  // "Zelvara is sertraline".
  const is = substances.find(({ first }) => first === run.end + 1);
  if (is && /^(?:is|are)$/.test(wordAt(reading, run.end))) return offer(is);
  // "Zelvara contains sertraline".
  const verb = within(cues, sentence).find(
    ({ set, first }) => set === COMPOSITION_SET && first >= run.end && first <= run.end + 1,
  );
  const held = verb && substances.find(({ first }) => first >= verb.end && first <= verb.end + FARTHEST);
  if (held && held.end <= sentence.end) return offer(held);
  return [];
}

/** The term itself, or one of its concept that is no abbreviation: a name is none. */
function plainTerm({ concept, term }: Mention): Term {
  return term.abbreviation ? (concept.terms.find(({ abbreviation }) => !abbreviation) ?? term) : term;
}

/** A name with the substance that it is given to. */
export type Offer = Substance & {
  readonly name: string;
  /** The whole name, of which it is a part. */
  readonly of?: string;
};

/**
 * The names that the blocks of a draft give to substances: words that have a capital where grammar asks for none, and nowhere in its prose stand
 * without it. What a name stands for is said in a parenthesis, by a verb, beside or above it in a table, or below it as a heading.
 */
export function ownNamesIn(blocks: readonly ReadBlock[], isSilent: (block: ReadBlock) => boolean): OwnNames {
  const offers = offersAmong(blocks.filter((read) => !isSilent(read)));
  return ownNames(offers, blocks.map(provenIn), (names) => blocks.flatMap((read) => smallIn(read, names)));
}

export const NO_NAMES: OwnNames = new Map();

/**
 * Of names that are offered, in the order of their places, those that are meant. `proven`: the names that each part of the draft proves to be some;
 * `smallAmong` gives those of some words in lower case that stand in the draft.
 */
export function ownNames(
  offers: readonly Offer[],
  proven: Iterable<readonly string[]>,
  smallAmong: (words: ReadonlySet<string>) => Iterable<string>,
): OwnNames {
  if (offers.length === 0) return NO_NAMES;
  const all = [...offers, ...shortened(offers)];
  const offered = new Set(all.map(({ name }) => name));
  const meant = new Set<string>();
  for (const some of proven) for (const name of some) if (offered.has(name)) meant.add(name);
  const names = new Map<string, Substance>();
  for (const { name, of, concept, term } of all) {
    if (!names.has(name) && (meant.has(name) || (of && meant.has(of)))) names.set(name, { concept, term });
  }
  const single = new Map(
    [...names.keys()].filter((name) => !name.includes(' ')).map((name) => [name.toLowerCase(), name]),
  );
  if (single.size > 0) for (const word of smallAmong(new Set(single.keys()))) names.delete(single.get(word) as string);
  return names;
}

/** What the names of a line are soon called: of "Molven Day" and "Molven Night" what stands behind the word that they share. */
function shortened(offers: readonly Offer[]): readonly Offer[] {
  const lines = new Map<string, Offer[]>();
  for (const offer of offers) {
    const line = offer.name.split(' ', 1)[0] as string;
    const name = offer.name.slice(line.length + 1);
    // "XL" and "Go" are no names by themselves.
    if (name.length > 2) lines.set(line, [...(lines.get(line) ?? []), { ...offer, name, of: offer.name }]);
  }
  return [...lines.values()].filter((line) => line.some(({ name }) => name !== line[0]?.name)).flat();
}

/** Those of some words in lower case that stand in the prose of a block. */
export function smallIn({ tokens }: Reading, words: ReadonlySet<string>): readonly string[] {
  const { text, start, end, count } = tokens;
  const found: string[] = [];
  for (let token = 0; token < count; token++) {
    const code = text.charCodeAt(start[token] as number);
    // Capitals and marks, which are most of what is no small letter, are told by one look.
    if (code < SMALLEST) continue;
    const word = text.slice(start[token], end[token]);
    if (words.has(word)) found.push(word);
  }
  return found;
}

const SMALLEST = 0x61;

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

function tableOf({ block }: ReadBlock): Container | undefined {
  return block.parent?.parent;
}

/**
 * The mentions of a block with its own names among them, and its cues; the same ones where no name stands. A heading or a cell only names, and where a sentence
 * has the substance itself, its name says no more.
 */
export function withOwnNames(
  { block, mentions, cues, tokens, sentenceOf }: ReadBlock,
  names: OwnNames,
): Pick<ReadBlock, 'mentions' | 'cues'> {
  if (block.kind === 'cell' || block.kind === 'heading') return { mentions, cues };
  const { count } = tokens;
  const found: Mention[] = [];
  for (let first = 0; first < count; first++) {
    if (!isCapitalized(tokens, first)) continue;
    for (let last = Math.min(first + MOST_WORDS, count); last > first; last--) {
      const substance = names.get(written(tokens, first, last));
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
  if (found.length === 0) return { mentions, cues };
  const medicines = found.filter(({ concept }) => isMedicine(concept));
  return {
    mentions: [...mentions, ...found].sort((one, two) => one.first - two.first),
    // A medicine's name is no product's, of which other things are said.
    cues: cues.filter(
      ({ set, first, end }) => set !== NAME_SET || !medicines.some((one) => one.first < end && first < one.end),
    ),
  };
}
