import type { CreateFile, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../analysis/analysis.ts';
import { folderOf, joinPath } from '../config/paths.ts';
import { addToList } from '../config/yamlInsertion.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { UserProject } from './projects.ts';
import { createRanges } from './ranges.ts';
import { pathOf, uriOf } from './uris.ts';

/** The files of the workspace, as far as an edit needs them. Paths as in `pathOf`. */
export interface WorkspaceFiles {
  /** A document that is open, by its path. */
  open(path: string): TextDocument | undefined;
  textOf(path: string): Promise<string | undefined>;
  /** The workspace folder of a document, as a URI. */
  folder(uri: string): string | undefined;
}

/** The change of one file; it is made first when it is not there. */
export interface FileChange {
  readonly uri: string;
  readonly isNew: boolean;
  readonly change: TextDocumentEdit;
  /** The text as it will be. */
  readonly after: TextDocument;
}

/** Where the `caveat.yaml` of a document stands, or would stand: in the workspace folder. */
export function caveatYamlPath(uri: string, project: UserProject, files: WorkspaceFiles): string | undefined {
  const folder = files.folder(uri);
  return (
    project.caveatFile ??
    (folder === undefined ? undefined : joinPath(pathOf(folder).replace(/\/$/, ''), 'caveat.yaml'))
  );
}

/** The folder that paths in `caveat.yaml` start from. */
export function projectFolder(uri: string, project: UserProject, files: WorkspaceFiles): string | undefined {
  const path = caveatYamlPath(uri, project, files);
  return path === undefined ? undefined : folderOf(path);
}

/** The change that adds an item to a list of the project's `caveat.yaml`; undefined where that cannot be done. */
export async function addToCaveatYaml(
  uri: string,
  project: UserProject,
  key: string,
  item: string,
  files: WorkspaceFiles,
): Promise<FileChange | undefined> {
  const path = caveatYamlPath(uri, project, files);
  return path === undefined ? undefined : changeFile(path, files, (text) => addToList(text, [key], item));
}

/** The change of a file, as it stands in the editor or else on disk, by what `edit` says of its text. */
export async function changeFile(
  path: string,
  files: WorkspaceFiles,
  edit: (text: string) => Edit | undefined,
): Promise<FileChange | undefined> {
  const open = files.open(path);
  const text = open?.getText() ?? (await files.textOf(path));
  const uri = open?.uri ?? uriOf(path);
  const document = open ?? TextDocument.create(uri, 'yaml', 0, text ?? '');
  const ranges = createRanges(document);
  const made = edit(ranges.source);
  if (!made) return undefined;
  const edits = [{ range: ranges.toRange(made.range), newText: made.text }];
  return {
    uri,
    isNew: text === undefined,
    change: { textDocument: { uri, version: open?.version ?? null }, edits },
    after: TextDocument.create(uri, 'yaml', 0, TextDocument.applyEdits(document, edits)),
  };
}

/** Changes of files as the client can take them; undefined where it cannot make a file that is needed. */
export function workspaceEdit(changes: readonly FileChange[], client: ClientFeatures): WorkspaceEdit | undefined {
  if (changes.some(({ isNew }) => isNew) && !client.createsFiles) return undefined;
  if (!client.documentChanges) {
    return { changes: Object.fromEntries(changes.map(({ uri, change }) => [uri, change.edits as never])) };
  }
  const create = (uri: string): CreateFile => ({ kind: 'create', uri, options: { ignoreIfExists: true } });
  return { documentChanges: changes.flatMap(({ uri, isNew, change }) => (isNew ? [create(uri), change] : [change])) };
}
