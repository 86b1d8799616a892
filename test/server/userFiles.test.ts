import { describe, expect, test } from 'vitest';
import type { ReadFileParams, ReadFileResult } from '../../src/protocol.ts';
import { FOLDER } from './connect.ts';
import { smallHost } from './host.ts';
import { CLAIM, connected, opened } from './opened.ts';

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
    const client = await connected({
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
