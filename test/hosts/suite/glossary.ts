import * as vscode from 'vscode';
import { deepEqual, match, ok } from './assert.ts';
import { findings, hoverAt, openDraft, placeOf, removeFile, until, writeFile } from './drafts.ts';

const ownGlossary = `version: 1
concepts:
  - id: wombat-index
    terms: [wombat index]
    definition: A measure of wombats.
    sources:
      - { name: This test }
`;

export function defineGlossaryTests(): void {
  describe('hover', () => {
    it('shows what a term means', async () => {
      const document = await openDraft('The brain makes **serotonin** from tryptophan.\n');
      const text = await until('a hover', async () => (await hoverAt(document, 'serotonin')) || undefined);
      match(text, /serotonin/i);
      match(text, /neurotransmitter|messenger/i);
    });

    it('belongs to the whole term', async () => {
      const document = await openDraft('A course of amino acid\nsupplementation was planned.\n');
      const command = 'vscode.executeHoverProvider';
      const at = placeOf(document, 'supplementation');
      const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(command, document.uri, at);
      deepEqual(hover?.range && document.getText(hover.range), 'amino acid\nsupplementation');
    });

    it('leaves code alone', async () => {
      const document = await openDraft('Set `serotonin` in the table of serotonin values.\n');
      deepEqual(await hoverAt(document, 'serotonin'), '');
    });
  });

  describe('a glossary of the user', () => {
    after(async () => {
      await removeFile('caveat.yaml');
      await removeFile('own.yaml');
    });

    it('adds its terms, and takes them away again when the file is broken, without harm to the built-in ones', async () => {
      await writeFile('own.yaml', ownGlossary);
      await writeFile('caveat.yaml', 'glossaries: [own.yaml]\n');
      const document = await openDraft('The wombat index and serotonin.\n');
      match(
        await until('a hover', async () => (await hoverAt(document, 'wombat index')) || undefined),
        /A measure of wombats/,
      );

      const glossary = await writeFile('own.yaml', ownGlossary.replace('definition:', 'definitoin:'));
      const [fault] = await until('a fault in own.yaml', () =>
        findings(glossary).length > 0 ? findings(glossary) : undefined,
      );
      match(fault?.message ?? '', /definit/);
      ok((await hoverAt(document, 'serotonin')) !== '');
    });
  });

  it('a concept has a page that can be read and not written', async () => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('caveat:/concepts/serotonin.md'));
    match(document.getText(), /^# serotonin/im);
    deepEqual(vscode.workspace.fs.isWritableFileSystem('caveat') ?? false, false);
  });
}
