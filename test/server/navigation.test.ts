import { afterEach, describe, expect, test } from 'vitest';
import type { DocumentHighlight, Location, LocationLink, Position, SymbolInformation } from 'vscode-languageserver';
import { CancellationTokenSource } from 'vscode-languageserver';
import type { ReadFileParams, ReadFileResult } from '../../src/protocol.ts';
import { type Client, type ConnectOptions, connect, DRAFT, FOLDER, FULL, rangeOf } from './connect.ts';
import { smallHost } from './host.ts';

const PAGE = 'caveat:/glossary/small.yaml';
const MINE = `${FOLDER}/mine.yaml`;
const OWN = `version: 1
concepts:
  - id: mine
    terms: [glimmerin, =GLM]
    definition: Mine.
    relations: { related: [serotonin] }
`;
const PROJECT: readonly [string, string][] = [
  [`${FOLDER}/caveat.yaml`, 'glossaries: [mine.yaml]\n'],
  [MINE, OWN],
];

let client: Client | undefined;
afterEach(() => client?.close());

async function opened(text: string, options: ConnectOptions = {}): Promise<Client> {
  client = await connect(options);
  client.open(text);
  return client;
}

const hostWith = (...files: readonly (readonly [string, string])[]) => smallHost(new Map([...PROJECT, ...files]));

function definition({ connection }: Client, position: Position, uri = DRAFT) {
  return connection.sendRequest<Location | LocationLink[] | null>('textDocument/definition', {
    textDocument: { uri },
    position,
  });
}

async function page({ connection }: Client, uri: string): Promise<string> {
  return (await connection.sendRequest<{ text: string }>('workspace/textDocumentContent', { uri })).text;
}

describe('go to definition', () => {
  test('of a built-in concept leads to its line on a page of its glossary', async () => {
    const own = await opened('With L-tryptophan.');
    const text = await page(own, PAGE);
    expect(await definition(own, { line: 0, character: 9 })).toEqual({ uri: PAGE, range: rangeOf(text, 'tryptophan') });
    expect(text).toContain('- id: tryptophan');
  });

  test('of a concept of the user leads into the file', async () => {
    const own = await opened('A glimmerin.', { host: hostWith() });
    expect(await definition(own, { line: 0, character: 3 })).toEqual({ uri: MINE, range: rangeOf(OWN, 'mine') });
  });

  test('names the whole term to a client that takes links', async () => {
    const capabilities = { ...FULL, textDocument: { ...FULL.textDocument, definition: { linkSupport: true } } };
    const own = await opened('Serotonin syndrome.', { capabilities });
    expect(await definition(own, { line: 0, character: 12 })).toMatchObject([
      { targetUri: PAGE, originSelectionRange: rangeOf('Serotonin syndrome', 'Serotonin syndrome') },
    ]);
  });

  test('leads on from the ids in a glossary', async () => {
    const own = await opened('', { host: hostWith() });
    own.open(OWN, MINE, 'yaml');
    const at = rangeOf(OWN, 'serotonin').start;
    expect(await definition(own, at, MINE)).toMatchObject({ uri: PAGE });
    expect(await definition(own, rangeOf(OWN, 'glimmerin').start, MINE)).toBeNull();
  });

  test('is silent beside a term, and tells any client of the page that holds our own glossary', async () => {
    const own = await opened('With tryptophan.', { capabilities: {} });
    expect(await definition(own, { line: 0, character: 1 })).toBeNull();
    expect(await definition(own, { line: 0, character: 7 })).toMatchObject({ uri: PAGE });
  });
});

