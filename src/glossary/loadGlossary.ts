import schema from '../../data/schema/glossary.schema.json' with { type: 'json' };
import { type Expander, runKey } from '../phrases/expand.ts';
import { alternativesOf, NotationError } from '../phrases/notation.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { Concept, Facet, Relation, RelationKind, Source, Term, TermStatus } from './concept.ts';
import { unknownName } from './names.ts';
import { type NamedText, type Problem, readYaml, type YamlPath } from './yamlFile.ts';

/** A term as a glossary file writes it. */
export interface TermRecord {
  readonly term: string;
  readonly status?: TermStatus;
  readonly abbreviation?: boolean;
  readonly notPrecededBy?: readonly string[];
  readonly notFollowedBy?: readonly string[];
  readonly needs?: readonly string[];
}

/** A concept as a glossary file writes it. */
export interface ConceptRecord {
  readonly id: string;
  readonly classes?: readonly string[];
  readonly terms: readonly (string | TermRecord)[];
  readonly definition: string;
  readonly plain?: string;
  readonly risk?: string;
  readonly facets?: Readonly<Partial<Record<Facet, string>>>;
  readonly relations?: Readonly<Partial<Record<RelationKind, readonly string[]>>>;
  readonly mesh?: string;
  readonly sources?: readonly { readonly name: string; readonly url?: string; readonly checked?: boolean }[];
}

/** What a file adds to a concept that exists. */
export type ConceptExtension = Partial<ConceptRecord> & Pick<ConceptRecord, 'id'> & { readonly extend?: boolean };

/** The concepts of several files; a file with a fault adds its problems and those of its concepts that are sound. */
export interface LoadedGlossary {
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly problems: readonly Problem[];
}

/**
 * Reads glossary files on top of `base`. A concept of a file replaces one of `base` with the same id; the same id twice within the files,
 * a relation to a concept that does not exist, or one unconditional term for two concepts is a problem, and names file, line and remedy.
 * @param trusted whether the texts are our own; those of a user keep the name of their file
 */
export function loadGlossary(
  files: readonly NamedText[],
  base: ReadonlyMap<string, Concept>,
  expander: Expander,
  trusted: boolean,
): LoadedGlossary {
  const problems: Problem[] = [];
  const concepts = new Map(base);
  const places = new Map<
    string,
    { readonly file: string; at(path: YamlPath, message: string): Problem; readonly record: ConceptRecord }
  >();
  for (const file of files) {
    const yaml = readYaml<{ readonly concepts: readonly ConceptExtension[] }>(file, schema);
    problems.push(...yaml.problems);
    yaml.value?.concepts.forEach((written, index) => {
      const at = (path: YamlPath, message: string): Problem => yaml.problemAt(['concepts', index, ...path], message);
      const record = wholeRecord(written, concepts, (message) => problems.push(at(['id'], message)));
      if (!record) return;
      const earlier = places.get(record.id);
      if (earlier) {
        problems.push(
          at(['id'], `The concept "${record.id}" is already defined in ${earlier.file}, expected another id`),
        );
        return;
      }
      const faults = phraseFaults(record, expander, at);
      problems.push(...faults);
      if (faults.length > 0) return;
      places.set(record.id, { file: file.name, at, record });
      const own = toConcept(record, trusted ? undefined : file.name);
      const base = written.extend ? concepts.get(record.id) : undefined;
      concepts.set(
        record.id,
        placed(base ? extended(base, own, written) : own, file.name, () => at(['id'], '').range),
      );
    });
  }
  for (const { record, at } of places.values()) {
    for (const [kind, ids] of Object.entries(record.relations ?? {})) {
      ids.forEach((id, index) => {
        if (!concepts.has(id))
          problems.push(at(['relations', kind, index], unknownName('concept', id, [...concepts.keys()])));
      });
    }
  }
  problems.push(...collisions(concepts, places, expander));
  return { concepts, problems };
}

/** Whether a record defines a concept by itself. */
export function isWholeRecord(record: ConceptExtension): record is ConceptRecord {
  return record.terms !== undefined && record.definition !== undefined;
}

/** A record with its terms and definition; a problem where it extends what is not there. */
function wholeRecord(
  record: ConceptExtension,
  concepts: ReadonlyMap<string, Concept>,
  tell: (message: string) => void,
): ConceptRecord | undefined {
  if (record.extend) {
    const base = concepts.get(record.id);
    if (!base) tell(unknownName('concept', record.id, [...concepts.keys()]));
    return base && { ...record, terms: record.terms ?? [], definition: record.definition ?? base.definition };
  }
  return isWholeRecord(record) ? record : undefined;
}

