import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { Edit } from '../analysis/analysis.ts';
import { addToList } from '../config/yamlInsertion.ts';
import { lineEnding } from '../markdown/insertion.ts';
import { COMMANDS } from '../protocol.ts';
import { addToCaveatYaml, type WorkspaceFiles, workspaceEdit } from './caveatYaml.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { Draft } from './drafts.ts';
import { toWorkspaceEdit } from './edits.ts';

const FRONT_MATTER = /^(---[ \t]*(?:\r\n?|\n))([\s\S]*?)^---[ \t]*$/m;

/** "Don't mark this term": in the draft, by its front matter; in the workspace, by `caveat.yaml`. */
export async function ignoreActions(
  draft: Draft,
  concept: string,
  written: string,
  client: ClientFeatures,
  files: WorkspaceFiles,
): Promise<CodeAction[]> {
  const inDraft = ignoreInDraft(draft.ranges.source, concept);
  const change = await addToCaveatYaml(draft.uri, draft.project, 'ignoreTerms', concept, files);
  const inWorkspace = change && workspaceEdit([change], client);
  const kind = CodeActionKind.Refactor;
  return [
    ...(inDraft
      ? [{ title: `Don't mark "${written}" in this draft`, kind, edit: toWorkspaceEdit(draft, [inDraft], client) }]
      : []),
    ...(inWorkspace
      ? [
          {
            title: `Don't mark "${written}" in this workspace`,
            kind,
            edit: inWorkspace,
            // The file holds from when it is saved.
            ...(client.saveCommand
              ? { command: { title: 'Save', command: COMMANDS.saveFile, arguments: [change.uri] } }
              : {}),
          },
        ]
      : []),
  ];
}

/** The edit that names a concept in `caveat: { ignoreTerms: … }`; undefined where the front matter has another form. */
export function ignoreInDraft(source: string, concept: string): Edit | undefined {
  const eol = lineEnding(source);
  const path = ['caveat', 'ignoreTerms'];
  const match = FRONT_MATTER.exec(source);
  if (match?.index !== 0) {
    const text = ['---', 'caveat:', `  ignoreTerms: [${concept}]`, '---', '', ''].join(eol);
    return { range: { start: 0, end: 0 }, text };
  }
  const [, open = '', inner = ''] = match;
  const edit = addToList(inner, path, concept);
  if (!edit) return undefined;
  const { start, end } = edit.range;
  return { range: { start: start + open.length, end: end + open.length }, text: edit.text };
}
