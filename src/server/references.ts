import type { CancellationToken, Connection, Location, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Drafts } from './drafts.ts';
import { pathOf } from './uris.ts';

export interface ReferencesOptions {
  readonly connection: Connection;
  readonly drafts: Drafts;
  /** The drafts that are open. */
  readonly open: readonly TextDocument[];
  /** Every Markdown file of the workspace, by URI. */
  readonly files: readonly string[];
  readFile(path: string): Promise<string | undefined>;
  readonly progress: WorkDoneProgressReporter;
}

/** Every occurrence of a concept in the workspace, open drafts as they stand in the editor, the others as on disk. */
export async function references(
  concept: string,
  { connection, drafts, open, files, readFile, progress }: ReferencesOptions,
  token: CancellationToken,
): Promise<Location[]> {
  const opened = new Map(open.map(({ uri }) => [pathOf(uri), uri]));
  const closed = files.filter((uri) => !opened.has(pathOf(uri)));
  const uris = [...opened.values(), ...closed].sort((one, two) => compare(pathOf(one), pathOf(two)));
  const found: Location[] = [];
  for (const [index, uri] of uris.entries()) {
    if (token.isCancellationRequested) break;
    progress.report(Math.floor((100 * index) / uris.length));
    try {
      const draft = opened.has(pathOf(uri)) ? await drafts.draftOf(uri, token) : await closedDraft(uri);
      if (typeof draft === 'string') continue;
      for (const { concept: own, range } of draft.analysis.occurrences) {
        if (own === concept) found.push({ uri, range: draft.ranges.toRange(range) });
      }
    } catch (error) {
      connection.console.error(`${uri} cannot be searched: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return found;

  async function closedDraft(uri: string): ReturnType<Drafts['analyse']> {
    const text = await readFile(pathOf(uri));
    return text === undefined ? 'disabled' : drafts.analyse(uri, text);
  }
}

function compare(one: string, two: string): number {
  return one < two ? -1 : one > two ? 1 : 0;
}
