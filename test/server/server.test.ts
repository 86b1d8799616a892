// biome-ignore-all lint/suspicious/noTemplateCurlyInString: tab stops of LSP snippets look like that
import { afterEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver';
import type { ReadFileParams, ReadFileResult } from '../../src/protocol.ts';
import { applied, type Client, type ConnectOptions, connect, DRAFT, FOLDER, FULL, rangeOf } from './connect.ts';
import { smallHost } from './host.ts';

const CLAIM = 'Tryptophan supplementation helps.';
const CAVEAT = 'This should only be done under medical supervision by a physician.';

let client: Client | undefined;
afterEach(() => client?.close());

async function opened(text: string, options: ConnectOptions = {}): Promise<Client> {
  client = await connect(options);
  client.open(text);
  return client;
}

describe('diagnostics', () => {
  test('a claim without its caveat is reported where it stands, with the way to its rule', async () => {
    const { items } = await opened(`# Title\n\n${CLAIM}\n`);
    expect(await items()).toEqual([
      {
        range: rangeOf(`# Title\n\n${CLAIM}`, 'Tryptophan supplementation'),
        severity: 1,
        code: 'precursor-supervision',
        codeDescription: { href: 'caveat:/rules/precursor-supervision.md' },
        source: 'caveat',
        message: 'Unexpected supplementation without supervision, expected it in the same section',
        data: { version: 1 },
      },
    ]);
  });

  test('a client that cannot open our pages gets no link to them', async () => {
    const { items } = await opened(CLAIM, {
      capabilities: { textDocument: { diagnostic: {}, publishDiagnostics: { codeDescriptionSupport: true } } },
    });
    expect((await items())[0]).not.toHaveProperty('codeDescription');
  });

  test('an unchanged draft is not reported again', async () => {
    const { diagnostics } = await opened(CLAIM);
    const first = await diagnostics();
    expect(first.kind).toBe('full');
    expect(await diagnostics(DRAFT, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
  });

  test('edits are followed one by one', async () => {
    const { change, items } = await opened('Tryptophan helps.\n');
    expect(await items()).toEqual([]);
    change(' supplementation', { start: { line: 0, character: 10 }, end: { line: 0, character: 10 } });
    expect((await items()).map(({ code }) => code)).toEqual(['precursor-supervision']);
    change('', rangeOf(CLAIM, ' supplementation'));
    expect(await items()).toEqual([]);
  });

  test('a deprecated term is struck through', async () => {
    const { items } = await opened('Tryptophane is an old name.');
    expect(await items()).toMatchObject([{ code: 'deprecated-term', tags: [2] }]);
  });

  test('clients that do not ask are told, and told again when the document closes', async () => {
    const { connection, published, change, initialized } = await opened(CLAIM, { capabilities: {} });
    expect(initialized.capabilities).not.toHaveProperty('diagnosticProvider');
    await expect
      .poll(() => published)
      .toMatchObject([{ uri: DRAFT, version: 1, diagnostics: [{ code: 'precursor-supervision' }] }]);
    change('Nothing.');
    await expect.poll(() => published[1]).toEqual({ uri: DRAFT, version: 2, diagnostics: [] });
    change(CLAIM);
    await expect.poll(() => published[2]).toMatchObject({ version: 3 });
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri: DRAFT } });
    await expect.poll(() => published[3]).toEqual({ uri: DRAFT, diagnostics: [] });
  });

  test.each(['git:/drafts/draft.md', 'caveat:/rules/precursor-supervision.md'])(
    'nothing is said of %s',
    async (uri) => {
      const { open, items } = await opened('');
      open(CLAIM, uri);
      expect(await items(uri)).toEqual([]);
    },
  );

  test.each([
    ['a byte order mark', '\uFEFF'],
    ['an emoji', '🧪 '],
    ['CRLF', 'One.\r\n\r\n'],
    ['a lone CR', 'One.\r\r'],
  ])('positions stand behind %s', async (_, before) => {
    const { items, hover } = await opened(`${before}${CLAIM}`);
    const range = rangeOf(`${before}${CLAIM}`, 'Tryptophan supplementation');
    expect((await items())[0]?.range).toEqual(range);
    expect(await hover(range.start)).toContain('**tryptophan**');
  });
});

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
    const host = {
      ...smallHost(),
      createAnalyzer: () => ({
        explain: () => [],
        analyzeSteps: (): never => {
          throw new Error('broken');
        },
      }),
    };
    client = await connect({ host });
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

