import type { Data } from '../analysis/data.ts';
import { type Concept, FACETS } from '../glossary/concept.ts';
import type { NamedText } from '../glossary/yamlFile.ts';
import { conceptPageUri, glossaryPageUri } from '../protocol.ts';
import { rulePage } from '../report/rulePage.ts';
import { className, conceptText, preferredTerm, relationLines, sourceList, termText } from './conceptText.ts';
import { MARKDOWN } from './markup.ts';

const PAGE = /^caveat:\/{1,3}(rules|concepts|glossary)\/([^/?#]+)\.(?:md|yaml)$/;

/**
 * The text of one of our read-only pages: a rule or a concept as Markdown, from the first data that know it, or a file of the built-in
 * glossary as it is.
 */
export function pageText(uri: string, data: readonly Data[], glossary: readonly NamedText[]): string {
  const [, kind, encoded = ''] = PAGE.exec(uri) ?? [];
  if (kind === 'glossary') {
    const file = glossary.find(({ name }) => glossaryPageUri(name).endsWith(`/${encoded}.yaml`));
    return file?.text ?? '# No such file\n';
  }
  const id = decode(encoded);
  for (const { rules, concepts } of data) {
    const rule = kind === 'rules' ? rules.get(id) : undefined;
    if (rule) return rulePage(rule);
    const concept = kind === 'concepts' ? concepts.get(id) : undefined;
    if (concept) return conceptPage(concept, concepts);
  }
  return '# No such page\n\nNo rule or concept has this name; it may come from a glossary that is not open.\n';
}

/** All that the glossary says of a concept. */
export function conceptPage(concept: Concept, concepts: ReadonlyMap<string, Concept>): string {
  const text = (value: string): string => conceptText(concept, value, MARKDOWN);
  const linkTo = (other: Concept): string =>
    MARKDOWN.link(conceptText(other, preferredTerm(other), MARKDOWN), conceptPageUri(other.id));
  const relations = relationLines(concept, concepts, linkTo);
  const sources = sourceList(concept, MARKDOWN);
  const terms = concept.terms.map(({ phrase, status, abbreviation }) => {
    const notes = [abbreviation ? 'abbreviation' : '', status === 'deprecated' ? 'deprecated' : ''].filter(Boolean);
    return `- ${text(termText({ phrase }))}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
  });
  return [
    `# ${text(preferredTerm(concept))}`,
    concept.classes.map((id) => text(className(id))).join(' · '),
    text(concept.definition),
    concept.plain === undefined ? '' : `**In plain language:** ${text(concept.plain)}`,
    concept.risk === undefined ? '' : `**Risk:** ${text(concept.risk)}`,
    ...FACETS.flatMap((facet) => {
      const value = concept.facets[facet];
      return value === undefined ? [] : [`## ${facet}`, text(value)];
    }),
    `## Terms\n\n${terms.join('\n')}`,
    relations.length === 0 ? '' : `## Relations\n\n${relations.map((line) => `- ${line}`).join('\n')}`,
    sources.length === 0 ? '' : `## Sources\n\n${sources.map((source) => `- ${source}`).join('\n')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
