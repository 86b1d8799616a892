import { closest } from 'fastest-levenshtein';

/** "Unknown key "x", expected "y"": the nearest name, or all of them when they are few. */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  if (known.length === 0) return `Unknown ${what} "${name}"`;
  const expected =
    known.length <= 4 ? known.map((one) => `"${one}"`).join(', ') : `for example "${closest(name, [...known])}"`;
  return `Unknown ${what} "${name}", expected ${expected}`;
}