describe('hover', () => {
  test('shows the concept, and marks the whole term', async () => {
    const { connection } = await opened('With tryptophan.');
    expect(
      await connection.sendRequest('textDocument/hover', {
        textDocument: { uri: DRAFT },
        position: { line: 0, character: 7 },
      }),
    ).toEqual({
      contents: { kind: 'markdown', value: expect.stringContaining('**tryptophan** (Trp) · precursor') },
      range: rangeOf('With tryptophan.', 'tryptophan'),
    });
  });

  test('names the terms inside a term', async () => {
    const { hover } = await opened('Serotonin syndrome.');
    expect(await hover({ line: 0, character: 2 })).toContain(
      'Also contains: [serotonin](caveat:/concepts/serotonin.md)',
    );
  });

  test('says nothing beside a term', async () => {
    const { hover } = await opened('With tryptophan.');
    expect(await hover({ line: 0, character: 1 })).toBeUndefined();
  });

  test('speaks plainly to a client without Markdown, and to lay readers', async () => {
    const { hover } = await opened('Tryptophan.', {
      capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } },
      initializationOptions: { settings: { profile: ['consumer'] } },
    });
    expect(await hover({ line: 0, character: 0 })).toBe(
      [
        'tryptophan (Trp) · precursor',
        'A building block from food that the body turns into serotonin.',
        'Risk: With other serotonergic substances it may lead to too much serotonin.',
        'Precursor of: serotonin',
        'Source: A textbook',
      ].join('\n\n'),
    );
  });

  test('speaks plainly where the draft asks for it', async () => {
    const text = '---\ncaveat: { profile: consumer }\n---\n\nTryptophan.';
    const { hover } = await opened(text);
    expect(await hover({ line: 4, character: 0 })).toContain('A building block from food');
  });

  test('links run the one command that the client allows', async () => {
    const { hover } = await opened('Tryptophan.', { initializationOptions: { commands: ['caveat.openConcept'] } });
    expect(await hover({ line: 0, character: 0 })).toContain(
      '[serotonin](command:caveat.openConcept?%5B%22serotonin%22%5D)',
    );
  });
});

