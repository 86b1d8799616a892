// Node's `assert` is not there in a web worker; these few say what was expected and what was found.

export function ok(value: unknown, what = 'a value'): asserts value {
  if (!value) throw new Error(`Expected ${what}, found ${JSON.stringify(value)}`);
}

export function match(text: string, pattern: RegExp): void {
  if (!pattern.test(text)) throw new Error(`Expected ${pattern} in ${JSON.stringify(text)}`);
}

export function deepEqual(actual: unknown, expected: unknown): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`Expected ${wanted}, found ${found}`);
}
