import type { CancellationToken, Connection } from 'vscode-languageserver';
import { type FindFilesParams, type FindFilesResult, REQUESTS } from '../protocol.ts';
import type { Host } from './host.ts';

/** The most files that one search looks at. */
export const FILE_LIMIT = 5000;

/** Lists the workspace's Markdown files: through the client, which knows virtual workspaces, or else by what the host offers. */
export async function draftFiles(
  connection: Connection,
  throughClient: boolean,
  host: Host,
  folders: readonly string[],
  token: CancellationToken,
): Promise<readonly string[]> {
  if (throughClient) {
    const params: FindFilesParams = { limit: FILE_LIMIT };
    return (await connection.sendRequest<FindFilesResult>(REQUESTS.findFiles, params, token)).uris;
  }
  const found: string[] = [];
  for (const folder of folders) {
    found.push(...((await host.findDrafts?.(folder, FILE_LIMIT - found.length, token)) ?? []));
  }
  return [...new Set(found)];
}
