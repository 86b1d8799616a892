import type { Container, Section } from '../markdown/document.ts';
import { cuesIn, type Draft, headingOf, nearest, outermost, sectionOfBlock } from './draft.ts';
import { type Passage, passagesOf } from './passages.ts';
import type { ReadBlock } from './reading.ts';
import type { Place, Rule } from './rule.ts';
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
  /** The number of the section, whose statements all have the same blocks in `section`; undefined for one that points elsewhere. */
  readonly sectionNumber: number | undefined;
}

/** What a statement refers to. */
export interface References {
  /** The labels of footnotes. */
  readonly labels: readonly string[];
  /** Its blocks that point to places inside the draft. */
  readonly pointing: readonly ReadBlock[];
}

/** Tells where caveats count in a draft. */
export interface Places {
  /**
   * Where a caveat counts for a statement (the draft's own parts, not yet whether it is one): the statement's block, what directly follows it, its
   * list or table, its section with subsections, the leads of enclosing sections, safety sections beside them, footnotes and pointers of the statement.
   */
  near(statement: Statement): Nearness;
  references(statement: Statement): References;
  /** The blocks of its passage that `near` looks at, counted from where that begins; footnotes apart. */
  span(statement: Statement): BlockRange;
  /** The blocks that count for all statements of a section which do not point elsewhere. */
  section(number: number): readonly BlockRange[];
  /** The blocks of the footnotes with a label. */
  notes(label: string): readonly BlockRange[];
  /** The sections that links of a block point to. */
  targets(read: ReadBlock): readonly Section[];
}

