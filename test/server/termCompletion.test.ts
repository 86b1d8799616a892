import { afterEach, expect, test } from 'vitest';
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

const texts = (items: readonly CompletionItem[]) => items.map(({ label, textEdit }) => [label, textEdit?.newText]);

test('a term that was begun comes with its definition', async () => {
  expect(await offered('Made of try')).toEqual([
    {
      label: 'tryptophan',
      kind: 1,
      detail: 'precursor',
      documentation: 'An essential amino acid from which the body makes serotonin.',
      filterText: 'tryptophan',
      sortText: '0000',
      textEdit: { range: rangeOf('Made of try', 'try'), newText: 'tryptophan' },
    },
    expect.objectContaining({ label: 'tryptophane', tags: [1] }),
  ]);
});

test('a deprecated term gives the preferred one', async () => {
  expect(texts(await offered('tryptophane'))).toEqual([['tryptophane', 'tryptophan']]);
});

test('an admitted term is offered behind the preferred one', async () => {
  expect(texts(await offered('Some L-try'))).toEqual([
    ['tryptophan', 'tryptophan'],
    ['L-tryptophan', 'L-tryptophan'],
  ]);
});

test('terms of several words go on over the space, and take the place of all that was typed', async () => {
  const text = 'The serotonin syn';
  expect(await offered(text)).toMatchObject([
    {
      label: 'serotonin syndrome',
      filterText: 'serotonin syndrome',
      textEdit: { range: rangeOf(text, 'serotonin syn'), newText: 'serotonin syndrome' },
    },
  ]);
});

test('a capital stays', async () => {
  expect(texts(await offered('Seroto'))).toEqual([
    ['serotonin', 'Serotonin'],
    ['serotonin syndrome', 'Serotonin syndrome'],
  ]);
});

test('lay readers get plain language', async () => {
  const [item] = await offered('tryp', { settings: () => ({ profile: ['consumer'] }) });
  expect(item?.documentation).toContain('A building block from food');
});

test.each(['se', 'sero ', 'desero', '`sero', '```\nsero', '---\ntitle: sero', 'constructor'])(
  'nothing is offered at the end of %j',
  async (text) => {
    expect((await offered(text)).filter(({ kind }) => kind === 1)).toEqual([]);
  },
);
