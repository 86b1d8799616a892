import { describe, expect, test } from 'vitest';
import { DRAFT, rangeOf } from './connect.ts';
import { opened } from './opened.ts';

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
