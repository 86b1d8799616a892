import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { type OccurrencesParams, type OccurrencesResult, type ProtocolRange, REQUESTS } from '../protocol.ts';
import { toProtocol } from './visibleRanges.ts';

/** How long typing must rest before the marks are asked for again; until then they move with the text. */
const REST = 150;

/** Marks the glossary's terms softly in the visible editors. */
export function highlightTerms(client: BaseLanguageClient): vscode.Disposable[] {
  const decoration = vscode.window.createTextEditorDecorationType({
    borderWidth: '0 0 1px 0',
    borderStyle: 'dotted',
    borderColor: new vscode.ThemeColor('caveat.termBorder'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Editors of which only a part is marked yet. */
  const waiting = new Set<vscode.TextEditor>();

  const markAll = (): void => vscode.window.visibleTextEditors.forEach((editor) => void mark(editor));
  const later = (document: vscode.TextDocument): void => {
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) void mark(editor);
      }, REST),
    );
  };

  /** Marks what the editor shows first, where the rest takes long. */
  async function mark(editor: vscode.TextEditor): Promise<void> {
    if (!(await markVisible(editor))) return;
    waiting.add(editor);
    await markFrom(editor);
    waiting.delete(editor);
  }

  function markVisible(editor: vscode.TextEditor): Promise<boolean> {
    return markFrom(editor, editor.visibleRanges.map(toProtocol));
  }

  /** Marks the terms, or those in the first ranges; tells whether others are left. */
  async function markFrom(editor: vscode.TextEditor, first?: readonly ProtocolRange[]): Promise<boolean> {
    const { document } = editor;
    if (document.languageId !== 'markdown' || client.state !== State.Running) return false;
    const { version } = document;
    const params: OccurrencesParams = {
      textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) },
      ...(first ? { first } : {}),
    };
    const result = await client.sendRequest<OccurrencesResult | null>(REQUESTS.occurrences, params).catch(() => null);
    // The text has moved on: the change that moved it has asked again.
    if (document.version !== version || (result !== null && result.version !== version)) return false;
    editor.setDecorations(decoration, (result?.ranges ?? []).map(toRange));
    return result?.isPart === true;
  }

  return [
    decoration,
    { dispose: () => [...timers.values()].forEach(clearTimeout) },
    client.onNotification(REQUESTS.changed, markAll),
    client.onDidChangeState(({ newState }) => newState === State.Running && markAll()),
    vscode.window.onDidChangeVisibleTextEditors(markAll),
    vscode.window.onDidChangeTextEditorVisibleRanges(
      ({ textEditor }) => waiting.has(textEditor) && void markVisible(textEditor),
    ),
    vscode.workspace.onDidChangeTextDocument(({ document }) => document.languageId === 'markdown' && later(document)),
  ];
}

function toRange({ start, end }: ProtocolRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
