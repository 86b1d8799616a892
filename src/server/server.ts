import {
  CodeActionKind,
  type Connection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Data } from '../analysis/data.ts';
import { PAGE_SCHEME, REQUESTS, type VisibleParams } from '../protocol.ts';
import type { WorkspaceFiles } from './caveatYaml.ts';
import { type ClientFeatures, clientFeatures, optionsOf } from './clientFeatures.ts';
import { toDiagnostics } from './diagnostics.ts';
import { draftFiles } from './draftFiles.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { explanationPage, explanationPlace } from './explainActions.ts';
import { createFaultReport, type FaultReport } from './faultReport.ts';
import { registerFeatures } from './features.ts';
import { createFirstFindings, type FirstFindings } from './firstFindings.ts';
import { folderOf, foldersOf, isBelow } from './folders.ts';
import { registerGlossaryFeatures } from './glossaryFeatures.ts';
import { registerGlossaryRequests } from './glossaryRequests.ts';
import type { Host } from './host.ts';
import { pageText } from './pages.ts';
import { createPlaces } from './places.ts';
import { createProjects, type Projects } from './projects.ts';
import { createReader } from './reader.ts';
import { createSettings, type SettingsCache } from './settingsCache.ts';
import { tell } from './tell.ts';
import { pathOf } from './uris.ts';
import { createVisible } from './visible.ts';
import { createYamlFiles, type YamlFiles } from './yamlFiles.ts';

/** What a session holds once the client has introduced itself. */
interface Session {
  readonly client: ClientFeatures;
  readonly settings: SettingsCache;
  readonly projects: Projects;
  readonly drafts: Drafts;
  readonly firstFindings: FirstFindings;
  readonly faults: FaultReport;
  readonly yaml: YamlFiles;
}

