import { type Anchored, type AnchoredFix, placeOf } from './anchored.ts';
import type { ClaimFound } from './claims.ts';
import { type Detected, detectors } from './detectors.ts';
import { nearest, outermost } from './draft.ts';
import type { Finding, Fix } from './finding.ts';
import { type FixInput, fixesFor } from './fixes.ts';
import { type Judged, overlap } from './judged.ts';
import type { Passage } from './passages.ts';
import type { ReadBlock } from './reading.ts';
import { PLACES, type Place, type Rule } from './rule.ts';
import type { Suppression } from './suppression.ts';

/** What is reported of a claim, and of others that are the same finding. */
export interface Report {
  readonly judged: Judged;
  /** The place of the claim among those of its passage. */
  readonly order: number;
  readonly message: string;
  readonly related: readonly Anchored[];
  readonly fixes: readonly AnchoredFix[];
}

/** A claim that is not covered. */
interface Missing {
  readonly judged: Judged;
  /** Claims that have one of these in common are one finding. */
  readonly keys: readonly string[];
  /** What is reported of it alone. */
  report(): Report;
}

/** What is to be reported of a passage. */
export interface PassageReport {
  /** All its claims, in the order in which they were found. */
  readonly claims: readonly Judged[];
  /** Those of the suppressions that hold for some of it that were used, by their place among them. */
  readonly used: ReadonlySet<number>;
  readonly reports: readonly Report[];
  /** What is missing of rules that may report once for the whole draft: in sentences and rows, in lists, and what detectors found. */
  readonly wide: readonly [readonly Missing[], readonly Missing[], readonly Missing[]];
}

/** Suppresses what the writer wants to be quiet in a passage, and reports the rest. `number` is that of its section. */
export function reportOn(
  { reads }: Passage,
  number: number,
  judged: readonly Judged[],
  suppressions: readonly Suppression[],
  input: FixInput,
): PassageReport {
  const used = new Set<number>();
  const claims = judged.map((one) => suppressed(one, suppressions, used));
  const own: Missing[] = [];
  const wide: [Missing[], Missing[], Missing[]] = [[], [], []];
  for (const [order, one] of claims.entries()) {
    if (one.status !== 'missing') continue;
    const { found } = one;
    let alone: Report | undefined;
    const missing: Missing = {
      judged: one,
      keys: unitKeys(found, number, reads[0] as ReadBlock),
      report() {
        alone ??= reportOf(one, order, input);
        return alone;
      },
    };
    if (!isWide(found.rule)) own.push(missing);
    else wide[found.detected ? 2 : found.statement.kind === 'list' ? 1 : 0].push(missing);
  }
  return { claims, used, reports: joined(own), wide };
}

/** What rules report that may do so once for the whole draft; what detectors found comes in the order in which they did. */
export function wideReports(passages: readonly PassageReport[], detected: readonly Detected[]): readonly Report[] {
  const order = new Map(detected.map((one, index) => [one, index]));
  const orderOf = ({ judged: { found } }: Missing): number => (found.detected && order.get(found.detected)) ?? 0;
  return joined([
    ...passages.flatMap(({ wide }) => wide[0]),
    ...passages.flatMap(({ wide }) => wide[1]),
    ...passages.flatMap(({ wide }) => wide[2]).sort((one, two) => orderOf(one) - orderOf(two)),
  ]);
}

/** One finding for each rule, concept and unit of `within`; items of one list and rows of one table share theirs. */
function joined(all: readonly Missing[]): readonly Report[] {
  const reports: (Report & { readonly related: Anchored[] })[] = [];
  const reported = new Map<string, Report & { readonly related: Anchored[] }>();
  for (const { judged, keys, report } of all) {
    const earlier = keys
      .map((key) => reported.get(key))
      .find((other) => other !== undefined && other.judged.severity === judged.severity);
    if (earlier) {
      earlier.related.push(judged.at);
      for (const key of keys) if (!reported.has(key)) reported.set(key, earlier);
      continue;
    }
    const alone = report();
    const open = { ...alone, related: [...alone.related] };
    reports.push(open);
    for (const key of keys) reported.set(key, open);
  }
  return reports;
}

