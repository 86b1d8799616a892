import type { OffsetRange } from '../phrases/offsetRange.ts';

/** How a term stands in its concept (TBX administrativeStatus). */
export type TermStatus = 'preferred' | 'admitted' | 'deprecated';

/** One side of a concept's explanation. */
export const FACETS = ['Origin', 'Context', 'Significance', 'Mechanism', 'Application', 'Metric', 'Risk'] as const;
export type Facet = (typeof FACETS)[number];

/** A designation of a concept, in the phrase notation. */
export interface Term {
  /** The phrase, e.g. `tryptophan`, `=SAMe`. */
  readonly phrase: string;
  readonly status: TermStatus;
  readonly abbreviation: boolean;
  /** Phrases that refuse this sense when they stand directly before the term. */
  readonly notPrecededBy: readonly string[];
  /** Phrases that refuse this sense when they stand directly after the term. */
  readonly notFollowedBy: readonly string[];
  /** Phrases of which one must stand in the same block; empty when the term needs no context. */
  readonly needs: readonly string[];
}

/** How one concept stands to another. */
export const RELATIONS = [
  'broader',
  'partOf',
  'related',
  'precursorOf',
  'convertedBy',
  'cofactorOf',
  'degradedBy',
  'inhibits',
  'measuredBy',
  'riskOf',
  'treats',
] as const;
export type RelationKind = (typeof RELATIONS)[number];

export interface Relation {
  readonly kind: RelationKind;
  /** The other concept's id. */
  readonly concept: string;
}

/** Where a statement comes from, and whether somebody read it there. */
export interface Source {
  readonly name: string;
  readonly url?: string;
  readonly checked: boolean;
}

/** What is defined. */
export interface Concept {
  readonly id: string;
  readonly classes: readonly string[];
  readonly terms: readonly Term[];
  readonly definition: string;
  /** The same in plain language, where there is one. */
  readonly plain?: string;
  /** The risk in one line, for the hover. */
  readonly risk?: string;
  readonly facets: Readonly<Partial<Record<Facet, string>>>;
  readonly relations: readonly Relation[];
  readonly mesh?: string;
  readonly sources: readonly Source[];
  /** The file it was read from; undefined for the built-in glossary, whose text is trusted. */
  readonly file?: string;
  /** Where its id stands in the glossary file that defines it; undefined where no file does. */
  readonly place?: { readonly file: string; readonly range: OffsetRange };
}
