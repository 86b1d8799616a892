import type { Concept } from '../glossary/concept.ts';
import type { ConceptSummary, ConceptsResult, MentionsResult } from '../protocol.ts';
import { abbreviations, className, preferredTerm } from './conceptText.ts';
import type { Draft } from './drafts.ts';
import { termIndex, termKey } from './termIndex.ts';

/** More than this nobody looks through; the list can be filtered. */
const LIMIT = 2000;

/** The concepts with a term that holds the query, by their preferred terms. */
export function conceptList(concepts: ReadonlyMap<string, Concept>, query: string): ConceptsResult {
  const found = query.trim() === '' ? [...concepts.values()] : conceptsWith(concepts, termKey(query.trim()));
  const all = found.map(summary).sort((one, two) => one.term.localeCompare(two.term, 'en'));
  return { concepts: all.slice(0, LIMIT), more: Math.max(0, all.length - LIMIT) };
}

/** The concepts that a draft names. */
export function mentionsIn({ version, ranges, analysis, project }: Draft): MentionsResult {
  const places = new Map<string, Draft['analysis']['occurrences'][number]['range'][]>();
  for (const { concept, range } of analysis.occurrences) {
    const own = places.get(concept);
    if (own) own.push(range);
    else places.set(concept, [range]);
  }
  return {
    version,
    mentions: [...places].flatMap(([id, own]) => {
      const concept = project.data.concepts.get(id);
      return concept ? [{ concept: id, term: preferredTerm(concept), ranges: own.map(ranges.toRange) }] : [];
    }),
  };
}

function conceptsWith(concepts: ReadonlyMap<string, Concept>, key: string): Concept[] {
  return [
    ...new Set(
      termIndex(concepts)
        .filter((term) => term.key.includes(key))
        .map(({ concept }) => concept),
    ),
  ];
}

function summary(concept: Concept): ConceptSummary {
  return {
    id: concept.id,
    term: preferredTerm(concept),
    abbreviations: abbreviations(concept),
    classes: concept.classes.map(className),
  };
}
