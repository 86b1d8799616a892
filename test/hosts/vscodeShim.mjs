#!/usr/bin/env node
// Stands in for VS Code's executable, so that @vscode/test-electron runs the suite where no desktop VS Code can be had.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runInNodeHost } from './host.mjs';

const { values, positionals } = parseArgs({
  options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
  allowPositionals: true,
  strict: false,
});
const folder = positionals.find((path) => existsSync(path));
try {
  const { code, everything } = await runInNodeHost({
    extensionPath: resolve(values.extensionDevelopmentPath),
    testsPath: resolve(values.extensionTestsPath),
    folder: resolve(folder),
  });
  if (!existsSync(process.env.CAVEAT_RESULT ?? '')) console.log(everything);
  process.exitCode = code;
} catch (error) {
  console.error(error);
  process.exitCode = 3;
}
