import type { Concept } from '../../glossary/concept.ts';
import type { Mention } from '../../glossary/occurrences.ts';
import { foldForms } from '../../phrases/fold.ts';
import { sentenceAt } from '../draft.ts';
import { isExcluded } from '../excluded.ts';
import type { Passage } from '../passages.ts';
import type { ReadBlock, TokenRange } from '../reading.ts';
import { longFormBefore, spellsOut } from './shortForms.ts';

/** An abbreviation where it stands: alone, or with its long form, which is what `definition` covers. */
export interface Use extends TokenRange {
  readonly read: ReadBlock;
  /** Without plural s, in one form of hyphen. */
  readonly short: string;
  readonly concept: Concept;
  readonly definition: TokenRange | undefined;
  /** The long form inside the definition. */
  readonly long: TokenRange | undefined;
}

/** Every abbreviation of the glossary in a passage, in source order. */
export function usesIn(passage: Passage): readonly Use[] {
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

/** "HPA axis" parted into the abbreviation and the word that belongs to its long form too. */
export function parted(written: string): { readonly head: string; readonly tail: string } {
  const space = written.search(/\s/);
  return space < 0 ? { head: written, tail: '' } : { head: written.slice(0, space), tail: written.slice(space) };
}

/** The words of a range. */
export function textOf(read: ReadBlock, { first, end }: TokenRange): string {
  return read.tokens.text.slice(read.tokens.start[first], read.tokens.end[end - 1]);
}
