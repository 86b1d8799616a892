import type { Draft } from './draft.ts';
import type { Rule } from './rule.ts';

/** A draft shorter than this, in UTF-16 units, is taken to be of any field: it is too short to tell. */
export const TELLING = 2000;

/** So many signs of a field a longer draft has to bear: different concepts of the glossary that it names, and sets of the field that it holds a cue of. */
export const SIGNS = 4;

function isOfField({ document, blocks }: Draft, field: readonly string[]): boolean {
  if (document.source.length < TELLING) return true;
  const concepts = new Set<string>();
  const sets = new Set<string>();
  for (const { mentions, cues } of blocks) {
    for (const { concept } of mentions) concepts.add(concept.id);
    for (const { set } of cues) if (field.includes(set)) sets.add(set);
    if (concepts.size + sets.size >= SIGNS) return true;
  }
  return false;
}

/** Those of some rules that speak in a draft; the same list where all of them do. */
export function rulesInField(draft: Draft, rules: readonly Rule[]): readonly Rule[] {
  const speaks = perField((field) => isOfField(draft, field));
  return rules.every(({ field }) => speaks(field)) ? rules : rules.filter(({ field }) => speaks(field));
}

/** An answer for fields that is worked out once for each; a rule without one speaks in all drafts. */
export function perField(answer: (field: readonly string[]) => boolean): (field: readonly string[]) => boolean {
  const answers = new Map<readonly string[], boolean>();
  return (field) => {
    if (field.length === 0) return true;
    const known = answers.get(field) ?? answer(field);
    answers.set(field, known);
    return known;
  };
}
