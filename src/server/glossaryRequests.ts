import type { CancellationToken, Connection } from 'vscode-languageserver';
import {
  type AddConceptParams,
  type AddConceptResult,
  type ConceptsParams,
  type ConceptsResult,
  type GlossariesParams,
  type GlossariesResult,
  type MentionsParams,
  type MentionsResult,
  REQUESTS,
} from '../protocol.ts';
import { addConcept } from './addConcept.ts';
import { projectFolder, type WorkspaceFiles } from './caveatYaml.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { conceptList, mentionsIn } from './conceptList.ts';
import type { Drafts } from './drafts.ts';
import type { Host } from './host.ts';
import { uriOf } from './uris.ts';

/** Answers the glossary view, and writes into the user's glossaries. */
export function registerGlossaryRequests(
  connection: Connection,
  client: ClientFeatures,
  host: Host,
  drafts: Drafts,
  files: WorkspaceFiles,
): void {
  connection.onRequest(REQUESTS.concepts, async ({ textDocument, query }: ConceptsParams): Promise<ConceptsResult> => {
    const data = textDocument ? (await drafts.projectOf(textDocument.uri)).data : host.builtinData();
    return conceptList(data.concepts, query ?? '');
  });

  connection.onRequest(
    REQUESTS.mentions,
    async ({ textDocument }: MentionsParams, token: CancellationToken): Promise<MentionsResult | null> => {
      const draft = await drafts.draftOf(textDocument.uri, token);
      return typeof draft === 'string' ? null : mentionsIn(draft);
    },
  );

  connection.onRequest(REQUESTS.glossaries, async ({ textDocument }: GlossariesParams): Promise<GlossariesResult> => {
    const project = await drafts.projectOf(textDocument.uri);
    const folder = projectFolder(textDocument.uri, project, files);
    return { files: project.glossaries.map(uriOf), ...(folder === undefined ? {} : { folder: uriOf(folder) }) };
  });

  connection.onRequest(
    REQUESTS.addConcept,
    async (params: AddConceptParams): Promise<AddConceptResult> =>
      addConcept(params, await drafts.projectOf(params.textDocument.uri), client, files),
  );
}
