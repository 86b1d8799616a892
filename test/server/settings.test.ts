import { describe, expect, test } from 'vitest';
import { CLAIM, opened } from './opened.ts';

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
