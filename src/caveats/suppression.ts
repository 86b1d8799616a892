import type { Inline } from '../markdown/document.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { type Draft, outermost } from './draft.ts';
import { type Passage, passagesOf } from './passages.ts';
import type { ReadBlock } from './reading.ts';

/** A comment that asks not to report a rule somewhere, and where. */
export interface Suppression {
  readonly rules: readonly string[];
  readonly reason: string;
  /** The comment itself. */
  readonly range: OffsetRange;
  /** What it holds for. */
  readonly scope: OffsetRange;
}

const FORM = /^caveat-ignore(-section|-file)?\s+([^:]*?)\s*(?::\s*([\s\S]*))?$/;
const MARK = /^caveat-ignore/;

/** The suppressions of a draft, also those without a reason, which hold for nothing. */
export function suppressionsOf(draft: Draft): readonly Suppression[] {
  const suppressions: Suppression[] = [];
  const add = (value: string, range: OffsetRange, scope: () => OffsetRange): void => {
    if (!MARK.test(value)) return;
    const form = FORM.exec(value);
    const rules = (form?.[2] ?? '')
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '');
    const kind = form?.[1];
    const holds =
      kind === '-file'
        ? { start: 0, end: draft.document.source.length }
        : kind === '-section'
          ? sectionRange(draft, range.start)
          : scope();
    suppressions.push({ rules, reason: form?.[3]?.trim() ?? '', range, scope: holds });
  };
  for (const comment of draft.document.comments) {
    add(comment.value, comment.range, () => nextBlockRange(draft, comment.range.end));
  }
  for (const passage of passagesOf(draft)) {
    for (const { read, inline } of commentsIn(passage))
      add((inline.value ?? '').trim(), inline.range, () => sentenceBefore(read, inline.prose.start));
  }
  return suppressions.sort((one, two) => one.range.start - two.range.start);
}

/** A comment inside a block. */
interface InnerComment {
  readonly read: ReadBlock;
  readonly inline: Inline;
}

function commentsIn(passage: Passage): readonly InnerComment[] {
  const known =
    comments.get(passage) ??
    passage.reads.flatMap((read) =>
      read.block.inlines.filter(({ kind }) => kind === 'comment').map((inline) => ({ read, inline })),
    );
  comments.set(passage, known);
  return known;
}

const comments = new WeakMap<Passage, readonly InnerComment[]>();

const NOWHERE: OffsetRange = { start: 0, end: 0 };

function nextBlockRange(draft: Draft, offset: number): OffsetRange {
  const next = draft.blocks.find(({ block }) => block.range.start >= offset);
  if (!next) return NOWHERE;
  return outermost(next.block.parent)?.range ?? next.block.range;
}

function sentenceBefore(read: ReadBlock, offset: number): OffsetRange {
  const { tokens, sentences, block } = read;
  const before = sentences.filter(({ end }) => (tokens.end[end - 1] as number) <= offset);
  const sentence = before[before.length - 1] ?? sentences[0];
  if (!sentence) return NOWHERE;
  return block.prose.toSource({
    start: tokens.start[sentence.first] as number,
    end: tokens.end[sentence.end - 1] as number,
  });
}

function sectionRange(draft: Draft, offset: number): OffsetRange {
  const { document } = draft;
  const holding = document.sections.map((section) => {
    const start = section.heading === undefined ? 0 : (draft.blocks[section.heading] as ReadBlock).block.range.start;
    const after = draft.blocks[section.end];
    return { start, end: section.depth === 0 || !after ? document.source.length : after.block.range.start };
  });
  const inside = holding.filter(({ start, end }) => start <= offset && offset < end);
  return inside.reduce(
    (best, one) => (one.end - one.start <= best.end - best.start ? one : best),
    inside[0] ?? NOWHERE,
  );
}
