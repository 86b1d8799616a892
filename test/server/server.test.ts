import { expect, test } from 'vitest';
import { FULL } from './connect.ts';
import { opened } from './opened.ts';

test('what VS Code can do is taken up, and no more is offered than is there', async () => {
  const { initialized } = await opened('', { capabilities: FULL });
  expect(initialized.capabilities).toEqual({
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: 2, save: true },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: { workDoneProgress: true },
    documentHighlightProvider: true,
    workspaceSymbolProvider: true,
    codeActionProvider: { codeActionKinds: ['quickfix', 'refactor'] },
    completionProvider: {},
    diagnosticProvider: { identifier: 'caveat', interFileDependencies: false, workspaceDiagnostics: false },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      textDocumentContent: { schemes: ['caveat'] },
    },
  });
});