describe('code actions', () => {
  const at = (text: string) => rangeOf(text, 'Tryptophan');

  test('the first puts the standard caveat behind the sentence, bound to the version, with tab stops', async () => {
    const { actions, items } = await opened(`${CLAIM} More.`);
    const diagnostics = [...(await items())];
    const [first] = await actions(at(CLAIM), { diagnostics });
    expect(first).toEqual({
      title: 'Add caveat after the sentence: Supervision',
      kind: 'quickfix',
      diagnostics,
      edit: {
        documentChanges: [
          {
            textDocument: { uri: DRAFT, version: 1 },
            edits: [
              {
                range: { start: { line: 0, character: CLAIM.length }, end: { line: 0, character: CLAIM.length } },
                snippet: { kind: 'snippet', value: ` ${CAVEAT.replace('a physician', '${1:a physician}')}` },
              },
            ],
          },
        ],
      },
    });
  });

  test('after each of them the finding is gone', async () => {
    const text = `# A\n\n${CLAIM} More.\n\nNext.\n`;
    const own = await opened(text);
    const actions = await own.actions(at(text), { only: ['quickfix'] });
    expect(actions.map(({ title }) => title)).toEqual([
      'Add caveat after the sentence: Supervision',
      'Add caveat as a warning after the block: Supervision',
      'Add caveat as a footnote: Supervision',
      'Suppress "precursor-supervision" here with a reason',
    ]);
    const texts = actions.map((action) => applied(own, action));
    expect(texts).toEqual([
      `# A\n\n${CLAIM} ${CAVEAT} More.\n\nNext.\n`,
      `# A\n\n${CLAIM} More.\n\n> [!WARNING]\n> ${CAVEAT}\n\nNext.\n`,
      `# A\n\n${CLAIM}[^caveat] More.\n\n[^caveat]: ${CAVEAT}\n\nNext.\n`,
      `# A\n\n<!-- caveat-ignore precursor-supervision: reason -->\n${CLAIM} More.\n\nNext.\n`,
    ]);
    for (const fixed of texts) {
      own.change(fixed);
      expect(await own.items()).toEqual([]);
    }
  });

  test('one of them adds the caveat wherever the rule asks for it', async () => {
    const text = `# A\n\n${CLAIM}\n\n# B\n\n${CLAIM}\n`;
    const own = await opened(text);
    const actions = await own.actions(at(text), { only: ['quickfix'] });
    const all = actions.find(({ title }) => title === 'Fix all of "precursor-supervision" in this draft');
    const fixed = applied(own, all as never);
    expect(fixed).toBe(`# A\n\n${CLAIM} ${CAVEAT}\n\n# B\n\n${CLAIM} ${CAVEAT}\n`);
    own.change(fixed);
    expect(await own.items()).toEqual([]);
  });

  test('a client without versioned edits and snippets gets finished text', async () => {
    const own = await opened(CLAIM, { capabilities: { textDocument: { diagnostic: {} } } });
    const [first] = await own.actions(at(CLAIM));
    expect(Object.keys(first?.edit ?? {})).toEqual(['changes']);
    expect(applied(own, first as never)).toBe(`${CLAIM} ${CAVEAT}`);
  });

  test('a diagnostic of an older version is not taken for the present one', async () => {
    const { actions, items, change } = await opened(CLAIM);
    const diagnostics = [...(await items())];
    change(`New. ${CLAIM}`);
    const range = rangeOf(`New. ${CLAIM}`, 'Tryptophan');
    for (const action of await actions(range, { diagnostics, only: ['quickfix'] })) {
      expect(action).not.toHaveProperty('diagnostics');
      expect(action.edit?.documentChanges).toMatchObject([{ textDocument: { version: 2 } }]);
    }
    change('Nothing.');
    expect(
      await actions({ start: { line: 0, character: 0 }, end: { line: 0, character: 5 } }, { diagnostics }),
    ).toEqual([]);
  });

  test('an edit that overtakes the question leaves no edits', async () => {
    const { actions, change } = await opened(CLAIM);
    const answer = actions(at(CLAIM));
    change(`New. ${CLAIM}`);
    expect(await answer).toBeNull();
  });

  test('only a lone fix is preferred', async () => {
    const text = `Tryptophane is old. ${CLAIM}`;
    const { actions } = await opened(text);
    const preferred = (await actions(rangeOf(text, text))).filter(({ isPreferred }) => isPreferred);
    expect(preferred.map(({ title }) => title)).toEqual(['Replace "Tryptophane" with "tryptophan"']);
  });

  test.each([
    [['quickfix'], 4],
    [['refactor', ''], 6],
    [['refactor'], 2],
    [['source.fixAll'], 0],
    [['quickfix.other'], 0],
  ])('asked only for %j there are %d', async (only, count) => {
    const { actions } = await opened(CLAIM);
    expect(await actions(at(CLAIM), { only })).toHaveLength(count);
  });
});

describe('settings', () => {
  test.each([
    [{ enable: false }, []],
    [{ rules: { 'precursor-supervision': 'off' } }, []],
    [{ rules: { 'precursor-supervision': 'hint' } }, [4]],
    [{ rules: null, profile: 3 }, [1]],
  ])('%j', async (settings, severities) => {
    const { items } = await opened(CLAIM, { settings: () => settings });
    expect((await items()).map(({ severity }) => severity)).toEqual(severities);
  });

  test('are asked again once they have changed', async () => {
    let settings = {};
    const { items, connection, refreshes, hover } = await opened(CLAIM, { settings: () => settings });
    expect(await items()).toHaveLength(1);
    settings = { rules: { 'precursor-supervision': 'off' }, hover: { enable: false } };
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(await items()).toEqual([]);
    expect(await hover({ line: 0, character: 0 })).toBeUndefined();
    expect(refreshes()).toBe(1);
  });

  test('come with the start or a notification where the client answers no questions', async () => {
    const { items, connection } = await opened(CLAIM, {
      capabilities: { textDocument: { diagnostic: {} } },
      initializationOptions: { settings: { enable: false } },
    });
    expect(await items()).toEqual([]);
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: { caveat: { enable: true } } });
    expect(await items()).toHaveLength(1);
  });
});

