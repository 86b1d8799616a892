import * as vscode from 'vscode';
import { deepEqual } from './assert.ts';
import { findingOf, hoverAt, noFindingOf, openDraft, until } from './drafts.ts';

const rule = 'urinary-metabolite-utility';
const claim = 'A simple urine test reveals which neurotransmitters you are missing.';

async function set(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('caveat').update(key, value, vscode.ConfigurationTarget.Workspace);
}

export function defineSettingTests(): void {
  describe('settings', () => {
    afterEach(async () => {
      for (const key of ['enable', 'rules', 'hover.enable']) await set(key, undefined);
    });

    it('caveat.rules changes the severity of a rule, and turns it off', async () => {
      const document = await openDraft(`${claim}\n`);
      deepEqual((await findingOf(document, rule)).severity, vscode.DiagnosticSeverity.Warning);
      await set('rules', { [rule]: 'hint' });
      await until('a hint', async () => {
        const { severity } = await findingOf(document, rule);
        return severity === vscode.DiagnosticSeverity.Hint || undefined;
      });
      await set('rules', { [rule]: 'off' });
      await noFindingOf(document, rule);
    });

    it('caveat.enable turns everything off and on', async () => {
      const document = await openDraft(`${claim}\n`);
      await findingOf(document, rule);
      await set('enable', false);
      await noFindingOf(document, rule);
      await set('enable', undefined);
      await findingOf(document, rule);
    });

    it('caveat.hover.enable turns hovers off', async () => {
      const document = await openDraft('The brain makes serotonin from tryptophan.\n');
      await until('a hover', async () => (await hoverAt(document, 'serotonin')) || undefined);
      await set('hover.enable', false);
      await until('no hover', async () => (await hoverAt(document, 'serotonin')) === '' || undefined);
    });
  });
}
