import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { COMMANDS, type FindFilesParams, type InitializationOptions, REQUESTS } from '../protocol.ts';
import { registerCommands } from './commands.ts';
import { findFiles, readFile } from './files.ts';
import { createGlossaryView } from './glossaryView.ts';
import { highlightTerms } from './highlights.ts';
import { tellVisible } from './visibleRanges.ts';

/** Makes the client; the entry for each host knows how its server is started. */
export type ClientFactory = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** Starts the server, and what the extension adds to the editor beside it. */
export async function startClient(context: vscode.ExtensionContext, factory: ClientFactory): Promise<void> {
  const initializationOptions: InitializationOptions = {
    commands: [COMMANDS.openConcept, COMMANDS.openPage, COMMANDS.saveFile],
    readFile: true,
    findFiles: true,
    occurrences: true,
  };
  const client = factory('caveat', 'Caveat', {
    // Any scheme: the server itself passes over old versions in git and our own pages, which a selector cannot say.
    documentSelector: [{ language: 'markdown' }, { language: 'yaml' }],
    initializationOptions,
    // Hovers may hold a user's own text: nothing in them is trusted but links to a concept.
    markdown: { isTrusted: { enabledCommands: [COMMANDS.openConcept] }, supportHtml: false },
  });
  void vscode.commands.executeCommand('setContext', 'caveat.active', true);
  context.subscriptions.push(
    { dispose: () => void client.dispose() },
    client.onRequest(REQUESTS.readFile, readFile),
    client.onRequest(REQUESTS.findFiles, (params: FindFilesParams, token) => findFiles(params, token, client)),
    ...registerCommands(client),
    ...tellVisible(client),
    ...highlightTerms(client),
    ...createGlossaryView(client),
  );
  try {
    await client.start();
  } catch (error) {
    void vscode.window.showErrorMessage(`Caveat: the language server does not start: ${String(error)}`);
  }
}