describe('find all references', () => {
  const references = ({ connection }: Client, position: Position, uri = DRAFT, includeDeclaration = false) =>
    connection.sendRequest<Location[] | null>('textDocument/references', {
      textDocument: { uri },
      position,
      context: { includeDeclaration },
    });
  const other = `${FOLDER}/b/other.md`;

  test('takes open drafts as they are in the editor and all others from disk', async () => {
    const text = 'Trp here.';
    const own = await opened(text, {
      host: hostWith(
        [DRAFT, 'Nothing.'],
        [other, '\uFEFFOf serotonin.\n\nAnd *L-tryptophan*, `tryptophan`.'],
        [`${FOLDER}/a.txt`, 'Tryptophan.'],
      ),
    });
    expect(await references(own, { line: 0, character: 0 })).toEqual([
      { uri: other, range: rangeOf('\n\nAnd *L-tryptophan', 'L-tryptophan') },
      { uri: DRAFT, range: rangeOf(text, 'Trp') },
    ]);
  });

  test('begins with the definition where that is wanted, and begins at an id too', async () => {
    const own = await opened('GLM and glimmerin.', { host: hostWith() });
    own.open(OWN, MINE, 'yaml');
    const found = await references(own, rangeOf(OWN, 'mine').start, MINE, true);
    expect(found?.map(({ uri }) => uri)).toEqual([MINE, DRAFT, DRAFT]);
    expect(await references(own, { line: 0, character: 5 })).toBeNull();
  });

  test('tells how far it is, and stops when it is told to', async () => {
    const files = Array.from({ length: 400 }, (_, at): [string, string] => [`${FOLDER}/n${at}.md`, 'Serotonin.']);
    const host = hostWith(...files);
    const own = await opened('Serotonin.', { host });
    const progress: { kind: string }[] = [];
    const cancellation = new CancellationTokenSource();
    own.connection.onNotification('$/progress', ({ value }: { value: { kind: string } }) => {
      if (progress.push(value) === 10) cancellation.cancel();
    });
    const answer = own.connection.sendRequest(
      'textDocument/references',
      {
        textDocument: { uri: DRAFT },
        position: { line: 0, character: 0 },
        context: { includeDeclaration: false },
        workDoneToken: 'search',
      },
      cancellation.token,
    );
    await answer.catch(() => undefined);
    await expect.poll(() => progress.at(-1)).toEqual({ kind: 'end' });
    expect(progress[0]?.kind).toBe('begin');
    expect(host.analysed.length).toBeLessThan(400);
  });

  test('a file that cannot be read does not hide the others', async () => {
    client = await connect({ initializationOptions: { readFile: true, findFiles: true } });
    client.connection.onRequest('caveat/findFiles', ({ limit }: { limit: number }) => {
      expect(limit).toBeGreaterThan(1000);
      return { uris: [`${FOLDER}/bad.md`, other] };
    });
    client.connection.onRequest(
      'caveat/readFile',
      ({ uri }: ReadFileParams): ReadFileResult =>
        uri === other ? { text: 'Serotonin.' } : uri.endsWith('bad.md') ? { error: 'not valid UTF-8' } : {},
    );
    client.open('Serotonin.');
    const found = await references(client, { line: 0, character: 0 });
    expect(found?.map(({ uri }) => uri)).toEqual([other, DRAFT]);
  });
});

test('the occurrences of a concept in the draft are highlighted together', async () => {
  const text = 'Tryptophan, serotonin, and Trp.';
  const { connection } = await opened(text);
  const ask = (character: number) =>
    connection.sendRequest<DocumentHighlight[] | null>('textDocument/documentHighlight', {
      textDocument: { uri: DRAFT },
      position: { line: 0, character },
    });
  expect(await ask(28)).toEqual([
    { range: rangeOf(text, 'Tryptophan'), kind: 1 },
    { range: rangeOf(text, 'Trp'), kind: 1 },
  ]);
  expect(await ask(25)).toBeNull();
});

describe('workspace symbols', () => {
  const symbols = async ({ connection }: Client, query: string) =>
    (await connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query })).map(
      ({ name, containerName, location }) => [name, containerName, location.uri],
    );

  test('are the concepts of the workspace, by the term that was asked for', async () => {
    client = await connect({ host: hostWith() });
    expect(await symbols(client, 'SEROT')).toEqual([
      ['serotonin', 'transmitter', PAGE],
      ['serotonin syndrome', 'risk', PAGE],
    ]);
    expect(await symbols(client, 'glm')).toEqual([['GLM', 'glimmerin', MINE]]);
    expect(await symbols(client, 'constructor')).toEqual([]);
    expect(await symbols(client, '')).toHaveLength(4);
  });
});
