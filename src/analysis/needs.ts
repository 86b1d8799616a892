import { type DetectorNeed, detectorNeeds } from '../caveats/detectors.ts';
import type { Rule } from '../caveats/rule.ts';

/** What must stand in a section for rules to find a claim there; undefined where one of them does not tell. */
export function needsOf(rules: readonly Rule[]): readonly DetectorNeed[] | undefined {
  let needs = byRules.get(rules);
  if (needs === undefined) {
    const each = rules.map(needsOfRule);
    needs = each.some((one) => one === undefined) ? 'unknown' : each.flatMap((one) => one ?? []);
    byRules.set(rules, needs);
  }
  return needs === 'unknown' ? undefined : needs;
}

const byRules = new WeakMap<readonly Rule[], readonly DetectorNeed[] | 'unknown'>();

function needsOfRule({ any, detector }: Rule): readonly DetectorNeed[] | undefined {
  const worded = any.map(({ mentions, cues }) => ({
    marks: [
      ...cues.map((name) => [`set ${name}`]),
      ...mentions.map((classes) => classes.map((name) => `class ${name}`)),
    ],
    asksDraft: false,
  }));
  if (detector === undefined) return worded;
  const needs = detectorNeeds.get(detector.name);
  return needs && [...worded, ...needs(detector.lists)];
}

/** Whether claims may be made in a section that may hold what these marks say; `draft`: and hang on the rest of the draft. */
export function mayClaim(needs: readonly DetectorNeed[], marks: ReadonlySet<string>): 'no' | 'yes' | 'draft' {
  const index = indexOf(needs);
  let claims: 'no' | 'yes' = 'no';
  for (const mark of marks) {
    for (const need of index.get(mark) ?? []) {
      if (!need.marks.every((alternatives) => alternatives.some((one) => marks.has(one)))) continue;
      if (need.asksDraft) return 'draft';
      claims = 'yes';
    }
  }
  return claims;
}

type NeedIndex = ReadonlyMap<string, readonly DetectorNeed[]>;

const indexes = new WeakMap<readonly DetectorNeed[], NeedIndex>();

/** Needs by those of their marks that the fewest needs have. */
function indexOf(needs: readonly DetectorNeed[]): NeedIndex {
  const known = indexes.get(needs);
  if (known) return known;
  const uses = new Map<string, number>();
  for (const mark of needs.flatMap(({ marks }) => marks.flat())) uses.set(mark, (uses.get(mark) ?? 0) + 1);
  const usesOf = (alternatives: readonly string[]): number =>
    alternatives.reduce((sum, mark) => sum + (uses.get(mark) ?? 0), 0);
  const index = new Map<string, DetectorNeed[]>();
  for (const need of needs) {
    const rarest = need.marks.reduce((best, one) => (usesOf(one) < usesOf(best) ? one : best));
    for (const mark of new Set(rarest)) index.set(mark, [...(index.get(mark) ?? []), need]);
  }
  indexes.set(needs, index);
  return index;
}
