import type { Definition } from './blocks.ts';

const OPEN = 91;
const CLOSE = 93;
const BACKSLASH = 92;

/** Definitions of a whole document by loose label; of several for one label the first counts. */
export type Definitions = ReadonlyMap<string, readonly Definition[]>;

/** Whether a definition may stand in a text. */
export function mayDefine(text: string): boolean {
  return text.includes(']:');
}

/**
 * The loose labels that a text may refer to, sorted. A label in brackets can go on over a line end and the marks of a
 * quote, so those and white space do not count in a loose label; that two labels share one only costs time.
 */
export function labelsIn(text: string): readonly string[] {
  let open = text.indexOf('[');
  if (open === -1) return [];
  const labels = new Set<string>();
  for (let at = open + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === OPEN) open = at;
    else if (code === CLOSE && open !== -1) {
      labels.add(looseLabel(text.slice(open + 1, at)));
      open = -1;
    }
  }
  return [...labels].sort();
}

/** Gathers the definitions of a document, given in its order. */
export function gatherDefinitions(definitions: Iterable<Definition>): Definitions {
  const gathered = new Map<string, Definition[]>();
  for (const definition of definitions) {
    const loose = looseLabel(definition.kind === 'footnote' ? `^${definition.label}` : definition.label);
    const others = gathered.get(loose);
    if (others === undefined) gathered.set(loose, [definition]);
    else if (!others.some(({ kind, label }) => kind === definition.kind && label === definition.label)) {
      others.push(definition);
    }
  }
  return gathered;
}

/**
 * What has to stand before a segment so that it parses as in its document: those definitions from elsewhere that it may
 * refer to. Empty for most.
 */
export function preludeFor(
  labels: readonly string[],
  definitions: Definitions,
  own: readonly Definition[],
): readonly Definition[] {
  if (definitions.size === 0 || labels.length === 0) return [];
  return labels.flatMap((label) => (definitions.get(label) ?? []).filter((definition) => !own.includes(definition)));
}

/** Definitions as Markdown, closed so that any segment can follow. */
export function writePrelude(definitions: readonly Definition[]): string {
  if (definitions.length === 0) return '';
  const lines = definitions.map(({ kind, label, url }) =>
    kind === 'footnote' ? `[^${label}]:\n` : `[${label}]: <${url.replace(/[<>&\\\r\n]/g, reference)}>\n`,
  );
  return `${lines.join('')}\n***\n`;
}

function reference(char: string): string {
  return `&#${char.charCodeAt(0)};`;
}

function looseLabel(label: string): string {
  return label
    .replace(/[\s>]+/g, '')
    .replaceAll('\0', '\uFFFD')
    .toLowerCase()
    .toUpperCase();
}
