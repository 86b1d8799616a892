import type { Draft } from './draft.ts';
import type { Field, Rule } from './rule.ts';

/** A draft shorter than this, in UTF-16 units, is taken to be of any field: it is too short to tell. */
export const TELLING = 2000;

/** So many of the weaker signs a longer draft has to bear: different concepts that it names, and cue sets of the field of which it holds one. */
export const SIGNS = 4;

function isOfField({ document, blocks }: Draft, { classes, sets }: Field): boolean {
  if (document.source.length < TELLING) return true;
  const signs = new Set<string>();
  for (const { mentions, cues } of blocks) {
    for (const { concept } of mentions) {
      if (concept.classes.some((name) => classes.includes(name))) return true;
      signs.add(`concept ${concept.id}`);
    }
    for (const { set } of cues) if (sets.includes(set)) signs.add(`set ${set}`);
    if (signs.size >= SIGNS) return true;
  }
  return false;
}

/** Those of some rules that speak in a draft; the same list where all of them do. */
export function rulesInField(draft: Draft, rules: readonly Rule[]): readonly Rule[] {
  const speaks = perField((field) => isOfField(draft, field));
  return rules.every(({ field }) => speaks(field)) ? rules : rules.filter(({ field }) => speaks(field));
}

/** Whether a draft speaks of a field; a rule without one speaks in all drafts. */
export type SpeaksOf = (field: Field | undefined) => boolean;

/** An answer for fields that is worked out once for each. */
export function perField(answer: (field: Field) => boolean): SpeaksOf {
  const answers = new Map<string, boolean>();
  return (field) => {
    if (field === undefined) return true;
    const known = answers.get(field.name) ?? answer(field);
    answers.set(field.name, known);
    return known;
  };
}
