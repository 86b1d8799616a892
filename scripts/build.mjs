// Bundles everything that ships into dist/.  --dev: readable, with source maps.  --watch: build again on each change.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build, context } from 'esbuild';
import { escaped } from './ascii.mjs';
import { fromRoot, nodePath, run } from './processes.mjs';

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

const common = {
  absWorkingDir: fromRoot(),
  bundle: true,
  outdir: 'dist',
  external: ['vscode'],
  minify: !dev,
  sourcemap: dev,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: dev,
  // The schema validator makes a URL of it when it is loaded, which throws in a worker that was started from a blob, as VS Code does.
  define: { 'self.location': 'undefined' },
};
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs' };
// The `worker` condition: the `browser` build of decode-named-character-reference needs a `document`, which workers lack.
const browser = { ...common, platform: 'browser', target: 'es2022', conditions: ['worker'] };
const neutral = { ...common, platform: 'neutral', target: 'es2022', mainFields: ['module', 'main'] };

const bundles = [
  { ...node, entryPoints: { client: 'src/client/node.ts', server: 'src/server/node.ts' } },
  { ...node, entryPoints: { cli: 'src/cli/main.ts' }, banner: { js: '#!/usr/bin/env node' } },
  { ...browser, entryPoints: { 'client.browser': 'src/client/browser.ts' }, format: 'cjs' },
  // A classic script: VS Code's web host starts the worker without `type: module`.
  { ...browser, entryPoints: { 'server.browser': 'src/server/browser.ts' }, format: 'iife' },
  { ...neutral, entryPoints: { index: 'src/index.ts' }, format: 'esm', outExtension: { '.js': '.mjs' } },
  { ...neutral, entryPoints: { index: 'src/index.ts' }, format: 'cjs', outExtension: { '.js': '.cjs' } },
  { ...neutral, entryPoints: { remark: 'src/remark/plugin.ts' }, format: 'esm', outExtension: { '.js': '.mjs' } },
];

/**
 * The bundler leaves what is not ASCII in regular expressions and in the raw templates that ours are made of, where its escape means the same. One
 * such character makes an engine keep all of the program, data included, in twice the space, and take twice the time to read it.
 */
function writeAscii({ outputFiles }) {
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replace(/[^\0-\x7f]/g, escaped));
  }
}

async function buildData() {
  // It imports our TypeScript as it stands, which Node takes for CommonJS first and remarks on.
  await run(nodePath(), ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'scripts/buildData.mjs']);
}

async function buildTypes() {
  rmSync(fromRoot('dist/types'), { recursive: true, force: true });
  await run(nodePath(), ['node_modules/typescript/bin/tsc', '-p', 'scripts/types.tsconfig.json']);
  // The package is CommonJS by default, so the declarations above describe CommonJS modules. An ES module sees the same names
  // through these two. What is imported from CommonJS as default is `{ default: … }` by Node's rules, and the thing by a bundler's.
  writeFileSync(fromRoot('dist/types/index.d.mts'), "export * from './index.js';\n");
  writeFileSync(
    fromRoot('dist/types/remark.d.mts'),
    [
      "import plugin from './remark/plugin.js';",
      "export * from './remark/plugin.js';",
      'declare const caveat: typeof plugin extends { default: infer Plugin } ? Plugin : typeof plugin;',
      'export default caveat;',
      '',
    ].join('\n'),
  );
}

function authorOf({ author, contributors: [first] = [] }) {
  return (author ?? first)?.name ?? author ?? first ?? 'its contributors';
}

/** The licences of the packages that ended up in a bundle: each asks to travel with its code. */
function writeLicenses(metafiles) {
  const packages = new Set();
  for (const { inputs } of metafiles) {
    for (const input of Object.keys(inputs)) {
      const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
      if (folder) packages.add(folder);
    }
  }
  const texts = [...packages].sort().map((folder) => {
    const manifest = JSON.parse(readFileSync(fromRoot(folder, 'package.json'), 'utf8'));
    const name = readdirSync(fromRoot(folder)).find((file) => /^licen[cs]e(\.(md|txt))?$/i.test(file));
    const text = name ? readFileSync(fromRoot(folder, name), 'utf8').trim() : `Written by ${authorOf(manifest)}.`;
    return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text}\n`;
  });
  writeFileSync(fromRoot('dist/licenses.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
}

await buildData();
if (watch) {
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  const [results] = await Promise.all([Promise.all(bundles.map((options) => build(options))), buildTypes()]);
  if (!dev) results.forEach(writeAscii);
  writeLicenses(results.map((result) => result.metafile));
}
