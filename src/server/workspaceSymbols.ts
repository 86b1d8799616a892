import { type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import type { Concept } from '../glossary/concept.ts';
import { preferredTerm } from './conceptText.ts';
import type { Places } from './places.ts';
import { namesWith, termKey } from './termIndex.ts';

const LIMIT = 500;

/**
 * The concepts with a term or an id that holds the query; named by that term, since editors filter by name once more.
 * @param glossaries of two with the same concept the first counts
 */
export async function workspaceSymbols(
  query: string,
  glossaries: readonly ReadonlyMap<string, Concept>[],
  places: Places,
): Promise<SymbolInformation[]> {
  const symbols: SymbolInformation[] = [];
  const seen = new Set<string>();
  for (const concepts of glossaries) {
    for (const [concept, name] of namesWith(concepts, termKey(query.trim()))) {
      if (seen.has(concept.id)) continue;
      if (symbols.length === LIMIT) return symbols;
      seen.add(concept.id);
      const location = await places.placeOf(concept);
      if (location) symbols.push(symbolOf(concept, name, location));
    }
  }
  return symbols;
}

function symbolOf(concept: Concept, name: string, location: SymbolInformation['location']): SymbolInformation {
  const preferred = preferredTerm(concept);
  const containerName = name === preferred ? concept.classes[0] : preferred;
  return { name, kind: SymbolKind.Key, location, ...(containerName === undefined ? {} : { containerName }) };
}
