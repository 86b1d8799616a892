import type { SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit } from '../analysis/analysis.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { Draft } from './drafts.ts';
import { hasPlaceholders, toSnippet } from './snippets.ts';

/** Edits of a draft, bound to its version where the client can hold them to it. */
export function toWorkspaceEdit(
  { uri, version, ranges }: Draft,
  edits: readonly Edit[],
  client: ClientFeatures,
): WorkspaceEdit {
  const plain = (edit: Edit): TextEdit => ({ range: ranges.toRange(edit.range), newText: edit.text });
  if (!client.documentChanges) return { changes: { [uri]: edits.map(plain) } };
  const rich = (edit: Edit): TextEdit | SnippetTextEdit => {
    const value = client.snippetEdits ? snippetOf(ranges.source, edit) : undefined;
    return value === undefined
      ? plain(edit)
      : { range: ranges.toRange(edit.range), snippet: { kind: 'snippet', value } };
  };
  return { documentChanges: [{ textDocument: { uri, version }, edits: edits.map(rich) }] };
}

/** The edit with tab stops, unless an editor would shift its further lines to the indentation of the first. */
function snippetOf(source: string, { range, template }: Edit): string | undefined {
  if (template === undefined || !hasPlaceholders(template)) return undefined;
  const lineStart = Math.max(source.lastIndexOf('\n', range.start - 1), source.lastIndexOf('\r', range.start - 1)) + 1;
  const indented = /[ \t]/.test(source.charAt(lineStart));
  if (/[\r\n]/.test(template) && (indented || /[\r\n][ \t]/.test(template))) return undefined;
  return toSnippet(template);
}
