import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { assertion } from '../../../src/analysis/assertion.ts';
import { ownData, unmark } from '../../helpers.ts';

/** A labelled sentence: its kind (clinical, prose), the status of the words in ⟦ ⟧. */
export interface Labelled {
  readonly kind: string;
  readonly status: string;
  readonly marked: string;
}

/** The sentences of `sentences.yaml`. */
export function labelledSentences(): readonly Labelled[] {
  const kinds = parse(readFileSync(join(import.meta.dirname, 'sentences.yaml'), 'utf8')) as Readonly<
    Record<string, Readonly<Record<string, readonly string[]>>>
  >;
  return Object.entries(kinds).flatMap(([kind, statuses]) =>
    Object.entries(statuses).flatMap(([status, texts]) => texts.map((marked) => ({ kind, status, marked }))),
  );
}

/** The status that `assertion` gives to the words in ⟦ ⟧, and its cue. */
export function assertedStatus(marked: string): { readonly status: string; readonly cue: string | undefined } {
  const { source, ranges } = unmark(marked);
  const [range] = ranges;
  if (range === undefined || ranges.length > 1) throw new Error(`Expected one marked stretch in "${marked}"`);
  const { status, cue } = assertion(source, range, ownData());
  return { status, cue: cue && source.slice(cue.start, cue.end) };
}
