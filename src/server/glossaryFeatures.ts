import type { CancellationToken } from 'vscode-languageserver';
import { type Connection, DocumentHighlightKind, type Location, type LocationLink } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Data } from '../analysis/data.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { conceptAt } from './conceptAt.ts';
import { FILE_LIMIT } from './draftFiles.ts';
import type { Drafts } from './drafts.ts';
import type { Places } from './places.ts';
import { references } from './references.ts';
import { workspaceSymbols } from './workspaceSymbols.ts';

export interface GlossaryFeaturesOptions {
  readonly connection: Connection;
  readonly client: ClientFeatures;
  readonly drafts: Drafts;
  document(uri: string): TextDocument | undefined;
  openDocuments(): readonly TextDocument[];
  /** The Markdown files of the workspace. */
  files(token: CancellationToken): Promise<readonly string[]>;
  readFile(path: string): Promise<string | undefined>;
  /** A finder for one request. */
  places(): Places;
  /** The data that hold in the workspace, those of users first. */
  allData(): Promise<readonly Data[]>;
}

/** Answers what an editor asks of a name: where it is defined, and where else it stands. */
export function registerGlossaryFeatures(options: GlossaryFeaturesOptions): void {
  const { connection, client, drafts, document } = options;

  connection.onDefinition(async ({ textDocument, position }, token): Promise<Location | LocationLink[] | null> => {
    const named = await conceptAt(document(textDocument.uri), position, drafts, token);
    const place = named && (await options.places().placeOf(named.concept));
    if (!place) return null;
    if (!client.definitionLinks) return place;
    const { uri, range } = place;
    return [{ targetUri: uri, targetRange: range, targetSelectionRange: range, originSelectionRange: named.range }];
  });

  connection.onReferences(async ({ textDocument, position, context }, token, progress): Promise<Location[] | null> => {
    const named = await conceptAt(document(textDocument.uri), position, drafts, token);
    if (!named) return null;
    progress.begin('Searching drafts', 0, undefined, true);
    try {
      const files = await options.files(token);
      if (files.length >= FILE_LIMIT)
        connection.window.showInformationMessage(`Caveat searches no more than ${FILE_LIMIT} files.`);
      const open = options.openDocuments().filter(({ languageId }) => languageId !== 'yaml');
      const found = await references(
        named.concept.id,
        { connection, drafts, open, files, readFile: options.readFile, progress },
        token,
      );
      const place = context.includeDeclaration ? await options.places().placeOf(named.concept) : undefined;
      return place ? [place, ...found] : found;
    } finally {
      progress.done();
    }
  });

  connection.onDocumentHighlight(async ({ textDocument, position }, token) => {
    const named = await conceptAt(document(textDocument.uri), position, drafts, token);
    const draft = named && (await drafts.draftOf(textDocument.uri, token));
    if (!draft || typeof draft === 'string') return null;
    return draft.analysis.occurrences
      .filter(({ concept }) => concept === named.concept.id)
      .map(({ range }) => ({ range: draft.ranges.toRange(range), kind: DocumentHighlightKind.Text }));
  });

  connection.onWorkspaceSymbol(async ({ query }) => {
    const glossaries = (await options.allData()).map(({ concepts }) => concepts);
    return workspaceSymbols(query, glossaries, options.places());
  });
}
