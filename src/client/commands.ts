import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  COMMANDS,
  conceptPageUri,
  PAGE_SCHEME,
  REQUESTS,
  rulePageUri,
  type StandardCaveat,
  type StandardCaveatsParams,
} from '../protocol.ts';
import { addToGlossary } from './addToGlossary.ts';

/** The extension's commands. */
export function registerCommands(client: BaseLanguageClient): vscode.Disposable[] {
  const { registerCommand } = vscode.commands;
  return [
    registerCommand('caveat.insertStandardCaveat', () => insertStandardCaveat(client)),
    registerCommand(COMMANDS.openConcept, (id: unknown) => openPage(id, conceptPageUri)),
    registerCommand(COMMANDS.openRule, (id: unknown) => openPage(id, rulePageUri)),
    registerCommand(COMMANDS.openPage, (uri: unknown) => openPage(uri, (own) => own)),
    registerCommand('caveat.addToGlossary', (given: unknown) => addToGlossary(client, given)),
    registerCommand(COMMANDS.saveFile, saveFile),
    registerCommand('caveat.restartServer', () => restart(client)),
    registerCommand('caveat.showOutput', () => client.outputChannel.show()),
  ];
}

async function insertStandardCaveat(client: BaseLanguageClient): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'markdown') return;
  const params: StandardCaveatsParams = {
    textDocument: { uri: client.code2ProtocolConverter.asUri(editor.document.uri) },
  };
  const caveats = await client.sendRequest<StandardCaveat[]>(REQUESTS.standardCaveats, params);
  if (caveats.length === 0) {
    void vscode.window.showInformationMessage('Caveat has no standard caveat for this document.');
    return;
  }
  const chosen = await vscode.window.showQuickPick(quickPickItems(caveats), {
    title: 'Insert Standard Caveat',
    placeHolder: 'Those that this draft lacks come first',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen?.caveat) await editor.insertSnippet(new vscode.SnippetString(chosen.caveat.snippet));
}

interface CaveatItem extends vscode.QuickPickItem {
  readonly caveat?: StandardCaveat;
}

function quickPickItems(caveats: readonly StandardCaveat[]): CaveatItem[] {
  const toItem = (caveat: StandardCaveat): CaveatItem => ({
    label: caveat.title,
    description: caveat.ruleTitle,
    detail: caveat.text,
    caveat,
  });
  const needed = caveats.filter((caveat) => caveat.needed);
  const others = caveats.filter((caveat) => !caveat.needed);
  const separator = (label: string): CaveatItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    ...(needed.length > 0 ? [separator('missing in this draft')] : []),
    ...needed.map(toItem),
    ...(others.length > 0 ? [separator('all others')] : []),
    ...others.map(toItem),
  ];
}

/** Links in hovers reach this with whatever argument somebody wrote. */
async function openPage(id: unknown, uriOf: (id: string) => string): Promise<void> {
  if (typeof id !== 'string') return;
  const uri = vscode.Uri.parse(uriOf(id), true);
  if (uri.scheme !== PAGE_SCHEME) return;
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    // The editor's own Markdown extension may be turned off.
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}

/** Runs behind an edit of ours that holds only once it is saved. */
async function saveFile(uri: unknown): Promise<void> {
  if (typeof uri !== 'string') return;
  // `workspace.save` knows only files that are in an editor.
  await (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true))).save();
}

async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.needsStop()) await client.stop();
  await client.start();
}
