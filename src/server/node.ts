import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type CancellationToken, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createAnalyzer } from '../analysis/analyzer.ts';
import { builtinData, builtinGlossary, builtinSteps } from '../analysis/builtin.ts';
import { extendData } from '../analysis/data.ts';
import { createServer } from './server.ts';

const connection = createConnection(ProposedFeatures.all);
createServer(connection, {
  builtinData,
  builtinSteps,
  builtinGlossary,
  extendData,
  createAnalyzer,
  readFile: readTextFile,
  findDrafts,
});
connection.listen();

async function readTextFile(uri: string): Promise<string | undefined> {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(fileURLToPath(uri)));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Error(
      code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'not valid UTF-8' : `cannot be read (${code ?? String(error)})`,
    );
  }
}

/** Lists up to `limit` Markdown files below a folder, as URIs; `node_modules` and dot-folders apart. */
async function findDrafts(folder: string, limit: number, token: CancellationToken): Promise<readonly string[]> {
  if (!folder.startsWith('file:')) return [];
  const found: string[] = [];
  const waiting = [fileURLToPath(folder)];
  for (let path = waiting.pop(); path !== undefined && !token.isCancellationRequested; path = waiting.pop()) {
    // A folder that may not be read is passed over, as editors do.
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (found.length >= limit) return found;
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && entry.name !== 'node_modules') waiting.push(join(path, entry.name));
      } else if (/\.(?:md|markdown)$/i.test(entry.name)) found.push(pathToFileURL(join(path, entry.name)).href);
    }
  }
  return found;
}
