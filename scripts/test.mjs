// npm test: every check there is, and one line that sums them up.  npm test -- unit | hosts | ui  runs a part.
// Node's built-ins only until everything is installed: this runs on a fresh clone.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { install } from './install.mjs';
import { packageExtension } from './package.mjs';
import { exitCode, fromRoot, nodePath, run } from './processes.mjs';
import { installVscodeServer } from './vscodeServer/install.mjs';

const results = fromRoot('.cache/results');
const vsix = fromRoot('.cache/caveat.vsix');
const tool = (path, ...args) => exitCode(nodePath(), [fromRoot('node_modules', path), ...args]);
const passOrFail = (good) => ({ passed: good ? 1 : 0, failed: good ? 0 : 1 });

async function types() {
  return passOrFail((await tool('typescript/bin/tsc', '-p', '.')) === 0);
}

async function lint() {
  return passOrFail(
    (await tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=10')) === 0,
  );
}

async function unit() {
  const file = `${results}/unit.json`;
  const code = await tool(
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  );
  const found = JSON.parse(readFileSync(file, 'utf8'));
  // A file that cannot be loaded has no test that could fail.
  const unloadable = found.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = found.numFailedTests + unloadable;
  return {
    passed: found.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: found.numPendingTests + found.numTodoTests,
  };
}

async function packaging() {
  await packageExtension(vsix);
  return passOrFail(true);
}

const host =
  (kind, ...args) =>
  async () => {
    const file = `${results}/${kind}.json`;
    const script = kind === 'ui' ? 'test/hosts/ui.mjs' : 'test/hosts/run.mjs';
    const code = await exitCode(nodePath(), [
      '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
      ...(kind === 'ui' ? [script, file, ...args] : [script, kind, file]),
    ]);
    if (!existsSync(file)) throw new Error(`${script} ended with exit code ${code} and gave no result`);
    return JSON.parse(readFileSync(file, 'utf8'));
  };

const suites = [
  { part: 'unit', name: 'types', start: types },
  { part: 'unit', name: 'lint and format', start: lint },
  { part: 'unit', name: 'unit tests', start: unit },
  { part: 'ui', name: 'packaging', start: packaging },
  { part: 'hosts', name: 'desktop VS Code', start: host('desktop') },
  { part: 'hosts', name: 'VS Code, Node extension host', start: host('node') },
  { part: 'hosts', name: 'VS Code, web-worker extension host', start: host('web') },
  {
    part: 'ui',
    name: 'VS Code, by mouse and keyboard',
    start: host('ui', ...process.argv.filter((a) => a === '--update-images')),
  },
];

async function prepareHosts() {
  const { ensureChromium } = await import('../test/hosts/chromium.mjs');
  await Promise.all([installVscodeServer(), ensureChromium()]);
}

async function runSuite({ name, start }) {
  const began = Date.now();
  console.log(`\n── ${name}`);
  let result;
  try {
    result = await start();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    result = passOrFail(false);
  }
  const { passed, failed, skipped = 0, unavailable } = result;
  const seconds = `${((Date.now() - began) / 1000).toFixed(0)} s`;
  const line = unavailable
    ? `skipped: ${unavailable}`
    : `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
  console.log(`── ${name}: ${line} (${seconds})`);
  return { name, line, passed, failed, skipped };
}

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = asked.find((part) => !suites.some((suite) => suite.part === part));
if (unknown) {
  console.error(`Unknown part of the tests: ${unknown} (known: unit, hosts, ui)`);
  process.exit(2);
}
const chosen = suites.filter(({ part }) => asked.length === 0 || asked.includes(part));

try {
  await install();
  console.log('Building …');
  await run(nodePath(), ['scripts/build.mjs']);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
}
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

// Downloads go on while the unit tests run; a failure is told by the suite that needs what is missing.
const prepared = chosen.some(({ part }) => part !== 'unit') ? prepareHosts() : Promise.resolve();
prepared.catch(() => {});

const summary = [];
for (const suite of chosen) {
  if (suite.part !== 'unit') await prepared.catch(() => {});
  summary.push(await runSuite(suite));
}
const total = (key) => summary.reduce((sum, result) => sum + result[key], 0);
console.log(`\n${summary.map(({ name, line }) => `${name}: ${line}`).join('\n')}\n`);
console.log(
  `${total('passed')} passed, ${total('failed')} failed${total('skipped') ? `, ${total('skipped')} skipped` : ''}`,
);
process.exitCode = total('failed') > 0 ? 1 : 0;
