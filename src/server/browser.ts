import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { createAnalyzer } from '../analysis/analyzer.ts';
import { builtinData, builtinGlossary, builtinSteps } from '../analysis/builtin.ts';
import { extendData } from '../analysis/data.ts';
import { createServer } from './server.ts';

// The compiler knows this file by Node's types; a worker's global is its own port.
const port = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(port),
  new BrowserMessageWriter(port),
);
createServer(connection, { builtinData, builtinSteps, builtinGlossary, extendData, createAnalyzer });
connection.listen();
