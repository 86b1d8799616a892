// Prepares a real VS Code server from npm alone: the one that code-server carries, without what it only needs for
// terminals, remote agents and other platforms. Node's built-ins only.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand } from '../install.mjs';
import { capture, fromRoot } from '../processes.mjs';

const codeServer = 'code-server@4.139.1';
const here = fromRoot('scripts/vscodeServer');

async function must(command, args, cwd) {
  const { code, output } = await capture(command, args, { cwd });
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} failed:\n${output}`);
}

async function unpack(folder) {
  await must(...npmCommand('pack', codeServer, '--silent'), folder);
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  await must('tar', ['-xzf', archive, '--strip-components=3', 'package/lib/vscode'], folder);
  rmSync(join(folder, archive));
  rmSync(join(folder, 'npm-shrinkwrap.json'));
  rmSync(join(folder, 'package.json'));
}

async function addDependencies(folder) {
  cpSync(join(here, 'package.json'), join(folder, 'package.json'));
  await must(
    ...npmCommand('install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'),
    folder,
  );
  cpSync(join(here, 'stubs'), join(folder, 'node_modules/@vscode'), { recursive: true });
  const searchers = join(folder, 'node_modules/@vscode/ripgrep-universal/bin');
  for (const platform of readdirSync(searchers)) {
    if (platform !== `${process.platform}-${process.arch}`) rmSync(join(searchers, platform), { recursive: true });
  }
}

/** The folder of a VS Code server that is ready to start; made in `.cache/` when it is not there yet. */
export async function installVscodeServer() {
  const hash = createHash('sha256').update(codeServer);
  for (const name of ['package.json', 'stubs/spdlog/index.cjs', 'stubs/native-watchdog/index.cjs']) {
    hash.update(readFileSync(join(here, name)));
  }
  const stamp = hash.digest('hex');
  const folder = fromRoot('.cache/vscode-server');
  const stampFile = join(folder, '.prepared');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return folder;

  console.log('Preparing a VS Code server (once; about 50 MB to download) …');
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    await unpack(unfinished);
    await addDependencies(unfinished);
    writeFileSync(join(unfinished, '.prepared'), stamp);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
