import type { Concept } from '../../glossary/concept.ts';
import type { Mention } from '../../glossary/occurrences.ts';
import { type English, pluralOf } from '../../phrases/english.ts';
import { foldForms } from '../../phrases/fold.ts';
import { plainForm } from '../../phrases/notation.ts';
import { type Anchored, type AnchoredEdit, type AnchoredFix, anchored } from '../anchored.ts';
import type { Detected, DetectorInput, DraftDetector } from '../detectors.ts';
import { cuesIn, type Draft, sectionOfBlock, sentenceAt } from '../draft.ts';
import { isExcluded } from '../excluded.ts';
import { within } from '../ordered.ts';
import { type Passage, passagesOf } from '../passages.ts';
import type { ReadBlock, TokenRange } from '../reading.ts';
import { type Statement, statementsOfBlock } from '../statements.ts';
import { longFormBefore, spellsOut } from './shortForms.ts';

/** An abbreviation where it stands: alone, or with its long form, which is what `definition` covers. */
interface Use extends TokenRange {
  readonly read: ReadBlock;
  /** Without plural s, in one form of hyphen. */
  readonly short: string;
  readonly concept: Concept;
  readonly definition: TokenRange | undefined;
  /** The long form inside the definition. */
  readonly long: TokenRange | undefined;
}

/** A draft with fewer characters than this may use an abbreviation once without boring anybody. */
const LONG_DRAFT = 1500;

/**
 * Abbreviations that are not expanded at their first mention, abstract and body apart, as the AMA Manual of Style asks (11th ed., ch. 13): also those defined
 * twice, and in a longer draft those defined and never used again. Headings and cells are looked at only where no paragraph has the abbreviation.
 */
export const abbreviations: DraftDetector = (input) => {
  const { draft, rule } = input;
  const exempt = new Set(Object.values(rule.detector?.lists ?? {}).flat());
  const groups = new Map<string, Use[]>();
  let isDefined = false;
  for (const passage of passagesOf(draft)) {
    const part = isAbstract(passage) ? 'abstract' : 'body';
    for (const use of usesIn(passage)) {
      if (exempt.has(use.short)) continue;
      isDefined ||= use.definition !== undefined;
      const key = `${part} ${use.short}`;
      const group = groups.get(key);
      if (group) group.push(use);
      else groups.set(key, [use]);
    }
  }
  const found = [...groups.values()].flatMap((group) => detectedIn(group, input));
  // Who expands none of many has another habit, which is said once.
  return found.length >= HABIT && !isDefined ? found.map(inHabit) : found;
};

function inHabit(one: Detected): Detected {
  const known = habits.get(one) ?? { ...one, unit: 'habit' };
  habits.set(one, known);
  return known;
}

const habits = new WeakMap<Detected, Detected>();

/** So many abbreviations, and none expanded, are no oversight. */
const HABIT = 3;

/** What is found of a group of uses, remembered by its first. */
interface Grouped {
  readonly group: readonly Use[];
  readonly isLong: boolean;
  readonly statements: readonly (Statement | undefined)[];
  readonly found: readonly Detected[];
}

const grouped = new WeakMap<Use, Grouped>();

function detectedIn(group: readonly Use[], { draft, english }: DetectorInput): readonly Detected[] {
  const first = group[0] as Use;
  const isLong = draft.document.source.length >= LONG_DRAFT;
  const told = toldOf(group);
  const statements = told.map((use) => statementOf(draft, use));
  const known = grouped.get(first);
  if (known?.isLong === isLong && isSame(known.group, group) && isSame(known.statements, statements))
    return known.found;
  const found = told.flatMap((use, index) => {
    const statement = statements[index];
    if (!statement) return [];
    return [index > 0 ? repeatedOf(use, statement) : firstOfGroup(use, statement, group, isLong, english)];
  });
  grouped.set(first, { group, isLong, statements, found });
  return found;
}

function isSame<T>(one: readonly T[], two: readonly T[]): boolean {
  return one.length === two.length && one.every((item, index) => item === two[index]);
}

/** The uses of which something is said: the first one, in a paragraph if there is one, and where it defines the abbreviation all that do so again. */
function toldOf(group: readonly Use[]): readonly Use[] {
  const first = group.find(({ read }) => read.block.kind === 'paragraph') ?? (group[0] as Use);
  return first.definition ? [first, ...group.filter(({ definition }) => definition !== undefined).slice(1)] : [first];
}

/** A further definition. It is marked whole, since all of it is too much. */
function repeatedOf(use: Use, statement: Statement): Detected {
  return detectedAt(use, use.definition ?? use, statement, false, 'defined a second time', longFormTakenOut(use));
}

