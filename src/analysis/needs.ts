import { type DetectorNeed, detectorNeeds } from '../caveats/detectors.ts';
import type { SpeaksOf } from '../caveats/field.ts';
import { findsByWeight } from '../caveats/likely.ts';
import { classMark, setMark, TERM } from '../caveats/marks.ts';
import type { Field, Rule } from '../caveats/rule.ts';

/** What must stand in a section for a rule to find a claim there, and the field that the draft has to speak of. */
export interface Need extends DetectorNeed {
  readonly field: Field | undefined;
}

/** What must stand in a section for rules to find a claim there; undefined where one of them does not tell. */
export function needsOf(rules: readonly Rule[]): readonly Need[] | undefined {
  let needs = byRules.get(rules);
  if (needs === undefined) {
    const each = rules.map((rule) => needsOfRule(rule)?.map((need) => ({ ...need, field: rule.field })));
    needs = each.some((one) => one === undefined) ? 'unknown' : each.flatMap((one) => one ?? []);
    byRules.set(rules, needs);
  }
  return needs === 'unknown' ? undefined : needs;
}

const byRules = new WeakMap<readonly Rule[], readonly Need[] | 'unknown'>();

function needsOfRule(rule: Rule): readonly DetectorNeed[] | undefined {
  const { any, detector } = rule;
  // A pattern that goes with the claim of another rule needs no more than that one.
  const worded = any.flatMap(({ mentions, cues, claimed }) =>
    claimed[0]
      ? []
      : {
          marks: [...cues.map((name) => [setMark(name)]), ...mentions.map((classes) => classes.map(classMark))],
          asksDraft: false,
        },
  );
  if (findsByWeight(rule)) worded.push({ marks: [[TERM, ...rule.unnamed.map(setMark)]], asksDraft: false });
  if (detector === undefined) return worded;
  const needs = detectorNeeds.get(detector.name);
  return needs && [...worded, ...needs(detector.lists)];
}

/**
 * Whether claims may be made in a section that may hold what these marks say; `draft`: and hang on the rest of the draft. `isOfField`: whether the draft may
 * speak of a field.
 */
export function mayClaim(
  needs: readonly Need[],
  marks: ReadonlySet<string>,
  isOfField: SpeaksOf = () => true,
): 'no' | 'yes' | 'draft' {
  const index = indexOf(needs);
  let claims: 'no' | 'yes' = 'no';
  for (const mark of marks) {
    for (const need of index.get(mark) ?? []) {
      if (!isOfField(need.field)) continue;
      if (!need.marks.every((alternatives) => alternatives.some((one) => marks.has(one)))) continue;
      if (need.asksDraft) return 'draft';
      claims = 'yes';
    }
  }
  return claims;
}

type NeedIndex = ReadonlyMap<string, readonly Need[]>;

const indexes = new WeakMap<readonly Need[], NeedIndex>();

/** Needs by those of their marks that the fewest needs have. */
function indexOf(needs: readonly Need[]): NeedIndex {
  const known = indexes.get(needs);
  if (known) return known;
  const uses = new Map<string, number>();
  for (const mark of needs.flatMap(({ marks }) => marks.flat())) uses.set(mark, (uses.get(mark) ?? 0) + 1);
  const usesOf = (alternatives: readonly string[]): number =>
    alternatives.reduce((sum, mark) => sum + (uses.get(mark) ?? 0), 0);
  const index = new Map<string, Need[]>();
  for (const need of needs) {
    const rarest = need.marks.reduce((best, one) => (usesOf(one) < usesOf(best) ? one : best));
    for (const mark of new Set(rarest)) index.set(mark, [...(index.get(mark) ?? []), need]);
  }
  indexes.set(needs, index);
  return index;
}
