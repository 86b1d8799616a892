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
import type { Draft, DraftPart, Drafts, DraftView, NoDraft, PartAsked } from './drafts.ts';
import { explainActions } from './explainActions.ts';
import type { FirstFindings } from './firstFindings.ts';
import { hoverAt } from './hoverAt.ts';
import { ignoreActions } from './ignoreActions.ts';
import { standardCaveats } from './standardCaveats.ts';
import type { Visible } from './visible.ts';
import type { YamlFiles } from './yamlFiles.ts';

/** Answers for the files of users that are YAML; undefined for all others. */
export interface YamlRequests {
  diagnostics(uri: string, token: CancellationToken): ReturnType<YamlFiles['diagnostics']>;
  completions(uri: string, position: Position): ReturnType<YamlFiles['completions']>;
}

export interface FeaturesOptions {
  readonly connection: Connection;
  readonly client: ClientFeatures;
  readonly drafts: Drafts;
  readonly firstFindings: FirstFindings;
  readonly visible: Visible;
  readonly files: WorkspaceFiles;
  readonly yaml: YamlRequests;
}

/** Answers the client's questions about a draft; each is one analysis away, and most find it done. */
export function registerFeatures(options: FeaturesOptions): void {
  const { connection, client, drafts, firstFindings, visible, files, yaml } = options;

  connection.languages.diagnostics.on(
    async ({ textDocument, previousResultId }, token): Promise<DocumentDiagnosticReport> => {
      const items = await yaml.diagnostics(textDocument.uri, token);
      if (items && items !== 'stale') return { kind: DocumentDiagnosticReportKind.Full, items };
      // A client that cannot be told of more gets all at once.
      const draft =
        items ??
        (await guarded(textDocument.uri, (uri) =>
          client.refreshesDiagnostics ? firstFindings.stateOf(uri, token) : drafts.draftOf(uri, token),
        ));
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

  connection.onHover(async ({ textDocument: { uri }, position }, token) => {
    visible.touched(uri, position);
    const draft = await partOf(uri, token, {
      wanted: 'occurrences',
      keepsShown: false,
      ranges: ({ offsetAt }) => [{ start: offsetAt(position), end: offsetAt(position) }],
    });
    if (typeof draft === 'string') return null;
    const hover = hoverAt(draft, position, client);
    if (hover || draft.isWhole) return hover;
    const offset = draft.ranges.offsetAt(position);
    const isSure = !draft.analysis.unsure.some(({ start, end }) => start <= offset && offset <= end);
    return isSure ? null : answer(uri, token, null, (whole) => hoverAt(whole, position, client));
  });

  connection.onCodeAction(({ textDocument, range, context }, token) => {
    visible.touched(textDocument.uri, range.start);
    return answer(textDocument.uri, token, null, async (draft) => [
      ...codeActions(draft, range, context, client),
      ...explainActions(draft, range, context, client),
      ...(await termActions(draft, range, context)),
    ]);
  });

  connection.onCompletion(
    async ({ textDocument, position }, token) =>
      (await yaml.completions(textDocument.uri, position)) ??
      answer(textDocument.uri, token, null, (draft) => completions(draft, position, client)),
  );

  connection.onRequest(REQUESTS.standardCaveats, ({ textDocument }: StandardCaveatsParams, token: CancellationToken) =>
    answer<readonly StandardCaveat[]>(textDocument.uri, token, [], standardCaveats),
  );

  connection.onRequest(
    REQUESTS.occurrences,
    async ({ textDocument: { uri }, first }: OccurrencesParams, token: CancellationToken) => {
      if (!first) return answer<OccurrencesResult | null>(uri, token, null, occurrencesOf);
      const draft = await partOf(uri, token, {
        wanted: 'occurrences',
        keepsShown: true,
        ranges: ({ offsetAt }) => first.map(({ start, end }) => ({ start: offsetAt(start), end: offsetAt(end) })),
      });
      if (typeof draft === 'string') return null;
      return { ...occurrencesOf(draft), ...(draft.isWhole ? {} : { isPart: true }) };
    },
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
    const draft = await guarded(uri, () => drafts.draftOf(uri, token));
    return typeof draft === 'string' ? nothing : of(draft);
  }

  function partOf(uri: string, token: CancellationToken, asked: PartAsked): Promise<Draft | DraftPart | NoDraft> {
    return guarded(uri, () => drafts.partOf(uri, asked, token));
  }

  /** A fault of ours must not show as a popup at each keystroke: it is logged, and there is nothing to say. */
  async function guarded<T>(uri: string, state: (uri: string) => Promise<T>): Promise<T | 'disabled'> {
    try {
      return await state(uri);
    } catch (error) {
      connection.console.error(
        `${uri} cannot be analysed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return 'disabled';
    }
  }
}

function occurrencesOf({ version, ranges, analysis, settings }: DraftView): OccurrencesResult {
  return {
    version,
    ranges: settings.highlightTerms ? analysis.occurrences.map(({ range }) => ranges.toRange(range)) : [],
  };
}