function firstOfGroup(
  use: Use,
  statement: Statement,
  group: readonly Use[],
  isLong: boolean,
  english: English,
): Detected {
  const definitions = group.filter(({ definition }) => definition !== undefined);
  const focus = definitions.indexOf(use) > 0 ? (use.definition ?? use) : use;
  if (use.definition) {
    if (group.length > 1 || !isLong) return detectedAt(use, focus, statement, true, '', []);
    return detectedAt(use, focus, statement, false, 'which is not used again', shortFormTakenOut(use));
  }
  const heading = definitions.find(({ read }) => read.block.kind === 'heading' && read.index < use.read.index);
  if (heading || isSpelledOutBeside(use, statement)) return detectedAt(use, focus, statement, true, '', []);
  const [later] = definitions;
  const detail = later ? 'before its definition' : 'without its long form';
  return detectedAt(use, focus, statement, false, detail, expansion(use, later, english));
}

function detectedAt(
  use: Use,
  { first, end }: TokenRange,
  statement: Statement,
  covered: boolean,
  detail: string,
  fixes: readonly AnchoredFix[],
): Detected {
  const { read, definition, concept } = use;
  const focus = { first, end };
  const caveat = covered ? placeIn(read, definition ?? use) : undefined;
  const coverage = [{ covered, caveat, reason: undefined }];
  const found = { statement, part: { read, range: focus }, focus, concepts: [concept.id], detail, coverage, fixes };
  // What is superfluous is said once.
  return covered || definition === undefined ? found : { ...found, unit: 'superfluous' };
}

/** Whether the long form stands without brackets in the same sentence, the one before, or the heading above: "the long form, or ABBR, is …". */
function isSpelledOutBeside(use: Use, { topic }: Statement): boolean {
  const { read } = use;
  const sentence = read.sentenceOf[use.first] ?? 0;
  const near = {
    first: read.sentences[Math.max(0, sentence - 1)]?.first ?? 0,
    end: read.sentences[sentence]?.end ?? read.tokens.count,
  };
  const heading = topic.find((part) => part.read.block.kind === 'heading');
  return spellsOutIn(read, near, use) || (heading !== undefined && spellsOutIn(heading.read, heading.range, use));
}

function spellsOutIn({ mentions, tokens }: ReadBlock, range: TokenRange, { short, concept }: Use): boolean {
  return within(mentions, range).some(
    (one) => one.concept === concept && !one.term.abbreviation && spellsOut(tokens, one, short),
  );
}

/** Puts the long form before the first mention, and takes it out of a later definition. */
function expansion(use: Use, later: Use | undefined, english: English): readonly AnchoredFix[] {
  const long = later?.long ? textOf(later.read, later.long) : preferredOf(use.concept);
  if (!long) return [];
  const written = textOf(use.read, use);
  const { head, tail } = parted(written);
  const base = tail !== '' && long.toLowerCase().endsWith(tail.toLowerCase()) ? long.slice(0, -tail.length) : long;
  const plural = /[\p{Lu}\p{N}]s$/u.test(head) && !later && tail === '';
  const expanded = plural ? inPlural(base, english) : base;
  const starts = use.first === sentenceAt(use.read, use.first).first;
  const text = `${starts ? capitalized(expanded) : expanded} (${head})${tail}`;
  const edits: AnchoredEdit[] = [{ at: placeIn(use.read, use), text }];
  if (later?.definition) edits.push({ at: placeIn(later.read, later.definition), text: textOf(later.read, later) });
  return [{ title: `Write “${text}”`, edits }];
}

function longFormTakenOut(use: Use): readonly AnchoredFix[] {
  if (!use.definition) return [];
  const text = textOf(use.read, use);
  return [{ title: `Write “${text}” alone`, edits: [{ at: placeIn(use.read, use.definition), text }] }];
}

function shortFormTakenOut(use: Use): readonly AnchoredFix[] {
  if (!use.definition || !use.long) return [];
  const text = textOf(use.read, use.long);
  return [{ title: `Write “${text}” alone`, edits: [{ at: placeIn(use.read, use.definition), text }] }];
}

/** "HPA axis" parted into the abbreviation and the word that belongs to its long form too. */
function parted(written: string): { readonly head: string; readonly tail: string } {
  const space = written.search(/\s/);
  return space < 0 ? { head: written, tail: '' } : { head: written.slice(0, space), tail: written.slice(space) };
}

function inPlural(text: string, english: English): string {
  const cut = text.lastIndexOf(' ') + 1;
  return text.slice(0, cut) + pluralOf(text.slice(cut), english);
}

function capitalized(text: string): string {
  return (text[0] ?? '').toUpperCase() + text.slice(1);
}

