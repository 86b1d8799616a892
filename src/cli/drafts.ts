import { byPath } from '../report/fileResult.ts';
import { decodeUtf8 } from './decode.ts';
import { Failure, readFault } from './failure.ts';
import type { Io } from './io.ts';
import { absolute, slashed } from './paths.ts';

/** A draft to analyse, or why it cannot be: `path` as given or found, `absolute` for its settings. */
export interface Draft {
  readonly path: string;
  readonly absolute: string;
  readonly content: { readonly text: string } | { readonly error: string };
}

export interface DraftOptions {
  readonly stdin?: boolean;
  readonly stdinPath?: string;
}

/** Reads the drafts that the command line names; folders without any are told in `failures`. */
export async function readDrafts(
  paths: readonly string[],
  options: DraftOptions,
  io: Io,
): Promise<{ readonly drafts: readonly Draft[]; readonly failures: readonly string[] }> {
  if (options.stdinPath !== undefined && !options.stdin) throw new Failure('--stdin-path needs --stdin');
  if (options.stdin) {
    if (paths.length > 0) throw new Failure('--stdin takes no paths; name the text with --stdin-path');
    const path = slashed(options.stdinPath ?? '<stdin>');
    const content = decodeUtf8(await io.readStdin());
    return { drafts: [{ path, absolute: absolute(io.cwd, path), content }], failures: [] };
  }
  const drafts = new Map<string, Draft>();
  const failures: string[] = [];
  const add = async (path: string) => {
    const full = absolute(io.cwd, path);
    if (!drafts.has(full)) drafts.set(full, { path, absolute: full, content: await readDraft(full, io) });
  };
  for (const given of (paths.length > 0 ? paths : ['.']).map((path) => slashed(path))) {
    const full = absolute(io.cwd, given);
    if (given === '') failures.push('an empty path, expected a file or folder');
    else if ((await kindOf(full, io)) !== 'folder') {
      await add(given);
    } else {
      const found = await findMarkdown(full, io);
      if (typeof found === 'string') failures.push(`${given}: ${found}`);
      else if (found.length === 0) failures.push(`${given}: no Markdown in it (.md, .markdown)`);
      else for (const path of found) await add(given === '.' ? path : `${given.replace(/\/+$/, '')}/${path}`);
    }
  }
  return { drafts: byPath([...drafts.values()]), failures };
}

async function readDraft(path: string, io: Io): Promise<Draft['content']> {
  try {
    return decodeUtf8(await io.readFile(path));
  } catch (error) {
    return { error: readFault(error) };
  }
}

/** What cannot be looked at is left to reading, which says why. */
async function kindOf(path: string, io: Io): Promise<'file' | 'folder' | undefined> {
  try {
    return await io.kindOf(path);
  } catch {
    return undefined;
  }
}

async function findMarkdown(folder: string, io: Io): Promise<readonly string[] | string> {
  try {
    return await io.findMarkdown(folder);
  } catch (error) {
    return readFault(error);
  }
}
