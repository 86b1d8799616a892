import type { OffsetRange } from '../phrases/offsetRange.ts';

import type { Severity } from './rule.ts';

/** A replacement of source text; an insertion has an empty range. */
export interface Edit {
  readonly range: OffsetRange;
  readonly text: string;
  /** The text with its placeholders `<<name|default>>`, where it has any. */
  readonly template?: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** A statement in which a rule asks for a caveat, and whether it has one. */
export interface Claim {
  readonly rule: string;
  readonly status: 'covered' | 'missing' | 'suppressed';
  /** The narrowest range: the substance and the act. */
  readonly range: OffsetRange;
  readonly concept: string | undefined;
  /** Where the caveat stands, or the one that was found wanting. */
  readonly caveat: OffsetRange | undefined;
  readonly reason: string | undefined;
}

/** What is reported, knowing no tool. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: OffsetRange;
  readonly concept: string | undefined;
  readonly related: readonly OffsetRange[];
  /** Alternatives, best first. */
  readonly fixes: readonly Fix[];
}

/** The best fix of a finding that takes nothing away, as one without a person's eye on it must be. */
export function insertingFix({ fixes }: Finding): Fix | undefined {
  return fixes.find(({ edits }) => edits.every(({ range }) => range.start === range.end));
}
