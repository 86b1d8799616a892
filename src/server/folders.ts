import type { InitializeParams, WorkspaceFolder } from 'vscode-languageserver';
import { pathOf } from './uris.ts';

/** The folders that a client opens with. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly WorkspaceFolder[] {
  return workspaceFolders ?? (rootUri ? [{ uri: rootUri, name: '' }] : []);
}

/** Whether a document stands somewhere below a folder. */
export function isBelow(uri: string, folder: string): boolean {
  return pathOf(uri).startsWith(`${pathOf(folder).replace(/\/$/, '')}/`);
}

/** The workspace folder that a document stands in; the first one for a document outside of all. */
export function folderOf(uri: string, folders: readonly WorkspaceFolder[]): string | undefined {
  const holding = folders.filter((folder) => isBelow(uri, folder.uri));
  return (
    holding.reduce<WorkspaceFolder | undefined>(
      (best, one) => (best && best.uri.length >= one.uri.length ? best : one),
      undefined,
    )?.uri ?? folders[0]?.uri
  );
}
