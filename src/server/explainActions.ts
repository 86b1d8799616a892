import { type CodeAction, type CodeActionContext, CodeActionTriggerKind, type Range } from 'vscode-languageserver';
import { COMMANDS, explanationPageUri } from '../protocol.ts';
import { explanationText } from '../report/explanation.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { occurrenceAt } from './conceptAt.ts';
import type { Draft } from './drafts.ts';

const PAGE = /^caveat:\/{1,3}why\/(\d+)-(\d+)\/(.+)\.md$/;

/** "Why is this flagged?" on a finding; "Why is this not flagged?" on a claim or term without one, but only when asked. */
export function explainActions(
  draft: Draft,
  range: Range,
  { only, triggerKind }: CodeActionContext,
  client: ClientFeatures,
): CodeAction[] {
  if (!client.pageCommand || (only && !only.includes(''))) return [];
  const offset = draft.ranges.offsetAt(range.start);
  const { findings, claims, occurrences } = draft.analysis;
  const stands = (one: { readonly range: { readonly start: number; readonly end: number } }): boolean =>
    one.range.start <= offset && offset <= one.range.end;
  const flagged = findings.some(stands);
  const known = claims.some(stands) || occurrenceAt(occurrences, offset) !== undefined;
  if (!flagged && (!known || triggerKind === CodeActionTriggerKind.Automatic)) return [];
  const title = flagged ? 'Why is this flagged?' : 'Why is this not flagged?';
  const uri = explanationPageUri(draft.uri, range.start.line, range.start.character);
  return [{ title, kind: '', command: { title, command: COMMANDS.openPage, arguments: [uri] } }];
}

/** The document and place that an explanation's page is about; undefined for another page. */
export function explanationPlace(
  uri: string,
): { readonly uri: string; readonly position: { readonly line: number; readonly character: number } } | undefined {
  const [, line, character, document] = PAGE.exec(decoded(uri)) ?? [];
  if (document === undefined) return undefined;
  return { uri: document, position: { line: Number(line), character: Number(character) } };
}

/** Clients may write a URI with its escapes or without them; the document's own are the innermost. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The page on a place of a draft. */
export function explanationPage(draft: Draft, position: { readonly line: number; readonly character: number }): string {
  const offset = draft.ranges.offsetAt(position);
  const { source } = draft.ranges;
  return `# Why?\n\n${explanationText(draft.explain({ start: offset, end: offset }), source)}`;
}
