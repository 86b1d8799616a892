import { resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '../..');

export type Platform = 'node' | 'browser';

/** What an analysis needs, bundled: the library without the built-in data, which is measured apart. Minified, in bytes. */
export async function coreBundle(platform: Platform): Promise<{ readonly bytes: number; readonly code: string }> {
  return bundled(resolve(root, 'src/index.ts'), platform);
}

/** A module and all it imports as one minified CommonJS file. */
export async function bundled(
  entry: string,
  platform: Platform,
): Promise<{ readonly bytes: number; readonly code: string }> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'cjs',
    platform,
    conditions: platform === 'browser' ? ['worker'] : [],
    target: platform === 'browser' ? 'es2022' : 'node20',
    external: ['#builtin'],
    define: { 'self.location': 'undefined' },
    legalComments: 'none',
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`Nothing was built from ${entry}`);
  return { bytes: file.contents.length, code: file.text };
}
