import type { OffsetRange } from '../phrases/offsetRange.ts';
import { placeOf } from './anchored.ts';
import type { BlockRange } from './blockRanges.ts';
import { type CheckOptions, check } from './checkCaveats.ts';
import type { ClaimFound } from './claims.ts';
import { detectors } from './detectors.ts';
import { type Draft, nearest } from './draft.ts';
import type { Finding } from './finding.ts';
import { type Judged, lowerOf } from './judged.ts';
import { createPlaces, type Nearness } from './places.ts';
import type { ReadBlock } from './reading.ts';
import { hasRaisedNumber } from './references.ts';
import { messageOf, unitKeys } from './reports.ts';
import type { Rule } from './rule.ts';
import { suppressionsOf } from './suppression.ts';
import { suppressionFindings } from './suppressionFindings.ts';

/**
 * A draft of which only some segments have been read: all with a heading or a suppression, and beside each segment that is asked about the blocks before
 * and behind it.
 */
export interface PartialDraft {
  readonly draft: Draft;
  /** Whether a block may read otherwise once the rest has been read. */
  isUnsure(read: ReadBlock): boolean;
  /** Whether all has been read and is sure from the first of these blocks to the one behind the last; both are headings, or the draft's ends. */
  isSettled(blocks: BlockRange): boolean;
}

/** What is asked about: claims in these ranges of the source. */
export type Asked = (range: OffsetRange) => boolean;

/** Where the caveats of the claims asked about may stand, for each claim; only of those that can be told once it has been read. */
export function* scopesOf(part: PartialDraft, options: CheckOptions, isAsked: Asked): Generator<void, BlockRange[][]> {
  const { reports } = yield* check(part.draft, options, suppressionsOf(part.draft), { last: undefined });
  const places = createPlaces(part.draft);
  return reports.passages
    .flatMap(({ report }) => report.claims)
    .filter(({ status, at, found }) => status === 'missing' && isAsked(placeOf(at)) && isTellable(found, options.rules))
    .filter(({ found }) => asksSection(found))
    .map(({ found }) => [...places.near(found.statement).section]);
}

/**
 * The findings in what is asked about that the whole draft will have too, whatever stands in the rest of it: there some of them are graver, and have fixes
 * and related places, which are left out here. A caveat that stands too far off lowers a severity, so that the lowest is given until none can be found.
 */
export function* soundFindings(
  part: PartialDraft,
  options: CheckOptions,
  isAsked: Asked,
): Generator<void, readonly Finding[]> {
  const { draft } = part;
  const suppressions = suppressionsOf(draft);
  const { reports } = yield* check(draft, options, suppressions, { last: undefined });
  const places = createPlaces(draft);
  const isCertain = ({ found }: Judged): boolean =>
    isTellable(found, options.rules) && isKnownAround(part, found, places.near(found.statement));
  const findings: Finding[] = [];
  for (const [number, { verdict, report }] of reports.passages.entries()) {
    const [first] = verdict.passage.reads;
    if (!first) continue;
    /** Whether a rule that outranks the claim's own may turn out to report the same words, or to be no less severe after all. */
    const mayYield = ({ found: { rule, statement } }: Judged): boolean =>
      report.claims.some(
        (other) =>
          other.found.statement === statement &&
          other.found.rule.outranks.includes(rule.id) &&
          (!isCertain(other) || other.isLowered),
      );
    const taken = new Set<string>();
    for (const one of report.claims) {
      if (one.status === 'covered' && isCertain(one)) continue;
      const keys = unitKeys(one.found, number, first);
      // Of claims that are one finding the first is marked, and which of them lack their caveat may be known later.
      const isFirst = !keys.some((key) => taken.has(key));
      for (const key of keys) taken.add(key);
      if (isFirst && one.status === 'missing' && isAsked(placeOf(one.at)) && isCertain(one) && !mayYield(one))
        findings.push(findingOf(one));
    }
  }
  const wrong = suppressionFindings(suppressions, options, new Set()).filter(
    ({ rule, range }) => rule !== 'unused-suppression' && isAsked(range),
  );
  return [...findings, ...wrong];
}

function findingOf(one: Judged): Finding {
  const { rule, concepts } = one.found;
  return {
    rule: rule.id,
    severity: leastSeverity(one),
    message: messageOf(one),
    range: placeOf(one.at),
    concept: concepts[0],
    related: [],
    fixes: [],
  };
}

/** Whether a claim and its caveat can be told from the claim's section and those around it. */
function isTellable({ rule, statement, likely }: ClaimFound, rules: readonly Rule[]): boolean {
  if (
    // With a name of the draft's own a pattern may find it after all, and mark other words.
    likely ||
    rule.once === 'draft' ||
    rules.some(
      ({ detector, outranks, replaces }) => detector && (outranks.includes(rule.id) || replaces.includes(rule.id)),
    )
  )
    return false;
  const own = statement.own.map(({ read }) => read);
  if (rule.detector && detectors.get(rule.detector.name)?.asksBeyond(own) !== false) return false;
  return rule.caveat.every(
    ({ within, symbol, headed, citation }) =>
      within !== 'document' && !symbol && headed.length === 0 && !(citation && own.some(hasRaisedNumber)),
  );
}

/** Whether more of its section than what is around a claim decides what is said of it. A heading only makes the claim that nothing below it makes. */
function asksSection({ rule: { caveat, once, detector }, part }: ClaimFound): boolean {
  return (
    part.read.block.kind === 'heading' ||
    // What stands before a list is weighed with its items.
    nearest(part.read.block.parent, 'item') !== undefined ||
    once === 'section' ||
    detector !== undefined ||
    caveat.some(({ within }) => within === 'section')
  );
}

/** Whether all is known that makes a claim and may cover it. */
function isKnownAround(part: PartialDraft, found: ClaimFound, { near, section }: Nearness): boolean {
  const { own, topic, before, after, announcing, governing } = found.statement;
  if ([...own, ...topic, ...before, ...after, ...announcing, ...governing].some(({ read }) => part.isUnsure(read)))
    return false;
  const isSure = ({ first, end }: BlockRange): boolean => !part.draft.blocks.slice(first, end).some(part.isUnsure);
  return near.every(isSure) && (!asksSection(found) || section.every(part.isSettled));
}

/** The severity that a claim has at least, however far off a caveat is found. */
function leastSeverity({ found, severity }: Judged): Judged['severity'] {
  const isAsked = found.coverage === undefined && found.rule.caveat.length > 0;
  return isAsked ? lowerOf(severity, found.rule.far) : severity;
}
