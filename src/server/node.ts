import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createAnalyzer } from '../analysis/analyzer.ts';
import { builtinData } from '../analysis/builtin.ts';
import { extendData } from '../analysis/data.ts';
import { createServer } from './server.ts';

const connection = createConnection(ProposedFeatures.all);
createServer(connection, { builtinData, extendData, createAnalyzer, readFile: readTextFile });
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
