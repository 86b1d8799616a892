import { type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import type { Concept } from '../glossary/concept.ts';
import { foldWord } from '../phrases/fold.ts';
import { plainForm } from '../phrases/notation.ts';
import { preferredTerm } from './conceptText.ts';
import type { Places } from './places.ts';

const LIMIT = 500;

/** The concepts with a term or an id that holds the query; named by that term, since editors filter by name once more. */
export async function workspaceSymbols(
  query: string,
  concepts: Iterable<Concept>,
  places: Places,
): Promise<SymbolInformation[]> {
  const sought = foldWord(query.trim());
  const symbols: SymbolInformation[] = [];
  for (const concept of concepts) {
    const name = nameWith(concept, sought);
    if (name === undefined) continue;
    const location = await places.placeOf(concept);
    if (!location) continue;
    const preferred = preferredTerm(concept);
    const containerName = name === preferred ? concept.classes[0] : preferred;
    symbols.push({
      name,
      kind: SymbolKind.Key,
      location,
      ...(containerName === undefined ? {} : { containerName }),
    });
    if (symbols.length === LIMIT) break;
  }
  return symbols;
}

function nameWith(concept: Concept, sought: string): string | undefined {
  const preferred = preferredTerm(concept);
  const names = [preferred, ...concept.terms.map(({ phrase }) => plainForm(phrase)), concept.id];
  return names.find((name) => foldWord(name).includes(sought));
}
