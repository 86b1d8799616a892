import type { Rule } from './rule.ts';
import type { Statement } from './statements.ts';

const silent = new WeakMap<Rule, WeakSet<Statement>>();

/** The statements in which the rule's detector finds nothing, whatever stands elsewhere in the draft: statements outlive edits elsewhere. */
export function silentFor(rule: Rule): WeakSet<Statement> {
  const known = silent.get(rule) ?? new WeakSet();
  silent.set(rule, known);
  return known;
}
