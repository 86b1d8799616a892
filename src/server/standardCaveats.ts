import { withDefaults } from '../caveats/placeholders.ts';
import type { StandardCaveat } from '../protocol.ts';
import type { Draft } from './drafts.ts';
import { toSnippet } from './snippets.ts';

/** The standard caveats that fit a draft, those that it lacks first. */
export function standardCaveats({ analysis, project }: Draft): StandardCaveat[] {
  const lacking = new Set(analysis.findings.map(({ rule }) => rule));
  return [...project.data.rules.values()]
    .flatMap((rule) =>
      rule.caveats.map(({ title, text }) => ({
        rule: rule.id,
        ruleTitle: rule.title,
        title,
        text: withDefaults(text),
        snippet: toSnippet(text),
        needed: lacking.has(rule.id),
      })),
    )
    .sort((one, two) => Number(two.needed) - Number(one.needed));
}
