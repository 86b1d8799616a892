import { describe, expect, test } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver';
import { DRAFT, rangeOf } from './connect.ts';
import { smallHost } from './host.ts';
import { CLAIM, connected, opened } from './opened.ts';

describe('one analysis for each version', () => {
  test('hover, diagnostics, code actions, and completion share it', async () => {
    const host = smallHost();
    const { items, hover, actions, connection } = await opened(CLAIM, { host });
    const range = rangeOf(CLAIM, 'Tryptophan');
    await Promise.all([
      items(),
      hover(range.start),
      actions(range),
      connection.sendRequest('textDocument/completion', { textDocument: { uri: DRAFT }, position: range.start }),
    ]);
    expect(host.analysed).toEqual([CLAIM]);
  });

  test('a cancelled question is not worked on', async () => {
    const host = smallHost();
    const { connection } = await opened(CLAIM, { host });
    const cancellation = new CancellationTokenSource();
    const answer = connection.sendRequest(
      'textDocument/diagnostic',
      { textDocument: { uri: DRAFT } },
      cancellation.token,
    );
    cancellation.cancel();
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(host.analysed).toEqual([]);
  });

  test('a question that an edit overtakes is not answered from the old text', async () => {
    const host = smallHost();
    const { diagnostics, change, items } = await opened(CLAIM, { host });
    const overtaken = diagnostics();
    change('Nothing.');
    await expect(overtaken).rejects.toMatchObject({
      code: LSPErrorCodes.ServerCancelled,
      data: { retriggerRequest: true },
    });
    expect(await items()).toEqual([]);
    expect(host.analysed).toEqual(['Nothing.']);
  });

  test('a fault in the analysis is logged, and nothing is said', async () => {
    const broken = (): never => {
      throw new Error('broken');
    };
    const host = {
      ...smallHost(),
      createAnalyzer: () => ({
        explain: () => [],
        analyzeSteps: broken,
        analyzePartSteps: broken,
      }),
    };
    const client = await connected({ host });
    const logged: string[] = [];
    client.connection.onNotification(
      'window/logMessage',
      ({ message }: { message: string }) => void logged.push(message),
    );
    client.open(CLAIM);
    expect(await client.items()).toEqual([]);
    expect(await client.hover({ line: 0, character: 1 })).toBeUndefined();
    expect(logged[0]).toContain('broken');
  });
});
