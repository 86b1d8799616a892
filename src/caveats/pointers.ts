import type { Section } from '../markdown/document.ts';
import { type Draft, headingOf } from './draft.ts';
import type { ReadBlock } from './reading.ts';
import type { Statement } from './statements.ts';

/** What a statement refers to. */
export interface References {
  /** The labels of footnotes. */
  readonly labels: readonly string[];
  /** Its blocks that point to places inside the draft. */
  readonly pointing: readonly ReadBlock[];
}

/** What a statement refers to inside its draft. */
export function referencesOf({ own, kind }: Statement): References {
  return {
    labels: own.flatMap((part) => footnoteLabels(part.read, { own, kind })),
    pointing: own.flatMap(({ read }) => (pointersIn(read).length > 0 ? [read] : [])),
  };
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
export function pointersIn(read: ReadBlock): readonly string[] {
  if (read.block.inlines.length === 0) return [];
  return read.block.inlines
    .filter(({ kind, value }) => kind === 'link' && value?.startsWith('#'))
    .map(({ value }) => slug(decode(value as string).slice(1)));
}

/** A draft's sections by the anchors of their headings. */
export function sectionsByAnchor(draft: Draft): ReadonlyMap<string, readonly Section[]> {
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
