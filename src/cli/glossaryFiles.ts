import type { NamedText, Problem } from '../glossary/yamlFile.ts';
import { decodeUtf8 } from './decode.ts';
import type { Engine } from './engine.ts';
import { oneLine, readFault } from './failure.ts';
import type { Io } from './io.ts';
import { absolute, slashed } from './paths.ts';
import { projects } from './settings.ts';

/** The glossary files of the nearest or given `caveat.yaml`, and what is wrong with it itself. */
export interface ProjectGlossaries {
  readonly files: readonly NamedText[];
  readonly problems: readonly Problem[];
}

/** Finds the glossaries that hold for drafts in the working folder. */
export async function projectGlossaries(
  config: string | undefined,
  io: Io,
  engine: Engine,
): Promise<ProjectGlossaries> {
  const files: NamedText[] = [];
  const { problems } = await projects(config, io, (given) => {
    for (const file of given) if (!files.some(({ name }) => name === file.name)) files.push(file);
    return engine.load(given);
  })(`${io.cwd}/.`);
  // What is wrong inside a glossary is found again, with more, when it is checked.
  return { files, problems: problems.filter(({ file }) => !files.some(({ name }) => name === file)) };
}

/** Reads files by path; those that cannot be read are told in `failures`. */
export async function readNamed(
  paths: readonly string[],
  io: Io,
): Promise<{ readonly files: readonly NamedText[]; readonly failures: readonly string[] }> {
  const failures: string[] = [];
  const files = new Map<string, NamedText>();
  for (const path of paths) {
    const name = absolute(io.cwd, slashed(path));
    try {
      const bytes = await io.readFile(name);
      const content = decodeUtf8(bytes);
      if ('text' in content) files.set(name, { name, text: content.text });
      else
        failures.push(
          `${path}:${lineOf(bytes, content.error)}: ${content.error}, expected the file to be saved as UTF-8`,
        );
    } catch (error) {
      failures.push(`${path}: ${readFault(error)}`);
    }
  }
  return { files: [...files.values()], failures };
}

/** The line of the byte that a message names. */
function lineOf(bytes: Uint8Array, message: string): number {
  const byte = Number(/ byte (\d+)/.exec(message)?.[1] ?? 0);
  return bytes.subarray(0, byte).filter((one) => one === 0x0a).length + 1;
}

/** Why a file could not be written, in words. */
export function writeFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no such folder';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'no permission to write it';
  if (code === 'EISDIR') return 'a folder, expected a file';
  return oneLine(error);
}
