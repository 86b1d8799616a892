// Finds a Chromium for the tests, and installs one where that can be done without asking.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { capture, fromRoot, nodePath } from '../../scripts/processes.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'chrome.exe'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of an installed Chromium or Chrome. */
export function findChromium() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [process.env.CHROME_PATH, ...onPath, ...elsewhere, chromium.executablePath()].find(
    (path) => path && existsSync(path),
  );
}

async function attempt(...commands) {
  for (const [command, ...args] of commands) {
    const { code } = await capture(command, args, { env: { DEBIAN_FRONTEND: 'noninteractive' } }).catch(() => ({
      code: 1,
    }));
    if (code !== 0) return undefined;
  }
  return findChromium();
}

/** The path of a Chromium; installs it when there is none, else says what to install. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  console.log('Installing Chromium for the tests …');
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const installed =
    (isDebianRoot &&
      (await attempt(
        ['apt-get', 'update', '-qq'],
        ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'],
      ))) ||
    (await attempt([nodePath(), fromRoot('node_modules/playwright-core/cli.js'), 'install', 'chromium']));
  if (!installed)
    throw new Error('No Chromium was found: install chromium or google-chrome, or set CHROME_PATH to one.');
  return installed;
}
