import { readFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { glob } from 'tinyglobby';
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
    async kindOf(path) {
      try {
        return (await stat(path)).isDirectory() ? 'folder' : 'file';
      } catch (error) {
        if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
          return undefined;
        throw error;
      }
    },
    findMarkdown: (cwd) =>
      glob(['**/*.{md,markdown}'], {
        cwd,
        dot: true,
        caseSensitiveMatch: false,
        expandDirectories: false,
        ignore: ['**/node_modules/**', '**/.*/**'],
      }),
    startServer,
  };
}

function output(stream: NodeJS.WriteStream): Output {
  return { write: (text) => void stream.write(text), isTTY: stream.isTTY === true, columns: stream.columns };
}
