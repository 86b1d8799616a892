import { describe, expect, test } from 'vitest';
import { DRAFT, rangeOf } from './connect.ts';
import { CAVEAT, CLAIM, opened } from './opened.ts';

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
        snippet: CAVEAT.replace('a physician', `\${1:a physician}`),
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
