import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import envPaths from 'env-paths';
import type { Analysis } from '../analysis/analysis.ts';
import { isMendable } from './insertCaveats.ts';
import type { Io } from './io.ts';
import { sha256 } from './settings.ts';
import type { Executor } from './task.ts';

/** Results by key. Nothing that goes wrong with it is a fault: what is not in it is analysed. */
export interface ResultCache {
  get(key: string): Promise<Analysis | undefined>;
  put(key: string, analysis: Analysis): Promise<void>;
  /** Removes what was used longest ago where a folder has grown too large. */
  close(): Promise<void>;
}

/** Bytes that each of the 256 folders may hold, so 256 MB in all; an entry counts in blocks of the file system. */
const FOLDER_LIMIT = 1024 * 1024;
const BLOCK = 4096;
/** After pruning there is room for a while. */
const PRUNED = FOLDER_LIMIT * 0.75;
const ABANDONED = 60 * 60 * 1000;

/** Where results are kept: `CAVEAT_CACHE`, or the user's folder for such data. */
export function cacheFolder(env: Io['env']): string {
  return env.CAVEAT_CACHE || envPaths('caveat', { suffix: '' }).cache;
}

/**
 * Results on disk, a file for each, named by its key. Runs may share the folder at the same time: an entry appears whole or not
 * at all, and carries a checksum, so that one that is broken counts as none.
 */
export function createCache(folder: string, limit = FOLDER_LIMIT, pruned = PRUNED): ResultCache {
  const grown = new Set<string>();
  const parts = (key: string) => ({ within: join(folder, key.slice(0, 2)), name: key.slice(2) });
  return {
    async get(key) {
      const { within, name } = parts(key);
      const path = join(within, name);
      try {
        const analysis = read(await readFile(path, 'utf8'));
        const now = new Date();
        if (analysis) await utimes(path, now, now);
        return analysis;
      } catch {
        return undefined;
      }
    },
    async put(key, analysis) {
      const { within, name } = parts(key);
      const draft = join(within, `${name}.${randomUUID()}.tmp`);
      try {
        if (!grown.has(within)) await mkdir(within, { recursive: true, mode: 0o700 });
        grown.add(within);
        await writeFile(draft, written(analysis), { mode: 0o600 });
        await rename(draft, join(within, name));
      } catch {
        await rm(draft, { force: true }).catch(() => {});
      }
    },
    async close() {
      for (const within of grown) await prune(within, limit, pruned).catch(() => {});
    },
  };
}

/** Runs only tasks whose result is not known. `version` names what makes results besides text and settings: code and data. */
export function createCachedExecutor(executor: Executor, cache: ResultCache, version: string): Executor {
  return {
    async run(settings, task) {
      const keyOf = (text: string) => sha256(`${version}\n${settings.key}\n${text}`);
      const known = await cache.get(keyOf(task.text));
      const { fix } = task;
      const toMend = fix !== undefined && known?.findings.some((finding) => isMendable(finding, fix));
      if (known && !toMend) return { analysis: known, text: undefined, inserted: 0 };
      const outcome = await executor.run(settings, task);
      if ('analysis' in outcome) await cache.put(keyOf(outcome.text ?? task.text), outcome.analysis);
      return outcome;
    },
    async close() {
      await executor.close();
      await cache.close();
    },
  };
}

function written({ claims, findings }: Analysis): string {
  const text = JSON.stringify({ claims, findings });
  return `${checksum(text)}\n${text}`;
}

function read(entry: string): Analysis | undefined {
  const text = entry.slice(entry.indexOf('\n') + 1);
  if (!entry.startsWith(`${checksum(text)}\n`)) return undefined;
  return { occurrences: [], ...(JSON.parse(text) as Omit<Analysis, 'occurrences'>) };
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

async function prune(within: string, limit: number, pruned: number): Promise<void> {
  const files = await Promise.all(
    (await readdir(within)).map(async (name) => {
      const { size, mtimeMs } = await stat(join(within, name));
      return { name, size: Math.max(1, Math.ceil(size / BLOCK)) * BLOCK, used: mtimeMs };
    }),
  );
  const abandoned = Date.now() - ABANDONED;
  const leftovers = files.filter(({ name, used }) => name.endsWith('.tmp') && used < abandoned);
  const entries = files.filter(({ name }) => !name.endsWith('.tmp')).sort((a, b) => a.used - b.used);
  let total = entries.reduce((sum, { size }) => sum + size, 0);
  const tooMuch = total > limit ? pruned : limit;
  const oldest = entries.filter(({ size }) => {
    if (total <= tooMuch) return false;
    total -= size;
    return true;
  });
  for (const { name } of [...leftovers, ...oldest]) await rm(join(within, name), { force: true });
}