/** The places of a draft. */
export function createPlaces(draft: Draft): Places {
  const onlyTitle = hasOnlyTitle(draft);
  const passages = passagesOf(draft);
  const safety = createSafetySections(draft);
  const sections = new Map<Section, readonly BlockRange[]>();
  const rangesOf = (section: Section): readonly BlockRange[] => {
    const known = sections.get(section) ?? joined(sectionRanges(section, onlyTitle, safety(section)));
    sections.set(section, known);
    return known;
  };
  let footnotes: ReadonlyMap<string, readonly BlockRange[]> | undefined;
  const notesOf = (label: string): readonly BlockRange[] => {
    footnotes ??= footnotesByLabel(passages);
    return footnotes.get(label) ?? [];
  };
  let anchored: ReadonlyMap<string, readonly Section[]> | undefined;
  const targets = (read: ReadBlock): readonly Section[] => {
    const names = pointersIn(read);
    if (names.length === 0) return [];
    anchored ??= sectionsByAnchor(draft);
    const found = new Set(names.flatMap((name) => anchored?.get(name) ?? []));
    return [...found].sort((one, two) => one.index - two.index);
  };
  /** The statement's blocks, and those of its passage that may stand nearer than the section. */
  const around = (statement: Statement) => {
    const anchor = statement.own[0]?.read as ReadBlock;
    const own = statement.own.map(({ read }) => read.index);
    const above = statement.topic.filter(({ read }) => read.block.kind !== 'heading').map(({ read }) => read.index);
    const item = nearest(anchor.block.parent, 'item');
    const group = outermost(anchor.block.parent);
    const next = following(draft, anchor, group);
    const section = sectionOfBlock(draft, anchor.index);
    const passage = passages[section.index] as Passage;
    const ranges = [
      ...[...own, ...above].map((index) => ({ first: index, end: index + 1 })),
      ...blocksIn(passage, item),
      ...blocksIn(passage, group),
      ...(next === NO_BLOCKS ? [] : [next]),
    ];
    return { own, above, item, group, next, section, passage, ranges };
  };
  const near = (statement: Statement): Nearness => {
    const { labels, pointing } = referencesOf(statement);
    const { own, above, item, group, next, section, ranges: beside } = around(statement);
    const notes = labels.flatMap(notesOf);
    const pointers = pointing.flatMap(targets);
    const ranges = pointers.length === 0 ? rangesOf(section) : joined([...rangesOf(section), ...pointers]);
    return {
      section: ranges,
      sectionNumber: pointers.length === 0 ? section.index : undefined,
      near: joined([...beside, ...notes]),
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
  return {
    near,
    references: referencesOf,
    span(statement) {
      const { passage, ranges } = around(statement);
      const from = passage.reads[0]?.index ?? 0;
      const first = Math.min(...ranges.map((range) => range.first));
      // One more than the last, which was found not to belong to it.
      const end = Math.max(...ranges.map((range) => range.end)) + 1;
      return { first: first - from, end: end - from };
    },
    section: (number) => rangesOf(draft.document.sections[number] as Section),
    notes: notesOf,
    targets,
  };
}

function referencesOf({ own, kind }: Statement): References {
  return {
    labels: own.flatMap((part) => footnoteLabels(part.read, { own, kind })),
    pointing: own.flatMap(({ read }) => (pointersIn(read).length > 0 ? [read] : [])),
  };
}

/** Whether a draft has but one heading of the first level: its title, under which everything stands. */
function hasOnlyTitle({ document }: Draft): boolean {
  return document.sections.filter(({ depth }) => depth === 1).length === 1;
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

/** Where the blocks of each container stand in a passage: the items, the outermost ones and the footnotes. */
const containers = new WeakMap<Passage, ReadonlyMap<Container, readonly BlockRange[]>>();

/** The blocks of a passage that stand in an item, or in an outermost container. */
function blocksIn(passage: Passage, container: Container | undefined): readonly BlockRange[] {
  if (!container) return [];
  const known = containers.get(passage) ?? containersIn(passage);
  containers.set(passage, known);
  return inDraft(passage, known.get(container) ?? []);
}

function containersIn({ reads }: Passage): ReadonlyMap<Container, readonly BlockRange[]> {
  const ranges = new Map<Container, BlockRange[]>();
  for (const [index, { block }] of reads.entries()) {
    const item = nearest(block.parent, 'item');
    const group = outermost(block.parent);
    if (item) extend(ranges, item, index);
    if (group && group !== item) extend(ranges, group, index);
  }
  return ranges;
}

function extend<T>(ranges: Map<T, BlockRange[]>, key: T, index: number): void {
  const known = ranges.get(key);
  const last = known?.[known.length - 1];
  if (known && last?.end === index) known[known.length - 1] = { first: last.first, end: index + 1 };
  else if (known) known.push({ first: index, end: index + 1 });
  else ranges.set(key, [{ first: index, end: index + 1 }]);
}

/** Blocks counted from where a passage begins as blocks of the draft. */
function inDraft({ reads }: Passage, ranges: readonly BlockRange[]): readonly BlockRange[] {
  const from = reads[0]?.index ?? 0;
  return ranges.map(({ first, end }) => ({ first: first + from, end: end + from }));
}

const notes = new WeakMap<Passage, ReadonlyMap<Container, readonly BlockRange[]>>();

/** The blocks of each footnote in a passage, counted from where it begins. */
function notesIn(passage: Passage): ReadonlyMap<Container, readonly BlockRange[]> {
  const known = notes.get(passage);
  if (known) return known;
  const ranges = new Map<Container, BlockRange[]>();
  for (const [index, { block }] of passage.reads.entries()) {
    const note = nearest(block.parent, 'footnote');
    if (note) extend(ranges, note, index);
  }
  notes.set(passage, ranges);
  return ranges;
}

function footnotesByLabel(passages: readonly Passage[]): ReadonlyMap<string, readonly BlockRange[]> {
  const byLabel = new Map<string, BlockRange[]>();
  for (const passage of passages) {
    for (const [{ label }, ranges] of notesIn(passage)) {
      if (label === undefined) continue;
      const known = byLabel.get(label);
      if (known) known.push(...inDraft(passage, ranges));
      else byLabel.set(label, [...inDraft(passage, ranges)]);
    }
  }
  return byLabel;
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

/**
 * A draft's sections in one string: their depths, and which of them take or give caveats from afar. As long as it is the same, blocks count for one another
 * as they did.
 */
export function sectionPlan(draft: Draft, rules: readonly Rule[]): string {
  const telling = new Set(['safety-heading', ...rules.flatMap(({ caveat }) => caveat.flatMap(({ headed }) => headed))]);
  return draft.document.sections
    .map((section) => {
      const cues = headingOf(draft, section)?.cues.filter(({ set }) => telling.has(set)) ?? [];
      return [section.depth, ...cues.map(({ set }) => set)].join(' ');
    })
    .join('\n');
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

/** Whether a section is one on safety, by its heading. */
export function isSafety(draft: Draft, section: Section): boolean {
  const heading = headingOf(draft, section);
  return (
    heading !== undefined && cuesIn(heading, { first: 0, end: heading.tokens.count }, ['safety-heading']).length > 0
  );
}

function footnoteLabels(read: ReadBlock, statement: Pick<Statement, 'kind' | 'own'>): readonly string[] {
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

/** The anchors inside the draft that links of the block point to ("See [Safety](#safety)"). */
function pointersIn(read: ReadBlock): readonly string[] {
  if (read.block.inlines.length === 0) return [];
  return read.block.inlines
    .filter(({ kind, value }) => kind === 'link' && value?.startsWith('#'))
    .map(({ value }) => slug(decode(value as string).slice(1)));
}

function sectionsByAnchor(draft: Draft): ReadonlyMap<string, readonly Section[]> {
  const byAnchor = new Map<string, Section[]>();
  for (const section of draft.document.sections) {
    const heading = headingOf(draft, section);
    if (!heading) continue;
    const known = byAnchor.get(anchorOf(heading));
    if (known) known.push(section);
    else byAnchor.set(anchorOf(heading), [section]);
  }
  return byAnchor;
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
