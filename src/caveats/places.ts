import type { Section } from '../markdown/document.ts';
import { type BlockRange, blocksIn, footnotesByLabel } from './blockRanges.ts';
import { type Draft, nearest, outermost, sectionOfBlock } from './draft.ts';
import { following, NO_BLOCKS } from './following.ts';
import { type Passage, passagesOf } from './passages.ts';
import { pointersIn, type References, referencesOf, sectionsByAnchor } from './pointers.ts';
import type { ReadBlock } from './reading.ts';
import type { Place } from './rule.ts';
import { createSafetySections } from './safetySections.ts';
import type { Statement } from './statements.ts';

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
  /** Whether the block at an index stands in a safety section beside the statement's, to which it does not point. */
  isInSafety(block: number): boolean;
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
  /** Whether the block at an index stands in a safety section beside the one with a number. */
  isInSafety(number: number, block: number): boolean;
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
  const isInSafety = (section: Section, index: number): boolean => safety(section).some((one) => holds(one, index));
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
      isInSafety: (index) => isInSafety(section, index) && !pointers.some((target) => holds(target, index)),
      place(index) {
        if (notes.some((note) => holds(note, index))) return 'sentence';
        if (own.includes(index)) return statement.kind === 'sentence' ? 'paragraph' : 'sentence';
        const { parent } = (draft.blocks[index] as ReadBlock).block;
        if (item && nearest(parent, 'item') === item) return 'paragraph';
        if (holds(next, index)) return 'paragraph';
        if (group && (outermost(parent) === group || above.includes(index))) return 'block';
        if (above.includes(index)) return 'before';
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
    isInSafety: (number, index) => isInSafety(draft.document.sections[number] as Section, index),
    notes: notesOf,
    targets,
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
