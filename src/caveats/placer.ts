import type { Place } from '../markdown/placement.ts';
import type { Anchored } from './anchored.ts';

/** Things as they were given out last, and where the segments stood then that they go by. */
interface Placed<U, T> {
  readonly sources: readonly U[];
  readonly places: readonly Readonly<Place>[];
  readonly offsets: readonly number[];
  readonly items: readonly T[];
}

/** How things are placed: what they are made of, by which places those go, and what stands there now, as before where that is the same. */
export interface Placing<K extends object, U, T> {
  sourcesOf(key: K): readonly U[];
  anchorsOf(source: U): readonly Anchored[];
  place(source: U, before: T | undefined): T;
}

/** Gives the things of a key as they stand now: the same ones again as long as none of the segments that they go by has moved. */
export function createPlacer<K extends object, U, T>(placing: Placing<K, U, T>): (key: K) => readonly T[] {
  const known = new WeakMap<K, Placed<U, T>>();
  return (key) => {
    const last = known.get(key);
    if (!last) {
      const sources = placing.sourcesOf(key);
      const places = [...new Set(sources.flatMap((source) => placing.anchorsOf(source)).map(({ place }) => place))];
      const items = sources.map((source) => placing.place(source, undefined));
      known.set(key, { sources, places, offsets: places.map(({ offset }) => offset), items });
      return items;
    }
    const { sources, places, offsets, items } = last;
    if (places.every(({ offset }, index) => offset === offsets[index])) return items;
    const moved = sources.map((source, index) => placing.place(source, items[index]));
    known.set(key, { sources, places, offsets: places.map(({ offset }) => offset), items: moved });
    return moved;
  };
}
