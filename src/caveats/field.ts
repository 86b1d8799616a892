import type { Draft } from './draft.ts';
import type { Rule } from './rule.ts';

/** A draft shorter than this, in UTF-16 units, is taken to be of any field: it is too short to tell. */
export const TELLING = 2000;

/** Whether a draft speaks of a field: it names a term of a glossary or holds a cue of the field's set, or is too short to tell. */
function isOfField({ document, blocks }: Draft, field: string): boolean {
  return (
    document.source.length < TELLING ||
    blocks.some(({ mentions, cues }) => mentions.length > 0 || cues.some(({ set }) => set === field))
  );
}

/** The rules that speak in a draft; the same list where all of them do. */
export function rulesInField(draft: Draft, rules: readonly Rule[]): readonly Rule[] {
  const answers = new Map<string, boolean>();
  const speaks = ({ field }: Rule): boolean => {
    if (field === undefined) return true;
    const answer = answers.get(field) ?? isOfField(draft, field);
    answers.set(field, answer);
    return answer;
  };
  return rules.every(speaks) ? rules : rules.filter(speaks);
}
