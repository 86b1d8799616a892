import type { TokenRange } from './reading.ts';

/** Where in items ordered by `first` the first one at or behind `token` stands. */
export function lowerBound(items: readonly TokenRange[], token: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle] as TokenRange).first < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The items, ordered by `first`, that stand whole in a range. */
export function within<T extends TokenRange>(items: readonly T[], range: TokenRange): T[] {
  const found: T[] = [];
  for (let index = lowerBound(items, range.first); index < items.length; index++) {
    const item = items[index] as T;
    if (item.first >= range.end) break;
    if (item.end <= range.end) found.push(item);
  }
  return found;
}

/** Items in the order in which they begin. */
export function ordered<T extends TokenRange>(items: readonly T[]): T[] {
  return inOrder([...items]);
}

/** Brings items into the order in which they begin. */
export function inOrder<T extends TokenRange>(items: T[]): T[] {
  return items.length > 1 ? items.sort((one, two) => one.first - two.first || one.end - two.end) : items;
}