describe('the requests of our own', () => {
  test('occurrences, unless they are not to be marked', async () => {
    let settings = {};
    const { connection } = await opened('Serotonin and Trp.', { settings: () => settings });
    const ask = () => connection.sendRequest('caveat/occurrences', { textDocument: { uri: DRAFT } });
    const text = 'Serotonin and Trp.';
    expect(await ask()).toEqual({ version: 1, ranges: [rangeOf(text, 'Serotonin'), rangeOf(text, 'Trp')] });
    settings = { highlightTerms: false };
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(await ask()).toEqual({ version: 1, ranges: [] });
  });

  test('standard caveats', async () => {
    const { connection } = await opened(CLAIM);
    expect(await connection.sendRequest('caveat/standardCaveats', { textDocument: { uri: DRAFT } })).toEqual([
      {
        rule: 'precursor-supervision',
        ruleTitle: 'A precursor needs supervision',
        title: 'Supervision',
        text: CAVEAT,
        snippet: CAVEAT.replace('a physician', '${1:a physician}'),
        needed: true,
      },
    ]);
  });

  test('pages of rules and concepts', async () => {
    const { connection, initialized } = await opened('');
    const page = async (uri: string) =>
      (await connection.sendRequest<{ text: string }>('workspace/textDocumentContent', { uri })).text;
    expect(initialized.capabilities.workspace?.textDocumentContent).toEqual({ schemes: ['caveat'] });
    expect(await page('caveat:/rules/precursor-supervision.md')).toMatch(/^# A precursor needs supervision\n/);
    expect(await page('caveat:/concepts/tryptophan.md')).toMatch(/^# tryptophan\n/);
    expect(await page('caveat:/rules/constructor.md')).toMatch(/^# No such page\n/);
  });
});

describe("a user's files", () => {
  const MINE = `${FOLDER}/terms/my%20terms.yaml`;
  const GOOD =
    'version: 1\nconcepts:\n  - id: mine\n    terms: [glimmerin]\n    definition: "Mine, *not* <b>yours</b>."\n';

  test('a glossary of the settings adds to the built-in one, as plain text', async () => {
    const host = smallHost(new Map([[MINE, `\uFEFF${GOOD}`]]));
    const { hover } = await opened('Glimmerin and tryptophan.', {
      host,
      settings: () => ({ glossaries: ['terms/my terms.yaml'] }),
    });
    expect(await hover({ line: 0, character: 0 })).toBe('**glimmerin**\n\nMine, \\*not\\* &lt;b\\>yours&lt;/b\\>\\.');
    expect(await hover({ line: 0, character: 16 })).toContain('**tryptophan**');
  });

  test('a fault is shown in the file and told once; what is sound stays; mending it is noticed', async () => {
    const files = new Map([
      [
        MINE,
        `${GOOD}  - id: other\n    terms: [shimmerin]\n    definition: x\n    relations: { broader: [serotonine] }\n`,
      ],
    ]);
    const own = await opened(CLAIM, {
      host: smallHost(files),
      settings: () => ({ glossaries: ['terms/my terms.yaml'] }),
    });
    expect(await own.items()).toHaveLength(1);
    expect(own.published).toMatchObject([
      { uri: MINE, diagnostics: [{ severity: 1, source: 'caveat', range: { start: { line: 8 } } }] },
    ]);
    expect(own.messages).toEqual([expect.stringMatching(/^Caveat: my terms\.yaml, line 9: .*serotonine/)]);

    files.set(MINE, GOOD);
    await own.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: MINE, type: 2 }] });
    own.change('Glimmerin.');
    expect(await own.hover({ line: 0, character: 0 })).toContain('**glimmerin**');
    expect(own.published[1]).toEqual({ uri: MINE, diagnostics: [] });
    expect(own.messages).toHaveLength(1);
    expect(own.registered).toContain('workspace/didChangeWatchedFiles');
  });

  test("one folder's fault stays told while another folder has none", async () => {
    const files = new Map([
      [`${FOLDER}/a/caveat.yaml`, 'ruls: {}\n'],
      [`${FOLDER}/b/caveat.yaml`, 'rules: {}\n'],
    ]);
    const own = await opened(CLAIM, { host: smallHost(files) });
    own.open(CLAIM, `${FOLDER}/a/draft.md`);
    own.open(CLAIM, `${FOLDER}/b/draft.md`);
    expect(await own.items(`${FOLDER}/a/draft.md`)).toHaveLength(1);
    expect(await own.items(`${FOLDER}/b/draft.md`)).toHaveLength(1);
    expect(own.published.at(-1)).toMatchObject({
      uri: `${FOLDER}/a/caveat.yaml`,
      diagnostics: [{ message: expect.stringContaining('ruls') }],
    });

    files.delete(`${FOLDER}/a/caveat.yaml`);
    await own.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `${FOLDER}/a/caveat.yaml`, type: 3 }],
    });
    expect(await own.items(`${FOLDER}/a/draft.md`)).toHaveLength(1);
    expect(own.published.at(-1)).toEqual({ uri: `${FOLDER}/a/caveat.yaml`, diagnostics: [] });
    expect(own.messages).toHaveLength(1);
  });

  test('a missing one is told in a message, and the rest works', async () => {
    const { items, messages } = await opened(CLAIM, { settings: () => ({ glossaries: ['none.yaml'] }) });
    expect(await items()).toHaveLength(1);
    expect(messages).toEqual([expect.stringContaining('none.yaml')]);
  });

  test('paths start at the folder that the draft stands in', async () => {
    const own = await opened('', {
      host: smallHost(new Map([['file:///more/mine.yaml', GOOD]])),
      settings: () => ({ glossaries: ['mine.yaml'] }),
    });
    own.open('Glimmerin.', 'file:///more/draft.md');
    expect(await own.hover({ line: 0, character: 0 }, 'file:///more/draft.md')).toBeUndefined();
    await own.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: 'file:///more', name: 'more' }], removed: [] },
    });
    expect(await own.hover({ line: 0, character: 0 }, 'file:///more/draft.md')).toContain('**glimmerin**');
  });

  test('an open page is written again when they change', async () => {
    const files = new Map([
      [`${FOLDER}/caveat.yaml`, 'glossaries: [mine.yaml]\n'],
      [`${FOLDER}/mine.yaml`, GOOD],
    ]);
    const own = await opened('Glimmerin.', { host: smallHost(files) });
    const asked: string[] = [];
    own.connection.onRequest('workspace/textDocumentContent/refresh', ({ uri }: { uri: string }) => {
      asked.push(uri);
      return null;
    });
    const page = async () =>
      (
        await own.connection.sendRequest<{ text: string }>('workspace/textDocumentContent', {
          uri: 'caveat:/concepts/mine.md',
        })
      ).text;
    own.open(await page(), 'caveat:/concepts/mine.md');
    expect(await page()).toContain('# glimmerin');
    files.set(`${FOLDER}/mine.yaml`, GOOD.replace('glimmerin', 'shimmerin'));
    await own.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `${FOLDER}/mine.yaml`, type: 2 }],
    });
    await expect.poll(() => asked).toEqual(['caveat:/concepts/mine.md']);
    expect(await page()).toContain('# shimmerin');
  });

  test('the nearest caveat.yaml holds, and the settings have the last word', async () => {
    const files = new Map([[`${FOLDER}/caveat.yaml`, 'rules: { precursor-supervision: hint }\n']]);
    let settings = {};
    const { items, connection } = await opened(CLAIM, { host: smallHost(files), settings: () => settings });
    expect((await items())[0]?.severity).toBe(4);
    settings = { rules: { 'precursor-supervision': 'warning' } };
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect((await items())[0]?.severity).toBe(2);
  });

  test('they are read through a client that offers it', async () => {
    client = await connect({
      initializationOptions: { readFile: true },
      settings: () => ({ glossaries: ['terms/my terms.yaml', 'bad.yaml'] }),
    });
    const asked: string[] = [];
    client.connection.onRequest('caveat/readFile', ({ uri }: ReadFileParams): ReadFileResult => {
      asked.push(uri);
      return uri === MINE ? { text: GOOD } : uri.endsWith('bad.yaml') ? { error: 'not valid UTF-8' } : {};
    });
    client.open('Glimmerin.');
    expect(await client.hover({ line: 0, character: 0 })).toContain('**glimmerin**');
    expect(asked).toContain(MINE);
    expect(client.messages).toEqual([expect.stringContaining('not valid UTF-8')]);
  });
});

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
