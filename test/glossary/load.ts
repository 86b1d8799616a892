import type { Concept } from '../../src/glossary/concept.ts';
import { type LoadedGlossary, loadGlossary } from '../../src/glossary/loadGlossary.ts';
import { expander } from '../phrases/phrases.ts';

/** A glossary file of the given concepts, each a YAML map in flow or block style. */
export function glossaryFile(...concepts: readonly string[]): string {
  const indented = concepts.map((concept) => `  - ${concept.trim().replace(/\n/g, '\n    ')}\n`);
  return `version: 1\nconcepts:\n${indented.join('')}`;
}

/** Loads files by name, on top of others, as a user's. */
export function load(
  files: Readonly<Record<string, string>>,
  base: ReadonlyMap<string, Concept> = new Map(),
  trusted = false,
): LoadedGlossary {
  const named = Object.entries(files).map(([name, text]) => ({ name, text }));
  return loadGlossary(named, base, expander, trusted);
}

/** Problems as `file:line:column message`. */
export function told({ problems }: Pick<LoadedGlossary, 'problems'>): readonly string[] {
  return problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
}
