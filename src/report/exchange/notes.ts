import { FACETS, type Facet } from '../../glossary/concept.ts';
import type { ConceptRecord } from '../../glossary/loadGlossary.ts';

const PLAIN = 'Plain language: ';
const RISK = 'Risk in one line: ';
const FACET_LABELS = new Map(FACETS.map((facet) => [`${facet} (facet): `, facet] as const));

/** The texts of a concept that other formats have no field for, as notes with a label that a person can read. */
export function labelledNotes({ plain, risk, facets = {} }: ConceptRecord): readonly string[] {
  const notes = [...FACET_LABELS].flatMap(([label, facet]) => (facets[facet] ? [label + facets[facet]] : []));
  return [...(plain ? [PLAIN + plain] : []), ...(risk ? [RISK + risk] : []), ...notes];
}

/** What labelled notes say, and the notes that are none of ours. */
export function readNotes(notes: readonly string[]): {
  readonly texts: Pick<ConceptRecord, 'plain' | 'risk' | 'facets'>;
  readonly others: readonly string[];
} {
  const facets: Partial<Record<Facet, string>> = {};
  const others: string[] = [];
  let plain: string | undefined;
  let risk: string | undefined;
  for (const note of notes) {
    const label = [...FACET_LABELS.keys()].find((label) => note.startsWith(label));
    const facet = label && FACET_LABELS.get(label);
    if (plain === undefined && note.startsWith(PLAIN)) plain = note.slice(PLAIN.length);
    else if (risk === undefined && note.startsWith(RISK)) risk = note.slice(RISK.length);
    else if (label && facet && facets[facet] === undefined) facets[facet] = note.slice(label.length);
    else others.push(note);
  }
  return {
    texts: {
      ...(plain === undefined ? {} : { plain }),
      ...(risk === undefined ? {} : { risk }),
      ...(Object.keys(facets).length > 0 ? { facets } : {}),
    },
    others,
  };
}
