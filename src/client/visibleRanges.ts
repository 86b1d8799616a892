import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { REQUESTS, type VisibleParams } from '../protocol.ts';

/** How long scrolling must rest before the server hears of it. */
const REST = 100;

/** Tells the server what the editors show, so that it looks there first. */
export function tellVisible(client: BaseLanguageClient): vscode.Disposable[] {
  const timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();

  function tell(document: vscode.TextDocument): void {
    if (client.state !== State.Running || document.languageId !== 'markdown') return;
    const editors = vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
    const params: VisibleParams = {
      textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) },
      ranges: editors.flatMap(({ visibleRanges }) => visibleRanges.map(toProtocol)),
    };
    void client.sendNotification(REQUESTS.visible, params);
  }

  const tellAll = (): void => {
    for (const document of new Set(vscode.window.visibleTextEditors.map((editor) => editor.document))) tell(document);
  };
  const later = (document: vscode.TextDocument): void => {
    clearTimeout(timers.get(document));
    timers.set(
      document,
      setTimeout(() => {
        timers.delete(document);
        tell(document);
      }, REST),
    );
  };

  return [
    { dispose: () => [...timers.values()].forEach(clearTimeout) },
    client.onDidChangeState(({ newState }) => newState === State.Running && tellAll()),
    vscode.window.onDidChangeVisibleTextEditors(tellAll),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => later(textEditor.document)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      clearTimeout(timers.get(document));
      timers.delete(document);
    }),
  ];
}

/** A range as the server takes it. */
export function toProtocol({ start, end }: vscode.Range): VisibleParams['ranges'][number] {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}
