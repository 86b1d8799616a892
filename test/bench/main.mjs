// npm run bench: what Caveat costs, with its peers beside it in the same run.
//   --quick            fewer rounds, smaller texts: under two minutes
//   --only a,b         parts of it: drafts, corpora, edits, terms, start, command
//   --json FILE        where the numbers go (default .cache/bench.json)
//   --update-images    draws images/bench.svg and images/bench.png from them
//   --draw             draws from the numbers that are there, and measures nothing
// Ratios are worth something, since both sides of each were taken in turn; absolute times are this machine's.
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { install, npmCommand } from '../../scripts/install.mjs';
import { exitCode, fromRoot, nodePath, run } from '../../scripts/processes.mjs';

const options = {
  quick: { type: 'boolean' },
  only: { type: 'string' },
  json: { type: 'string' },
  'update-images': { type: 'boolean' },
  draw: { type: 'boolean' },
};
parseArgs({ options });

const peers = fromRoot('test/bench/peers');

/** Whether what is installed is what the lock file names. */
function peersAreCurrent() {
  const installed = `${peers}/node_modules/.package-lock.json`;
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(`${peers}/package-lock.json`, 'utf8')).packages;
  const found = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) => path === '' || found[path]?.version === version || optional || peer,
  );
}

await install();
if (!process.argv.includes('--draw')) {
  await run(nodePath(), [fromRoot('scripts/build.mjs')]);
  if (!peersAreCurrent()) {
    console.log('Installing the peers …');
    const [command, args] = npmCommand('ci', '--ignore-scripts', '--no-audit', '--no-fund');
    // Without them each of their rows says so.
    if ((await exitCode(command, args, { cwd: peers })) !== 0) console.error('The peers could not be installed.');
  }
}
process.exitCode = await exitCode(nodePath(), [
  '--expose-gc',
  '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
  fromRoot('test/bench/measure.mjs'),
  ...process.argv.slice(2),
]);
