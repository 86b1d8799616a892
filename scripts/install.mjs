// Brings node_modules in step with the lock file. Node's built-ins only: this runs on a fresh clone.
import { existsSync, readFileSync } from 'node:fs';
import { fromRoot, nodePath, run } from './processes.mjs';

/** Starts npm as a child process: by the npm that runs this script, where there is one, since Windows has no `npm` executable. */
export function npmCommand(...args) {
  return process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath, ...args]] : ['npm', args];
}

function isCurrent() {
  const installed = fromRoot('node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(fromRoot('package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(installed, 'utf8')).packages;
  // Optional packages are mostly those of other platforms.
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) => path === '' || found[path]?.version === version || optional || peer,
  );
}

/** Installs the dependencies when they are missing or other than the lock file says, with the Node that the tools need. */
export async function install() {
  if (!isCurrent()) {
    console.log('Installing dependencies …');
    await run(...npmCommand('ci', '--no-audit', '--no-fund'));
  }
  if (nodePath() === process.execPath) {
    // An npm that runs no install scripts has left the `node` package without its binary.
    await run(process.execPath, ['installArchSpecificPackage'], { cwd: fromRoot('node_modules/node') });
  }
}
