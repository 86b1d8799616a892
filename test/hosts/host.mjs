// Runs a test suite inside a real VS Code: the server of scripts/vscodeServer with Chromium as its window.
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { installVscodeServer } from '../../scripts/vscodeServer/install.mjs';
import { startVscodeServer } from '../../scripts/vscodeServer/start.mjs';
import { ensureChromium } from './chromium.mjs';

const resultMark = 'CAVEAT_RESULT ';

const chromiumArguments = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** A window of VS Code for `use(page, host)`; everything that was started ends with it, also when this process is told to end. */
export async function withVscode(
  { dataFolder, settings, env, builtinNames, viewport = { width: 1200, height: 800 } },
  use,
) {
  const ownFolder = dataFolder ? undefined : mkdtempSync(join(tmpdir(), 'caveat-vscode-'));
  const executablePath = await ensureChromium();
  const vscode = await startVscodeServer(await installVscodeServer(), dataFolder ?? ownFolder, {
    settings,
    env,
    // Without this flag a built VS Code ignores the test runner that the page's payload names.
    args: ['--enable-smoke-test-driver'],
    ...(builtinNames && { builtinNames }),
  });
  const end = () => process.exit(1);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  process.on('exit', vscode.stopNow);
  for (const signal of signals) process.on(signal, end);
  process.stdout.on('error', end);
  let browser;
  try {
    browser = await chromium.launch({ executablePath, headless: true, args: chromiumArguments, handleSIGINT: false });
    const page = await (await browser.newContext({ viewport })).newPage();
    const outside = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      // A preview names its own files by an address that its service worker answers.
      const isOurs = url.host === vscode.host || url.host.endsWith('.vscode-resource.vscode-cdn.net');
      if (/^(https?|wss?):$/.test(url.protocol) && !isOurs) outside.push(url.href);
    });
    const result = await use(page, vscode.host);
    if (outside.length > 0)
      throw new Error(`The page asked for addresses outside this machine:\n${outside.join('\n')}`);
    return result;
  } finally {
    await browser?.close().catch(() => {});
    await vscode.stop();
    process.off('exit', vscode.stopNow);
    for (const signal of signals) process.off(signal, end);
    process.stdout.off('error', end);
    if (ownFolder) rmSync(ownFolder, { recursive: true, force: true });
  }
}

/** The address of a window with `folder` open. */
export function address(host, folder, payload) {
  return `http://${host}/?${new URLSearchParams({ folder, payload: JSON.stringify([...payload, ['skipWelcome', 'true']]) })}`;
}

/** Shows the reporter's own lines, which are indented; VS Code logs its own affairs through the same channel. */
function createListener() {
  const lines = [];
  let result;
  return {
    onLine(line) {
      lines.push(line);
      if (line.startsWith('  ')) console.log(line);
      if (line.startsWith(resultMark)) result = JSON.parse(line.slice(resultMark.length));
    },
    result: () => result,
    everything: () => lines.join('\n'),
  };
}

async function runSuite(page, url, timeout) {
  const listener = createListener();
  const ended = new Promise((resolve, reject) => {
    const fail = (what) => reject(new Error(`${what}; VS Code said:\n${listener.everything()}`));
    const late = setTimeout(() => fail(`The tests did not end within ${timeout / 1000} s`), timeout);
    page.on('crash', () => fail('The page crashed'));
    page.exposeFunction('codeAutomationExit', (code) => {
      clearTimeout(late);
      resolve(code ?? 0);
    });
  });
  await page.exposeFunction('codeAutomationLog', (_type, args) => listener.onLine(format(...args)));
  await page.goto(url, { waitUntil: 'commit' });
  const code = await ended;
  return { code, result: listener.result(), everything: listener.everything() };
}

/** Runs the suite at `testsPath` in the extension host that is a Node process; gives its exit code and VS Code's own log. */
export function runInNodeHost({ extensionPath, testsPath, folder, env, settings, timeout = 240_000 }) {
  return withVscode({ env, settings }, (page, host) => {
    const remote = (path) => `vscode-remote://${host}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(extensionPath)],
      ['extensionTestsPath', remote(testsPath)],
    ];
    return runSuite(page, address(host, folder, payload), timeout);
  });
}

/** Runs the suite at `testsPath` (inside `extensionPath`) in the extension host that is a web worker; gives also the result it printed. */
export async function runInWebHost({ extensionPath, testsPath, folder, settings, timeout = 240_000 }) {
  const server = await installVscodeServer();
  const { commit } = JSON.parse(readFileSync(join(server, 'product.json'), 'utf8'));
  // The page may only load from its own origin, so the extension is put among the files that the server hands out.
  const link = join(server, `extension-${process.pid}`);
  symlinkSync(extensionPath, link, 'junction');
  try {
    return await withVscode({ settings }, async (page, host) => {
      const served = (path) => ({
        scheme: 'http',
        authority: host,
        path: `/stable-${commit}/static/${relative(server, link)}${path && `/${path.split(sep).join('/')}`}`,
      });
      // A worker takes extensions under development only from the page's configuration, which the server writes: it is
      // changed where the page reads it.
      await page.addInitScript(
        (developmentOptions) => {
          const getAttribute = Element.prototype.getAttribute;
          Element.prototype.getAttribute = function (name) {
            const value = getAttribute.call(this, name);
            if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration') return value;
            const configuration = JSON.parse(value);
            return JSON.stringify({ ...configuration, developmentOptions });
          };
        },
        { extensions: [served('')], extensionTestsPath: served(relative(extensionPath, testsPath)) },
      );
      return runSuite(page, address(host, folder, []), timeout);
    });
  } finally {
    rmSync(link, { force: true });
  }
}
