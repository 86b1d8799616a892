import * as vscode from 'vscode';
import { match, ok } from './assert.ts';
import { append, findings, removeFile, until, writeFile } from './drafts.ts';

export function defineYamlTests(): void {
  describe('caveat.yaml', () => {
    after(() => removeFile('caveat.yaml'));

    it('is checked and completed as it is typed, before it is saved', async () => {
      const document = await vscode.workspace.openTextDocument(await writeFile('caveat.yaml', 'rules: {}\n'));
      await vscode.window.showTextDocument(document);
      await append(document, 'profils: [uk]\n');
      const [fault] = await until('a fault', () => {
        const found = findings(document.uri);
        return found.length > 0 ? found : undefined;
      });
      match(fault?.message ?? '', /Unknown key "profils", expected for example "profiles"/);

      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, document.lineAt(1).range, 'prof');
      await vscode.workspace.applyEdit(edit);
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(1, 4),
      );
      ok(
        items.some(({ label }) => label === 'profiles'),
        `profiles among ${items.length}`,
      );
      await document.save();
    });
  });
}
