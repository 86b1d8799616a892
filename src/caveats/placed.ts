import type { Anchored } from './anchored.ts';
import type { ReadBlock } from './reading.ts';

/** Things as they were given out last, and where the blocks stood then that they go by. */
interface Placed<T> {
  readonly blocks: readonly ReadBlock[];
  readonly starts: readonly number[];
  readonly items: readonly T[];
}

/** Gives what a key stands for where it stands now: the same things again if none of the blocks that they go by has moved. */
export interface Placer<K extends object, T> {
  place(key: K): readonly T[];
}

/** Places things that `make` makes of keys; `anchorsOf` tells by which places they go, the same ones for the same key. */
export function createPlacer<K extends object, T>(
  anchorsOf: (key: K) => Iterable<Anchored>,
  make: (key: K) => readonly T[],
): Placer<K, T> {
  const known = new WeakMap<K, Placed<T>>();
  return {
    place(key) {
      const last = known.get(key);
      if (last?.blocks.every(({ block }, index) => block.range.start === last.starts[index])) return last.items;
      const blocks = last?.blocks ?? [...new Set([...anchorsOf(key)].map(({ read }) => read))];
      const items = make(key);
      known.set(key, { blocks, starts: blocks.map(({ block }) => block.range.start), items });
      return items;
    },
  };
}
