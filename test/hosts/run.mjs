// Runs the integration suite in one kind of VS Code:  node test/hosts/run.mjs desktop|node|web RESULT.json
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { fromRoot } from '../../scripts/processes.mjs';
import { bundleSuite } from './bundle.mjs';
import { runInWebHost } from './host.mjs';

const [kind, resultArgument] = process.argv.slice(2);
const resultFile = resolve(resultArgument);
const scratch = mkdtempSync(join(tmpdir(), 'caveat-hosts-'));
const folder = join(scratch, 'drafts');
mkdirSync(folder);
mkdirSync(dirname(resultFile), { recursive: true });
rmSync(resultFile, { force: true });

async function findDesktop() {
  const probe = 'https://update.code.visualstudio.com/api/releases/stable';
  const reachable = await fetch(probe, { signal: AbortSignal.timeout(8000) }).then(
    (response) => response.ok,
    () => false,
  );
  if (!reachable) return { reason: 'no desktop VS Code can be downloaded here' };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { reason: 'there is no display (xvfb-run gives one)' };
  }
  return { executable: await downloadAndUnzipVSCode({ version: 'stable', cachePath: fromRoot('.vscode-test') }) };
}

async function runByTestElectron(executable, testsPath) {
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: fromRoot(),
    extensionTestsPath: testsPath,
    launchArgs: [
      folder,
      '--disable-extensions',
      `--user-data-dir=${join(scratch, 'user')}`,
      `--extensions-dir=${join(scratch, 'extensions')}`,
    ],
    extensionTestsEnv: { CAVEAT_RESULT: resultFile },
  });
}

async function runKind() {
  const suite = await bundleSuite();
  if (kind === 'web') {
    const { result, everything } = await runInWebHost({ extensionPath: fromRoot(), testsPath: suite.web, folder });
    if (!result) throw new Error(`The suite gave no result; VS Code said:\n${everything}`);
    writeFileSync(resultFile, JSON.stringify(result));
    return;
  }
  if (kind === 'node') return runByTestElectron(fromRoot('test/hosts/vscodeShim.mjs'), suite.node);
  const { executable, reason } = await findDesktop();
  if (executable) return runByTestElectron(executable, suite.node);
  writeFileSync(resultFile, JSON.stringify({ passed: 0, failed: 0, skipped: 0, unavailable: reason }));
}

try {
  await runKind();
} catch (error) {
  // A failing test is in the result already; anything else is the host's own failure.
  if (!existsSync(resultFile)) {
    console.error(error);
    process.exitCode = 2;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (existsSync(resultFile) && JSON.parse(readFileSync(resultFile, 'utf8')).failed > 0) process.exitCode = 1;
