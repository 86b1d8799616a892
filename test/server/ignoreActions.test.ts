import { afterEach, describe, expect, test } from 'vitest';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver';
import { ignoreInDraft } from '../../src/server/ignoreActions.ts';
import { applied, type Client, type ConnectOptions, connect, DRAFT, FOLDER, FULL, rangeOf } from './connect.ts';
import { smallHost } from './host.ts';

const CONFIG = `${FOLDER}/caveat.yaml`;

let client: Client | undefined;
afterEach(() => client?.close());

async function opened(text: string, options: ConnectOptions = {}): Promise<Client> {
  client = await connect(options);
  client.open(text);
  return client;
}

async function ignoring(own: Client, words: string, where: 'draft' | 'workspace'): Promise<CodeAction | undefined> {
  const actions = await own.actions(rangeOf(own.text(), words));
  return actions.find(({ title }) => title.startsWith("Don't mark") && title.endsWith(where));
}

function inDraft(source: string): string | undefined {
  const edit = ignoreInDraft(source, 'serotonin');
  return edit && source.slice(0, edit.range.start) + edit.text + source.slice(edit.range.end);
}

describe('in the draft', () => {
  test.each([
    ['Text.\n', '---\ncaveat:\n  ignoreTerms: [serotonin]\n---\n\nText.\n'],
    ['\r\nText.\r\n', '---\r\ncaveat:\r\n  ignoreTerms: [serotonin]\r\n---\r\n\r\n\r\nText.\r\n'],
    ['---\n---\nText.\n', '---\ncaveat:\n  ignoreTerms: [serotonin]\n---\nText.\n'],
    ['---\n# Mine\ntitle: x # y\n---\n', '---\n# Mine\ntitle: x # y\ncaveat:\n  ignoreTerms: [serotonin]\n---\n'],
    ['---\ncaveat: { profile: uk }\n---\n', '---\ncaveat: { profile: uk, ignoreTerms: [serotonin] }\n---\n'],
    [
      '---\ncaveat:\n  ignoreTerms:\n    - a\ntitle: x\n---\n',
      '---\ncaveat:\n  ignoreTerms:\n    - a\n    - serotonin\ntitle: x\n---\n',
    ],
  ])('%j becomes %j', (before, after) => {
    expect(inDraft(before)).toBe(after);
  });

  test('front matter that is broken stays as it is', () => {
    expect(inDraft('---\ntitle: [\n---\n')).toBeUndefined();
  });

  test('the marks and the remarks about the term go, the claims about it stay', async () => {
    const own = await opened('Tryptophane: tryptophan supplementation. Serotonin.');
    expect((await own.items()).map(({ code }) => code)).toEqual(['deprecated-term', 'precursor-supervision']);
    const action = await ignoring(own, 'tryptophan', 'draft');
    expect(action).toMatchObject({ title: `Don't mark "tryptophan" in this draft`, kind: 'refactor' });
    own.change(applied(own, action as CodeAction));
    expect((await own.items()).map(({ code }) => code)).toEqual(['precursor-supervision']);
    const { ranges } = await own.connection.sendRequest<{ ranges: unknown[] }>('caveat/occurrences', {
      textDocument: { uri: DRAFT },
    });
    expect(ranges).toEqual([rangeOf(own.text(), 'Serotonin')]);
  });
});

describe('in the workspace', () => {
  const change = (action: CodeAction | undefined) => action?.edit?.documentChanges?.at(-1) as TextDocumentEdit;

  test('caveat.yaml is made where there is none', async () => {
    const own = await opened('Serotonin.', { initializationOptions: { commands: ['caveat.saveFile'] } });
    const action = await ignoring(own, 'Serotonin', 'workspace');
    expect(action?.edit?.documentChanges).toEqual([
      { kind: 'create', uri: CONFIG, options: { ignoreIfExists: true } },
      {
        textDocument: { uri: CONFIG, version: null },
        edits: [{ range: rangeOf('x', ''), newText: 'ignoreTerms: [serotonin]\n' }],
      },
    ]);
    expect(action?.command).toEqual({ title: 'Save', command: 'caveat.saveFile', arguments: [CONFIG] });
  });

  test('comments stay, and the file then holds', async () => {
    const files = new Map([[CONFIG, '# ours\nrules: {} # none\n']]);
    const own = await opened('Serotonin.', { host: smallHost(files) });
    expect(change(await ignoring(own, 'Serotonin', 'workspace')).edits).toEqual([
      {
        range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } },
        newText: 'ignoreTerms: [serotonin]\n',
      },
    ]);
    files.set(CONFIG, '# ours\nrules: {} # none\nignoreTerms: [serotonin, sertonin]\n');
    await own.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: CONFIG, type: 2 }] });
    expect(await own.hover({ line: 0, character: 0 })).toBeUndefined();
    expect(own.messages).toEqual([expect.stringContaining('Unknown concept "sertonin"')]);
  });

  test('an open file is taken as it stands in the editor', async () => {
    const own = await opened('Serotonin.', { host: smallHost(new Map([[CONFIG, 'rules: {}\n']])) });
    own.open('ignoreTerms: [a]\n', CONFIG, 'yaml');
    expect(change(await ignoring(own, 'Serotonin', 'workspace'))).toEqual({
      textDocument: { uri: CONFIG, version: 1 },
      edits: [
        {
          range: { start: { line: 0, character: 15 }, end: { line: 0, character: 15 } },
          newText: ', serotonin',
        },
      ],
    });
  });

  test('a client that cannot make files is not offered a new one', async () => {
    const { resourceOperations, ...workspaceEdit } = FULL.workspace?.workspaceEdit ?? {};
    const own = await opened('Serotonin.', {
      capabilities: { ...FULL, workspace: { ...FULL.workspace, workspaceEdit } },
    });
    expect(resourceOperations).toBeDefined();
    expect(await ignoring(own, 'Serotonin', 'workspace')).toBeUndefined();
    expect(await ignoring(own, 'Serotonin', 'draft')).toBeDefined();
  });
});

test('nothing of the kind is offered unasked', async () => {
  const { connection } = await opened('Serotonin.');
  const ask = (triggerKind: number) =>
    connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: DRAFT },
      range: rangeOf('Serotonin', 'Serotonin'),
      context: { diagnostics: [], triggerKind },
    });
  expect(await ask(2)).toEqual([]);
  expect(await ask(1)).toHaveLength(2);
});
