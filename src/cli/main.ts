import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createAnalyzer } from '../analysis/analyzer.ts';
import { builtinData, builtinGlossary } from '../analysis/builtin.ts';
import { extendData } from '../analysis/data.ts';
import { nodeIo } from './nodeIo.ts';
import { run } from './run.ts';

// A reader that has seen enough (`caveat check | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const io = nodeIo(async () => {
  await import(pathToFileURL(join(__dirname, 'server.js')).href);
});

run(process.argv.slice(2), io, {
  createAnalyzer,
  load: (files) => (files.length > 0 ? extendData(builtinData(), files) : { data: builtinData(), problems: [] }),
  builtinGlossary,
}).then((code) => {
  process.exitCode = code;
});
