/** Lists of numbers in two arrays: those of the list `index` are `items[start[index]]` to `items[start[index + 1] - 1]`. */
export interface Lists {
  readonly start: Int32Array;
  readonly items: Int32Array;
}

/** Lists in two arrays. */
export function listsOf(lists: readonly (readonly number[])[]): Lists {
  const start = new Int32Array(lists.length + 1);
  for (let index = 0; index < lists.length; index++) {
    start[index + 1] = (start[index] as number) + (lists[index] as readonly number[]).length;
  }
  const items = new Int32Array(start[lists.length] as number);
  for (let index = 0; index < lists.length; index++) items.set(lists[index] as readonly number[], start[index]);
  return { start, items };
}

/** The numbers of one list. */
export function listAt({ start, items }: Lists, index: number): Int32Array {
  return items.subarray(start[index], start[index + 1]);
}
