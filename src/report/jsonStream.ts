const MARK = '\u0000 here';

/**
 * Writes a JSON document, indented by two, whose one long list comes an element at a time. `document` gives the document with
 * a list in place of the long one; what stands before that list must not change in the meantime.
 */
export function createJsonStream(document: (list: readonly unknown[]) => unknown): {
  add(element: unknown): string;
  end(): string;
} {
  const text = (list: readonly unknown[]): string => `${JSON.stringify(document(list), null, 2)}\n`;
  const around = () => text([MARK]).split(JSON.stringify(MARK)) as [string, string];
  let separator: string | undefined;
  return {
    add(element) {
      const head = separator === undefined ? around()[0] : '';
      const indent = separator ?? /\n *$/.exec(head)?.[0] ?? '\n';
      const before = separator === undefined ? head : `,${separator}`;
      separator = indent;
      return before + JSON.stringify(element, null, 2).replaceAll('\n', indent);
    },
    end: () => (separator === undefined ? text([]) : around()[1]),
  };
}
