import type { Draft } from './draft.ts';
import { classMark, conceptMark, isConceptMark, setMark } from './marks.ts';
import type { ReadBlock } from './reading.ts';
import type { Field, Rule } from './rule.ts';

/** A draft shorter than this, in UTF-16 units, is taken to be of any field: it is too short to tell. */
export const TELLING = 2000;

/** So many of the weaker signs a longer draft has to bear: different concepts that it names, and cue sets of the field of which it holds one. */
const SIGNS = 4;

/** Whether a draft speaks of a field; a rule without one speaks in all drafts. */
export type SpeaksOf = (field: Field | undefined) => boolean;

/** By its length and the marks of what stands in a draft, or may, whether it speaks of fields. */
export function fieldsTold(length: number, marks: () => Iterable<string>): SpeaksOf {
  const answers = new Map<string, boolean>();
  return (field) => {
    if (field === undefined || length < TELLING) return true;
    const known = answers.get(field.name) ?? isTold(field, marks());
    answers.set(field.name, known);
    return known;
  };
}

function isTold({ classes, sets }: Field, marks: Iterable<string>): boolean {
  const strong = new Set(classes.map(classMark));
  const weak = new Set(sets.map(setMark));
  const signs = new Set<string>();
  for (const mark of marks) {
    if (strong.has(mark)) return true;
    if (weak.has(mark) || isConceptMark(mark)) signs.add(mark);
    if (signs.size >= SIGNS) return true;
  }
  return false;
}

/** Those of some rules that speak in a draft; the same list where all of them do. */
export function rulesInField(draft: Draft, rules: readonly Rule[]): readonly Rule[] {
  const speaksOf = fieldsTold(draft.document.source.length, () => marksOf(draft));
  return rules.every(({ field }) => speaksOf(field)) ? rules : rules.filter(({ field }) => speaksOf(field));
}

function* marksOf({ blocks }: Draft): Generator<string> {
  for (const read of blocks) {
    if (read.mentions.length + read.cues.length > 0) yield* marksIn(read);
  }
}

/** The marks of what stands in a block, each once; blocks outlive edits elsewhere. */
function marksIn(read: ReadBlock): ReadonlySet<string> {
  const known = marked.get(read);
  if (known) return known;
  const marks = new Set<string>();
  for (const { concept } of read.mentions) {
    for (const name of concept.classes) marks.add(classMark(name));
    marks.add(conceptMark(concept.id));
  }
  for (const { set } of read.cues) marks.add(setMark(set));
  marked.set(read, marks);
  return marks;
}

const marked = new WeakMap<ReadBlock, ReadonlySet<string>>();
