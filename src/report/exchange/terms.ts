import type { TermStatus } from '../../glossary/concept.ts';
import type { ConceptRecord, TermRecord } from '../../glossary/loadGlossary.ts';
import { alternativesOf, plainForm } from '../../phrases/notation.ts';

/** A term without alternatives: its phrase, how a person reads it, its status stated. */
export interface PlainTerm extends TermRecord {
  readonly status: TermStatus;
  /** The term without the marks of the notation. */
  readonly plain: string;
}

/** The terms of a concept, one for each alternative of a phrase, since each is a designation of its own. */
export function plainTerms({ terms }: ConceptRecord): readonly PlainTerm[] {
  return terms.flatMap((given, index) => {
    const record: TermRecord = typeof given === 'string' ? { term: given } : given;
    return alternativesOf(record.term).map((term, alternative) => ({
      ...record,
      term,
      status: record.status ?? defaultStatus(index, alternative),
      plain: readable(term),
    }));
  });
}

/** A hyphen that touched a group stands at a word's edge once the group is gone. */
function readable(phrase: string): string {
  return plainForm(phrase)
    .replace(/(?<=\S)- (?=\S)/g, '-')
    .replace(/(?<=\S) -(?=\S)/g, '-');
}

/** Whether the plain form says all that the phrase does. */
export function isPlain({ term, plain }: PlainTerm): boolean {
  return plain !== '' && alternativesOf(phraseOf(plain))[0] === term;
}

/** The status of a term that states none: the first is the preferred one. */
export function defaultStatus(index: number, alternative = 0): TermStatus {
  return index === 0 && alternative === 0 ? 'preferred' : 'admitted';
}

/** A term as a glossary file writes it at its shortest; `index` is its place among the concept's terms. */
export function shortTerm(term: TermRecord, index: number): string | TermRecord {
  const { status, abbreviation, notPrecededBy = [], notFollowedBy = [], needs = [] } = term;
  const short: TermRecord = {
    term: term.term,
    ...(status === undefined || status === defaultStatus(index) ? {} : { status }),
    ...(abbreviation ? { abbreviation } : {}),
    ...(notPrecededBy.length > 0 ? { notPrecededBy } : {}),
    ...(notFollowedBy.length > 0 ? { notFollowedBy } : {}),
    ...(needs.length > 0 ? { needs } : {}),
  };
  return Object.keys(short).length === 1 ? short.term : short;
}

/** The phrase that means just these words. */
export function phraseOf(plain: string): string {
  return plain
    .trim()
    .split(/\s+/)
    .map((word) => {
      const escaped = word.replace(/[\\()|<>~]/g, '\\$&').replace(/^=/, '\\=');
      return /^\.\.\d{0,2}$/.test(word) ? `\\${word}` : escaped;
    })
    .join(' ');
}
