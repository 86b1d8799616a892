import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { createAnalyzer } from '../analysis/analyzer.ts';
import { builtinData, builtinGlossary } from '../analysis/builtin.ts';
import { extendData } from '../analysis/data.ts';
import type { Engine } from './engine.ts';
import { nodeIo } from './nodeIo.ts';
import { run } from './run.ts';
import { serveTasks } from './serveTasks.ts';

const engine: Engine = {
  createAnalyzer,
  load: (files) => (files.length > 0 ? extendData(builtinData(), files) : { data: builtinData(), problems: [] }),
  builtinGlossary,
  // Code and data are in this one file.
  fingerprint: async () =>
    createHash('sha256')
      .update(await readFile(__filename))
      .digest('hex'),
  startWorker: () => new Worker(__filename),
};

if (isMainThread) start();
else if (parentPort) serveTasks(parentPort, engine);

async function start(): Promise<void> {
  // A reader that has seen enough (`caveat check | head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const io = nodeIo(async () => {
    await import(pathToFileURL(join(__dirname, 'server.js')).href);
  });
  process.exitCode = await run(process.argv.slice(2), io, engine);
}
