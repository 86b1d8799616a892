import type { Concept } from '../glossary/concept.ts';
import {
  abbreviations,
  className,
  conceptText,
  preferredTerm,
  relationLines,
  shortened,
  sourceList,
} from './conceptText.ts';
import type { Markup } from './markup.ts';

export interface HoverOptions {
  readonly concepts: ReadonlyMap<string, Concept>;
  /** Concepts whose terms stand inside the hovered one. */
  readonly contains: readonly string[];
  /** Whether the draft is for lay readers. */
  readonly plainLanguage: boolean;
  readonly markup: Markup;
  /** Where a concept can be opened; undefined where it cannot. */
  target(concept: string): string | undefined;
}

// What fits on one screen, with what a glossary may hold at most; the concept's page has the rest.
const MOST = { definition: 700, risk: 300, relations: 20, sources: 4 };

/** A concept as a hover: what it is, its risk, what it has to do with, and where that stands. Fits on one screen. */
export function conceptHover(
  concept: Concept,
  { concepts, contains, plainLanguage, markup, target }: HoverOptions,
): string {
  const linkTo = (other: Concept): string =>
    markup.link(conceptText(other, preferredTerm(other), markup), target(other.id));
  const inner = contains.flatMap((id) => concepts.get(id) ?? []);
  const sources = sourceList(concept, markup);
  const definition = (plainLanguage ? concept.plain : undefined) ?? concept.definition;
  return [
    headline(concept, markup),
    conceptText(concept, shortened(definition, MOST.definition), markup),
    concept.risk === undefined
      ? ''
      : `${markup.bold('Risk:')} ${conceptText(concept, shortened(concept.risk, MOST.risk), markup)}`,
    inner.length === 0 ? '' : `Also contains: ${inner.map(linkTo).join(', ')}`,
    relationLines(concept, concepts, linkTo, MOST.relations).join(' · '),
    sources.length === 0 ? '' : markup.italic(`${sources.length === 1 ? 'Source' : 'Sources'}: ${sourceLine(sources)}`),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function sourceLine(sources: readonly string[]): string {
  const more = sources.length - MOST.sources;
  return [...sources.slice(0, MOST.sources), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function headline(concept: Concept, markup: Markup): string {
  const short = abbreviations(concept).map((text) => conceptText(concept, text, markup));
  const [first] = concept.classes;
  return [
    markup.bold(conceptText(concept, preferredTerm(concept), markup)),
    short.length === 0 ? '' : ` (${short.join(', ')})`,
    first === undefined ? '' : ` · ${conceptText(concept, className(first), markup)}`,
  ].join('');
}
