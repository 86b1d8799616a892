import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/protocol.ts';
import { connect, DRAFT } from './connect.ts';

const CLAIM = 'Tryptophan supplementation helps.';
const COVERED = 'Never mind. Ask a physician.';
const at = (character: number) => ({ start: { line: 0, character }, end: { line: 0, character } });

async function opened(text: string, commands: readonly string[] = [COMMANDS.openPage]) {
  const client = await connect({ initializationOptions: { commands } });
  client.open(text);
  return client;
}

test('a finding can be asked why', async () => {
  const { actions, connection, close } = await opened(CLAIM);
  const why = (await actions(at(2))).find(({ title }) => title === 'Why is this flagged?');
  const [uri] = why?.command?.arguments ?? [];
  expect(why?.command?.command).toBe(COMMANDS.openPage);
  expect(uri).toContain('caveat:/why/0-2/');
  const { text } = await connection.sendRequest<{ text: string }>('workspace/textDocumentContent', { uri });
  expect(text).toContain('# Why?');
  expect(text).toContain('flagged: the claim lacks its caveat');
  const decoded = decodeURIComponent(uri as string);
  expect((await connection.sendRequest<{ text: string }>('workspace/textDocumentContent', { uri: decoded })).text).toBe(
    text,
  );
  close();
});

test('a term without a finding can be asked why not, when somebody asks', async () => {
  const { actions, close } = await opened('Never: tryptophan is here.');
  const titles = (await actions(at(9))).map(({ title }) => title);
  expect(titles).toContain('Why is this not flagged?');
  close();
});

test('a client that cannot open the page is not offered it', async () => {
  const { actions, close } = await opened(CLAIM, []);
  expect((await actions(at(2))).map(({ title }) => title)).not.toContain('Why is this flagged?');
  close();
});

test('a page on a draft that is gone says that it is none', async () => {
  const { connection, close } = await opened(COVERED);
  const uri = `caveat:/why/0-0/${encodeURIComponent(`${DRAFT}x`)}.md`;
  expect((await connection.sendRequest<{ text: string }>('workspace/textDocumentContent', { uri })).text).toContain(
    'No such page',
  );
  close();
});
