/** Works on several items at a time, at most `most`, and gives the results in the items' order. `work` never rejects. */
export async function* inOrder<T, R>(
  items: Iterable<T>,
  most: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const pending: Promise<R>[] = [];
  for (const item of items) {
    pending.push(work(item));
    if (pending.length >= most) yield pending.shift() as Promise<R>;
  }
  for (const result of pending) yield result;
}
