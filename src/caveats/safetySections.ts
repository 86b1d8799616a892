import type { Section } from '../markdown/document.ts';
import { cuesIn, type Draft, headingOf } from './draft.ts';
import type { Rule } from './rule.ts';

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

/** Whether a section is one on safety, by its heading. */
export function isSafety(draft: Draft, section: Section): boolean {
  const heading = headingOf(draft, section);
  return (
    heading !== undefined && cuesIn(heading, { first: 0, end: heading.tokens.count }, ['safety-heading']).length > 0
  );
}
