import { scopesOf, soundFindings } from '../caveats/soundFindings.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { Finding, PartialAnalysis } from './analysis.ts';
import type { Judge } from './analyzer.ts';
import type { Reader } from './layout.ts';
import { layOutPart, type PartLayout } from './partLayout.ts';

/** What a part is looked at for: findings ask for more of the text than occurrences do. */
export type PartWanted = 'occurrences' | 'findings';

/** Text beyond the ranges that is read for findings at most, in UTF-16 units; claims whose caveats may stand in more are left to the whole analysis. */
const FARTHEST = 60_000;

/**
 * What is sure to be said of some ranges of a source: what stands in their segments, judged by the draft's structure and by the sections where a caveat
 * counts for the claims found there. Yields after each piece of work.
 */
export function* analyzePart(
  source: string,
  ranges: readonly OffsetRange[],
  wanted: PartWanted,
  reader: Reader,
  judge: Judge,
): Generator<void, PartialAnalysis> {
  const layout = yield* layOutPart(source, reader);
  for (const range of ranges) layout.wantAround(range);
  yield;
  let part = yield* layout.read();
  const isAsked = (one: OffsetRange): boolean => ranges.some(({ start, end }) => one.start <= end && start <= one.end);
  const sure = part.draft.blocks.map((read) => part.unsure.get(read) ?? read);
  const occurrences = judge.occurrences({ ...part.draft, blocks: sure }).filter(({ range }) => isAsked(range));
  const unsure = [...part.unsure.keys()].map(({ block }) => block.range).filter(isAsked);
  if (wanted === 'occurrences') return { occurrences, findings: [], unsure };
  // Of a part that does not tell the field nothing is sure.
  const check = judge.checkOf({ ...part.draft, blocks: sure });
  const scopes = yield* scopesOf(part, check, isAsked);
  yield;
  if (
    wantScopes(
      layout,
      scopes.map((scope) => scope.map(part.rangeOf)),
    )
  )
    part = yield* layout.read();
  const sound = yield* soundFindings(part, check, isAsked);
  const remarks = judge.remarks(part.draft, occurrences).filter(({ range }) => isAsked(range));
  return { occurrences, findings: inOrder([...sound, ...remarks.map(withoutFixes)]), unsure };
}

/** Asks for the scopes of claims as long as they are near enough; tells whether anything was asked for. */
function wantScopes(layout: PartLayout, scopes: readonly (readonly OffsetRange[])[]): boolean {
  let length = 0;
  for (const scope of scopes) {
    const more = scope.reduce((sum, range) => sum + layout.unwanted(range), 0);
    if (length + more > FARTHEST) continue;
    length += more;
    for (const range of scope) layout.want(range);
  }
  return length > 0;
}

function withoutFixes(finding: Finding): Finding {
  return { ...finding, fixes: [] };
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, two) => one.range.start - two.range.start || one.range.end - two.range.end);
}
