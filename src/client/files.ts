import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FindFilesParams, FindFilesResult, ReadFileParams, ReadFileResult } from '../protocol.ts';

/** Reads a file of the workspace for the server, from disk or wherever the workspace is. */
export async function readFile({ uri }: ReadFileParams): Promise<ReadFileResult> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true));
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof vscode.FileSystemError && ['FileNotFound', 'FileNotADirectory'].includes(error.code))
      return {};
    return {
      error: error instanceof TypeError ? 'not valid UTF-8' : error instanceof Error ? error.message : String(error),
    };
  }
}

/** Lists the workspace's Markdown files, without those that the user excludes. */
export async function findFiles(
  { limit }: FindFilesParams,
  token: vscode.CancellationToken,
  { code2ProtocolConverter }: BaseLanguageClient,
): Promise<FindFilesResult> {
  const uris = await vscode.workspace.findFiles('**/*.{md,markdown}', '**/node_modules/**', limit, token);
  return { uris: uris.map(code2ProtocolConverter.asUri) };
}
