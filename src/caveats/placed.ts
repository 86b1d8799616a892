import type { Anchored } from './anchored.ts';
import type { ReadBlock } from './reading.ts';

/** Things as they were given out last, and where the blocks stood then that they go by. */
interface Placed<U, T> {
  readonly sources: readonly U[];
  readonly blocks: readonly ReadBlock[];
  readonly starts: readonly number[];
  readonly items: readonly T[];
}

/** How things are placed: what they are made of, by which places those go, and what stands there now, as before where that is the same. */
export interface Placing<K extends object, U, T> {
  sourcesOf(key: K): readonly U[];
  anchorsOf(source: U): readonly Anchored[];
  place(source: U, before: T | undefined): T;
}

/** Gives the things of a key as they stand now: the same ones again as long as none of the blocks that they go by has moved. */
export function createPlacer<K extends object, U, T>(placing: Placing<K, U, T>): (key: K) => readonly T[] {
  const known = new WeakMap<K, Placed<U, T>>();
  return (key) => {
    const last = known.get(key);
    if (!last) {
      const sources = placing.sourcesOf(key);
      const blocks = [...new Set(sources.flatMap((source) => placing.anchorsOf(source)).map(({ read }) => read))];
      const items = sources.map((source) => placing.place(source, undefined));
      known.set(key, { sources, blocks, starts: blocks.map(({ start }) => start), items });
      return items;
    }
    const { sources, blocks, starts, items } = last;
    if (blocks.every(({ start }, index) => start === starts[index])) return items;
    const moved = sources.map((source, index) => placing.place(source, items[index]));
    known.set(key, { sources, blocks, starts: blocks.map(({ start }) => start), items: moved });
    return moved;
  };
}
