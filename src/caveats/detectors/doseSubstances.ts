import { cuesIn } from '../draft.ts';
import { isExcluded } from '../excluded.ts';
import { ordered, within } from '../ordered.ts';
import type { TokenRange } from '../reading.ts';
import type { Part, Statement } from '../statements.ts';
import { amountIn, bareNumberAtStart, countIn, countSplit, mayBeMisread } from './doseForms.ts';

/** A substance in a statement, or before it (`part` is then the statement's own, and the range all of it). */
export interface Substance {
  readonly part: Part;
  readonly range: TokenRange;
  readonly concept: string | undefined;
  /** `dosed`: a line with it and an amount is a dose; `other`: only when told to be taken; `medicine`: only its notation is looked at. */
  readonly kind: 'dosed' | 'other' | 'medicine';
  readonly isAbove: boolean;
}

/** Cue sets that name substances which the glossary does not explain, or make an amount the dose of one. */
export const SUBSTANCE_CUES = ['other-supplement', 'medicine-name', 'dose-route', 'dose-told'];

/** The substances that the rule's lists name, and others that cues name, in source order. */
export function substancesIn(part: Part, lists: Readonly<Record<string, readonly string[]>>): readonly Substance[] {
  const { read, range } = part;
  const { classes = [], taken = [], counted = [] } = lists;
  const mentions = within(read.mentions, range).flatMap((mention): readonly Substance[] => {
    const isOf = (names: readonly string[]): boolean =>
      mention.concept.classes.some((name: string) => names.includes(name));
    const isDosed = isOf(classes) || (isOf(counted) && isCounted(part, mention));
    const kind = isDosed ? 'dosed' : isOf(taken) ? 'other' : undefined;
    return kind ? [{ part, range: mention, concept: mention.concept.id, kind, isAbove: false }] : [];
  });
  const others = cuesIn(read, range, ['other-supplement', 'medicine-name']).map((cue): Substance => {
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
  const behind = text.slice(ends[end - 1], ends[range.end - 1]).slice(0, 16);
  const form = countIn(before) ?? amountIn(before);
  const next = amountIn(behind) ?? countIn(behind);
  return (
    (form !== undefined && /^\s(?:of\s)?$/.test(before.slice(form.index + form.length))) ||
    (next !== undefined && /^[\s:–—-]*$/.test(behind.slice(0, next.index))) ||
    countSplit(before, behind) !== undefined ||
    bareNumberAtStart(text.slice(ends[end - 1], ends[range.end - 1]), true) !== undefined
  );
}

/** The substance that a statement without one is about. */
export function substanceAbove(
  statement: Statement,
  lists: Readonly<Record<string, readonly string[]>>,
): readonly Substance[] {
  const part = statement.own[0];
  if (statement.kind !== 'sentence' || !part || part.read.block.kind === 'heading') return [];
  const above = [...statement.before, ...statement.topic.filter(({ read }) => read !== part.read)];
  for (const one of above) {
    const substances = substancesIn(one, lists);
    const substance =
      substances.find(({ kind }) => kind === 'dosed') ?? (statement.before.includes(one) ? substances[0] : undefined);
    if (substance) return [{ ...substance, part, range: part.range, isAbove: true }];
  }
  return [];
}

/** What is taken by mouth is a medicine or a supplement, whatever its name; only its notation is looked at. */
export function unnamedIn({ own }: Statement): readonly Substance[] {
  return own
    .filter(({ read, range }) => cuesIn(read, range, ['dose-route']).length > 0)
    .map((part) => ({ part, range: part.range, concept: undefined, kind: 'medicine', isAbove: true }));
}

/** Parts with a weight that can be misread, whatever it is of. */
export function unnamedAmounts({ own }: Statement): readonly Substance[] {
  return own
    .filter((part) => mayBeMisread(wordsOf(part)))
    .map((part) => ({ part, range: part.range, concept: undefined, kind: 'medicine', isAbove: true }));
}

/** In a table the dose has mostly a cell of its own, which is then looked at for the substance. */
export function besideAmount({ own }: Statement, substance: Substance): Substance {
  const holds = (part: Part): boolean => (amountIn(wordsOf(part)) ?? countIn(wordsOf(part))) !== undefined;
  const cell = holds(substance.part) ? undefined : own.find(holds);
  return cell ? { ...substance, part: cell, range: cell.range, isAbove: true } : substance;
}

const FAR = 9;

/** The prose around a substance in which its dose stands: a few words either way, within the part. */
export function nearby({ part: { read, range }, range: place }: Substance): {
  readonly start: number;
  readonly end: number;
} {
  let { first, end } = place;
  for (let words = 0; first > range.first && words < FAR; first--) words += read.tokens.word[first - 1] as number;
  for (let words = 0; end < range.end && words < FAR; end++) words += read.tokens.word[end] as number;
  return { start: read.tokens.start[first] as number, end: read.tokens.end[end - 1] as number };
}

/** A stretch of the prose that a substance stands in. */
export function proseOf({ part }: Substance, { start, end }: { readonly start: number; readonly end: number }): string {
  return part.read.tokens.text.slice(start, end);
}

/** The words of a part. */
export function wordsOf({ read, range }: Part): string {
  const { text, start, end } = read.tokens;
  return range.end > range.first ? text.slice(start[range.first], end[range.end - 1]) : '';
}
