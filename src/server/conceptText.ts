import type { Concept, RelationKind, Term } from '../glossary/concept.ts';
import { plainForm } from '../phrases/notation.ts';
import type { Markup } from './markup.ts';

const RELATION_LABELS: Readonly<Record<RelationKind, string>> = {
  broader: 'Broader',
  partOf: 'Part of',
  related: 'Related',
  precursorOf: 'Precursor of',
  convertedBy: 'Converted by',
  cofactorOf: 'Cofactor of',
  degradedBy: 'Degraded by',
  inhibits: 'Inhibits',
  measuredBy: 'Measured by',
  riskOf: 'Risk of',
  treats: 'Treats',
};

/** A text of a concept: our own as it is, a user's as plain text. */
export function conceptText(concept: Concept, text: string, markup: Markup): string {
  return concept.file === undefined ? text.trim() : markup.literal(text);
}

/** A term as a person reads it: a hyphen that stood beside an alternative joins the words again. */
export function termText({ phrase }: Pick<Term, 'phrase'>): string {
  return plainForm(phrase)
    .replace(/(?<=\S)- (?=\S)/g, '-')
    .replace(/(?<=\S) -(?=\S)/g, '-');
}

/** The preferred term as a person reads it. */
export function preferredTerm({ id, terms }: Concept): string {
  const term = terms.find(({ status }) => status === 'preferred') ?? terms[0];
  return term ? termText(term) : id;
}

/** The abbreviations that may be used, as a person reads them. */
export function abbreviations({ terms }: Concept): readonly string[] {
  return terms.filter(({ abbreviation, status }) => abbreviation && status !== 'deprecated').map(termText);
}

/** What a class is called in a text: `precursor-supplement` → `precursor supplement`. */
export function className(id: string): string {
  return id.replaceAll('-', ' ');
}

/** One line for each kind of relation, the other concepts as links; no more of them than `limit`, and then how many there are. */
export function relationLines(
  { relations }: Concept,
  concepts: ReadonlyMap<string, Concept>,
  linkTo: (concept: Concept) => string,
  limit = Number.POSITIVE_INFINITY,
): string[] {
  const others = relations.flatMap(({ kind, concept }) => {
    const other = concepts.get(concept);
    return other ? [{ kind, other }] : [];
  });
  const lines = new Map<RelationKind, string[]>();
  for (const { kind, other } of others.slice(0, limit)) {
    lines.set(kind, [...(lines.get(kind) ?? []), linkTo(other)]);
  }
  const more = others.length > limit ? [`and ${others.length - limit} more`] : [];
  return [...[...lines].map(([kind, links]) => `${RELATION_LABELS[kind]}: ${links.join(', ')}`), ...more];
}

/** A text cut to `length` characters, at the end of a sentence where one ends not far before, else of a word. */
export function shortened(text: string, length: number): string {
  const words = text.trim();
  if (words.length <= length) return words;
  const head = words.slice(0, length);
  const sentences = /^[\s\S]*[.!?](?=\s)/.exec(head)?.[0] ?? '';
  const whole = sentences.length > length / 2 ? sentences : head.replace(/\s+\S*$/, '');
  return `${whole} …`;
}

/** The sources that somebody has read, as links where they have an address. */
export function sourceList(concept: Concept, markup: Markup): string[] {
  return concept.sources
    .filter(({ checked }) => checked)
    .map(({ name, url }) =>
      markup.link(conceptText(concept, name, markup), concept.file === undefined ? url : undefined),
    );
}
