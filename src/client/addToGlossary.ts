import * as vscode from 'vscode';
import type { BaseLanguageClient, WorkspaceEdit } from 'vscode-languageclient';
import {
  type AddConceptParams,
  type AddConceptResult,
  COMMANDS,
  type GlossariesParams,
  type GlossariesResult,
  REQUESTS,
} from '../protocol.ts';

/**
 * Asks for what a new concept needs, writes it into a glossary of the user, and shows it there.
 * @param given the answers, when a key or another extension brings them: `{ glossary, term, definition }`
 */
export async function addToGlossary(client: BaseLanguageClient, given?: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { document, selection } = editor;
  const words = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection;
  const textDocument = { uri: client.code2ProtocolConverter.asUri(document.uri) };

  if (isAnswered(given)) return writeConcept(client, { textDocument, ...given });
  const title = 'Add Selection to Glossary';
  const glossary = await chooseGlossary(client, { textDocument }, title);
  if (glossary === undefined) return;
  const value = words ? document.getText(words).replace(/\s+/g, ' ').trim() : '';
  const term = await vscode.window.showInputBox({ title, value, prompt: 'The term, as it is to be written' });
  if (!term?.trim()) return;
  const definition = await vscode.window.showInputBox({
    title,
    prompt: `What “${term}” means, in one to three sentences`,
  });
  if (!definition?.trim()) return;
  await writeConcept(client, { textDocument, glossary, term, definition });
}

function isAnswered(given: unknown): given is Omit<AddConceptParams, 'textDocument'> {
  const { glossary, term, definition } = (given ?? {}) as Record<string, unknown>;
  return [glossary, term, definition].every((answer) => typeof answer === 'string');
}

/** Writes a concept into a glossary; saves it, since it holds only then. */
async function writeConcept(client: BaseLanguageClient, params: AddConceptParams): Promise<void> {
  const result = await client.sendRequest<AddConceptResult>(REQUESTS.addConcept, params);
  if (result.known !== undefined) {
    const open = 'Open Concept';
    const chosen = await vscode.window.showInformationMessage(`The glossary has “${params.term}” already.`, open);
    if (chosen) await vscode.commands.executeCommand(COMMANDS.openConcept, result.known);
    return;
  }
  if (result.error !== undefined) {
    void vscode.window.showErrorMessage(`Caveat: ${result.error}`);
    return;
  }
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(result.edit as WorkspaceEdit);
  if (!(await vscode.workspace.applyEdit(edit))) return;
  const uris = (result.uris ?? []).map((uri) => client.protocol2CodeConverter.asUri(uri));
  for (const uri of uris) await (await vscode.workspace.openTextDocument(uri)).save();
  const [glossary] = uris;
  if (!glossary || !result.range) return;
  const { start, end } = result.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(glossary, {
    selection,
    preserveFocus: true,
    viewColumn: vscode.ViewColumn.Beside,
  });
}

async function chooseGlossary(
  client: BaseLanguageClient,
  params: GlossariesParams,
  title: string,
): Promise<string | undefined> {
  const { files, folder } = await client.sendRequest<GlossariesResult>(REQUESTS.glossaries, params);
  const items = files.map((uri) => ({
    label: vscode.workspace.asRelativePath(client.protocol2CodeConverter.asUri(uri)),
    uri,
  }));
  if (items.length === 0) return newGlossary(folder, title);
  const other = { label: 'New glossary file…', uri: undefined };
  const choices = folder === undefined ? items : [...items, other];
  const chosen = choices.length === 1 ? choices[0] : await vscode.window.showQuickPick(choices, { title });
  return chosen && (chosen.uri ?? newGlossary(folder, title));
}

async function newGlossary(folder: string | undefined, title: string): Promise<string | undefined> {
  if (folder === undefined) {
    void vscode.window.showInformationMessage('Open a folder first: a glossary of your own is a file in it.');
    return undefined;
  }
  const name = await vscode.window.showInputBox({
    title,
    value: 'own.glossary.yaml',
    prompt: 'The name of the new glossary file',
    validateInput: (text) => (/\.ya?ml$/.test(text.trim()) ? undefined : 'A name that ends with .yaml'),
  });
  return name?.trim();
}
