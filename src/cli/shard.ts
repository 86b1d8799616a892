import { InvalidArgumentError } from 'commander';

/** One part of a corpus: the `index`th of `count`, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Reads `2/5`. */
export function parseShard(value: string): Shard {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(value) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count && Number.isSafeInteger(shard.count)))
    throw new InvalidArgumentError('Expected a part of a whole, from 1/n to n/n.');
  return shard;
}

/** The items of a shard: every `count`th one, so that all shards are of one size and each item is in just one. */
export function shardOf<T>(items: readonly T[], shard: Shard | undefined): readonly T[] {
  return shard ? items.filter((_, at) => at % shard.count === shard.index - 1) : items;
}
