import type { Container, Section } from '../markdown/document.ts';
import { cuesIn, type Draft, headingOf, nearest, outermost, sectionOfBlock } from './draft.ts';
import type { ReadBlock } from './reading.ts';
import type { Place } from './rule.ts';
import type { Statement } from './statements.ts';

/** Blocks `[first, end)`. */
export interface BlockRange {
  readonly first: number;
  readonly end: number;
}

/** Where caveats count for a statement. */
export interface Nearness {
  /** How near the block at an index stands. */
  place(block: number): Place;
  /** The blocks that may stand nearer than the section, in ascending order, apart from one another. */
  readonly near: readonly BlockRange[];
  /** The blocks of the section, the leads above it and the safety sections beside it, in the same way. */
  readonly section: readonly BlockRange[];
  /** The same for all statements of one section, unless they point elsewhere. */
  readonly sectionKey: string | undefined;
}

/**
 * Tells where a caveat counts for a statement (the draft's own parts, not yet whether it is one): the statement's block, what directly follows it, its
 * list or table, its section with subsections, the leads of enclosing sections, safety sections beside them, footnotes and pointers of the statement.
 */
export function createNearness(draft: Draft): (statement: Statement) => Nearness {
  const onlyTitle = draft.document.sections.filter(({ depth }) => depth === 1).length === 1;
  const groups = blocksOf(draft, ({ block }) => outermost(block.parent));
  const items = blocksOf(draft, ({ block }) => nearest(block.parent, 'item'));
  const footnotes = footnotesByLabel(draft);
  const safety = createSafetySections(draft);
  const sections = new Map<Section, readonly BlockRange[]>();
  const rangesOf = (section: Section): readonly BlockRange[] => {
    const known = sections.get(section) ?? joined(sectionRanges(section, onlyTitle, safety(section)));
    sections.set(section, known);
    return known;
  };
  return (statement) => {
    const anchor = statement.own[0]?.read as ReadBlock;
    const own = statement.own.map(({ read }) => read.index);
    const above = statement.topic.filter(({ read }) => read.block.kind !== 'heading').map(({ read }) => read.index);
    const notes = statement.own
      .flatMap(({ read }) => footnoteLabels(read, statement))
      .flatMap((label) => footnotes.get(label) ?? []);
    const item = nearest(anchor.block.parent, 'item');
    const group = outermost(anchor.block.parent);
    const next = following(draft, anchor, group);
    const pointers = statement.own.flatMap(({ read }) => pointersOf(draft, read));
    const section = sectionOfBlock(draft, anchor.index);
    const ranges = pointers.length === 0 ? rangesOf(section) : joined([...rangesOf(section), ...pointers]);
    return {
      section: ranges,
      sectionKey: pointers.length === 0 ? String(section.index) : undefined,
      near: joined([
        ...[...own, ...above].map((index) => ({ first: index, end: index + 1 })),
        ...notes,
        ...((item && items.get(item)) ?? []),
        ...((group && groups.get(group)) ?? []),
        next,
      ]),
      place(index) {
        if (notes.some((note) => holds(note, index))) return 'sentence';
        if (own.includes(index)) return statement.kind === 'sentence' ? 'paragraph' : 'sentence';
        const { parent } = (draft.blocks[index] as ReadBlock).block;
        if (item && nearest(parent, 'item') === item) return 'paragraph';
        if (holds(next, index)) return 'paragraph';
        if ((group && outermost(parent) === group) || above.includes(index)) return 'block';
        return ranges.some((range) => holds(range, index)) ? 'section' : 'document';
      },
    };
  };
}

function holds({ first, end }: BlockRange, index: number): boolean {
  return first <= index && index < end;
}

/** Ranges in ascending order, those that touch made one. */
function joined(ranges: readonly BlockRange[]): readonly BlockRange[] {
  const result: BlockRange[] = [];
  for (const range of [...ranges].sort((one, two) => one.first - two.first)) {
    if (range.first === range.end) continue;
    const last = result[result.length - 1];
    if (last && range.first <= last.end)
      result[result.length - 1] = { first: last.first, end: Math.max(last.end, range.end) };
    else result.push(range);
  }
  return result;
}

