import { type CompletionItem, CompletionItemKind, CompletionItemTag, type CompletionList } from 'vscode-languageserver';
import { className, conceptText, preferredTerm } from './conceptText.ts';
import type { Draft } from './drafts.ts';
import { PLAIN } from './markup.ts';
import { type IndexedTerm, termIndex, termKey, termsWithPrefix } from './termIndex.ts';

const LEAST = 3;
const MOST_WORDS = 6;
const LIMIT = 50;
const WORD_START = /(?<![\p{L}\p{N}\-\u2010-\u2013])[\p{L}\p{N}]/gu;
const FENCE = /^ {0,3}(?:```|~~~)/gm;

/** The terms that what stands before the cursor begins, with their definitions; nothing before three characters of a term. */
export function termCompletions(draft: Draft, before: string, line: string): CompletionList {
  const typed = inCode(before, line) ? [] : beginnings(line);
  const index = termIndex(draft.project.data.concepts);
  for (const text of typed) {
    const terms = termsWithPrefix(index, termKey(text), LIMIT);
    if (terms.length > 0)
      return { isIncomplete: terms.length === LIMIT, items: itemsFor(draft, terms, text, before.length) };
  }
  return { isIncomplete: false, items: [] };
}

/** What may be the beginning of a term: the end of the line from each of its last words, the longest first. */
function beginnings(line: string): readonly string[] {
  if (!/[\p{L}\p{N}-]$/u.test(line)) return [];
  const starts = [...line.matchAll(WORD_START)].slice(-MOST_WORDS);
  return starts.map(({ index }) => line.slice(index)).filter((text) => text.length >= LEAST);
}

function itemsFor(draft: Draft, terms: readonly IndexedTerm[], typed: string, offset: number): CompletionItem[] {
  const range = draft.ranges.toRange({ start: offset - typed.length, end: offset });
  const plainLanguage = draft.profiles.includes('consumer');
  const items = new Map<string, CompletionItem>();
  const add = (found: IndexedTerm, text: string, label: string, deprecated: boolean): void => {
    const { concept, key } = found;
    const newText = asTyped(text, found, typed);
    if (newText === typed || items.has(`${concept.id} ${label}`)) return;
    const [first] = concept.classes;
    items.set(`${concept.id} ${label}`, {
      label,
      ...(label === text ? {} : { labelDetails: { description: text } }),
      kind: CompletionItemKind.Text,
      ...(deprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
      ...(first === undefined ? {} : { detail: className(first) }),
      documentation: conceptText(concept, (plainLanguage ? concept.plain : undefined) ?? concept.definition, PLAIN),
      // Begins with what was typed, whatever hyphens and spaces that has.
      filterText: typed + key.slice(termKey(typed).length),
      sortText: String(items.size).padStart(4, '0'),
      textEdit: { range, newText },
    });
  };
  for (const found of terms) {
    const { concept, term, text } = found;
    const preferred = preferredTerm(concept);
    if (term.status === 'deprecated') add(found, preferred, text, true);
    else {
      add(found, preferred, preferred, false);
      add(found, text, text, false);
    }
  }
  return [...items.values()];
}

/** With a capital where one was typed, as at the beginning of a sentence. */
function asTyped(text: string, { term, text: own }: IndexedTerm, typed: string): string {
  const isCapital = /^\p{Lu}/u.test(typed) && !/^\p{Lu}/u.test(own);
  return isCapital && !term.phrase.startsWith('=') ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function inCode(before: string, line: string): boolean {
  return (line.split('`').length - 1) % 2 === 1 || (before.match(FENCE)?.length ?? 0) % 2 === 1;
}
