import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shardOf } from '../../src/cli/shard.ts';
import { caveat } from './machine.ts';

test('each item is in just one shard, in its order, and shards are of one size', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), fc.integer({ min: 1, max: 9 }), (items, count) => {
      const shards = Array.from({ length: count }, (_, at) => shardOf(items, { index: at + 1, count }));
      expect(shards.flat().sort()).toEqual([...items].sort());
      for (const shard of shards) expect(shard).toEqual(items.filter((item) => shard.includes(item)));
      const sizes = shards.map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test('more shards than files: the last ones have nothing to report, which is a result too', async () => {
  const files = { 'a.md': 'You can add it.\n' };
  const { code, out } = await caveat(['check', '--shard', '2/2', '--format', 'json'], { files });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ version: 1, files: [], summary: { files: 0 } });
});

test.each(['0/2', '3/2', '2', '1/0', '-1/2', '1/2/3', 'a/b', '1/9999999999999999999'])(
  '--shard %s is one clear line',
  async (part) => {
    const { code, err } = await caveat(['check', `--shard=${part}`], { files: { 'a.md': '' } });
    expect(err).toMatch(/^caveat: [^\n]*Expected a part of a whole[^\n]*\n$/);
    expect(code).toBe(2);
  },
);
