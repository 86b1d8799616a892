import { afterEach, describe, expect, test } from 'vitest';
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { AddConceptResult, ConceptsResult, GlossariesResult, MentionsResult } from '../../src/protocol.ts';
import { type Client, type ConnectOptions, connect, DRAFT, FOLDER, rangeOf } from './connect.ts';
import { smallHost } from './host.ts';

const CONFIG = `${FOLDER}/caveat.yaml`;
const MINE = `${FOLDER}/words/mine.yaml`;
const OWN = `version: 1
# ours
concepts:
  - id: glimmerin # a first one
    terms: [glimmerin]
    definition: >-
      Something that
      glimmers.
`;

let client: Client | undefined;
afterEach(() => client?.close());

async function opened(text: string, options: ConnectOptions = {}): Promise<Client> {
  client = await connect(options);
  client.open(text);
  return client;
}

const textDocument = { uri: DRAFT };

describe('the list of concepts', () => {
  const list = async ({ connection }: Client, params: object) => {
    const { concepts, more } = await connection.sendRequest<ConceptsResult>('caveat/concepts', params);
    expect(more).toBe(0);
    return concepts;
  };

  test('has terms, abbreviations, and classes, in the order of the terms', async () => {
    const own = await opened('', {
      host: smallHost(
        new Map([
          [CONFIG, 'glossaries: [words/mine.yaml]'],
          [MINE, OWN],
        ]),
      ),
    });
    expect((await list(own, {})).map(({ term }) => term)).toEqual(['serotonin', 'serotonin syndrome', 'tryptophan']);
    expect((await list(own, { textDocument })).map(({ term }) => term)).toContain('glimmerin');
    expect((await list(own, { textDocument }))[3]).toEqual({
      id: 'tryptophan',
      term: 'tryptophan',
      abbreviations: ['Trp'],
      classes: ['precursor', 'precursor supplement'],
    });
  });

  test('holds what was asked for, by any term', async () => {
    const own = await opened('');
    expect((await list(own, { query: ' TRP ' })).map(({ id, matched }) => [id, matched])).toEqual([
      ['tryptophan', 'Trp'],
    ]);
    expect((await list(own, { query: 'ophan' }))[0]).not.toHaveProperty('matched');
    expect(await list(own, { query: 'constructor' })).toEqual([]);
  });
});

test('what a draft names, with all places', async () => {
  const text = 'Trp makes serotonin; tryptophan does.';
  const { connection } = await opened(text);
  expect(await connection.sendRequest<MentionsResult>('caveat/mentions', { textDocument })).toEqual({
    version: 1,
    mentions: [
      { concept: 'tryptophan', term: 'tryptophan', ranges: [rangeOf(text, 'Trp'), rangeOf(text, 'tryptophan')] },
      { concept: 'serotonin', term: 'serotonin', ranges: [rangeOf(text, 'serotonin')] },
    ],
  });
});

describe('adding a concept', () => {
  const add = ({ connection }: Client, term: string, glossary = MINE, definition = 'A measure: of\nwombats.') =>
    connection.sendRequest<AddConceptResult>('caveat/addConcept', { textDocument, glossary, term, definition });
  const written = (before: string, { edit, uris }: AddConceptResult, index = 0): string => {
    const changes = (edit as WorkspaceEdit).documentChanges ?? [];
    const change = changes.find((one) => 'edits' in one && one.textDocument.uri === uris?.[index]) as TextDocumentEdit;
    return TextDocument.applyEdits(TextDocument.create('', 'yaml', 0, before), change.edits as never);
  };
  const host = (own: string) =>
    smallHost(
      new Map([
        [CONFIG, '# c\nglossaries: [words/mine.yaml]\n'],
        [MINE, own],
      ]),
    );

  test('writes it below the others; all else stays', async () => {
    const own = await opened('', { host: host(OWN) });
    expect(await own.connection.sendRequest<GlossariesResult>('caveat/glossaries', { textDocument })).toEqual({
      files: [MINE],
      folder: FOLDER,
    });
    const result = await add(own, 'wombat  index');
    const after = `${OWN}  - id: wombat-index
    terms:
      - wombat index
    definition: "A measure: of wombats."
`;
    expect(written(OWN, result)).toBe(after);
    expect(result).toMatchObject({ uris: [MINE], range: rangeOf(after, 'id: wombat-index') });
  });

  test('what was written is read again without a fault', async () => {
    const files = new Map([
      [CONFIG, 'glossaries: [words/mine.yaml]\n'],
      [MINE, OWN],
    ]);
    const own = await opened('', { host: smallHost(files) });
    for (const term of ['SAMx', 'a (b) | c', '=5~ ..3', '"quoted": #1', "l'été", 'wombat index', 'Wombat Index 2']) {
      files.set(MINE, written(files.get(MINE) as string, await add(own, term)));
      await own.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: MINE, type: 2 }] });
      own.change(`The ${term} here.`);
      expect(await own.hover({ line: 0, character: 5 })).toContain('A measure\\: of wombats');
    }
    expect(own.messages).toEqual([]);
    own.change('A samx.');
    expect(await own.hover({ line: 0, character: 3 })).toBeUndefined();
  });

  test('a new glossary is made, and named in caveat.yaml, which is made too', async () => {
    const own = await opened('');
    const result = await add(own, 'wombat', 'words/new ones.yaml', 'A marsupial.');
    const path = `${FOLDER}/words/new%20ones.yaml`;
    expect(result.uris).toEqual([path, CONFIG]);
    expect((result.edit as WorkspaceEdit).documentChanges?.filter((one) => 'kind' in one)).toMatchObject([
      { kind: 'create', uri: path },
      { kind: 'create', uri: CONFIG },
    ]);
    expect(written('', result)).toBe(
      'version: 1\nconcepts:\n  - id: wombat\n    terms:\n      - wombat\n    definition: A marsupial.\n',
    );
    expect(written('', result, 1)).toBe('glossaries: [words/new ones.yaml]\n');
  });

  test('a term that is known leads to its concept', async () => {
    const own = await opened('');
    expect(await add(own, 'L-Tryptophan')).toEqual({ known: 'tryptophan' });
  });

  test.each([
    ['a glossary with a fault', 'concepts: [', 'wombat', 'x'],
    ['no definition', OWN, 'wombat', ' '],
    ['no term', OWN, ' ', 'x'],
  ])('%s is told', async (_, glossary, term, definition) => {
    const own = await opened('', { host: host(glossary) });
    expect(Object.keys(await add(own, term, MINE, definition))).toEqual(['error']);
  });
});
