import { describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import type { Analysis } from '../../src/analysis/analysis.ts';
import type { OccurrencesResult } from '../../src/protocol.ts';
import { type Client, DRAFT, rangeOf } from './connect.ts';
import { smallHost } from './host.ts';
import { CLAIM, opened } from './opened.ts';

/** A draft of sections that each make the claim, in which no paragraph stands twice. */
function longDraft(size: number): string {
  const sections: string[] = ['# A draft'];
  for (let number = 1, length = 0; length < size; number++) {
    const filler = `A *plain* paragraph of section ${number} goes on and on, and says that serotonin is a word. `;
    const section = `## Section ${number}\n\n${CLAIM} That is claim ${number}.\n\n${filler.repeat(12)}`;
    sections.push(section);
    length += section.length + 2;
  }
  return `${sections.join('\n\n')}\n`;
}

const LONG = longDraft(150_000);
const claimOf = (text: string, number: number) => {
  const { start } = rangeOf(text, `${CLAIM} That is claim ${number}.`);
  return { start, end: { line: start.line, character: 'Tryptophan supplementation'.length } };
};
const linesOf = (items: readonly Diagnostic[]): readonly number[] => items.map(({ range }) => range.start.line);

/** A host in which the whole analysis of a long text goes on until it is dropped. */
function endlessHost(log: string[] = []) {
  const small = smallHost();
  function* endless(): Generator<void, Analysis> {
    log.push('begun');
    try {
      for (;;) yield;
    } finally {
      log.push('dropped');
    }
  }
  return {
    ...small,
    createAnalyzer: (options: Parameters<typeof small.createAnalyzer>[0]) => {
      const analyzer = small.createAnalyzer(options);
      return {
        ...analyzer,
        analyzeSteps: (source: string) => (source.length > 100_000 ? endless() : analyzer.analyzeSteps(source)),
      };
    },
  };
}

function show(client: Client, from: number, to: number): void {
  void client.connection.sendNotification('caveat/visible', {
    textDocument: { uri: DRAFT },
    ranges: [{ start: { line: from, character: 0 }, end: { line: to, character: 0 } }],
  });
}

describe('in a draft that takes long', () => {
  test('a hover and the findings of the top come without the whole', async () => {
    const client = await opened(LONG, { host: endlessHost() });
    const { start } = claimOf(LONG, 100);
    expect(await client.hover(start)).toContain('essential amino acid');
    expect(await client.hover({ line: start.line, character: CLAIM.length + 2 })).toBeUndefined();
    client.change('Nothing.');
  });

  test('the findings of the visible part come without the whole, and stay when others come into view', async () => {
    const client = await opened(LONG, { host: endlessHost() });
    const [one, two] = [claimOf(LONG, 50).start.line, claimOf(LONG, 80).start.line];
    show(client, one - 1, one + 1);
    expect(linesOf(await client.items())).toEqual([one]);
    show(client, two - 1, two + 1);
    await expect.poll(client.refreshes).toBe(1);
    expect(linesOf(await client.items())).toEqual([one, two]);
    client.change('Nothing.');
    expect(await client.items()).toEqual([]);
  });

  test('without a word on what is visible, it is the top, or what stands around the last edit', async () => {
    const client = await opened(LONG, { host: endlessHost() });
    const top = linesOf(await client.items());
    expect(top[0]).toBe(claimOf(LONG, 1).start.line);
    expect(top.length).toBeLessThan(20);
    const { start } = claimOf(LONG, 90);
    client.change('x', { start: { line: start.line + 2, character: 0 }, end: { line: start.line + 2, character: 0 } });
    expect(linesOf(await client.items())).toContain(start.line);
    client.change('Nothing.');
  });

  test('the terms of the visible part are told first', async () => {
    const client = await opened(LONG, { host: endlessHost() });
    const { start, end } = claimOf(LONG, 60);
    const result = await client.connection.sendRequest<OccurrencesResult>('caveat/occurrences', {
      textDocument: { uri: DRAFT },
      first: [{ start, end }],
    });
    expect(result).toEqual({
      version: 1,
      ranges: [{ start, end: { ...start, character: 'Tryptophan'.length } }],
      isPart: true,
    });
    client.change('Nothing.');
  });

  test.each([
    ['changes', (client: Client) => client.change('Nothing.')],
    [
      'is closed',
      (client: Client) =>
        void client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: DRAFT } }),
    ],
  ])('the whole analysis is dropped when the draft %s', async (_, end) => {
    const log: string[] = [];
    const client = await opened(LONG, { host: endlessHost(log) });
    await client.items();
    await expect.poll(() => log).toEqual(['begun']);
    end(client);
    await expect.poll(() => log).toEqual(['begun', 'dropped']);
    expect(client.refreshes()).toBe(0);
  });
});

describe('the whole of a draft', () => {
  test('of a megabyte comes behind its visible part, and adds to it', async () => {
    const text = longDraft(1_000_000);
    const client = await opened(text);
    const { start } = claimOf(text, 500);
    show(client, start.line - 10, start.line + 10);
    const order: string[] = [];
    const told = async <T>(name: string, answer: Promise<T>): Promise<T> => {
      const value = await answer;
      order.push(name);
      return value;
    };
    const whole = told(
      'whole',
      client.connection.sendRequest<OccurrencesResult>('caveat/occurrences', { textDocument: { uri: DRAFT } }),
    );
    const [items, hover] = await Promise.all([told('findings', client.items()), told('hover', client.hover(start))]);
    expect(hover).toContain('essential amino acid');
    expect(items.length).toBeLessThan(10);
    await whole;
    expect(order.toSorted()).toEqual(['findings', 'hover', 'whole']);
    expect(order.at(-1)).toBe('whole');
    await expect.poll(client.refreshes).toBe(1);
    const all = await client.items();
    expect(all.length).toBeGreaterThan(500);
    for (const item of items) expect(all).toContainEqual({ ...item, severity: expect.any(Number) });
    // An edit is quick from now on, and nothing that is shown goes.
    client.change('x', { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } });
    expect(await client.items()).toHaveLength(all.length);
    expect(client.refreshes()).toBe(1);
  }, 60_000);

  test('is published behind its visible part to a client that does not ask', async () => {
    const { published } = await opened(LONG, { capabilities: {} });
    await expect.poll(() => published.length, { timeout: 60_000 }).toBe(2);
    const [part, whole] = published.map(({ diagnostics }) => diagnostics);
    expect(part?.length).toBeLessThan(20);
    expect(whole?.slice(0, part?.length).map(({ range }) => range)).toEqual(part?.map(({ range }) => range));
    expect(whole?.length).toBeGreaterThan(100);
  }, 60_000);

  test('is waited for by a client that asks only once', async () => {
    const { items } = await opened(LONG, { capabilities: { textDocument: { diagnostic: {} } } });
    expect((await items()).length).toBeGreaterThan(100);
  }, 60_000);
});
