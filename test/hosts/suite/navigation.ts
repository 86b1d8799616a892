import * as vscode from 'vscode';
import { deepEqual, match, ok } from './assert.ts';
import { openDraft, placeOf, removeFile, until, writeFile } from './drafts.ts';

const own = `version: 1
concepts:
  - id: wombat-index
    terms: [wombat index]
    definition: A measure of wombats.
`;

function locations(command: string, document: vscode.TextDocument, words: string) {
  return vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    command,
    document.uri,
    placeOf(document, words),
  );
}

export function defineNavigationTests(): void {
  describe('from a term', () => {
    it('the definition is a page of the built-in glossary', async () => {
      const document = await openDraft('The brain makes serotonin.\n');
      const [found] = await until('a definition', async () => {
        const all = await locations('vscode.executeDefinitionProvider', document, 'serotonin');
        return all.length > 0 ? all : undefined;
      });
      ok(found && 'targetUri' in found, 'a link with the words that it stands behind');
      const page = await vscode.workspace.openTextDocument(found.targetUri);
      deepEqual(page.uri.scheme, 'caveat');
      deepEqual(page.getText(found.targetRange), 'serotonin');
      deepEqual(page.languageId, 'yaml');
    });

    it('all references are found, in files that are not open too', async () => {
      const closed = await writeFile('closed.md', 'Of melatonin and more.\n');
      const document = await openDraft('The body makes melatonin. Melatonin it is.\n');
      const found = await until('references', async () => {
        const all = (await locations('vscode.executeReferenceProvider', document, 'melatonin')) as vscode.Location[];
        return all.length >= 3 ? all : undefined;
      });
      ok(
        found.some(({ uri }) => uri.path === closed.path),
        'the closed file',
      );
      deepEqual(found.filter(({ uri }) => uri.path === document.uri.path).length, 2);
      await removeFile('closed.md');
    });

    it('concepts are among the symbols of the workspace', async () => {
      const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        'melatonin',
      );
      ok(
        symbols.some(({ name }) => name === 'melatonin'),
        `melatonin among ${symbols.length}`,
      );
    });
  });

  describe('the glossary view', () => {
    it('opens, and is searched', async () => {
      await openDraft('The brain makes serotonin.\n');
      await vscode.commands.executeCommand('caveat.glossary.focus');
      await vscode.commands.executeCommand('caveat.filterGlossary', 'serotonin');
      await vscode.commands.executeCommand('caveat.clearGlossaryFilter');
    });

    it('shows a term in the draft', async () => {
      const document = await openDraft('One.\n\nThe brain makes serotonin.\n');
      const range = { start: { line: 2, character: 16 }, end: { line: 2, character: 25 } };
      await vscode.commands.executeCommand('caveat.revealOccurrence', document.uri.toString(), range);
      const { activeTextEditor } = vscode.window;
      deepEqual(activeTextEditor && document.getText(activeTextEditor.selection), 'serotonin');
    });
  });

  describe('a new concept', () => {
    after(async () => {
      await removeFile('caveat.yaml');
      await removeFile('new.yaml');
    });

    it('is written into a glossary, and holds at once', async () => {
      await writeFile('new.yaml', own);
      const document = await openDraft('The quokka scale.\n');
      await vscode.commands.executeCommand('caveat.addToGlossary', {
        glossary: 'new.yaml',
        term: 'quokka scale',
        definition: 'A scale of quokkas.',
      });
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      const read = async (name: string) =>
        new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder?.uri as never, name)));
      match(await read('caveat.yaml'), /^glossaries: \[new\.yaml\]$/m);
      ok((await read('new.yaml')).startsWith(own), 'what was there stays');
      await until('its definition', async () => {
        const found = await locations('vscode.executeDefinitionProvider', document, 'quokka');
        return found.length > 0 || undefined;
      });
    });
  });
}
