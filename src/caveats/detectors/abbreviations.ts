import type { Concept } from '../../glossary/concept.ts';
import { type English, pluralOf } from '../../phrases/english.ts';
import { plainForm } from '../../phrases/notation.ts';
import { type Anchored, type AnchoredEdit, type AnchoredFix, anchored } from '../anchored.ts';
import type { Detected, DetectorInput, DraftDetector } from '../detectors.ts';
import { cuesIn, type Draft, sectionOfBlock, sentenceAt } from '../draft.ts';
import { within } from '../ordered.ts';
import { type Passage, passagesOf } from '../passages.ts';
import type { ReadBlock, TokenRange } from '../reading.ts';
import { type Statement, statementsOfBlock } from '../statements.ts';
import { parted, textOf, type Use, usesIn } from './abbreviationUses.ts';
import { spellsOut } from './shortForms.ts';

/** A draft with fewer characters than this may use an abbreviation once without boring anybody. */
const LONG_DRAFT = 1500;

/**
 * Abbreviations that are not expanded at their first mention, abstract and body apart, as the AMA Manual of Style asks (11th ed., ch. 13): also those defined
 * twice, and in a longer draft those defined and never used again. Headings and cells are looked at only where no paragraph has the abbreviation.
 */
export const abbreviations: DraftDetector = function* (input) {
  const { draft, rule } = input;
  const exempt = new Set(Object.values(rule.detector?.lists ?? {}).flat());
  const groups = new Map<string, Use[]>();
  let isDefined = false;
  for (const [number, passage] of passagesOf(draft).entries()) {
    if (number % PASSAGES === PASSAGES - 1) yield;
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
  const found: Detected[] = [];
  let looked = 0;
  for (const group of groups.values()) {
    found.push(...detectedIn(group, input));
    if (++looked % GROUPS === 0) yield;
  }
  // Who expands none of many has another habit, which is said once.
  return found.length >= HABIT && !isDefined ? found.map(inHabit) : found;
};

/** Passages, and abbreviations, that are looked at between two yields. */
const PASSAGES = 100;
const GROUPS = 10;

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

function placeIn(read: ReadBlock, { first, end }: TokenRange): Anchored {
  const prose = { start: read.tokens.start[first] as number, end: read.tokens.end[end - 1] as number };
  return anchored(read, read.block.prose.toSource(prose));
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
