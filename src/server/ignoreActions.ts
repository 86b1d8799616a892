import {
  type CodeAction,
  CodeActionKind,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../analysis/analysis.ts';
import { joinPath } from '../config/paths.ts';
import { lineEnding } from '../markdown/insertion.ts';
import { COMMANDS } from '../protocol.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { Draft } from './drafts.ts';
import { toWorkspaceEdit } from './edits.ts';
import { createRanges } from './ranges.ts';
import { pathOf, uriOf } from './uris.ts';
import { addToList } from './yamlInsertion.ts';

const FRONT_MATTER = /^(---[ \t]*(?:\r\n?|\n))([\s\S]*?)^---[ \t]*$/m;

/** The files of the workspace, as far as an action needs them. */
export interface WorkspaceFiles {
  /** A document that is open, by its path. */
  open(path: string): TextDocument | undefined;
  textOf(path: string): Promise<string | undefined>;
  /** The workspace folder of a document, as a URI. */
  folder(uri: string): string | undefined;
}

/** "Don't mark this term": in the draft, by its front matter; in the workspace, by `caveat.yaml`. */
export async function ignoreActions(
  draft: Draft,
  concept: string,
  written: string,
  client: ClientFeatures,
  files: WorkspaceFiles,
): Promise<CodeAction[]> {
  const inDraft = ignoreInDraft(draft.ranges.source, concept);
  const workspace = await ignoreInWorkspace(draft, concept, client, files);
  const kind = CodeActionKind.Refactor;
  return [
    ...(inDraft
      ? [{ title: `Don't mark "${written}" in this draft`, kind, edit: toWorkspaceEdit(draft, [inDraft], client) }]
      : []),
    ...(workspace
      ? [
          {
            title: `Don't mark "${written}" in this workspace`,
            kind,
            edit: workspace.edit,
            // The file holds from when it is saved.
            ...(client.saveCommand
              ? { command: { title: 'Save', command: COMMANDS.saveFile, arguments: [workspace.uri] } }
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

async function ignoreInWorkspace(
  { uri, project }: Draft,
  concept: string,
  client: ClientFeatures,
  files: WorkspaceFiles,
): Promise<{ readonly edit: WorkspaceEdit; readonly uri: string } | undefined> {
  const folder = files.folder(uri);
  const path =
    project.caveatFile ??
    (folder === undefined ? undefined : joinPath(pathOf(folder).replace(/\/$/, ''), 'caveat.yaml'));
  if (path === undefined) return undefined;
  const document = files.open(path);
  const text = document?.getText() ?? (await files.textOf(path));
  const own = document?.uri ?? uriOf(path);
  if (text === undefined && !client.createsFiles) return undefined;
  const source = document ?? TextDocument.create(own, 'yaml', 0, text ?? '');
  const ranges = createRanges(source);
  const edit = addToList(ranges.source, ['ignoreTerms'], concept);
  if (!edit) return undefined;
  const edits: TextEdit[] = [{ range: ranges.toRange(edit.range), newText: edit.text }];
  if (!client.documentChanges) return { uri: own, edit: { changes: { [own]: edits } } };
  const change: TextDocumentEdit = { textDocument: { uri: own, version: document?.version ?? null }, edits };
  const create = { kind: 'create', uri: own, options: { ignoreIfExists: true } } as const;
  return { uri: own, edit: { documentChanges: text === undefined ? [create, change] : [change] } };
}