/** A concept's preferred term in words, undefined where that is an abbreviation itself. */
function preferredOf({ terms }: Concept): string | undefined {
  const preferred = terms.find(({ status }) => status === 'preferred');
  return preferred && !preferred.abbreviation ? plainForm(preferred.phrase) : undefined;
}

function textOf(read: ReadBlock, { first, end }: TokenRange): string {
  return read.tokens.text.slice(read.tokens.start[first], read.tokens.end[end - 1]);
}

function placeIn(read: ReadBlock, { first, end }: TokenRange): Anchored {
  const prose = { start: read.tokens.start[first] as number, end: read.tokens.end[end - 1] as number };
  return anchored(read, read.block.prose.toSource(prose));
}

/** Every abbreviation of the glossary in a passage, in source order. */
function usesIn(passage: Passage): readonly Use[] {
  const known = used.get(passage) ?? passage.reads.flatMap(usesOf);
  used.set(passage, known);
  return known;
}

const used = new WeakMap<Passage, readonly Use[]>();

function usesOf(read: ReadBlock): readonly Use[] {
  if (read.mentions.length === 0) return [];
  const known = usedIn.get(read) ?? read.mentions.flatMap(shortMentions).flatMap((mention) => useOf(read, mention));
  usedIn.set(read, known);
  return known;
}

/** The abbreviations of blocks; blocks outlive edits elsewhere. */
const usedIn = new WeakMap<ReadBlock, readonly Use[]>();

/** The abbreviations among a mention and the shorter ones inside it. */
function shortMentions(mention: Mention): readonly Mention[] {
  if (mention.term.abbreviation) return [mention];
  return mention.contains.flatMap(shortMentions).slice(0, 1);
}

function useOf(read: ReadBlock, { first, end, concept }: Mention): readonly Use[] {
  if (isExcluded(read, { first, end })) return [];
  const written = foldForms(textOf(read, { first, end })).replace(/[\u2010-\u2013\u2212]/g, '-');
  const short = parted(written).head.replace(/(?<=[\p{Lu}\p{N}])s$/u, '');
  return [{ read, first, end, short, concept, ...definitionAt(read, { first, end }, short, concept) }];
}

/** Whether an abbreviation stands beside its long form: "long form (ABBR)", "ABBR (long form)", "ABBR: long form". */
function definitionAt(
  read: ReadBlock,
  { first, end }: TokenRange,
  short: string,
  concept: Concept,
): { readonly definition: TokenRange | undefined; readonly long: TokenRange | undefined } {
  const { tokens } = read;
  const mark = (token: number): string =>
    token >= 0 && token < tokens.count && tokens.word[token] === 0
      ? (tokens.text[tokens.start[token] as number] as string)
      : '';
  const sentence = sentenceAt(read, first);
  const ofConcept = (range: TokenRange): boolean =>
    read.mentions.some(
      (one) => one.concept === concept && !one.term.abbreviation && one.first >= range.first && one.end <= range.end,
    );
  if ('(['.includes(mark(first - 1) || ' ')) {
    const before = read.mentions.find(
      (one) => one.concept === concept && !one.term.abbreviation && one.end === first - 1,
    );
    const long = before ?? longFormBefore(tokens, sentence, first - 1, short);
    const close = closing(tokens.count, mark, end);
    if (long) return { long: { first: long.first, end: first - 1 }, definition: { first: long.first, end: close } };
  }
  const opens = '(['.includes(mark(end) || ' ');
  if (opens || ':='.includes(mark(end) || ' ')) {
    const close = opens ? closing(tokens.count, mark, end + 1) : sentence.end;
    const inside = { first: end + 1, end: opens ? close - 1 : close };
    if (inside.end > inside.first && (ofConcept(inside) || spellsOut(tokens, inside, short)))
      return { long: inside, definition: { first, end: opens ? close : inside.end } };
  }
  return { definition: undefined, long: undefined };
}

/** The token behind the bracket that closes next. */
function closing(count: number, mark: (token: number) => string, from: number): number {
  for (let token = from; token < Math.min(count, from + 20); token++)
    if (')]'.includes(mark(token) || ' ')) return token + 1;
  return from;
}

function isAbstract({ heading }: Passage): boolean {
  return (
    heading !== undefined && cuesIn(heading, { first: 0, end: heading.tokens.count }, ['abstract-heading']).length > 0
  );
}

/** The sentence or row that holds a use. */
function statementOf(draft: Draft, { read, first }: Use): Statement | undefined {
  const passage = passagesOf(draft)[sectionOfBlock(draft, read.index).index] as Passage;
  return statementsOfBlock(passage, read).find(({ own }) =>
    own.some((part) => part.read === read && part.range.first <= first && first < part.range.end),
  );
}