/** A concept with what a file adds to it: lists grow, texts are replaced. */
function extended(base: Concept, own: Concept, written: ConceptExtension): Concept {
  const terms = own.terms.map((term) =>
    term.status === 'preferred' ? { ...term, status: 'admitted' as const } : term,
  );
  return {
    ...base,
    ...own,
    classes: [...new Set([...base.classes, ...own.classes])],
    terms: [...base.terms, ...terms],
    definition: written.definition === undefined ? base.definition : own.definition,
    facets: { ...base.facets, ...own.facets },
    relations: [...base.relations, ...own.relations],
    sources: [...base.sources, ...own.sources],
  };
}

/** A concept that looks for its place in the file when it is asked. */
function placed(concept: Concept, file: string, range: () => OffsetRange): Concept {
  return Object.defineProperty(concept, 'place', { enumerable: true, get: () => ({ file, range: range() }) });
}

/** The terms of a record: one for each alternative, since each is a designation of its own. */
function toTerms(record: string | TermRecord, index: number): readonly Term[] {
  const term: TermRecord = typeof record === 'string' ? { term: record } : record;
  return alternativesOf(term.term).map((phrase, alternative) => ({
    phrase,
    status: term.status ?? (index === 0 && alternative === 0 ? 'preferred' : 'admitted'),
    abbreviation: term.abbreviation ?? false,
    notPrecededBy: term.notPrecededBy ?? [],
    notFollowedBy: term.notFollowedBy ?? [],
    needs: term.needs ?? [],
  }));
}

function toConcept(record: ConceptRecord, file: string | undefined): Concept {
  const relations = Object.entries(record.relations ?? {}).flatMap(([kind, ids]) =>
    ids.map((concept): Relation => ({ kind: kind as RelationKind, concept })),
  );
  const sources = (record.sources ?? []).map((source): Source => ({ ...source, checked: source.checked ?? false }));
  return {
    id: record.id,
    classes: record.classes ?? [],
    terms: record.terms.flatMap(toTerms),
    definition: record.definition.trim(),
    ...(record.plain === undefined ? {} : { plain: record.plain.trim() }),
    ...(record.risk === undefined ? {} : { risk: record.risk.trim() }),
    facets: record.facets ?? {},
    relations,
    ...(record.mesh === undefined ? {} : { mesh: record.mesh }),
    sources,
    ...(file === undefined ? {} : { file }),
  };
}

function phraseFaults(
  record: ConceptRecord,
  expander: Expander,
  at: (path: YamlPath, message: string) => Problem,
): Problem[] {
  const faults: Problem[] = [];
  const check = (phrase: string, path: YamlPath, isTerm: boolean): void => {
    try {
      if (isTerm) expander.termRuns(phrase);
      else expander.patterns(phrase);
    } catch (error) {
      if (!(error instanceof NotationError)) throw error;
      faults.push(at(path, error.message));
    }
  };
  record.terms.forEach((term, index) => {
    if (typeof term === 'string') {
      check(term, ['terms', index], true);
      return;
    }
    check(term.term, ['terms', index, 'term'], true);
    for (const key of ['notPrecededBy', 'notFollowedBy', 'needs'] as const) {
      term[key]?.forEach((phrase, at) => {
        check(phrase, ['terms', index, key, at], false);
      });
    }
  });
  return faults;
}

function isConditional(term: Term): boolean {
  return term.needs.length + term.notPrecededBy.length + term.notFollowedBy.length > 0;
}

function collisions(
  concepts: ReadonlyMap<string, Concept>,
  places: ReadonlyMap<string, { at(path: YamlPath, message: string): Problem }>,
  expander: Expander,
): Problem[] {
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  const ordered = [...concepts.values()].sort((one, two) => Number(places.has(one.id)) - Number(places.has(two.id)));
  for (const concept of ordered) {
    const reported = new Set<string>();
    concept.terms.forEach((term) => {
      if (isConditional(term)) return;
      for (const run of expander.termRuns(term.phrase)) {
        const key = runKey(run);
        const owner = owners.get(key);
        if (owner === undefined) owners.set(key, concept.id);
        else if (owner !== concept.id && !reported.has(owner)) {
          reported.add(owner);
          const message = `The term "${term.phrase}" belongs to "${owner}" too, expected one concept or a context (needs, notFollowedBy)`;
          const problem = places.get(concept.id)?.at(['terms'], message);
          if (problem) problems.push(problem);
        }
      }
    });
  }
  return problems;
}
