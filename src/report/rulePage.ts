import { withDefaults } from '../caveats/placeholders.ts';
import type { Example, Limit, Requirement, Rewording, Rule } from '../caveats/rule.ts';

/** A rule's page as Markdown: what it asks, why, the standard caveats, its examples, how to suppress it, sources. */
export function rulePage(rule: Rule): string {
  const { id, title, severity, profiles, message, rationale, caveats, examples, sources } = rule;
  const on = profiles.includes('all')
    ? 'always on'
    : `on with the profile ${profiles.map((name) => `\`${name}\``).join(' or ')}`;
  return [
    `# ${title}`,
    `\`${id}\` · ${severity} · ${on}${rule.field ? ` · in drafts on ${rule.field.name}` : ''}`,
    message.replaceAll('{words}', '…'),
    rationale,
    rule.caveat.length > 0 ? `The caveat may stand ${listed(rule.caveat.map(whereabouts))}.` : '',
    rule.limits.length > 0 ? `It speaks from these daily amounts on:\n\n${rule.limits.map(limitLine).join('\n')}` : '',
    caveats.length > 0 ? '## Standard caveats' : '',
    ...caveats.map(({ title, text }) => `**${title}**\n\n${quoted(withDefaults(text))}`),
    rule.rewordings.length > 0 ? `## Milder words\n\n${rule.rewordings.map(rewordingLine).join('\n')}` : '',
    ...examplesPart('Needs its caveat', examples.missing),
    ...examplesPart('Has its caveat', examples.covered),
    ...examplesPart('Makes no such claim', examples.none),
    '## Where it should not speak',
    `Put this comment before a paragraph, with your reason; it never shows in the text:\n\n${fenced(`<!-- caveat-ignore ${id}: why no caveat is needed here -->`)}`,
    sources.length > 0 ? '## Sources' : '',
    sources
      .map(({ name, url, checked }) => `- ${url ? `[${name}](${url})` : name}${checked ? '' : ' (not checked)'}`)
      .join('\n'),
  ]
    .map((part) => part.trim())
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

function limitLine({ concept, mg, inclusive, profile }: Limit): string {
  const on = profile === undefined ? '' : `, with the profile \`${profile}\``;
  return `- ${concept}: ${inclusive ? '' : 'above '}${mg} mg${inclusive ? ' or more' : ''}${on}`;
}

function rewordingLine({ from, to }: Rewording): string {
  return to === '' ? `- “${from}”: leave it out` : `- “${from}”: “${to}”`;
}

function whereabouts({ within, headed, fromSafety }: Requirement): string {
  if (within === 'document') return 'anywhere in the document';
  if (headed.length > 0) return `in the same ${within} or below a heading about it anywhere`;
  if (within !== 'section' || fromSafety?.length === 0) return `in the same ${within}`;
  return `in the same section${fromSafety ? ', and where it is plain enough' : ' or'} in a safety section beside it`;
}

function listed(places: readonly string[]): string {
  return [...new Set(places)].join(' or ');
}

function examplesPart(heading: string, examples: readonly Example[]): string[] {
  if (examples.length === 0) return [];
  const items = examples.map(({ text, note }) => {
    if (!plainSentence(text)) return `${fenced(text)}${note ? `\n\n${note}` : ''}`;
    return `- ${text.trim().replaceAll('⟦', '**').replaceAll('⟧', '**')}${note ? ` (${note})` : ''}`;
  });
  const isItem = (text: string | undefined) => text?.startsWith('- ');
  const parts = items.map((item, index) => {
    if (index === 0) return item;
    return (isItem(item) && isItem(items[index - 1]) ? '\n' : '\n\n') + item;
  });
  return [`## ${heading}`, parts.join('')];
}

/** Text without markup of its own can show its flagged words in bold; other text is shown as written. */
function plainSentence(text: string): boolean {
  return !/[\n*_`|[\]<>#\\]|^\s*(?:[-+]|\d+[.)])\s/.test(text.trim());
}

function quoted(text: string): string {
  return text
    .trim()
    .split(/\r\n?|\n/)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}markdown\n${text.trimEnd()}\n${fence}`;
}
