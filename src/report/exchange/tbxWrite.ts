import type { ConceptRecord } from '../../glossary/loadGlossary.ts';
import { type Exported, teller, type Unheld } from './exchange.ts';
import { meshAddress } from './mesh.ts';
import { labelledNotes } from './notes.ts';
import { CONTEXT_LABELS, PHRASE_LABEL, STATUS_NAMES, TBX, xmlId } from './tbxNames.ts';
import { isPlain, type PlainTerm, plainTerms } from './terms.ts';
import { oneSpaced, type Tag, typed, writeXml, xmlCharacters } from './xml.ts';

/** Concepts in the TBX-Basic dialect of ISO 30042:2019, data categories as attributes (DCA). */
export function toTbx(concepts: readonly ConceptRecord[]): Exported {
  const unheld: Unheld[] = [];
  const ids = new Set(concepts.map(({ id }) => id));
  const entries = concepts.map((concept) => entryOf(concept, ids, unheld));
  const about: Tag = { name: 'sourceDesc', content: [{ name: 'p', content: 'A glossary exported by Caveat.' }] };
  const root: Tag = {
    name: 'tbx',
    attributes: { type: 'TBX-Basic', style: 'dca', 'xml:lang': 'en' },
    content: [
      { name: 'tbxHeader', content: [{ name: 'fileDesc', content: [about] }] },
      { name: 'text', content: [{ name: 'body', content: entries }] },
    ],
  };
  return { text: writeXml(root, TBX), unheld };
}

function entryOf(concept: ConceptRecord, ids: ReadonlySet<string>, unheld: Unheld[]): Tag {
  const { id, classes = [], definition, relations = {}, mesh, sources = [] } = concept;
  const tell = teller(id, unheld);
  const text = (key: string, value: string): string => {
    const held = oneSpaced(xmlCharacters(value));
    if (held !== value)
      tell(key, 'TBX keeps no line breaks, doubled spaces or control characters; they were taken out');
    return held;
  };
  const linked = new Set<string>();
  for (const [kind, others] of Object.entries(relations)) {
    for (const other of others) linked.add(other);
    if (kind !== 'related' && others.length > 0)
      tell(`relations.${kind}`, `TBX-Basic has cross references only; ${written(others)}`);
  }
  if (sources.some(({ checked }) => checked)) tell('sources.checked', 'TBX has no place for it; it was left out');
  return {
    name: 'conceptEntry',
    attributes: { id: xmlId(id) },
    content: [
      ...classes.map((name) => typed('descrip', 'subjectField', name)),
      typed('descrip', 'definition', text('definition', definition)),
      ...sources.map(({ name, url }) =>
        url === undefined
          ? typed('admin', 'source', text('sources.name', name))
          : typed('xref', 'externalCrossReference', text('sources.name', name), { target: url }),
      ),
      ...(mesh === undefined
        ? []
        : [typed('xref', 'externalCrossReference', `MeSH ${mesh}`, { target: meshAddress(mesh) })]),
      // A reference inside the file has to lead somewhere; one to a concept outside says its id.
      ...[...linked].map((other) =>
        typed('ref', 'crossReference', other, ids.has(other) ? { target: xmlId(other) } : {}),
      ),
      ...labelledNotes(concept).map((note): Tag => ({ name: 'note', content: text('notes', note) })),
      {
        name: 'langSec',
        attributes: { 'xml:lang': 'en' },
        content: plainTerms(concept).map((term) => termOf(term, text)),
      },
    ],
  };
}

function written(others: readonly string[]): string {
  return `${others.join(', ')} became ${others.length === 1 ? 'a cross reference' : 'cross references'}`;
}

function termOf(term: PlainTerm, text: (key: string, value: string) => string): Tag {
  const notes = [
    ...(isPlain(term) ? [] : [PHRASE_LABEL + term.term]),
    ...CONTEXT_LABELS.flatMap(([key, label]) => (term[key] ?? []).map((phrase) => label + oneSpaced(phrase))),
  ];
  return {
    name: 'termSec',
    content: [
      { name: 'term', content: text('terms', term.plain) },
      typed('termNote', 'administrativeStatus', STATUS_NAMES[term.status]),
      ...(term.abbreviation ? [typed('termNote', 'termType', 'abbreviation')] : []),
      ...notes.map((note): Tag => ({ name: 'note', content: text('terms', note) })),
    ],
  };
}
