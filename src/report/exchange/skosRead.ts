import type { Source, TermStatus } from '../../glossary/concept.ts';
import type { ConceptRecord, TermRecord } from '../../glossary/loadGlossary.ts';
import { type NamedText, type Problem, readYaml } from '../../glossary/yamlFile.ts';
import { faultAt, type Imported, refused, teller, type Unheld } from './exchange.ts';
import { idFrom, idGiver, isId } from './ids.ts';
import { meshIdentifier } from './mesh.ts';
import { readNotes } from './notes.ts';
import { CONTEXT, SKOS_SCHEMA, type SkosConcept, type SkosFile } from './skosShape.ts';
import { phraseOf, shortTerm } from './terms.ts';

/** Reads SKOS in the compact JSON-LD that `toSkos` writes, under the same context. */
export function fromSkos(file: NamedText): Imported {
  let json: unknown;
  try {
    json = JSON.parse(file.text);
  } catch (error) {
    return refused(jsonFault(file, error));
  }
  // JSON is YAML too; read as such, each fault has its place.
  const shape = readYaml<SkosFile>(file, SKOS_SCHEMA);
  const context = (json as { readonly '@context'?: unknown } | null)?.['@context'];
  if (context !== undefined && !equal(context, CONTEXT)) {
    const expected = 'expected the one that "caveat glossary export --format skos" writes';
    return refused(
      shape.problemAt(['@context'], `Another JSON-LD context, ${expected}: compact the file with it first`),
    );
  }
  if (shape.problems.length > 0) return refused(...shape.problems);
  const unheld: Unheld[] = [];
  const records = (json as SkosFile).graph.filter((node): node is SkosConcept => node.type === 'Concept');
  const give = idGiver();
  const known = records.map((record) => ({ record, id: give(foreignId(record.id), record.prefLabel ?? '', unheld) }));
  const ids = new Map([...known].reverse().map(({ record, id }) => [record.id, id]));
  const concepts = known.flatMap(({ record, id }) => conceptOf(record, id, ids, unheld) ?? []);
  return { concepts, unheld, leftOut: records.length - concepts.length, problems: [] };
}

function conceptOf(
  record: SkosConcept,
  id: string,
  ids: ReadonlyMap<string, string>,
  unheld: Unheld[],
): ConceptRecord | undefined {
  const foreign = foreignId(record.id);
  const tell = teller(foreign, unheld);
  const labels = (given: string | readonly string[] | undefined, status: TermStatus): TermRecord[] =>
    list(given).flatMap((label) => (label.trim() === '' ? [] : [{ term: phraseOf(label), status }]));
  const terms = [
    ...labels(record.prefLabel, 'preferred'),
    ...labels(record.altLabel, 'admitted'),
    ...labels(record.hiddenLabel, 'deprecated'),
  ];
  const [definition, ...more] = list(record.definition);
  if (more.length > 0) tell('definition', 'a glossary holds one; the first was taken');
  if (!definition?.trim() || terms.length === 0) {
    tell(
      'Concept',
      `has no ${terms.length === 0 ? 'label' : 'definition'}, which a glossary needs; the concept was left out`,
    );
    return undefined;
  }
  const { texts, others } = readNotes(list(record.scopeNote));
  if (others.length > 0) tell('scopeNote', 'a glossary has no notes; left out');
  const concepts = (key: 'broader' | 'related'): readonly string[] =>
    list(record[key]).flatMap((reference) => {
      const other = ids.get(reference) ?? foreignId(reference);
      if (isId(other)) return [other];
      tell(key, `${reference} is no concept of this file; left out`);
      return [];
    });
  const classes = list(record.subject).flatMap((subject) => {
    const name = isId(subject) ? subject : idFrom(subject);
    if (name !== subject)
      tell('subject', name ? `"${subject}" became the class "${name}"` : `"${subject}" cannot name a class; left out`);
    return name ? [name] : [];
  });
  const addresses = list(record.exactMatch);
  const mesh = addresses.map(meshIdentifier).find((identifier) => identifier !== undefined);
  for (const address of addresses)
    if (!mesh || meshIdentifier(address) !== mesh)
      tell('exactMatch', `${address} is no MeSH identifier, or a second one; left out`);
  const sources = list(record.source).flatMap((source): Omit<Source, 'checked'>[] => {
    if (typeof source === 'string') return source.trim() === '' ? [] : [{ name: source }];
    if (/^https?:\/\//.test(source.id)) return [{ name: source.title || source.id, url: source.id }];
    tell('source', `${source.id} is no web address; left out`);
    return [];
  });
  return {
    id,
    terms: terms.map(shortTerm),
    definition,
    ...texts,
    classes,
    relations: { broader: concepts('broader'), related: concepts('related') },
    ...(mesh === undefined ? {} : { mesh }),
    sources,
  };
}

/** The last part of an identifier, which is what a person would call it. */
function foreignId(identifier: string): string {
  return /[^#/]*$/.exec(identifier)?.[0] || identifier;
}

function list<T extends string | object>(given: T | readonly T[] | undefined): readonly T[] {
  if (given === undefined) return [];
  return Array.isArray(given) ? given : [given as T];
}

function equal(one: unknown, two: unknown): boolean {
  const sorted = (_: string, value: unknown): unknown =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value;
  return JSON.stringify(one, sorted) === JSON.stringify(two, sorted);
}

function jsonFault(file: NamedText, error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const reason = message.replace(/ in JSON[\s\S]*$/, '').replace(/, "[\s\S]* is not valid JSON$/, '');
  const told = `Invalid JSON: ${reason}, expected a file as it was exported`;
  const position = /at position (\d+)/.exec(message)?.[1];
  // Some faults come without a place; what is no YAML either is found by that reader.
  const [place] = readYaml(file, {}).problems;
  if (position === undefined && place) return { ...place, message: told };
  const before = file.text.slice(0, position === undefined ? undefined : Number(position)).split('\n');
  return faultAt(file, before.length, (before.at(-1)?.length ?? 0) + 1, told);
}
