import type { CheckOptions } from './checkCaveats.ts';
import type { Finding } from './finding.ts';
import type { Suppression } from './suppression.ts';

/** What is wrong with suppressions, and which of them were not `used`. */
export function suppressionFindings(
  suppressions: readonly Suppression[],
  options: CheckOptions,
  used: ReadonlySet<Suppression>,
): Finding[] {
  const findings: Finding[] = [];
  const on = new Set(options.rules.map(({ id }) => id));
  for (const suppression of suppressions) {
    const { rules, reason, range } = suppression;
    const add = (rule: string, message: string): void => {
      findings.push({ rule, severity: 'warning', message, range, concept: undefined, related: [], fixes: [] });
    };
    if (rules.length === 0)
      add('unknown-rule', 'Unexpected suppression without a rule, expected `caveat-ignore rule-id: reason`');
    for (const id of rules)
      if (!options.known.has(id))
        add('unknown-rule', `Unknown rule "${id}" in a suppression, expected the id of a rule`);
    if (reason === '')
      add(
        'suppression-reason',
        'Unexpected suppression without a reason, expected `caveat-ignore rule-id: reason`; it is not in force',
      );
    else if (rules.some((id) => on.has(id)) && ![...used].some((one) => one.range.start === range.start)) {
      findings.push({
        rule: 'unused-suppression',
        severity: 'warning',
        message: `Unexpected suppression of ${rules.join(', ')}, expected none where nothing is reported`,
        range,
        concept: undefined,
        related: [],
        fixes: [{ title: 'Remove the suppression', edits: [{ range, text: '' }] }],
      });
    }
  }
  return findings;
}
