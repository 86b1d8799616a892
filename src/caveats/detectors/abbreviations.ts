import type { Concept } from '../../glossary/concept.ts';
import type { Mention } from '../../glossary/occurrences.ts';
import type { Section } from '../../markdown/document.ts';
import { type English, pluralOf } from '../../phrases/english.ts';
import { foldForms } from '../../phrases/fold.ts';
import { plainForm } from '../../phrases/notation.ts';
import type { OffsetRange } from '../../phrases/offsetRange.ts';
import type { Coverage } from '../coverage.ts';
import type { Detected, Detector, DetectorInput } from '../detectors.ts';
import { cuesIn, type Draft, headingOf, sectionOfBlock, sentenceAt } from '../draft.ts';
import { isExcluded } from '../excluded.ts';
import type { Edit, Fix } from '../finding.ts';
import { within } from '../ordered.ts';
import type { ReadBlock, TokenRange } from '../reading.ts';
import type { Statement } from '../statements.ts';
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
export const abbreviations: Detector = (input) => {
  const { draft, rule } = input;
  const exempt = new Set(Object.values(rule.detector?.lists ?? {}).flat());
  const uses = usesIn(draft).filter(({ short }) => !exempt.has(short));
  const places = statementIndex(input.statements, new Set(uses.map(({ read }) => read)));
  const groups = new Map<string, Use[]>();
  const abstracts = new Map<Section, boolean>();
  for (const use of uses) {
    const section = sectionOfBlock(draft, use.read.index);
    const abstract = abstracts.get(section) ?? isAbstract(draft, section);
    abstracts.set(section, abstract);
    const part = abstract ? 'abstract' : 'body';
    const key = `${part} ${use.short}`;
    const group = groups.get(key);
    if (group) group.push(use);
    else groups.set(key, [use]);
  }
  const found = [...groups.values()].flatMap((group) => detectedIn(group, input, places));
  // Who expands none of many has another habit, which is said once.
  const isHabit = found.length >= HABIT && uses.every(({ definition }) => definition === undefined);
  return isHabit ? found.map((one) => ({ ...one, unit: 'habit' })) : found;
};

/** So many abbreviations, and none expanded, are no oversight. */
const HABIT = 3;

function detectedIn(
  group: readonly Use[],
  { draft, english }: DetectorInput,
  places: (use: Use) => Statement | undefined,
): readonly Detected[] {
  const running = group.filter(({ read }) => read.block.kind === 'paragraph');
  const ordered = running.length > 0 ? running : group;
  const first = ordered[0] as Use;
  const definitions = group.filter(({ definition }) => definition !== undefined);
  const repeated = first.definition ? definitions.slice(1) : [];
  const claim = (use: Use, covered: boolean, detail: string, fixes: readonly Fix[]): readonly Detected[] => {
    const statement = places(use);
    if (!statement) return [];
    const coverage: Coverage = {
      covered,
      caveat: covered ? rangeOf(use.read, use.definition ?? use) : undefined,
      reason: undefined,
    };
    // A second definition is marked whole, since all of it is too much.
    const { first: from, end } = repeated.includes(use) ? (use.definition ?? use) : use;
    const focus = { first: from, end };
    const concepts = [use.concept.id];
    const part = { read: use.read, range: focus };
    const found = { statement, part, focus, concepts, detail, coverage: [coverage], fixes };
    // What is superfluous is said once.
    return [covered || use.definition === undefined ? found : { ...found, unit: 'superfluous' }];
  };
  if (!first.definition) {
    const heading = group.find(
      ({ definition, read }) => definition && read.block.kind === 'heading' && read.index < first.read.index,
    );
    if (heading || isSpelledOutBeside(draft, first)) return claim(first, true, '', []);
    const later = definitions[0];
    const detail = later ? 'before its definition' : 'without its long form';
    return claim(first, false, detail, expansion(first, later, english));
  }
  const alone = group.length === 1 && draft.document.source.length >= LONG_DRAFT;
  return [
    ...(alone ? claim(first, false, 'which is not used again', shortFormTakenOut(first)) : claim(first, true, '', [])),
    ...repeated.flatMap((use) => claim(use, false, 'defined a second time', longFormTakenOut(use))),
  ];
}

