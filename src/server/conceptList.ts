import type { Concept } from '../glossary/concept.ts';
import type { ConceptSummary, ConceptsResult, MentionsResult } from '../protocol.ts';
import { abbreviations, className, preferredTerm } from './conceptText.ts';
import type { Draft } from './drafts.ts';
import { namesWith, termKey } from './termIndex.ts';

/** More than this nobody looks through; the list can be filtered. */
const LIMIT = 2000;
const order = new Intl.Collator('en');

/** The concepts with a term that holds the query, by their preferred terms. */
export function conceptList(concepts: ReadonlyMap<string, Concept>, query: string): ConceptsResult {
  const all = [...namesWith(concepts, termKey(query.trim()))]
    .map(([concept, name]) => summary(concept, name))
    .sort((one, two) => order.compare(one.term, two.term));
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

function summary(concept: Concept, name: string): ConceptSummary {
  const term = preferredTerm(concept);
  return {
    id: concept.id,
    term,
    ...(name === term ? {} : { matched: name }),
    abbreviations: abbreviations(concept),
    classes: concept.classes.map(className),
  };
}
