// Packages what dist/ holds as a .vsix; a warning is an error, since the tool would otherwise package something unintended.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { capture, fromRoot, nodePath } from './processes.mjs';

/** Writes the .vsix and gives what the packager printed. */
export async function packageExtension(vsix) {
  mkdirSync(dirname(vsix), { recursive: true });
  const { code, output } = await capture(nodePath(), [
    fromRoot('node_modules/@vscode/vsce/vsce'),
    'package',
    ...['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'],
    ...['-o', vsix],
  ]);
  if (code !== 0 || /warn/i.test(output))
    throw new Error(`The extension could not be packaged without a warning:\n${output}`);
  return output;
}
