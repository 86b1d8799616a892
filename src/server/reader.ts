import type { Connection } from 'vscode-languageserver';
import { REQUESTS, type ReadFileParams, type ReadFileResult } from '../protocol.ts';
import type { Host } from './host.ts';
import { uriOf } from './uris.ts';

/** Reads files by path: through the client, which knows virtual workspaces, or else by what the host offers. */
export function createReader(
  connection: Connection,
  throughClient: boolean,
  readFile: Host['readFile'],
): (path: string) => Promise<string | undefined> {
  return async (path) => {
    const uri = uriOf(path);
    const text = throughClient ? await askClient(uri) : await readFile?.(uri);
    return text?.replace(/^\uFEFF/, '');
  };

  async function askClient(uri: string): Promise<string | undefined> {
    const params: ReadFileParams = { uri };
    const { text, error } = await connection.sendRequest<ReadFileResult>(REQUESTS.readFile, params);
    if (error !== undefined) throw new Error(error);
    return text;
  }
}
