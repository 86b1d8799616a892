import { type AnchoredFix, anchored } from '../anchored.ts';
import type { Detected } from '../detectors.ts';
import { type Draft, sentenceAt } from '../draft.ts';
import { sentenceFix } from '../fixes.ts';
import type { TokenRange } from '../reading.ts';
import type { Part, Statement } from '../statements.ts';
import type { Form } from './doseForms.ts';
import type { Substance } from './doseSubstances.ts';

/** A fault in how a dose is written. */
export interface Fault {
  /** In the part's prose. */
  readonly start: number;
  readonly end: number;
  readonly detail: string;
  /** What should stand there; undefined where only the writer knows. */
  readonly text: string | undefined;
}

/** The fault of a form that was found in the prose from `start` on. */
export function faultOf({ start }: { readonly start: number }, { index, length, detail, fixed }: Form): Fault {
  return { start: start + index, end: start + index + length, detail, text: fixed };
}

/** A fault in notation can only be mended; what is left out may be said by a note (`note`) that sends the reader to the label. */
export function detected(
  draft: Draft,
  statement: Statement,
  substance: Substance,
  fault: Fault,
  note: string | undefined,
): Detected {
  const { read } = substance.part;
  const place = { read, range: substance.isAbove ? substance.part.range : sentenceAt(read, substance.range.first) };
  const marked = tokensOf(place, fault);
  const focus = note === undefined || substance.isAbove ? marked : union(marked, substance.range);
  const part = { read, range: focus };
  const uncoverable = note === undefined || fault.text !== undefined;
  return {
    statement,
    part,
    focus,
    concepts: substance.concept === undefined ? [] : [substance.concept],
    detail: fault.detail,
    fixes: [
      ...fixOf(part, fault),
      ...(uncoverable || note === undefined
        ? []
        : sentenceFix(draft, { part, focus }, { title: 'Label and prescriber', text: note })),
    ],
    ...(uncoverable ? { coverage: [{ covered: false, caveat: undefined, reason: undefined }] } : {}),
  };
}

/** A dose that leaves out nothing. */
export function complete(statement: Statement, { part, range, concept, isAbove }: Substance, dose: Fault): Detected {
  const marked = tokensOf(part, dose);
  const focus = isAbove ? marked : union(marked, range);
  const coverage = [{ covered: true, caveat: undefined, reason: undefined }];
  return {
    statement,
    part: { read: part.read, range: focus },
    focus,
    concepts: concept === undefined ? [] : [concept],
    detail: '',
    coverage,
  };
}

function fixOf({ read }: Part, { start, end, text }: Fault): readonly AnchoredFix[] {
  if (text === undefined) return [];
  const range = read.block.prose.toSource({ start, end });
  return [{ title: `Write “${text}”`, edits: [{ at: anchored(read, range), text }] }];
}

/** The tokens that a stretch of prose touches, with the unit behind it. */
function tokensOf({ read, range }: Part, { start, end }: { readonly start: number; readonly end: number }): TokenRange {
  let first = range.first;
  while (first < range.end - 1 && (read.tokens.end[first] as number) <= start) first++;
  let last = first;
  while (last < range.end && (read.tokens.start[last] as number) < end) last++;
  return { first, end: Math.max(last, first + 1) };
}

function union(one: TokenRange, two: TokenRange): TokenRange {
  return { first: Math.min(one.first, two.first), end: Math.max(one.end, two.end) };
}
