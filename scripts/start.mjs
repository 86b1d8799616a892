// npm start: installs, builds, lints the drafts in examples/, then serves VS Code with the extension installed.
// npm start -- --check ends after the findings. Node's built-ins only: this runs on a fresh clone.
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { install } from './install.mjs';
import { packageExtension } from './package.mjs';
import { exitCode, fromRoot, nodePath, run } from './processes.mjs';
import { installVscodeServer } from './vscodeServer/install.mjs';
import { installExtension, startVscodeServer } from './vscodeServer/start.mjs';

const preferredPort = 3939;
const examples = fromRoot('examples');

async function lintExamples() {
  console.log('\n$ caveat check examples\n');
  // By the user's own Node, as they will run it.
  const code = await exitCode(process.execPath, ['dist/cli.js', 'check', 'examples']);
  if (code > 1) throw new Error(`caveat check examples ended with exit code ${code}`);
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function serve() {
  const vsix = fromRoot('.cache/caveat.vsix');
  const dataFolder = fromRoot('.cache/vscode-data');
  await packageExtension(vsix);
  const server = await installVscodeServer();
  // Last time's extension and window state go; what the user sees is this build.
  if (existsSync(dataFolder)) rmSync(dataFolder, { recursive: true, force: true });
  await installExtension(server, dataFolder, vsix);
  const vscode = await startVscodeServer(server, dataFolder, {
    port: (await isFree(preferredPort)) ? preferredPort : 0,
    builtinNames: [
      ...['configuration-editing', 'json', 'json-language-features', 'markdown-basics', 'markdown-language-features'],
      ...['references-view', 'search-result', 'theme-defaults', 'theme-seti', 'yaml'],
    ],
    settings: { 'workbench.colorTheme': 'Default Light Modern' },
  });

  let stopping = false;
  const stop = async (code) => {
    if (stopping) return;
    stopping = true;
    await vscode.stop();
    process.exit(code);
  };
  process.on('exit', vscode.stopNow);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));
  process.stdout.on('error', () => stop(0));
  vscode.ended.then(() => {
    if (!stopping) console.error('VS Code has ended.');
    stop(1);
  });

  console.log(`\nVS Code with Caveat is ready; open this address in a browser:\n`);
  console.log(`  http://${vscode.host}/?${new URLSearchParams({ folder: examples })}\n`);
  console.log('Ctrl-C ends it.');
}

try {
  await install();
  console.log('Building …');
  await run(nodePath(), ['scripts/build.mjs']);
  await lintExamples();
  if (!process.argv.includes('--check')) await serve();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