/** The blocks of each container that `pick` names. */
function blocksOf(
  draft: Draft,
  pick: (read: ReadBlock) => Container | undefined,
): ReadonlyMap<Container, readonly BlockRange[]> {
  const ranges = new Map<Container, BlockRange[]>();
  for (const read of draft.blocks) {
    const container = pick(read);
    if (!container) continue;
    const known = ranges.get(container);
    const last = known?.[known.length - 1];
    if (known && last?.end === read.index) known[known.length - 1] = { first: last.first, end: read.index + 1 };
    else if (known) known.push({ first: read.index, end: read.index + 1 });
    else ranges.set(container, [{ first: read.index, end: read.index + 1 }]);
  }
  return ranges;
}

function footnotesByLabel(draft: Draft): ReadonlyMap<string, readonly BlockRange[]> {
  const notes = new Map<string, BlockRange[]>();
  for (const [container, ranges] of blocksOf(draft, ({ block }) => nearest(block.parent, 'footnote'))) {
    if (container.label !== undefined) notes.set(container.label, [...(notes.get(container.label) ?? []), ...ranges]);
  }
  return notes;
}

const NO_BLOCKS: BlockRange = { first: 0, end: 0 };

/** How a paragraph opens that gives somebody's words. */
const SAID = /^["“„«]/u;

/** Alerts, quotes and table notes that stand directly after the block or its list or table, and the answer to what is quoted. */
function following(draft: Draft, anchor: ReadBlock, group: Container | undefined): BlockRange {
  const end = group ? group.range.end : anchor.block.range.end;
  let first = anchor.index + 1;
  if (group) first = firstFrom(draft.blocks, first, end);
  else while (first < draft.blocks.length && (draft.blocks[first] as ReadBlock).block.range.start < end) first++;
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
      isAnswer(anchor, next, group) ||
      cuesIn(next, { first: 0, end: next.tokens.count }, ['note-mark']).some((cue) => cue.first === 0));
  return isNote ? { first, end: first + 1 } : NO_BLOCKS;
}

/** The first block from an index on that begins at or behind an offset. */
function firstFrom(blocks: readonly ReadBlock[], from: number, offset: number): number {
  let low = from;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle] as ReadBlock).block.range.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a paragraph answers the quotation before it, a quote or a paragraph of somebody's words, in the writer's own. */
function isAnswer(said: ReadBlock, { block: { prose } }: ReadBlock, group: Container | undefined): boolean {
  return (group?.kind === 'quote' || (!group && SAID.test(said.block.prose.text))) && !SAID.test(prose.text);
}

/** Tells the safety sections whose text counts for a section: those beside it or beside one that encloses it, the nearest first. */
export function createSafetySections(draft: Draft): (section: Section) => readonly Section[] {
  let known = safetySections.get(draft);
  if (!known) {
    known = safetySectionsOf(draft);
    safetySections.set(draft, known);
  }
  return known;
}

const safetySections = new WeakMap<Draft, (section: Section) => readonly Section[]>();

function safetySectionsOf(draft: Draft): (section: Section) => readonly Section[] {
  const children = new Map<Section, readonly Section[]>();
  const within = (parent: Section): readonly Section[] => {
    const known = children.get(parent) ?? parent.children.filter((child) => isSafety(draft, child));
    children.set(parent, known);
    return known;
  };
  return (own) => {
    const sections = own.depth === 0 ? [...within(own)] : [];
    for (let section: Section | undefined = own; section?.parent; section = section.parent) {
      const one: Section = section;
      sections.push(...within(section.parent).filter((sibling) => sibling !== one));
    }
    return sections;
  };
}

function sectionRanges(own: Section, onlyTitle: boolean, safety: readonly Section[]): readonly BlockRange[] {
  const ranges: BlockRange[] = [
    // Before the first heading there is no section yet, only the text above it.
    { first: own.first, end: own.depth === 0 ? (own.children[0]?.first ?? own.end) : own.end },
    ...safety,
  ];
  for (let parent = own.parent; parent; parent = parent.parent) {
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
    return heading !== undefined && targets.includes(anchorOf(heading));
  });
}

const anchors = new WeakMap<ReadBlock, string>();

function anchorOf(heading: ReadBlock): string {
  const known = anchors.get(heading) ?? slug(heading.block.prose.text);
  anchors.set(heading, known);
  return known;
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
