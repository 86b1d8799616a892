import {
  type CancellationToken,
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  CodeActionTriggerKind,
  type Connection,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  type Position,
  type Range,
  ResponseError,
} from 'vscode-languageserver';
import {
  type OccurrencesParams,
  type OccurrencesResult,
  REQUESTS,
  type StandardCaveat,
  type StandardCaveatsParams,
} from '../protocol.ts';
import type { WorkspaceFiles } from './caveatYaml.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { codeActions } from './codeActions.ts';
import { completions } from './completion.ts';
import { occurrenceAt } from './conceptAt.ts';
import { toDiagnostics } from './diagnostics.ts';
import type { Draft, DraftState, Drafts } from './drafts.ts';
import { explainActions } from './explainActions.ts';
import { hoverAt } from './hoverAt.ts';
import { ignoreActions } from './ignoreActions.ts';
import { standardCaveats } from './standardCaveats.ts';
import type { YamlFiles } from './yamlFiles.ts';

/** Answers for the files of users that are YAML; undefined for all others. */
export interface YamlRequests {
  diagnostics(uri: string, token: CancellationToken): ReturnType<YamlFiles['diagnostics']>;
  completions(uri: string, position: Position): ReturnType<YamlFiles['completions']>;
}

/** Answers the client's questions about a draft; each is one analysis away, and most find it done. */
export function registerFeatures(
  connection: Connection,
  client: ClientFeatures,
  drafts: Drafts,
  files: WorkspaceFiles,
  yaml: YamlRequests,
): void {
  connection.languages.diagnostics.on(
    async ({ textDocument, previousResultId }, token): Promise<DocumentDiagnosticReport> => {
      const items = await yaml.diagnostics(textDocument.uri, token);
      if (items && items !== 'stale') return { kind: DocumentDiagnosticReportKind.Full, items };
      const draft = items ?? (await stateOf(textDocument.uri, token));
      if (draft === 'stale') {
        throw token.isCancellationRequested
          ? new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled')
          : new ResponseError(LSPErrorCodes.ServerCancelled, 'The document has changed', { retriggerRequest: true });
      }
      if (draft === 'disabled') return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      const { id } = draft;
      if (id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
      return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: toDiagnostics(draft, client) };
    },
  );

  connection.onHover(({ textDocument, position }, token) =>
    answer(textDocument.uri, token, null, (draft) => hoverAt(draft, position, client)),
  );

  connection.onCodeAction(({ textDocument, range, context }, token) =>
    answer(textDocument.uri, token, null, async (draft) => [
      ...codeActions(draft, range, context, client),
      ...explainActions(draft, range, context, client),
      ...(await termActions(draft, range, context)),
    ]),
  );

  connection.onCompletion(
    async ({ textDocument, position }, token) =>
      (await yaml.completions(textDocument.uri, position)) ??
      answer(textDocument.uri, token, null, (draft) => completions(draft, position, client)),
  );

  connection.onRequest(REQUESTS.standardCaveats, ({ textDocument }: StandardCaveatsParams, token: CancellationToken) =>
    answer<readonly StandardCaveat[]>(textDocument.uri, token, [], standardCaveats),
  );

  connection.onRequest(REQUESTS.occurrences, ({ textDocument }: OccurrencesParams, token: CancellationToken) =>
    answer<OccurrencesResult | null>(textDocument.uri, token, null, ({ version, ranges, analysis, settings }) => ({
      version,
      ranges: settings.highlightTerms ? analysis.occurrences.map(({ range }) => ranges.toRange(range)) : [],
    })),
  );

  /** Not offered unasked: a lamp beside every term would be a nuisance. */
  async function termActions(draft: Draft, range: Range, context: CodeActionContext): Promise<CodeAction[]> {
    const wanted = context.only?.some((kind) => ['', CodeActionKind.Refactor].includes(kind)) ?? true;
    if (!wanted || context.triggerKind === CodeActionTriggerKind.Automatic) return [];
    const occurrence = occurrenceAt(draft.analysis.occurrences, draft.ranges.offsetAt(range.start));
    if (!occurrence) return [];
    const written = draft.ranges.source.slice(occurrence.range.start, occurrence.range.end);
    return ignoreActions(draft, occurrence.concept, written.replace(/\s+/g, ' '), client, files);
  }

  async function answer<T>(
    uri: string,
    token: CancellationToken,
    nothing: T,
    of: (draft: Draft) => T | Promise<T>,
  ): Promise<T> {
    const draft = await stateOf(uri, token);
    return typeof draft === 'string' ? nothing : of(draft);
  }

  /** A fault of ours must not show as a popup at each keystroke: it is logged, and there is nothing to say. */
  async function stateOf(uri: string, token: CancellationToken): Promise<DraftState> {
    try {
      return await drafts.draftOf(uri, token);
    } catch (error) {
      connection.console.error(
        `${uri} cannot be analysed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return 'disabled';
    }
  }
}
