import type { Container, Section } from '../markdown/document.ts';
import { cuesIn, type Draft, headingOf, nearest, outermost, sectionOfBlock } from './draft.ts';
import type { ReadBlock } from './reading.ts';
import type { Place } from './rule.ts';
import type { Statement } from './statements.ts';

/** How near the block at an index stands to a statement. */
export type Nearness = (block: number) => Place;

/**
 * Where a caveat counts for a statement (the draft's own parts, not yet whether it is one): the statement's block, what directly follows it, its list or
 * table, its section with subsections, the leads of enclosing sections, safety sections beside them, footnotes and pointers of the statement.
 */
export function nearness(draft: Draft, statement: Statement): Nearness {
  const anchor = statement.own[0]?.read as ReadBlock;
  const own = new Set(statement.own.map(({ read }) => read.index));
  const above = new Set(
    statement.topic.filter(({ read }) => read.block.kind !== 'heading').map(({ read }) => read.index),
  );
  const labels = new Set(statement.own.flatMap(({ read }) => footnoteLabels(read, statement)));
  const item = nearest(anchor.block.parent, 'item');
  const group = outermost(anchor.block.parent);
  const next = following(draft, anchor, group);
  const ranges = [
    ...sectionRanges(draft, sectionOfBlock(draft, anchor.index)),
    ...statement.own.flatMap(({ read }) => pointersOf(draft, read)),
  ];
  return (index) => {
    const { parent } = (draft.blocks[index] as ReadBlock).block;
    const footnote = nearest(parent, 'footnote')?.label;
    if (footnote !== undefined && labels.has(footnote)) return 'sentence';
    if (own.has(index)) return statement.kind === 'sentence' ? 'paragraph' : 'sentence';
    if (item && nearest(parent, 'item') === item) return 'paragraph';
    if (next.first <= index && index < next.end) return 'paragraph';
    if ((group && outermost(parent) === group) || above.has(index)) return 'block';
    return ranges.some(({ first, end }) => first <= index && index < end) ? 'section' : 'document';
  };
}

/** Blocks `[first, end)`. */
interface BlockRange {
  readonly first: number;
  readonly end: number;
}

const NO_BLOCKS: BlockRange = { first: 0, end: 0 };

/** Alerts, quotes and table notes that stand directly after the block or its list or table. */
function following(draft: Draft, anchor: ReadBlock, group: Container | undefined): BlockRange {
  const end = group ? group.range.end : anchor.block.range.end;
  let first = anchor.index + 1;
  while (first < draft.blocks.length && (draft.blocks[first] as ReadBlock).block.range.start < end) first++;
  const next = draft.blocks[first];
  if (!next || next.block.kind === 'heading') return NO_BLOCKS;
  const container = outermost(next.block.parent);
  if (container?.kind === 'quote') {
    let last = first + 1;
    while (last < draft.blocks.length && outermost((draft.blocks[last] as ReadBlock).block.parent) === container)
      last++;
    return { first, end: last };
  }
  const isNote =
    next.block.kind === 'paragraph' &&
    !container &&
    (group?.kind === 'table' ||
      cuesIn(next, { first: 0, end: next.tokens.count }, ['note-mark']).some((cue) => cue.first === 0));
  return isNote ? { first, end: first + 1 } : NO_BLOCKS;
}

/** The safety sections whose text counts for a block: those beside its own section or beside one that encloses it, the nearest first. */
export function safetySections(draft: Draft, block: number): readonly Section[] {
  const own = sectionOfBlock(draft, block);
  const sections = own.depth === 0 ? own.children.filter((child) => isSafety(draft, child)) : [];
  for (let section: Section | undefined = own; section?.parent; section = section.parent) {
    const { parent } = section;
    sections.push(...parent.children.filter((sibling) => sibling !== section && isSafety(draft, sibling)));
  }
  return sections;
}

function sectionRanges(draft: Draft, own: Section): readonly BlockRange[] {
  // Before the first heading there is no section yet, only the text above it.
  const ranges: BlockRange[] = [
    { first: own.first, end: own.depth === 0 ? (own.children[0]?.first ?? own.end) : own.end },
  ];
  ranges.push(...safetySections(draft, own.heading ?? 0));
  const onlyTitle = draft.document.sections.filter(({ depth }) => depth === 1).length === 1;
  for (let section: Section | undefined = own; section; section = section.parent) {
    const parent: Section | undefined = section.parent;
    if (!parent) break;
    const isTitle = parent.depth === 1 && onlyTitle;
    if (parent.depth > 0 && !isTitle)
      ranges.push({ first: parent.first, end: parent.children[0]?.first ?? parent.end });
  }
  return ranges;
}

function isSafety(draft: Draft, section: Section): boolean {
  const heading = headingOf(draft, section);
  return (
    heading !== undefined && cuesIn(heading, { first: 0, end: heading.tokens.count }, ['safety-heading']).length > 0
  );
}

function footnoteLabels(read: ReadBlock, statement: Statement): readonly string[] {
  return read.block.inlines.flatMap(({ kind, prose, value }) => {
    if (kind !== 'footnoteReference' || value === undefined) return [];
    const mine =
      statement.kind !== 'sentence' ||
      statement.own.some((part) => part.read === read && standsIn(read, prose.start, part.range));
    return mine ? [value] : [];
  });
}

function standsIn(read: ReadBlock, offset: number, range: { readonly first: number; readonly end: number }): boolean {
  const start = read.tokens.start[range.first] as number;
  const end = read.tokens.end[range.end - 1] as number;
  return offset >= start && offset <= end + 1;
}

/** The sections that links of the block point to inside the draft ("See [Safety](#safety)"). */
function pointersOf(draft: Draft, read: ReadBlock): readonly BlockRange[] {
  const targets = read.block.inlines
    .filter(({ kind, value }) => kind === 'link' && value?.startsWith('#'))
    .map(({ value }) => slug(decode(value as string).slice(1)));
  if (targets.length === 0) return [];
  return draft.document.sections.filter((section) => {
    const heading = headingOf(draft, section);
    return heading !== undefined && targets.includes(slug(heading.block.prose.text));
  });
}

function decode(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** A heading's anchor as GitHub makes it, without the numbers that tell equal headings apart. */
function slug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
