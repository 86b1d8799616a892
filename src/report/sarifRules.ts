import type { ReportingDescriptor, Result } from 'sarif';
import type { Severity } from '../analysis/analysis.ts';
import { withDefaults } from '../caveats/placeholders.ts';
import type { Rule } from '../caveats/rule.ts';
import { rulePage } from './rulePage.ts';

/** SARIF has one level for what we tell softly; the severity itself stands among a result's properties. */
export const LEVELS: Readonly<Record<Severity, Result.level>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** What is reported besides the rules of data, each with what it means. */
const OTHERS: readonly (readonly [id: string, title: string, help: string])[] = [
  [
    'deprecated-term',
    'A deprecated term',
    'The glossary asks for another term. The fix puts the preferred one in its place.',
  ],
  [
    'suppression-reason',
    'A suppression without a reason',
    'A caveat-ignore comment must say why no caveat is needed: <!-- caveat-ignore rule-id: reason -->.',
  ],
  [
    'unknown-profile',
    'A profile that does not exist',
    'The front matter asks for a profile that no rule belongs to, so it turns nothing on.',
  ],
  ['unknown-rule', 'A rule that does not exist', 'A caveat-ignore comment names a rule that there is not.'],
  [
    'unused-suppression',
    'A suppression that suppresses nothing',
    'No finding stands where this caveat-ignore comment holds. Remove it, or move it to the claim it is about.',
  ],
];

/** The descriptors of rules, by id; where two rules share an id (a team may word its caveats by folder), always the same one stands. */
export function sarifRules(rules: Iterable<Rule>): ReportingDescriptor[] {
  return joinedDescriptors([
    ...[...rules].map(descriptorOf),
    ...OTHERS.map(
      ([id, title, help]): ReportingDescriptor => ({
        id,
        shortDescription: { text: title },
        fullDescription: { text: help },
        help: { text: help },
        defaultConfiguration: { level: id === 'deprecated-term' ? 'note' : 'warning' },
      }),
    ),
  ]);
}

/** Descriptors of several runs as one list, by id. */
export function joinedDescriptors(descriptors: readonly ReportingDescriptor[]): ReportingDescriptor[] {
  const byId = new Map<string, { readonly descriptor: ReportingDescriptor; readonly text: string }>();
  for (const descriptor of descriptors) {
    const text = JSON.stringify(descriptor);
    const earlier = byId.get(descriptor.id);
    // Which run met which wording first must not matter.
    if (!earlier || text < earlier.text) byId.set(descriptor.id, { descriptor, text });
  }
  return [...byId.values()].map(({ descriptor }) => descriptor).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function descriptorOf(rule: Rule): ReportingDescriptor {
  const { id, title, rationale, severity, profiles, caveats } = rule;
  const standard = caveats.map(({ title, text }) => `${title}: ${withDefaults(text).trim()}`);
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: rationale.trim() },
    help: { text: [rationale.trim(), ...standard].join('\n\n'), markdown: rulePage(rule) },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['medical-writing', ...profiles.filter((name) => name !== 'all')] },
  };
}
