import { afterEach, describe, expect, test } from 'vitest';
import { LSPErrorCodes } from 'vscode-languageserver';
import type { Analysis } from '../../src/analysis/analysis.ts';
import { inTurns } from '../../src/server/turns.ts';
import { type Client, connect, FOLDER } from './connect.ts';
import { smallHost } from './host.ts';

const LONG = 'A long draft.';
const OTHER = `${FOLDER}/other.md`;

/** Steps that take longer than a turn, and never end by themselves. */
function* endless(log: string[]): Generator<void, Analysis> {
  try {
    for (;;) {
      const end = performance.now() + 25;
      while (performance.now() < end);
      log.push('step');
      yield;
    }
  } finally {
    log.push('dropped');
  }
}

/** A host in which the analysis of the long draft never ends. */
function host(log: string[]) {
  const small = smallHost();
  return {
    ...small,
    createAnalyzer: (options: Parameters<typeof small.createAnalyzer>[0]) => {
      const { analyzeSteps, analyzePartSteps } = small.createAnalyzer(options);
      return {
        explain: () => [],
        analyzePartSteps,
        analyzeSteps: (source: string) => (source === LONG ? endless(log) : analyzeSteps(source)),
      };
    },
  };
}

let client: Client | undefined;
afterEach(() => client?.close());

describe('an analysis that takes long', () => {
  test('keeps no other request waiting', async () => {
    const log: string[] = [];
    client = await connect({ host: host(log) });
    client.open(LONG);
    client.open('With tryptophan.', OTHER);
    const waiting = expect(client.diagnostics()).rejects.toMatchObject({ code: LSPErrorCodes.ServerCancelled });
    expect(await client.hover({ line: 0, character: 6 }, OTHER)).toContain('essential amino acid');
    expect(log).not.toContain('dropped');
    client.change('Short.');
    await waiting;
  });

  test('is dropped when the text changes, and the new text is analysed', async () => {
    const log: string[] = [];
    client = await connect({ host: host(log) });
    client.open(LONG);
    const waiting = expect(client.diagnostics()).rejects.toMatchObject({ code: LSPErrorCodes.ServerCancelled });
    while (log.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    client.change('Tryptophan supplementation.');
    await waiting;
    expect(log.at(-1)).toBe('dropped');
    expect(await client.items()).toHaveLength(1);
  });

  test('goes on as long as one of those who asked still waits', async () => {
    const log: string[] = [];
    let first = true;
    let second = true;
    const wanted = inTurns(endless(log), () => first || second);
    await new Promise((resolve) => setTimeout(resolve, 60));
    first = false;
    const before = log.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(log.length).toBeGreaterThan(before);
    second = false;
    expect(await wanted).toBeUndefined();
    expect(log.at(-1)).toBe('dropped');
  });
});
