import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  type CodeAction,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type MarkupContent,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { InitializationOptions } from '../../src/protocol.ts';
import type { Host } from '../../src/server/host.ts';
import { createServer } from '../../src/server/server.ts';
import { smallHost } from './host.ts';

export const FOLDER = 'file:///drafts';
export const DRAFT = `${FOLDER}/draft.md`;

/** What VS Code says of itself, as far as the server asks. */
export const FULL: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    textDocumentContent: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, snippetEditSupport: true, resourceOperations: ['create'] },
  },
  textDocument: {
    diagnostic: {},
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { snippetSupport: true } },
  },
};

export interface ConnectOptions {
  readonly host?: Host;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: InitializationOptions;
  /** The section `caveat`, asked for by `workspace/configuration`. */
  readonly settings?: () => unknown;
}

/** A client with a draft open, and what the server told it unasked. */
export interface Client {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly published: PublishDiagnosticsParams[];
  readonly messages: string[];
  readonly refreshes: () => number;
  readonly registered: string[];
  open(text: string, uri?: string, languageId?: string): void;
  /** Replaces `range`, or all of the text. */
  change(text: string, range?: Range, uri?: string): void;
  diagnostics(uri?: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  items(uri?: string): Promise<readonly Diagnostic[]>;
  hover(position: Position, uri?: string): Promise<string | undefined>;
  actions(range: Range, context?: { diagnostics?: Diagnostic[]; only?: string[] }): Promise<readonly CodeAction[]>;
  /** The draft as the client has it. */
  text(uri?: string): string;
  close(): void;
}

/** Starts a server and a client in this process, joined by two streams. */
export async function connect({
  host = smallHost(),
  capabilities = FULL,
  initializationOptions = {},
  settings = () => ({}),
}: ConnectOptions = {}): Promise<Client> {
  const up = new PassThrough();
  const down = new PassThrough();
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  createServer(server, host);
  server.listen();

  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const published: PublishDiagnosticsParams[] = [];
  const messages: string[] = [];
  const registered: string[] = [];
  let refreshes = 0;
  connection.onNotification(
    'textDocument/publishDiagnostics',
    (params: PublishDiagnosticsParams) => void published.push(params),
  );
  connection.onNotification('window/showMessage', ({ message }: { message: string }) => void messages.push(message));
  connection.onRequest('window/showMessageRequest', ({ message }: { message: string }) => {
    messages.push(message);
    return null;
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(settings));
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes += 1;
    return null;
  });
  connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
    registered.push(...registrations.map(({ method }) => method));
    return null;
  });
  connection.listen();

  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: FOLDER,
    workspaceFolders: [{ uri: FOLDER, name: 'drafts' }],
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});

  const documents = new Map<string, TextDocument>();
  const items = async (uri = DRAFT): Promise<readonly Diagnostic[]> => {
    const report = await client.diagnostics(uri);
    if (report.kind !== 'full') throw new Error(`unexpected ${report.kind}`);
    return report.items;
  };
  const client: Client = {
    connection,
    initialized,
    published,
    messages,
    refreshes: () => refreshes,
    registered,
    open(text, uri = DRAFT, languageId = 'markdown') {
      documents.set(uri, TextDocument.create(uri, languageId, 1, text));
      void connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    },
    change(text, range, uri = DRAFT) {
      const document = documents.get(uri) as TextDocument;
      const version = document.version + 1;
      const change = range ? { range, text } : { text };
      documents.set(uri, TextDocument.update(document, [change], version));
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [change],
      });
    },
    diagnostics: (uri = DRAFT, previousResultId) =>
      connection.sendRequest('textDocument/diagnostic', {
        textDocument: { uri },
        ...(previousResultId ? { previousResultId } : {}),
      }),
    items,
    async hover(position, uri = DRAFT) {
      const hover = await connection.sendRequest<Hover | null>('textDocument/hover', {
        textDocument: { uri },
        position,
      });
      return hover ? (hover.contents as MarkupContent).value : undefined;
    },
    actions: (range, { diagnostics = [], only } = {}) =>
      connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri: DRAFT },
        range,
        context: { diagnostics, ...(only ? { only } : {}) },
      }),
    text: (uri = DRAFT) => (documents.get(uri) as TextDocument).getText(),
    close: () => connection.dispose(),
  };
  return client;
}

interface AnyEdit {
  readonly range: Range;
  readonly newText?: string;
  readonly snippet?: { readonly value: string };
}

/** The draft after a code action, tab stops left at their defaults. */
export function applied(client: Client, { edit }: CodeAction): string {
  const change = edit?.documentChanges?.[0] as
    | { textDocument: { version: number | null }; edits: AnyEdit[] }
    | undefined;
  const edits: readonly AnyEdit[] = change?.edits ?? edit?.changes?.[DRAFT] ?? [];
  const plain = edits.map(
    ({ range, newText, snippet }): TextEdit => ({ range, newText: newText ?? accepted(snippet?.value ?? '') }),
  );
  return TextDocument.applyEdits(TextDocument.create(DRAFT, 'markdown', 1, client.text()), plain);
}

function accepted(snippet: string): string {
  return snippet.replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1').replace(/\\(.)/g, '$1');
}

/** A place in a text, by the words that stand there. */
export function rangeOf(text: string, words: string): Range {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`no "${words}"`);
  const document = TextDocument.create('', '', 0, text);
  return { start: document.positionAt(start), end: document.positionAt(start + words.length) };
}
