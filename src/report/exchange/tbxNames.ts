import type { TermStatus } from '../../glossary/concept.ts';

/** The namespace of ISO 30042:2019 as its published dialects write it. */
export const TBX = 'urn:iso:std:iso:30042:ed-2';

export const STATUS_NAMES: Readonly<Record<TermStatus, string>> = {
  preferred: 'preferredTerm-admn-sts',
  admitted: 'admittedTerm-admn-sts',
  deprecated: 'deprecatedTerm-admn-sts',
};

/** Labels of notes on a term that hold what TBX has no data category for. */
export const PHRASE_LABEL = 'Phrase: ';
export const CONTEXT_LABELS = [
  ['notPrecededBy', 'Not after: '],
  ['notFollowedBy', 'Not before: '],
  ['needs', 'Needs: '],
] as const;

/** An id as an XML identifier, which cannot begin with a digit. */
export function xmlId(id: string): string {
  return /^[0-9]/.test(id) ? `_${id}` : id;
}

/** The id that `xmlId` made an identifier of. */
export function fromXmlId(identifier: string): string {
  return /^_[0-9]/.test(identifier) ? identifier.slice(1) : identifier;
}

/** The status that an administrative status stands for, with or without the suffix that the dialect asks for. */
export function statusFrom(name: string): TermStatus | undefined {
  const known = Object.entries(STATUS_NAMES) as [TermStatus, string][];
  return known.find(([, full]) => full === name || full.replace('-admn-sts', '') === name)?.[0];
}
