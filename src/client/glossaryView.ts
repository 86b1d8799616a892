import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import {
  type ConceptsParams,
  type ConceptsResult,
  type MentionsParams,
  type MentionsResult,
  type ProtocolRange,
  REQUESTS,
} from '../protocol.ts';
import { childrenOf, type GlossaryNode, glossaryGroups, treeItem } from './glossaryNodes.ts';

/** How long typing must rest before the view counts again. */
const REST = 500;

/** The glossary in the side bar. It asks for nothing as long as nobody looks at it. */
export function createGlossaryView(client: BaseLanguageClient): vscode.Disposable[] {
  const changed = new vscode.EventEmitter<undefined>();
  let filter = '';
  let draft = activeDraft();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const view = vscode.window.createTreeView<GlossaryNode>('caveat.glossary', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (node) => treeItem(node, filter),
      getChildren: async (node) => [...(node ? childrenOf(node) : await groups())],
    },
  });
  const refresh = (): void => {
    if (view.visible) changed.fire(undefined);
  };

  async function groups(): Promise<readonly GlossaryNode[]> {
    if (client.state !== State.Running) return [];
    const textDocument = draft && { uri: client.code2ProtocolConverter.asUri(draft.uri) };
    const asked: ConceptsParams = { ...(textDocument ? { textDocument } : {}), query: filter };
    const [{ concepts, more }, found] = await Promise.all([
      client.sendRequest<ConceptsResult>(REQUESTS.concepts, asked),
      textDocument
        ? client.sendRequest<MentionsResult | null>(REQUESTS.mentions, { textDocument } satisfies MentionsParams)
        : null,
    ]);
    const notes = [
      filter === '' ? '' : `Concepts with “${filter}”${concepts.length === 0 ? ': none' : ''}`,
      more === 0 ? '' : `${more} more are not shown.`,
    ];
    view.message = notes.filter((note) => note !== '').join('. ');
    return glossaryGroups(concepts, found?.mentions ?? [], draft);
  }

  function setFilter(text: string): void {
    filter = text.trim();
    void vscode.commands.executeCommand('setContext', 'caveat.glossaryFiltered', filter !== '');
    changed.fire(undefined);
  }

  return [
    view,
    changed,
    { dispose: () => clearTimeout(timer) },
    client.onNotification(REQUESTS.changed, refresh),
    client.onDidChangeState(({ newState }) => newState === State.Running && refresh()),
    view.onDidChangeVisibility(refresh),
    vscode.window.onDidChangeActiveTextEditor(() => {
      // A page of ours, or the view itself, takes the focus without taking the draft away.
      const active = activeDraft();
      if (!active || active === draft) return;
      draft = active;
      refresh();
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (document !== draft) return;
      draft = activeDraft();
      refresh();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document !== draft || !view.visible) return;
      clearTimeout(timer);
      timer = setTimeout(refresh, REST);
    }),
    vscode.commands.registerCommand('caveat.filterGlossary', async (text?: unknown) => {
      const asked =
        typeof text === 'string'
          ? text
          : await vscode.window.showInputBox({ title: 'Search Glossary', value: filter, prompt: 'Part of a term' });
      if (asked !== undefined) setFilter(asked);
    }),
    vscode.commands.registerCommand('caveat.clearGlossaryFilter', () => setFilter('')),
    vscode.commands.registerCommand('caveat.revealOccurrence', reveal),
  ];
}

function activeDraft(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'markdown' && document.uri.scheme !== 'caveat' ? document : undefined;
}

async function reveal(uri: unknown, range: unknown): Promise<void> {
  if (typeof uri !== 'string' || typeof range !== 'object' || range === null) return;
  const { start, end } = range as ProtocolRange;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), { selection });
}
