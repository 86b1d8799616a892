import { afterEach, describe, expect, test } from 'vitest';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { type Client, type ConnectOptions, connect, DRAFT, rangeOf } from './connect.ts';

let client: Client | undefined;
afterEach(() => client?.close());

/** What is offered at the end of a text. */
async function offered(text: string, options: ConnectOptions = {}): Promise<readonly CompletionItem[]> {
  client = await connect(options);
  client.open(text);
  const { end } = rangeOf(text, text);
  const list = await client.connection.sendRequest<CompletionList | CompletionItem[]>('textDocument/completion', {
    textDocument: { uri: DRAFT },
    position: end,
  });
  return Array.isArray(list) ? list : list.items;
}

describe('standard caveats', () => {
  test('are snippets that take the place of the word', async () => {
    expect(await offered('Tryptophan. cav')).toEqual([
      {
        label: 'Supervision',
        labelDetails: { description: 'A precursor needs supervision' },
        kind: 15,
        detail: 'A precursor needs supervision',
        documentation: 'This should only be done under medical supervision by a physician.',
        filterText: 'caveat Supervision',
        sortText: '10000',
        insertTextFormat: 2,
        textEdit: {
          range: { start: { line: 0, character: 12 }, end: { line: 0, character: 15 } },
          newText: `This should only be done under medical supervision by \${1:a physician}.`,
        },
      },
    ]);
  });

  test('are plain text for a client without snippets', async () => {
    const [item] = await offered('cav', { capabilities: {} });
    expect(item).toMatchObject({
      insertTextFormat: 1,
      textEdit: { newText: 'This should only be done under medical supervision by a physician.' },
    });
  });

  test('come first where the draft lacks them', async () => {
    expect((await offered('Tryptophan supplementation helps. '))[0]?.sortText).toBe('00000');
  });

  test.each(['', 'Text. ', 'Caveat', '> cav', '- x\n- cave'])('are offered at the end of %j', async (text) => {
    expect(await offered(text || '\n')).toHaveLength(1);
  });

  test.each(['Text', 'ca', 'scav', 'caveats', 'constructor', '---\ntitle: x\ncaveat', 'Text <!-- cav'])(
    'but not of %j',
    async (text) => {
      expect(await offered(text)).toEqual([]);
    },
  );

  test('behind front matter they are', async () => {
    expect(await offered('---\ntitle: x\n---\n\ncav')).toHaveLength(1);
  });
});

test.each(['<!-- caveat-ignore ', '<!-- caveat-ignore-section pre', '<!-- caveat-ignore one, '])(
  'the ids of rules are offered at the end of %j',
  async (text) => {
    const items = await offered(text);
    expect(items.map(({ label, detail }) => [label, detail])).toEqual([
      ['precursor-supervision', 'A precursor needs supervision'],
    ]);
  },
);

test('but not in the reason', async () => {
  expect(await offered('<!-- caveat-ignore precursor-supervision: ')).toEqual([]);
});
