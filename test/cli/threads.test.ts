import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

// The command line itself, bundled as it ships, with real files and real threads.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'caveat-threads-'));
const script = join(folder, 'cli.js');
const drafts = join(folder, 'drafts');

beforeAll(async () => {
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    define: { 'self.location': 'undefined' },
    logLevel: 'warning',
  });
  cpSync(join(root, 'examples'), drafts, { recursive: true });
  for (const name of ['README.md', 'CONTRIBUTING.md']) cpSync(join(root, name), join(drafts, name));
  writeFileSync(join(drafts, 'own.md'), 'Take 5-HTP at night. Ask about quibblestone.\r\n');
  writeFileSync(join(drafts, 'broken.md'), Uint8Array.of(0x61, 0xff));
  writeFileSync(
    join(drafts, 'own.glossary.yaml'),
    'version: 1\nconcepts:\n  - id: quibblestone\n    classes: [outcome]\n    terms: [quibblestone]\n    definition: A stone.\n    sources: [{ name: Us, checked: true }]\n',
  );
  writeFileSync(join(drafts, 'caveat.yaml'), 'glossaries: [own.glossary.yaml]\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(...argv: readonly string[]): Promise<Ended> {
  const env = { ...process.env, CAVEAT_CACHE: join(folder, 'cache') };
  return new Promise((done) => {
    execFile(process.execPath, [script, ...argv], { cwd: drafts, env }, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

test('with threads and without, with a cache cold and warm, the report is the same', async () => {
  const alone = await run('check', '--format', 'json', '--workers', '1');
  expect(alone.code).toBe(2);
  expect(alone.err).toBe('caveat: broken.md: not valid UTF-8 at byte 1\n');
  const { summary } = JSON.parse(alone.out);
  expect(summary.files).toBe(6);
  expect(summary.missing).toBeGreaterThan(0);
  expect(await run('check', '--format', 'json', '--workers', '3')).toEqual(alone);
  expect(await run('check', '--format', 'json')).toEqual(alone);
  const [one, two] = await Promise.all([
    run('check', '--format', 'json', '--cache'),
    run('check', '--format', 'json', '--cache', '--workers', '2'),
  ]);
  expect([one, two]).toEqual([alone, alone]);
  expect(await run('check', '--format', 'json', '--cache')).toEqual(alone);
});

test('a glossary of the project holds in threads too', async () => {
  const alone = await run('terms', 'own.md', '--format', 'json', '--workers', '1');
  expect(alone.out).toContain('"concept": "quibblestone"');
  expect(await run('terms', 'own.md', '--format', 'json', '--workers', '2')).toEqual(alone);
});

test('fixes alike in threads and without', async () => {
  const fixed = async (name: string, workers: string) => {
    const copy = join(drafts, name);
    cpSync(join(root, 'examples'), copy, { recursive: true });
    await run('check', name, '--fix', '--workers', workers);
    const text = readFileSync(join(copy, 'morning-routine.md'), 'utf8');
    rmSync(copy, { recursive: true });
    return text;
  };
  const alone = await fixed('one', '1');
  expect(alone).not.toBe(readFileSync(join(root, 'examples/morning-routine.md'), 'utf8'));
  expect(await fixed('two', '2')).toBe(alone);
});

test('runs by another name too, as npm installs it', async () => {
  if (process.platform === 'win32') return;
  const link = join(folder, 'caveat');
  symlinkSync(script, link);
  const { out } = await new Promise<Ended>((done) => {
    execFile(process.execPath, [link, 'check', 'own.md', '--workers', '2'], { cwd: drafts }, (_, out, err) =>
      done({ code: 0, out, err }),
    );
  });
  expect(out).toContain('own.md:1:1');
});