/** Serves one client over a connection; call `connection.listen()` afterwards. */
export function createServer(connection: Connection, host: Host): void {
  const visible = createVisible();
  const documents = new TextDocuments<TextDocument>({
    create: TextDocument.create,
    update(document, changes, version) {
      const last = changes.at(-1);
      if (last && 'range' in last) visible.touched(document.uri, last.range.start);
      return TextDocument.update(document, changes, version);
    },
  });
  let folders: readonly WorkspaceFolder[] = [];
  let session: Session | undefined;

  connection.onInitialize((params): InitializeResult => {
    const client = clientFeatures(params);
    const options = optionsOf(params.initializationOptions);
    folders = foldersOf(params);
    const settings = createSettings(connection, client.configuration, options.settings);
    const readFile = createReader(connection, client.readsFiles, host.readFile);
    const openYaml = (uri: string): TextDocument | undefined => {
      const document = documents.get(uri);
      return document?.languageId === 'yaml' ? document : undefined;
    };
    const openAt = (path: string): TextDocument | undefined => documents.all().find(({ uri }) => pathOf(uri) === path);
    const faults = createFaultReport(connection, (path) => openAt(path)?.languageId === 'yaml');
    const projects = createProjects({ host, readFile, faults });
    const drafts = createDrafts({
      host,
      projects,
      document: (uri) => documents.get(uri),
      settings: settings.settings,
      folder: (uri) => folderOf(uri, folders),
    });
    const yaml = createYamlFiles({ host, drafts, projects, faults });
    const firstFindings = createFirstFindings({
      drafts,
      visible,
      whole: refreshFindings,
      failed: (uri, error) => connection.console.error(`${uri} cannot be analysed: ${String(error)}`),
    });
    session = { client, settings, projects, drafts, firstFindings, faults, yaml };
    const files: WorkspaceFiles = {
      open: openAt,
      textOf: projects.textOf,
      folder: (uri) => folderOf(uri, folders),
    };
    registerFeatures({
      connection,
      client,
      drafts,
      firstFindings,
      visible,
      files,
      yaml: {
        async diagnostics(uri, token) {
          const document = openYaml(uri);
          return document && yaml.diagnostics(document, token);
        },
        async completions(uri, position) {
          const document = openYaml(uri);
          return document && yaml.completions(document, position);
        },
      },
    });
    registerGlossaryRequests(connection, client, host, drafts, files);
    registerGlossaryFeatures({
      connection,
      client,
      drafts,
      document: (uri) => documents.get(uri),
      openDocuments: () => documents.all(),
      files: (token) => {
        const uris = folders.map(({ uri }) => uri);
        return draftFiles(connection, client.findsFiles, host, uris, token);
      },
      readFile,
      places: () => createPlaces({ builtinGlossary: host.builtinGlossary, textOf: projects.textOf }),
      allData,
    });
    connection.workspace.textDocumentContent.on(async ({ uri }) => {
      const place = explanationPlace(uri);
      const draft = place && (await drafts.draftOf(place.uri));
      if (place && draft && typeof draft !== 'string') return { text: explanationPage(draft, place.position) };
      return { text: pageText(uri, await allData(), host.builtinGlossary()) };
    });

    /** Those of the open documents, of the workspace's folders, and our own. */
    async function allData(): Promise<readonly Data[]> {
      const uris = [...documents.keys(), ...folders.map(({ uri }) => `${uri.replace(/\/$/, '')}/draft.md`)];
      const used = await Promise.all(uris.map(drafts.projectOf));
      return [...new Set([...used.map(({ data }) => data), host.builtinData()])];
    }

    return {
      serverInfo: { name: 'caveat' },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: { workDoneProgress: true },
        documentHighlightProvider: true,
        workspaceSymbolProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor] },
        completionProvider: {},
        ...(client.pullsDiagnostics
          ? { diagnosticProvider: { identifier: 'caveat', interFileDependencies: false, workspaceDiagnostics: false } }
          : {}),
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          ...(client.pages ? { textDocumentContent: { schemes: [PAGE_SCHEME] } } : {}),
        },
      },
    };
  });

  connection.onInitialized(() => {
    if (!session) return;
    const { client, projects } = session;
    // The answer is out, and maybe no draft is open yet: a first analysis would have to wait for it.
    projects.prepare();
    const registered = [
      client.registersConfiguration &&
        connection.client.register(DidChangeConfigurationNotification.type, { section: 'caveat' }),
      client.registersWatchers &&
        connection.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: [{ globPattern: '**/*.{yaml,yml}' }],
        }),
    ];
    tell(connection, Promise.all(registered));
    if (client.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter(({ uri }) => !gone.has(uri)), ...added];
        refresh();
      });
    }
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    session?.settings.changed(settings);
    session?.projects.reset();
    session?.drafts.reset();
    refresh();
  });

  connection.onNotification(REQUESTS.visible, ({ textDocument: { uri }, ranges }: VisibleParams) => {
    visible.shows(uri, [...ranges]);
    if (session?.firstFindings.isWaiting(uri)) refreshFindings(uri);
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    reread(changes.map(({ uri }) => uri));
  });

  documents.onDidChangeContent(({ document }) => void push(document.uri));

  documents.onDidOpen(({ document }) => {
    if (document.languageId === 'yaml') session?.faults.opened(pathOf(document.uri));
  });

  documents.onDidSave(({ document: { uri, languageId } }) => {
    // Where the client watches files it tells of this one as well.
    const watched = session?.client.registersWatchers === true && folders.some((folder) => isBelow(uri, folder.uri));
    if (languageId === 'yaml' && !watched) reread([uri]);
  });

  documents.onDidClose(({ document }) => {
    if (!session) return;
    session.drafts.forget(document.uri);
    session.firstFindings.forget(document.uri);
    visible.forget(document.uri);
    if (!session.client.pullsDiagnostics)
      tell(connection, connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }));
    if (document.languageId === 'yaml') session.faults.closed(pathOf(document.uri));
  });

  documents.listen(connection);

  /** Files may be others now. */
  function reread(uris: readonly string[]): void {
    if (!session?.projects.changed(uris)) return;
    session.drafts.reset();
    refresh();
  }

  /** Everything that was said may be different now. */
  function refresh(): void {
    if (!session) return;
    const { client } = session;
    if (client.pullsDiagnostics) {
      if (client.refreshesDiagnostics) tell(connection, connection.sendRequest(DiagnosticRefreshRequest.type));
    } else for (const uri of documents.keys()) void push(uri);
    if (client.pages) for (const uri of documents.keys()) if (uri.startsWith(`${PAGE_SCHEME}:`)) refreshPage(uri);
    if (client.asksOccurrences) tell(connection, connection.sendNotification(REQUESTS.changed));
  }

  /** More is known of a draft of which only a part was reported. */
  function refreshFindings(uri: string): void {
    if (!session?.client.pullsDiagnostics) void push(uri);
    else if (session.client.refreshesDiagnostics)
      tell(connection, connection.sendRequest(DiagnosticRefreshRequest.type));
  }

  function refreshPage(uri: string): void {
    tell(connection, connection.workspace.textDocumentContent.refresh(uri));
  }

  /** For clients that do not ask. */
  async function push(uri: string): Promise<void> {
    if (!session || session.client.pullsDiagnostics) return;
    const document = documents.get(uri);
    try {
      if (document?.languageId === 'yaml') {
        const diagnostics = await session.yaml.diagnostics(document);
        if (diagnostics && diagnostics !== 'stale')
          await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
        return;
      }
      const draft = await session.firstFindings.stateOf(uri);
      if (draft === 'stale') return;
      const found =
        draft === 'disabled'
          ? { diagnostics: [] }
          : { version: draft.version, diagnostics: toDiagnostics(draft, session.client) };
      await connection.sendDiagnostics({ uri, ...found });
    } catch (error) {
      connection.console.error(`${uri} cannot be analysed: ${String(error)}`);
    }
  }
}
