import type { Claim, Finding } from '../caveats/finding.ts';
import type { TermStatus } from '../glossary/concept.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';

export type { Claim, Edit, Finding, Fix } from '../caveats/finding.ts';
export type { Severity } from '../caveats/rule.ts';

/** One place where a term stands in the prose. Ranges are source offsets. */
export interface Occurrence {
  readonly concept: string;
  /** As the glossary writes it, without the marks of the notation. */
  readonly term: string;
  readonly status: TermStatus;
  readonly range: OffsetRange;
  /** Shorter terms that stand inside this one. */
  readonly contains: readonly { readonly concept: string; readonly term: string; readonly range: OffsetRange }[];
}

export interface Analysis {
  readonly occurrences: readonly Occurrence[];
  readonly claims: readonly Claim[];
  readonly findings: readonly Finding[];
}

/** What is known of some ranges of a text before all of it is analysed. All of it holds in the whole analysis too. */
export interface PartialAnalysis {
  readonly occurrences: readonly Occurrence[];
  /** Without fixes and related places; in the whole analysis some are graver. */
  readonly findings: readonly Finding[];
  /** Where more occurrences may be found: an abbreviation there may have been defined further up. */
  readonly unsure: readonly OffsetRange[];
}
