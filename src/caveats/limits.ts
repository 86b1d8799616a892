import type { Limit, Rule } from './rule.ts';

/** A rule with the limits that hold where these profiles are on, of several for a concept the lowest; the same one whenever they are the same. */
export function withLimitsOf(rule: Rule, profiles: ReadonlySet<string>): Rule {
  if (rule.limits.every(({ profile }) => profile === undefined)) return rule;
  const on = rule.limits.filter(({ profile }) => profile === undefined || profiles.has(profile));
  const holds = (limit: Limit): boolean =>
    !on.some((other) => other !== limit && other.concept === limit.concept && isBefore(other, limit));
  const limits = on.filter(holds);
  const key = limits.map(({ concept, profile }) => `${concept} ${profile}`).join('\n');
  const known = limited.get(rule) ?? new Map<string, Rule>();
  limited.set(rule, known);
  const one = known.get(key) ?? { ...rule, limits };
  known.set(key, one);
  return one;
}

/** Whether an amount in milligrams a day is beyond a limit, which may be beyond itself already. */
export function isBeyond({ mg: most, inclusive }: Limit, mg: number): boolean {
  return inclusive ? mg >= most : mg > most;
}

/** Whether a limit holds before another of the same concept: one for a profile before that for all, the lower before the higher. */
function isBefore(one: Limit, other: Limit): boolean {
  if ((one.profile === undefined) !== (other.profile === undefined)) return other.profile === undefined;
  return one.mg < other.mg;
}

const limited = new WeakMap<Rule, Map<string, Rule>>();
