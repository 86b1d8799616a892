import { describe, expect, test } from 'vitest';
import { DRAFT, rangeOf } from './connect.ts';
import { CLAIM, opened } from './opened.ts';

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
