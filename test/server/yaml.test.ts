import { afterEach, describe, expect, test } from 'vitest';
import type { CompletionItem, CompletionList, Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Client, type ConnectOptions, connect, DRAFT, FOLDER, rangeOf } from './connect.ts';
import { smallHost } from './host.ts';

const CONFIG = `${FOLDER}/caveat.yaml`;
const MINE = `${FOLDER}/mine.yaml`;
const OWN = 'version: 1\nconcepts:\n  - id: mine\n    terms: [glimmerin]\n    definition: Mine.\n';

let client: Client | undefined;
afterEach(() => client?.close());

async function opened(text: string, uri: string, options: ConnectOptions = {}): Promise<Client> {
  const files = new Map([
    [CONFIG, 'glossaries: [mine.yaml]\n'],
    [MINE, OWN],
  ]);
  client = await connect({ host: smallHost(files), ...options });
  client.open(text, uri, 'yaml');
  return client;
}

const told = (items: readonly Diagnostic[]) => items.map(({ range, message }) => [range.start.line, message]);

describe('faults while typing', () => {
  test.each([
    ['ruls: {}\n', 0, 'Unknown key "ruls"'],
    ['rules:\n  precursor-supervison: error\n', 1, 'for example "precursor-supervision"'],
    ['rules: { precursor-supervision: loud }\n', 0, 'Unknown value "loud"'],
    ['\nprofiles: [consumr]\n', 1, 'for example "consumer"'],
    ['ignoreTerms: [serotonine]\n', 0, '"serotonin"'],
    ['glossaries: [none.yaml]\n', 0, 'no such file'],
    ['rules: {\n', 1, 'Invalid YAML'],
  ])('of %j', async (text, line, message) => {
    const { items } = await opened(text, CONFIG);
    expect(told(await items(CONFIG))).toEqual([[line, expect.stringContaining(message)]]);
  });

  test('of a glossary, beside the built-in one and the others', async () => {
    const text = `${OWN}  - id: two\n    terms: [serotonin]\n    definition: x\n    relations: { related: [mine, sertonin] }\n  - id: mine\n    terms: [y]\n    definition: x\n`;
    const own = await opened(text, MINE);
    expect(told(await own.items(MINE))).toEqual([
      [9, expect.stringContaining('"mine" is already defined')],
      [8, expect.stringContaining('Unknown concept "sertonin", expected for example "serotonin"')],
      [6, expect.stringContaining('belongs to "serotonin" too')],
    ]);
    own.change(OWN, undefined, MINE);
    expect(await own.items(MINE)).toEqual([]);
  });

  test('nothing is said of other files', async () => {
    const { items } = await opened('ruls: {}\n', `${FOLDER}/other.yaml`);
    expect(await items(`${FOLDER}/other.yaml`)).toEqual([]);
  });

  test('what was told of the file on disk gives way while it is open', async () => {
    const files = new Map([[CONFIG, 'ruls: {}\n']]);
    const own = await opened('Text', DRAFT, { host: smallHost(files) });
    own.open('Text.', `${FOLDER}/other.md`);
    await own.items(`${FOLDER}/other.md`);
    expect(own.published.at(-1)).toMatchObject({ uri: CONFIG, diagnostics: [{ source: 'caveat' }] });
    own.open('rules: {}\n', CONFIG, 'yaml');
    expect(await own.items(CONFIG)).toEqual([]);
    expect(own.published.at(-1)).toEqual({ uri: CONFIG, diagnostics: [] });
    await own.connection.sendNotification('textDocument/didClose', { textDocument: { uri: CONFIG } });
    await expect.poll(() => own.published.at(-1)?.diagnostics).toHaveLength(1);
  });

  test('clients that do not ask are told', async () => {
    const own = await opened('ruls: {}\n', CONFIG, { capabilities: {} });
    await expect.poll(() => own.published.filter(({ version }) => version === 1)).toHaveLength(1);
    own.change('rules: {}\n', undefined, CONFIG);
    await expect.poll(() => own.published.at(-1)).toEqual({ uri: CONFIG, version: 2, diagnostics: [] });
  });

  test('a file that is saved holds at once, also for a client that watches no files', async () => {
    const files = new Map([
      [CONFIG, 'glossaries: [../far/mine.yaml]\n'],
      ['file:///far/mine.yaml', OWN],
    ]);
    const own = await opened(OWN, 'file:///far/mine.yaml', { host: smallHost(files) });
    own.open('Glimmerin and shimmerin.');
    expect(await own.hover({ line: 0, character: 16 })).toBeUndefined();
    own.change(OWN.replace('[glimmerin]', '{}'), undefined, 'file:///far/mine.yaml');
    expect(told(await own.items('file:///far/mine.yaml'))).toEqual([[3, expect.stringContaining('Unexpected map')]]);
    files.set('file:///far/mine.yaml', OWN.replace('glimmerin', 'shimmerin'));
    await own.connection.sendNotification('textDocument/didSave', { textDocument: { uri: 'file:///far/mine.yaml' } });
    expect(await own.hover({ line: 0, character: 16 })).toContain('**shimmerin**');
  });
});

