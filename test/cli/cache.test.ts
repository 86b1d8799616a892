import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Analysis } from '../../src/analysis/analysis.ts';
import { cacheFolder, createCache } from '../../src/cli/cache.ts';
import type { Engine } from '../../src/cli/engine.ts';
import { caveat, standIn } from './machine.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caveat-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entries = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const analysis = (message: string): Analysis => ({
  occurrences: [],
  claims: [],
  findings: [
    {
      rule: 'a-rule',
      severity: 'error',
      message,
      range: { start: 1, end: 2 },
      concept: undefined,
      related: [],
      fixes: [],
    },
  ],
});
const KEY = 'ab'.repeat(32);

describe('the cache', () => {
  test('gives back what was put, to another run too', async () => {
    expect(await createCache(folder).get(KEY)).toBeUndefined();
    await createCache(folder).put(KEY, analysis('é😀'));
    expect(await createCache(folder).get(KEY)).toEqual(analysis('é😀'));
  });

  test('takes a broken entry for none, wherever it is broken, and mends it', async () => {
    const cache = createCache(folder);
    await cache.put(KEY, analysis('a message'));
    const [path = ''] = entries();
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at++) {
      const broken = Buffer.from(whole);
      broken[at] = (broken[at] as number) ^ 1;
      writeFileSync(path, broken);
      expect(await cache.get(KEY)).toBeUndefined();
      writeFileSync(path, whole.subarray(0, at));
      expect(await cache.get(KEY)).toBeUndefined();
    }
    await cache.put(KEY, analysis('a message'));
    expect(await cache.get(KEY)).toEqual(analysis('a message'));
  });

  test('is safe with many writers and readers at a time', async () => {
    const long = 'x'.repeat(200_000);
    const caches = Array.from({ length: 8 }, () => createCache(folder));
    await caches[0]?.put(KEY, analysis(long));
    const seen = await Promise.all(
      caches.flatMap((cache) =>
        Array.from({ length: 5 }, async () => {
          await cache.put(KEY, analysis(long));
          return cache.get(KEY);
        }),
      ),
    );
    expect(seen.every((found) => found?.findings[0]?.message === long)).toBe(true);
    expect(entries()).toHaveLength(1);
  });

  test('keeps each of its folders small by letting go what was used longest ago', async () => {
    const cache = createCache(folder, 10 * 4096, 5 * 4096);
    const key = (number: number) => `ab${String(number).padStart(62, '0')}`;
    for (let number = 0; number < 12; number++) {
      await cache.put(key(number), analysis('short'));
      const path = join(folder, 'ab', key(number).slice(2));
      utimesSync(path, 1000 + number, 1000 + number);
    }
    // The oldest one is used again.
    expect(await cache.get(key(0))).toBeDefined();
    await cache.close();
    const left = entries().map((path) => Number(path.slice(-10)));
    expect(left.sort((a, b) => a - b)).toEqual([0, 8, 9, 10, 11]);
  });

  test('sweeps up what a run that was ended left behind, but not what another one is writing', async () => {
    const cache = createCache(folder);
    await cache.put(KEY, analysis('short'));
    const old = join(folder, 'ab', 'old.tmp');
    const fresh = join(folder, 'ab', 'fresh.tmp');
    writeFileSync(old, '');
    utimesSync(old, 1000, 1000);
    writeFileSync(fresh, '');
    await cache.close();
    expect(entries().sort()).toEqual([fresh, join(folder, 'ab', KEY.slice(2))].sort());
  });

  test('where nothing can be written, nothing is kept and nothing fails', async () => {
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    const cache = createCache(file);
    await cache.put(KEY, analysis('short'));
    expect(await cache.get(KEY)).toBeUndefined();
    await cache.close();
  });

  test('is for the user alone', async () => {
    await createCache(folder).put(KEY, analysis('short'));
    if (process.platform !== 'win32') expect(statSync(join(folder, 'ab')).mode & 0o077).toBe(0);
  });

  test('stands where CAVEAT_CACHE says, or in a folder of the user', () => {
    expect(cacheFolder({ CAVEAT_CACHE: '/elsewhere' })).toBe('/elsewhere');
    expect(cacheFolder({})).toMatch(/caveat/i);
  });
});

describe('check --cache', () => {
  const FILES = { 'a.md': 'You can add it.\n', 'b.md': 'add it maybe\n', 'c.md': 'Nothing.\n' };

  /** Runs, and says how many texts were analysed. */
  async function run(files: Readonly<Record<string, string>>, argv: readonly string[] = [], code = 'one') {
    let analysed = 0;
    const made = standIn();
    const engine: Engine = {
      ...made,
      fingerprint: async () => code,
      createAnalyzer(options) {
        const analyzer = made.createAnalyzer(options);
        return {
          ...analyzer,
          analyze(text) {
            analysed++;
            return analyzer.analyze(text);
          },
        };
      },
    };
    const written = new Map<string, string>();
    const env = { CAVEAT_CACHE: folder };
    const { out } = await caveat(['check', '--cache', '--format', 'json', ...argv], { files, engine, env, written });
    return { analysed, out, written };
  }

  test('analyses nothing twice and reports the same', async () => {
    const first = await run(FILES);
    expect(first.analysed).toBe(3);
    const second = await run(FILES);
    expect(second.analysed).toBe(0);
    expect(second.out).toBe(first.out);
    expect(second.out).toBe((await caveat(['check', '--format', 'json'], { files: FILES })).out);
  });

  test.each([
    ['a text', { ...FILES, 'b.md': 'add it now\n' }, [], 'one', 1],
    ['only its name', { 'a.md': FILES['a.md'], 'z.md': FILES['b.md'], 'c.md': FILES['c.md'] }, [], 'one', 0],
    ['a severity', { ...FILES, 'caveat.yaml': 'rules: { add-rule: warning }' }, [], 'one', 3],
    ['a glossary', { ...FILES, 'caveat.yaml': 'glossaries: [g.yaml]', 'g.yaml': 'one' }, [], 'one', 3],
    ['the profile', FILES, ['--profile', 'strict'], 'one', 3],
    ['our code or data', FILES, [], 'two', 3],
  ])('analyses anew what depends on what has changed: %s', async (_, files, argv, code, expected) => {
    await run(FILES);
    expect((await run(files, argv, code)).analysed).toBe(expected);
  });

  test('a changed word in a glossary of the project is a change', async () => {
    const files = { ...FILES, 'caveat.yaml': 'glossaries: [g.yaml]', 'g.yaml': 'one' };
    await run(files);
    expect((await run(files)).analysed).toBe(0);
    expect((await run({ ...files, 'g.yaml': 'two' })).analysed).toBe(3);
  });

  test('with --fix, inserts what it has reported before, and knows the fixed text at once', async () => {
    await run(FILES);
    const fixed = await run(FILES, ['--fix']);
    expect([...fixed.written]).toEqual([['/drafts/a.md', 'You can add it (supervised).\n']]);
    expect((await run({ ...FILES, 'a.md': 'You can add it (supervised).\n' }, ['--fix'])).analysed).toBe(0);
  });
});
