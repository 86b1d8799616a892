import * as vscode from 'vscode';
import { defineFindingTests } from './findings.ts';
import { defineGlossaryTests } from './glossary.ts';
import { defineNavigationTests } from './navigation.ts';
import { defineSettingTests } from './settings.ts';
import { defineYamlTests } from './yaml.ts';

/** What holds in every kind of VS Code. */
export function defineTests(): void {
  describe('Caveat', () => {
    before(async () => {
      const extension = vscode.extensions.getExtension('caveat-md.caveat-md');
      if (!extension) throw new Error('The extension is not installed');
      await extension.activate();
    });
    after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
    defineGlossaryTests();
    defineFindingTests();
    defineNavigationTests();
    defineSettingTests();
    defineYamlTests();
  });
}