/** Whether the long form stands without brackets in the same sentence, the one before, or the heading above: "the long form, or ABBR, is …". */
function isSpelledOutBeside(draft: Draft, use: Use): boolean {
  const { read } = use;
  const sentence = read.sentenceOf[use.first] ?? 0;
  const near = {
    first: read.sentences[Math.max(0, sentence - 1)]?.first ?? 0,
    end: read.sentences[sentence]?.end ?? read.tokens.count,
  };
  const heading = headingOf(draft, sectionOfBlock(draft, read.index));
  return spellsOutIn(read, near, use) || (heading !== undefined && spellsOutIn(heading, undefined, use));
}

function spellsOutIn(
  { mentions, tokens }: ReadBlock,
  range: TokenRange = { first: 0, end: tokens.count },
  { short, concept }: Use,
): boolean {
  return within(mentions, range).some(
    (one) => one.concept === concept && !one.term.abbreviation && spellsOut(tokens, one, short),
  );
}

/** Puts the long form before the first mention, and takes it out of a later definition. */
function expansion(use: Use, later: Use | undefined, english: English): readonly Fix[] {
  const long = later?.long ? textOf(later.read, later.long) : preferredOf(use.concept);
  if (!long) return [];
  const written = textOf(use.read, use);
  const { head, tail } = parted(written);
  const base = tail !== '' && long.toLowerCase().endsWith(tail.toLowerCase()) ? long.slice(0, -tail.length) : long;
  const plural = /[\p{Lu}\p{N}]s$/u.test(head) && !later && tail === '';
  const expanded = plural ? inPlural(base, english) : base;
  const starts = use.first === sentenceAt(use.read, use.first).first;
  const text = `${starts ? capitalized(expanded) : expanded} (${head})${tail}`;
  const edits: Edit[] = [{ range: rangeOf(use.read, use), text }];
  if (later?.definition) edits.push({ range: rangeOf(later.read, later.definition), text: textOf(later.read, later) });
  return [{ title: `Write “${text}”`, edits }];
}

function longFormTakenOut(use: Use): readonly Fix[] {
  if (!use.definition) return [];
  const text = textOf(use.read, use);
  return [{ title: `Write “${text}” alone`, edits: [{ range: rangeOf(use.read, use.definition), text }] }];
}

function shortFormTakenOut(use: Use): readonly Fix[] {
  if (!use.definition || !use.long) return [];
  const text = textOf(use.read, use.long);
  return [{ title: `Write “${text}” alone`, edits: [{ range: rangeOf(use.read, use.definition), text }] }];
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

function rangeOf(read: ReadBlock, { first, end }: TokenRange): OffsetRange {
  return read.block.prose.toSource({
    start: read.tokens.start[first] as number,
    end: read.tokens.end[end - 1] as number,
  });
}

/** Every abbreviation of the glossary, in source order. */
function usesIn(draft: Draft): readonly Use[] {
  const uses: Use[] = [];
  for (const read of draft.blocks) {
    if (read.mentions.length === 0) continue;
    const known = used.get(read) ?? read.mentions.flatMap(shortMentions).flatMap((mention) => useOf(read, mention));
    used.set(read, known);
    uses.push(...known);
  }
  return uses;
}

/** The abbreviations of blocks; blocks outlive edits elsewhere. */
const used = new WeakMap<ReadBlock, readonly Use[]>();

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

function isAbstract(draft: Draft, section: Section): boolean {
  const heading = headingOf(draft, section);
  return (
    heading !== undefined && cuesIn(heading, { first: 0, end: heading.tokens.count }, ['abstract-heading']).length > 0
  );
}

/** Finds the statement that holds a use in one of the blocks. */
function statementIndex(
  statements: readonly Statement[],
  blocks: ReadonlySet<ReadBlock>,
): (use: Use) => Statement | undefined {
  const byBlock = new Map<ReadBlock, Statement[]>();
  for (const statement of statements) {
    if (statement.kind === 'list') continue;
    for (const { read } of statement.own) {
      if (!blocks.has(read)) continue;
      const known = byBlock.get(read);
      if (known) known.push(statement);
      else byBlock.set(read, [statement]);
    }
  }
  return ({ read, first }) =>
    byBlock
      .get(read)
      ?.find(({ own }) =>
        own.some((part) => part.read === read && part.range.first <= first && first < part.range.end),
      );
}