function reportOf(judged: Judged, order: number, input: FixInput): Report {
  const { found, caveat, reason } = judged;
  return {
    judged,
    order,
    message: messageOf(judged),
    related: caveat ? [caveat] : [],
    fixes: fixesFor(input, found, reason === 'negated'),
  };
}

/** What a finding says of a claim. */
export function messageOf({ found, lacking }: Judged): string {
  return found.rule.message
    .replaceAll('{words}', () => wordsOf(found))
    .replaceAll(' {detail}', () => (found.detail ? ` ${found.detail}` : ''))
    .replaceAll('{lacking}', () => lacking.join(', '));
}

function wordsOf({ part: { read }, focus }: ClaimFound): string {
  return read.block.prose.text
    .slice(read.tokens.start[focus.first], read.tokens.end[focus.end - 1])
    .replaceAll('\uFFFC', '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The finding as it stands in the source now, with those parts of it as before that have not moved. */
export function findingOf(
  { judged: { found, at, severity }, message, related, fixes }: Report,
  before?: Finding,
): Finding {
  return {
    rule: found.rule.id,
    severity,
    message,
    range: placeOf(at, before?.range),
    concept: found.concepts[0],
    related: related.map((place, index) => placeOf(place, before?.related[index])),
    fixes: fixes.map((fix, index) => fixOf(fix, before?.fixes[index])),
  };
}

function fixOf({ title, edits }: AnchoredFix, before: Fix | undefined): Fix {
  if (before && edits.every(({ at }, index) => placeOf(at, before.edits[index]?.range) === before.edits[index]?.range))
    return before;
  return {
    title,
    edits: edits.map(({ at, text, template }) =>
      template === undefined ? { range: placeOf(at), text } : { range: placeOf(at), text, template },
    ),
  };
}

function suppressed(one: Judged, suppressions: readonly Suppression[], used: Set<number>): Judged {
  if (suppressions.length === 0) return one;
  const place = placeOf(one.at);
  const by = suppressions.findIndex(({ rules, scope }) => rules.includes(one.found.rule.id) && overlap(scope, place));
  const suppression = suppressions[by];
  if (!suppression) return one;
  if (one.status === 'missing') {
    used.add(by);
    return { ...one, status: 'suppressed', reason: suppression.reason };
  }
  if (one.status === 'suppressed') used.add(by);
  return one;
}

/** The widest place in which a rule takes a caveat. */
function widestPlace({ caveat }: Rule): Place {
  return caveat.reduce<Place>(
    (widest, { within }) => (PLACES.indexOf(within) > PLACES.indexOf(widest) ? within : widest),
    'sentence',
  );
}

/** Whether claims in different sections can be one finding. */
function isWide(rule: Rule): boolean {
  const isDrafts = rule.detector !== undefined && detectors.get(rule.detector.name)?.inDraft !== undefined;
  return isDrafts || rule.once === 'draft' || widestPlace(rule) === 'document';
}

/**
 * What a claim is reported by: two with a key in common are one finding. The keys count from the passage's first block, so that they hold as long as the
 * passage does.
 */
export function unitKeys(
  { rule, part, concepts, statement, unit: own }: ClaimFound,
  number: number,
  first: ReadBlock,
): readonly string[] {
  if (own !== undefined) return [`${rule.id} ${own}`];
  const { read } = part;
  const { start } = first.block.range;
  const place = `${number} ${read.index - first.index} ${statement.own[0]?.range.first}`;
  const within = widestPlace(rule);
  const group = outermost(read.block.parent);
  const unit =
    within === 'document'
      ? 'draft'
      : within === 'section'
        ? `section ${number}`
        : within === 'sentence'
          ? place
          : `block ${(group ?? read.block).range.start - start}`;
  if (rule.once === 'draft') return [rule.id];
  if (rule.once === 'section') return [`${rule.id} ${number}`];
  const named = concepts.length > 1 ? [concepts.toSorted().join(' ')] : concepts;
  const keys = named.length === 0 ? [`${rule.id} ${place}`] : named.map((concept) => `${rule.id} ${unit} ${concept}`);
  const shared = nearest(read.block.parent, 'table') ?? nearest(read.block.parent, 'list');
  return shared ? [`${rule.id} ${shared.kind} ${number} ${shared.range.start - start}`, ...keys] : keys;
}
