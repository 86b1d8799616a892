import type { ConceptRecord } from '../../glossary/loadGlossary.ts';
import { type Exported, teller, type Unheld } from './exchange.ts';
import { meshAddress } from './mesh.ts';
import { labelledNotes } from './notes.ts';
import { CONTEXT, type SkosConcept, type SkosFile, type SkosSource } from './skosShape.ts';
import { isPlain, type PlainTerm, plainTerms } from './terms.ts';

/** No concept's id begins with an underscore, so the scheme's cannot be one of theirs. */
const SCHEME = '#_scheme';

/** Concepts as SKOS in compact JSON-LD, each identified within the file: `#serotonin`. */
export function toSkos(concepts: readonly ConceptRecord[]): Exported {
  const unheld: Unheld[] = [];
  const file: SkosFile = {
    '@context': CONTEXT,
    graph: [{ id: SCHEME, type: 'ConceptScheme' }, ...concepts.map((concept) => conceptOf(concept, unheld))],
  };
  return { text: `${JSON.stringify(file, null, 2)}\n`, unheld };
}

function conceptOf(concept: ConceptRecord, unheld: Unheld[]): SkosConcept {
  const { id, classes = [], definition, relations = {}, mesh, sources = [] } = concept;
  const tell = teller(id, unheld);
  const terms = plainTerms(concept);
  for (const term of terms) tellLosses(term, tell);
  const { preferred, admitted, deprecated } = labelsOf(terms, tell);

  const broader = [...new Set(relations.broader ?? [])];
  const related = new Set(relations.related ?? []);
  for (const [kind, others] of Object.entries(relations)) {
    if (kind === 'broader' || kind === 'related' || others.length === 0) continue;
    for (const other of others) related.add(other);
    tell(`relations.${kind}`, `SKOS has no such relation; ${others.join(', ')} became related`);
  }
  // SKOS does not let the same two concepts be both.
  for (const other of broader) {
    if (related.delete(other) && relations.related?.includes(other)) {
      tell('relations.related', `in SKOS ${other} cannot be broader and related; it stayed broader`);
    }
  }
  if (sources.some(({ checked }) => checked)) tell('sources.checked', 'SKOS has no place for it; it was left out');
  const scopeNote = labelledNotes(concept);
  return {
    id: `#${id}`,
    type: 'Concept',
    inScheme: SCHEME,
    ...(preferred === undefined ? {} : { prefLabel: preferred }),
    ...(admitted.length > 0 ? { altLabel: admitted } : {}),
    ...(deprecated.length > 0 ? { hiddenLabel: deprecated } : {}),
    definition,
    ...(scopeNote.length > 0 ? { scopeNote } : {}),
    ...(broader.length > 0 ? { broader: broader.map((other) => `#${other}`) } : {}),
    ...(related.size > 0 ? { related: [...related].map((other) => `#${other}`) } : {}),
    ...(mesh === undefined ? {} : { exactMatch: meshAddress(mesh) }),
    ...(classes.length > 0 ? { subject: classes } : {}),
    ...(sources.length > 0
      ? { source: sources.map(({ name, url }): SkosSource => (url === undefined ? name : { id: url, title: name })) }
      : {}),
  };
}

/** One preferred label at most, and no label twice: SKOS asks for both. */
function labelsOf(terms: readonly PlainTerm[], tell: (key: string, message: string) => void) {
  const seen = new Set<string>();
  const admitted: string[] = [];
  const deprecated: string[] = [];
  let preferred: string | undefined;
  for (const { plain, status } of terms) {
    if (seen.has(plain)) {
      tell('terms', `SKOS holds a label once; "${plain}" stands twice in plain writing`);
      continue;
    }
    seen.add(plain);
    if (status === 'deprecated') deprecated.push(plain);
    else if (status === 'preferred' && preferred === undefined) preferred = plain;
    else {
      admitted.push(plain);
      if (status === 'preferred')
        tell('terms.status', `SKOS has one preferred label; "${plain}" became an alternative one`);
    }
  }
  return { preferred, admitted, deprecated };
}

function tellLosses(term: PlainTerm, tell: (key: string, message: string) => void): void {
  if (!isPlain(term)) tell('terms', `a SKOS label is plain; "${term.term}" became "${term.plain}"`);
  if (term.abbreviation)
    tell('terms.abbreviation', `SKOS has no place for it; "${term.plain}" became a label like any other`);
  for (const key of ['notPrecededBy', 'notFollowedBy', 'needs'] as const) {
    if ((term[key] ?? []).length > 0)
      tell(`terms.${key}`, `SKOS has no place for it; "${term.plain}" became a label without it`);
  }
}
