// Bundles the suite for both extension hosts.
import { build } from 'esbuild';
import { fromRoot } from '../../scripts/processes.mjs';

const common = { absWorkingDir: fromRoot(), bundle: true, logLevel: 'warning', outdir: '.cache/hosts' };

/** Writes `suite.node.js` and `suite.web.js` and gives their paths. */
export async function bundleSuite(folder = 'test/hosts/suite') {
  await build({
    ...common,
    entryPoints: { 'suite.node': `${folder}/node.ts` },
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
  });
  await build({
    ...common,
    entryPoints: { 'suite.web': `${folder}/web.ts` },
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    define: { global: 'globalThis' },
    // mocha's browser build takes the bundle's `module` for its own and replaces what it exports: ours is set last.
    footer: { js: 'module.exports = { run };' },
  });
  return { node: fromRoot('.cache/hosts/suite.node.js'), web: fromRoot('.cache/hosts/suite.web.js') };
}
