import type { Concept, Term } from '../glossary/concept.ts';
import { foldWord, isHyphen } from '../phrases/fold.ts';
import { termText } from './conceptText.ts';

/** A term under the form by which it is looked up. */
export interface IndexedTerm {
  readonly key: string;
  readonly text: string;
  readonly concept: Concept;
  readonly term: Term;
}

/** All terms in the order of their keys. */
export type TermIndex = readonly IndexedTerm[];

const indexes = new WeakMap<ReadonlyMap<string, Concept>, TermIndex>();

/** The index of a glossary, made when it is first asked for. */
export function termIndex(concepts: ReadonlyMap<string, Concept>): TermIndex {
  const known = indexes.get(concepts);
  if (known) return known;
  const index = [...concepts.values()].flatMap((concept) =>
    concept.terms.map((term): IndexedTerm => {
      const text = termText(term);
      return { key: termKey(text), text, concept, term };
    }),
  );
  index.sort((one, two) => (one.key < two.key ? -1 : one.key > two.key ? 1 : 0));
  indexes.set(concepts, index);
  return index;
}

/** A text as terms are compared by it: folded, with one kind of space and hyphen. */
export function termKey(text: string): string {
  return [...foldWord(text)]
    .map((char) => (isHyphen(char.codePointAt(0) as number) ? '-' : char))
    .join('')
    .replace(/\s+/g, ' ');
}

/** Up to `limit` terms whose key begins with `prefix`, in order. */
export function termsWithPrefix(index: TermIndex, prefix: string, limit: number): readonly IndexedTerm[] {
  let low = 0;
  let high = index.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((index[middle] as IndexedTerm).key < prefix) low = middle + 1;
    else high = middle;
  }
  const end = Math.min(index.length, low + limit);
  let last = low;
  while (last < end && (index[last] as IndexedTerm).key.startsWith(prefix)) last++;
  return index.slice(low, last);
}

/** The concepts with a name that holds what is sought, and that name: the preferred term if it does. */
export function namesWith(concepts: ReadonlyMap<string, Concept>, sought: string): ReadonlyMap<Concept, string> {
  const names = new Map<Concept, string>();
  for (const { key, text, concept, term } of termIndex(concepts)) {
    if (key.includes(sought) && (term.status === 'preferred' || !names.has(concept))) names.set(concept, text);
  }
  for (const concept of concepts.values()) {
    if (!names.has(concept) && concept.id.includes(sought)) names.set(concept, concept.id);
  }
  return names;
}
