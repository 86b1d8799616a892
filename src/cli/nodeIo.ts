import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { changedSince } from './changes.ts';
import type { Io, Output } from './io.ts';
import { slashed } from './paths.ts';

/** The machine itself; `startServer` is up to the entry, which knows where the server was built. */
export function nodeIo(startServer: () => Promise<void>): Io {
  return {
    cwd: slashed(process.cwd()),
    env: process.env,
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    readStdin: () => buffer(process.stdin),
    readFile: (path) => readFile(path),
    writeFile: (path, text) => writeFile(path, text),
    async kindOf(path) {
      try {
        return (await stat(path)).isDirectory() ? 'folder' : 'file';
      } catch (error) {
        if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
          return undefined;
        throw error;
      }
    },
    findMarkdown: (folder) => markdownIn(folder, ''),
    changedSince: (revision) => changedSince(revision, process.cwd()),
    startServer,
  };
}

/** Links to folders are not followed, since they may lead in circles; links to files are. */
async function markdownIn(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(`${root}/${folder}`, { withFileTypes: true });
  const found = entries.map((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return /\.(?:md|markdown)$/i.test(entry.name) ? [path] : [];
    return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : markdownIn(root, path);
  });
  return (await Promise.all(found)).flat();
}

function output(stream: NodeJS.WriteStream): Output {
  return { write: (text) => void stream.write(text), isTTY: stream.isTTY === true, columns: stream.columns };
}
