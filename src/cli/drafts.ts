import { byPath } from '../report/fileResult.ts';
import { decodeUtf8 } from './decode.ts';
import { Failure, readFault } from './failure.ts';
import type { Io } from './io.ts';
import { absolute, slashed } from './paths.ts';

/** A draft's text, and the byte order mark that stood before it, if any. */
export type Content = { readonly text: string; readonly mark: string } | { readonly error: string };

/** A draft to analyse: `path` as given or found, `absolute` for its settings. */
export interface Draft {
  readonly path: string;
  readonly absolute: string;
  /** Its text, or why there is none; never throws. */
  read(): Promise<Content>;
}

export interface DraftOptions {
  readonly stdin?: boolean;
  readonly stdinPath?: string;
}

/** The drafts that the command line names, by path; folders without any are told in `failures`. Nothing is read yet. */
export async function findDrafts(
  paths: readonly string[],
  options: DraftOptions,
  io: Io,
): Promise<{ readonly drafts: readonly Draft[]; readonly failures: readonly string[] }> {
  if (options.stdinPath !== undefined && !options.stdin) throw new Failure('--stdin-path needs --stdin');
  if (options.stdin) {
    if (paths.length > 0) throw new Failure('--stdin takes no paths; name the text with --stdin-path');
    const path = slashed(options.stdinPath ?? '<stdin>');
    const read = async () => contentOf(await io.readStdin());
    return { drafts: [{ path, absolute: absolute(io.cwd, path), read }], failures: [] };
  }
  const drafts = new Map<string, Draft>();
  const failures: string[] = [];
  const add = (path: string) => {
    const full = absolute(io.cwd, path);
    if (!drafts.has(full)) drafts.set(full, { path, absolute: full, read: () => readDraft(full, io) });
  };
  for (const given of (paths.length > 0 ? paths : ['.']).map((path) => slashed(path))) {
    const full = absolute(io.cwd, given);
    if (given === '') failures.push('an empty path, expected a file or folder');
    else if ((await kindOf(full, io)) !== 'folder') {
      add(given);
    } else {
      const found = await findMarkdown(full, io);
      if (typeof found === 'string') failures.push(`${given}: ${found}`);
      else if (found.length === 0) failures.push(`${given}: no Markdown in it (.md, .markdown)`);
      else for (const path of found) add(given === '.' ? path : `${given.replace(/\/+$/, '')}/${path}`);
    }
  }
  return { drafts: byPath([...drafts.values()]), failures };
}

function contentOf(bytes: Uint8Array): Content {
  const decoded = decodeUtf8(bytes);
  if ('error' in decoded) return decoded;
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { ...decoded, mark: marked ? '\ufeff' : '' };
}

async function readDraft(path: string, io: Io): Promise<Content> {
  try {
    return contentOf(await io.readFile(path));
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
