import schema from '../../data/schema/glossary.schema.json' with { type: 'json' };
import type { Concept, Term } from '../glossary/concept.ts';
import { type ConceptExtension, type ConceptRecord, isWholeRecord, type TermRecord } from '../glossary/loadGlossary.ts';
import { type NamedText, type Problem, readYaml, type YamlPath } from '../glossary/yamlFile.ts';
import { type Expander, runKey } from '../phrases/expand.ts';
import { NotationError, plainForm } from '../phrases/notation.ts';
import type { Analysis, Occurrence } from './analysis.ts';

/** What a review needs: the analysis under all glossaries together, and the forms of their terms. */
export interface ReviewTools {
  analyze(text: string): Analysis;
  readonly expander: Expander;
  /** All concepts that hold together, by id. */
  readonly concepts: ReadonlyMap<string, Concept>;
}

type At = (path: YamlPath, message: string) => Problem;

/** A capital abbreviation, with its plural s; numbers in Roman figures are none. */
const ABBREVIATION =
  /(?<![\p{L}\p{N}_-])(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])(?![IVXLCDM]+(?![\p{L}\p{N}]))[A-Z][A-Z0-9]+(?=s?(?![\p{L}\p{N}_]))/gu;

/**
 * What loading does not ask for, but a good glossary has: a source for each concept, one preferred term, no term twice, and texts that
 * use current terms and no abbreviation that nothing explains. A file that the schema refuses gives nothing here; loading tells why.
 */
export function reviewGlossary(files: readonly NamedText[], tools: ReviewTools): readonly Problem[] {
  const claimed = claimedForms(tools);
  return files.flatMap((file) => {
    const { value, problemAt } = readYaml<{ readonly concepts: readonly ConceptExtension[] }>(file, schema);
    return (value?.concepts ?? []).flatMap((concept, index) => {
      if (!isWholeRecord(concept)) return [];
      const at: At = (path, message) => problemAt(['concepts', index, ...path], message);
      return [
        ...termFindings(concept, tools.expander, claimed, at),
        ...textFindings(concept, tools, at),
        ...sourceFindings(concept, at),
      ];
    });
  });
}

function sourceFindings({ id, sources = [] }: ConceptRecord, at: At): Problem[] {
  return sources.length > 0
    ? []
    : [at(['id'], `The concept "${id}" has no source, expected at least one under "sources"`)];
}

function termFindings(
  { id, terms }: ConceptRecord,
  expander: Expander,
  claimed: ReadonlyMap<string, string>,
  at: At,
): Problem[] {
  const found: Problem[] = [];
  const records = terms.map((term): TermRecord => (typeof term === 'string' ? { term } : term));
  const preferred = records.flatMap(({ status }, index) =>
    (status ?? (index === 0 ? 'preferred' : '')) === 'preferred' ? [index] : [],
  );
  if (preferred.length === 0) found.push(at(['terms'], `The concept "${id}" has no preferred term, expected one`));
  for (const index of preferred.slice(1))
    found.push(at(['terms', index], `A second preferred term of "${id}", expected one; the others are admitted`));
  const owners = new Map<string, string>();
  records.forEach((record, index) => {
    const runs = runsOf(record.term, expander);
    const [owner, ...others] = new Set(runs.map((run) => owners.get(run)));
    // One that only adds a plural or a spelling still adds something.
    if (runs.length > 0 && owner !== undefined && others.length === 0) {
      found.push(
        at(
          ['terms', index],
          `The term "${record.term}" finds nothing that "${owner}" of the same concept does not, expected it once`,
        ),
      );
    }
    for (const run of runs) if (!owners.has(run)) owners.set(run, record.term);
    const other = isConditional(record)
      ? undefined
      : claimed.get(runs.find((run) => (claimed.get(run) ?? id) !== id) ?? '');
    if (other) {
      const remedy = 'expected one concept or a context (needs, notFollowedBy)';
      found.push(
        at(['terms', index], `The term "${record.term}" belongs to "${other}" too, almost everywhere; ${remedy}`),
      );
    }
  });
  return found;
}

function isConditional({ notPrecededBy = [], notFollowedBy = [], needs = [] }: TermRecord | Term): boolean {
  return notPrecededBy.length + notFollowedBy.length + needs.length > 0;
}

/**
 * Forms that a concept claims save for some contexts, which loading lets pass: where a term states contexts, it goes before one that
 * does not, so the other would hardly ever be found.
 */
function claimedForms({ concepts, expander }: ReviewTools): ReadonlyMap<string, string> {
  const claimed = new Map<string, string>();
  for (const { id, terms } of concepts.values()) {
    for (const term of terms) {
      if (term.needs.length > 0 || !isConditional(term)) continue;
      for (const run of runsOf(term.phrase, expander)) if (!claimed.has(run)) claimed.set(run, id);
    }
  }
  return claimed;
}

function runsOf(phrase: string, expander: Expander): readonly string[] {
  try {
    return expander.termRuns(phrase).map(runKey);
  } catch (error) {
    // Loading tells what is wrong with it.
    if (error instanceof NotationError) return [];
    throw error;
  }
}

function textFindings(concept: ConceptRecord, tools: ReviewTools, at: At): Problem[] {
  const texts: (readonly [YamlPath, string])[] = [];
  for (const key of ['definition', 'plain', 'risk'] as const) if (concept[key]) texts.push([[key], concept[key]]);
  for (const [facet, text] of Object.entries(concept.facets ?? {})) texts.push([['facets', facet], text]);
  const own = new Set(concept.terms.map((term) => plainOr(typeof term === 'string' ? term : term.term)));
  const told = new Set<string>();
  return texts.flatMap(([path, text]) => {
    const { occurrences } = tools.analyze(text);
    const messages = [
      ...occurrences
        .filter(({ status }) => status === 'deprecated')
        .map((occurrence) => deprecatedMessage(concept, text, occurrence, tools)),
      ...uncovered(text, occurrences)
        .filter((name) => !own.has(name))
        .map(
          (name) =>
            `"${name}" in a text of "${concept.id}" is a term of no concept, expected one, or its long form beside it`,
        ),
    ];
    return messages.flatMap((message) => {
      if (told.has(message)) return [];
      told.add(message);
      return [at(path, message)];
    });
  });
}

function deprecatedMessage(
  { id }: ConceptRecord,
  text: string,
  { concept, range }: Occurrence,
  tools: ReviewTools,
): string {
  const preferred = tools.concepts.get(concept)?.terms.find(({ status }) => status === 'preferred');
  const better = preferred && plainForm(preferred.phrase);
  const words = text.slice(range.start, range.end).replace(/\s+/g, ' ');
  return `A text of "${id}" uses the deprecated term "${words}"${better ? `, expected "${better}"` : ''}`;
}

/** Abbreviations that stand in no term, and are not explained where they first stand: `oral contraceptive (OC)`. */
function uncovered(text: string, occurrences: readonly Occurrence[]): readonly string[] {
  const names: string[] = [];
  const explained = new Set(Array.from(text.matchAll(/\(([A-Z][A-Z0-9]+)s?\)/g), ([, name]) => name));
  for (const { 0: name, index } of text.matchAll(ABBREVIATION)) {
    const covered = occurrences.some(({ range }) => range.start <= index && index + name.length <= range.end);
    if (!covered && !explained.has(name)) names.push(name);
  }
  return [...new Set(names)];
}

function plainOr(phrase: string): string {
  try {
    return plainForm(phrase);
  } catch (error) {
    if (error instanceof NotationError) return phrase;
    throw error;
  }
}