describe('completion', () => {
  async function offered(marked: string, uri: string): Promise<readonly CompletionItem[]> {
    const text = marked.replace('¦', '');
    const own = await opened(text, uri);
    const position = TextDocument.create('', '', 0, marked).positionAt(marked.indexOf('¦'));
    const list = await own.connection.sendRequest<CompletionList | null>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
    return list?.items ?? [];
  }
  const labels = async (marked: string, uri: string) => (await offered(marked, uri)).map(({ label }) => label);

  const KEYS = ['glossaries', 'profiles', 'rules', 'overrides', 'ignoreTerms', 'caveats'];
  test.each([
    ['¦', KEYS],
    ['rules: {}\n¦\nprofiles: [uk]\n', KEYS.filter((key) => !['rules', 'profiles'].includes(key))],
    ['pro¦', ['profiles']],
    ['rules:\n  prec¦', ['precursor-supervision']],
    ['rules:\n  precursor-supervision: off\n  dep¦\n', ['deprecated-term']],
    ['rules: { deprecated-term: ¦ }', ['off', 'hint', 'information', 'warning', 'error']],
    ['profiles: [uk, con¦]', ['consumer']],
    ['overrides:\n  - files: a\n    ¦', ['profiles', 'rules']],
    ['overrides:\n  - files: a\n    rules:\n      deprecated-term: w¦', ['warning']],
    ['caveats:\n  ¦', ['precursor-supervision']],
    ['ignoreTerms:\n  - sero¦', ['serotonin', 'serotonin-syndrome']],
    ['# pro¦', []],
    ['profiles: [uk] # pro¦', []],
  ])('in caveat.yaml: %j', async (marked, expected) => {
    expect(await labels(marked, CONFIG)).toEqual(expected);
  });

  const CONCEPT = 'version: 1\nconcepts:\n  - id: mine\n';
  test.each([
    ['ver¦', ['version']],
    [`${CONCEPT}    def¦`, ['definition']],
    [`${CONCEPT}    classes: [pre¦`, ['precursor', 'precursor-supplement']],
    [`${CONCEPT}    relations:\n      pr¦`, ['precursorOf']],
    [`${CONCEPT}    relations: { broader: [sero¦] }`, ['serotonin', 'serotonin-syndrome']],
    [`${CONCEPT}    relations:\n      related:\n        - mi¦\n    definition: x\n`, ['mine']],
    [`${CONCEPT}  - id: unsaved\n    relations: { related: [uns¦`, ['unsaved']],
    [`${CONCEPT}    terms:\n      - { term: x, st¦ }`, ['status']],
    [`${CONCEPT}    terms:\n      - { term: x, status: ¦ }`, ['preferred', 'admitted', 'deprecated']],
    [`${CONCEPT}    terms:\n      - { term: x, abbreviation: t¦ }`, ['true']],
    [`${CONCEPT}    terms:\n      - ¦`, ['term', 'status', 'abbreviation', 'notPrecededBy', 'notFollowedBy', 'needs']],
    [`${CONCEPT}    facets:\n      Ri¦`, ['Risk']],
    [`${CONCEPT}    definition: pre¦`, []],
    [`${CONCEPT}    definition: >-\n      some\n      pre¦`, []],
  ])('in a glossary: %j', async (marked, expected) => {
    expect(await labels(marked, MINE)).toEqual(expected);
  });

  test('a key brings its colon, unless it is there, and says what it is for', async () => {
    const [item] = await offered('rul¦', CONFIG);
    expect(item).toEqual({
      label: 'rules',
      kind: 10,
      documentation: 'Severity by rule; off turns a rule off.',
      textEdit: { range: rangeOf('rul', 'rul'), newText: 'rules: ' },
    });
    const [again] = await offered('rul¦: {}', CONFIG);
    expect(again?.textEdit?.newText).toBe('rules');
  });

  test('a concept comes with its term and definition', async () => {
    const [item] = await offered('ignoreTerms: [trypt¦]', CONFIG);
    expect(item).toMatchObject({ detail: 'tryptophan', documentation: expect.stringContaining('amino acid') });
  });

  test('other YAML files get nothing', async () => {
    expect(await labels('ru¦', `${FOLDER}/other.yaml`)).toEqual([]);
  });
});

test('each folder has its own', async () => {
  const files = new Map([
    ['file:///a/caveat.yaml', 'glossaries: [mine.yaml]\n'],
    ['file:///a/mine.yaml', OWN],
    ['file:///b/caveat.yaml', 'rules: {}\n'],
  ]);
  const own = await opened('ignoreTerms: [mine]\n', 'file:///a/caveat.yaml', { host: smallHost(files) });
  own.open('ignoreTerms: [mine]\n', 'file:///b/caveat.yaml', 'yaml');
  expect(await own.items('file:///a/caveat.yaml')).toEqual([]);
  expect(told(await own.items('file:///b/caveat.yaml'))).toEqual([[0, expect.stringContaining('Unknown concept')]]);
});
