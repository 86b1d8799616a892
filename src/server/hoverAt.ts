import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { COMMANDS, conceptPageUri } from '../protocol.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { occurrenceAt } from './conceptAt.ts';
import type { DraftView } from './drafts.ts';
import { conceptHover } from './hover.ts';
import { MARKDOWN, PLAIN } from './markup.ts';

/** The hover for the term at a position, or null where none stands. */
export function hoverAt(
  { analysis, project, profiles, ranges, settings }: DraftView,
  position: Position,
  client: ClientFeatures,
): Hover | null {
  if (!settings.hover.enable) return null;
  const occurrence = occurrenceAt(analysis.occurrences, ranges.offsetAt(position));
  const { concepts } = project.data;
  const concept = occurrence && concepts.get(occurrence.concept);
  if (!occurrence || !concept) return null;
  const value = conceptHover(concept, {
    concepts,
    contains: [...new Set(occurrence.contains.map((inner) => inner.concept))].filter((id) => id !== concept.id),
    plainLanguage: profiles.includes('consumer'),
    markup: client.markdownHovers ? MARKDOWN : PLAIN,
    target: (id) => targetOf(id, client),
  });
  return {
    contents: { kind: client.markdownHovers ? MarkupKind.Markdown : MarkupKind.PlainText, value },
    range: ranges.toRange(occurrence.range),
  };
}

function targetOf(concept: string, client: ClientFeatures): string | undefined {
  if (client.conceptCommand) return `command:${COMMANDS.openConcept}?${encodeURIComponent(JSON.stringify([concept]))}`;
  return client.pages ? conceptPageUri(concept) : undefined;
}
