import type { Concept } from '../glossary/concept.ts';

/** The classes of what is taken: what a claim can be about, and what a name can stand for. */
export const SUBSTANCES = ['supplement', 'prescription-medicine', 'precursor', 'cofactor'];

/** Whether a concept is one of these. */
export function isSubstance({ classes }: Concept): boolean {
  return SUBSTANCES.some((name) => classes.includes(name));
}

/** Whether a concept is a medicine, and not sold as a supplement besides. */
export function isMedicine({ classes }: Concept): boolean {
  return classes.includes('prescription-medicine') && !classes.includes('supplement');
}
