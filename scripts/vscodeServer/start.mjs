// Starts the VS Code server of install.mjs, and ends it with everything it started. Node's built-ins only.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, nodePath } from '../processes.mjs';

const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

// No extension gallery: nothing is asked of the network.
const environment = { EXTENSIONS_GALLERY: '{}' };

/** The few of VS Code's own extensions that a writer of Markdown meets; the rest would only slow the start down. */
function builtins(server, names) {
  const folder = join(server, `extensions-${names.length}`);
  if (!existsSync(folder)) {
    for (const name of names) cpSync(join(server, 'extensions', name), join(folder, name), { recursive: true });
  }
  return folder;
}

const commonArguments = (server, dataFolder) => [
  join(server, 'out/server-main.js'),
  '--accept-server-license-terms',
  '--server-data-dir',
  dataFolder,
  '--extensions-dir',
  join(dataFolder, 'extensions'),
];

/** Installs a packaged extension for a server that will be started with the same data folder. */
export async function installExtension(server, dataFolder, vsix) {
  mkdirSync(join(dataFolder, 'extensions'), { recursive: true });
  const args = [...commonArguments(server, dataFolder), '--install-extension', vsix, '--force'];
  const { code, output } = await capture(nodePath(), args, { env: environment });
  if (code !== 0) throw new Error(`The extension could not be installed:\n${output}`);
}

function groupIsAlive(pid) {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

/**
 * Starts a server on 127.0.0.1; `stop` ends its whole process group, `stopNow` does so without waiting, and `ended`
 * resolves when it is gone.
 */
export async function startVscodeServer(server, dataFolder, options = {}) {
  const {
    port = 0,
    settings = {},
    args = [],
    env = {},
    builtinNames = ['markdown-basics', 'theme-defaults', 'theme-seti', 'json', 'yaml'],
  } = options;
  mkdirSync(join(dataFolder, 'data/User'), { recursive: true });
  mkdirSync(join(dataFolder, 'extensions'), { recursive: true });
  writeFileSync(
    join(dataFolder, 'data/User/settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }, null, 2),
  );
  const child = spawn(
    nodePath(),
    [
      ...commonArguments(server, dataFolder),
      ...['--builtin-extensions-dir', builtins(server, builtinNames)],
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
      ...['--telemetry-level', 'off', '--disable-workspace-trust'],
      ...args,
    ],
    { env: { ...process.env, ...environment, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
  });
  const stopNow = () => signalGroup(child.pid, 'SIGKILL');
  const stop = async () => {
    signalGroup(child.pid, 'SIGTERM');
    const deadline = Date.now() + 3000;
    while (groupIsAlive(child.pid) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
    stopNow();
  };
  let output = '';
  const address = await new Promise((resolve, reject) => {
    const read = (data) => {
      if (output.length < 100_000) output += data;
      const found = /Web UI available at (\S+)/.exec(output);
      if (found) resolve(new URL(found[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`VS Code's server ended with exit code ${code}:\n${output}`)));
  });
  return { host: `127.0.0.1:${address.port}`, ended, stop, stopNow };
}
