import type { Container, Section } from '../markdown/document.ts';
import { cuesIn, type Draft, headingOf, nearest, outermost, sectionOfBlock } from './draft.ts';
import type { ReadBlock } from './reading.ts';
import type { Place } from './rule.ts';
import type { Statement } from './statements.ts';

/** How near each block of a draft stands to a statement; blocks that are not listed are only in the same document. */
export type Nearness = ReadonlyMap<number, Place>;

/**
 * Where a caveat counts for a statement (the draft's own parts, not yet whether it is one): the statement's block, what directly follows it, its list or
 * table, its section with subsections, the leads of enclosing sections, safety sections beside them, footnotes and pointers of the statement.
 */
export function nearness(draft: Draft, statement: Statement): Nearness {
  const places = new Map<number, Place>();
  const put = (index: number, place: Place): void => {
    if (!places.has(index)) places.set(index, place);
  };
  for (const { read } of statement.own) {
    put(read.index, statement.kind === 'sentence' ? 'paragraph' : 'sentence');
    for (const index of footnotesOf(draft, read, statement)) put(index, 'sentence');
  }
  const anchor = statement.own[0]?.read as ReadBlock;
  const item = nearest(anchor.block.parent, 'item');
  const group = outermost(anchor.block.parent);
  draft.blocks.forEach(({ block, index }) => {
    if (item && nearest(block.parent, 'item') === item) put(index, 'paragraph');
  });
  for (const index of following(draft, anchor, group)) put(index, 'paragraph');
  draft.blocks.forEach(({ block, index }) => {
    if (group && outermost(block.parent) === group) put(index, 'block');
  });
  for (const part of statement.topic) if (part.read.block.kind !== 'heading') put(part.read.index, 'block');
  const own = sectionOfBlock(draft, anchor.index);
  for (const index of sectionPlaces(draft, own)) put(index, 'section');
  for (const { read } of statement.own) for (const index of pointersOf(draft, read)) put(index, 'section');
  return places;
}

/** Alerts, quotes and table notes that stand directly after the block or its list or table. */
function following(draft: Draft, anchor: ReadBlock, group: Container | undefined): readonly number[] {
  const end = group ? group.range.end : anchor.block.range.end;
  const first = draft.blocks.findIndex(({ block }) => block.range.start >= end);
  const next = draft.blocks[first];
  if (!next || next.block.kind === 'heading') return [];
  const container = outermost(next.block.parent);
  if (container?.kind === 'quote') {
    return draft.blocks.filter(({ block }) => outermost(block.parent) === container).map(({ index }) => index);
  }
  const isNote =
    next.block.kind === 'paragraph' &&
    !container &&
    (group?.kind === 'table' ||
      cuesIn(next, { first: 0, end: next.tokens.count }, ['note-mark']).some((cue) => cue.first === 0));
  return isNote ? [next.index] : [];
}

function sectionPlaces(draft: Draft, own: Section): readonly number[] {
  const places: number[] = [];
  const take = (first: number, end: number): void => {
    for (let index = first; index < end; index++) places.push(index);
  };
  // Before the first heading there is no section yet, only the text above it.
  take(own.first, own.depth === 0 ? (own.children[0]?.first ?? own.end) : own.end);
  if (own.depth === 0) for (const child of own.children) if (isSafety(draft, child)) take(child.first, child.end);
  const onlyTitle = draft.document.sections.filter(({ depth }) => depth === 1).length === 1;
  for (let section: Section | undefined = own; section; section = section.parent) {
    const parent: Section | undefined = section.parent;
    if (!parent) break;
    for (const sibling of parent.children)
      if (sibling !== section && isSafety(draft, sibling)) take(sibling.first, sibling.end);
    const isTitle = parent.depth === 1 && onlyTitle;
    if (parent.depth > 0 && !isTitle) take(parent.first, parent.children[0]?.first ?? parent.end);
  }
  return places;
}

function isSafety(draft: Draft, section: Section): boolean {
  const heading = headingOf(draft, section);
  return (
    heading !== undefined && cuesIn(heading, { first: 0, end: heading.tokens.count }, ['safety-heading']).length > 0
  );
}

function footnotesOf(draft: Draft, read: ReadBlock, statement: Statement): readonly number[] {
  const labels = read.block.inlines.filter((inline) => {
    if (inline.kind !== 'footnoteReference') return false;
    return (
      statement.kind !== 'sentence' ||
      statement.own.some((part) => part.read === read && standsIn(read, inline.prose.start, part.range))
    );
  });
  if (labels.length === 0) return [];
  const wanted = new Set(labels.map(({ value }) => value));
  return draft.blocks
    .filter(({ block }) => wanted.has(nearest(block.parent, 'footnote')?.label))
    .map(({ index }) => index);
}

function standsIn(read: ReadBlock, offset: number, range: { readonly first: number; readonly end: number }): boolean {
  const start = read.tokens.start[range.first] as number;
  const end = read.tokens.end[range.end - 1] as number;
  return offset >= start && offset <= end + 1;
}

/** The sections that links of the block point to inside the draft ("See [Safety](#safety)"). */
function pointersOf(draft: Draft, read: ReadBlock): readonly number[] {
  const targets = read.block.inlines
    .filter(({ kind, value }) => kind === 'link' && value?.startsWith('#'))
    .map(({ value }) => slug(decode(value as string).slice(1)));
  if (targets.length === 0) return [];
  const places: number[] = [];
  for (const section of draft.document.sections) {
    const heading = headingOf(draft, section);
    if (!heading || !targets.includes(slug(heading.block.prose.text))) continue;
    for (let index = section.first; index < section.end; index++) places.push(index);
  }
  return places;
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
