/** What a text may hold is told by marks: `term`, `concept id`, `class name`, `set name`. */

/** The mark of a term of a glossary. */
export const TERM = 'term';

/** The mark of a term of a concept. */
export function conceptMark(id: string): string {
  return `${CONCEPT}${id}`;
}

/** Whether a mark is that of a concept. */
export function isConceptMark(mark: string): boolean {
  return mark.startsWith(CONCEPT);
}

/** The mark of a term of a concept of a class. */
export function classMark(name: string): string {
  return `class ${name}`;
}

/** The mark of a cue of a set. */
export function setMark(name: string): string {
  return `set ${name}`;
}

const CONCEPT = 'concept ';
