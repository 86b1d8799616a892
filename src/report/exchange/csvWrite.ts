import { stringify } from 'csv-stringify/sync';
import { FACETS, RELATIONS } from '../../glossary/concept.ts';
import type { ConceptRecord, TermRecord } from '../../glossary/loadGlossary.ts';
import { COLUMNS, PHRASE_LISTS, TEXTS } from './csvColumns.ts';
import type { Exported } from './exchange.ts';
import { defaultStatus, plainTerms } from './terms.ts';

/**
 * Concepts as a table: a row for each term, with what belongs to the concept on its first row. It holds all that a glossary file
 * does. It begins with a byte order mark, without which spreadsheets take it for another encoding.
 */
export function toCsv(concepts: readonly ConceptRecord[]): Exported {
  const rows = concepts.flatMap(rowsOf).map((row) => COLUMNS.map((column) => shielded(row.get(column) ?? '')));
  return { text: stringify([COLUMNS, ...rows], { bom: true, quoted_match: /[\r\n]/ }), unheld: [] };
}

function rowsOf(concept: ConceptRecord): readonly ReadonlyMap<string, string>[] {
  const { id, classes = [], facets = {}, relations = {}, mesh, sources = [] } = concept;
  const terms = termsOf(concept);
  return Array.from({ length: Math.max(terms.length, sources.length) }, (_, index) => {
    const row = new Map([['id', id]]);
    const term = terms[index];
    const source = sources[index];
    if (term) {
      row.set('term', term.term);
      row.set('status', term.status ?? defaultStatus(index));
      if (term.abbreviation) row.set('abbreviation', 'yes');
      for (const key of PHRASE_LISTS) row.set(key, lines(term[key] ?? []));
    }
    if (source) {
      row.set('source', source.name);
      row.set('source.url', source.url ?? '');
      if (source.checked) row.set('source.checked', 'yes');
    }
    if (index > 0) return row;
    row.set('classes', classes.join(' '));
    for (const key of TEXTS) row.set(key, concept[key] ?? '');
    for (const facet of FACETS) row.set(`facets.${facet}`, facets[facet] ?? '');
    for (const kind of RELATIONS) row.set(`relations.${kind}`, (relations[kind] ?? []).join(' '));
    return row.set('mesh', mesh ?? '');
  });
}

/** The phrases as they are; only where one status would have to stand for several, each alternative has its row. */
function termsOf(concept: ConceptRecord): readonly TermRecord[] {
  const records = concept.terms.map((term): TermRecord => (typeof term === 'string' ? { term } : term));
  const first = plainTerms({ ...concept, terms: records.slice(0, 1) });
  return first.length > 1 ? [...first, ...records.slice(1)] : records;
}

function lines(phrases: readonly string[]): string {
  return phrases.map((phrase) => phrase.trim().replace(/\s+/g, ' ')).join('\n');
}

/** A spreadsheet takes a cell that begins like this for a formula; a quote in front makes it text, and reading takes it away. */
function shielded(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
