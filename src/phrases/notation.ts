/** A fault in a phrase; `message` says what is wrong and what was expected. */
export class NotationError extends Error {
  override readonly name = 'NotationError';
}

/** One piece of a phrase as written. */
export type Node =
  | { readonly kind: 'word'; readonly text: string; readonly exact: boolean; readonly inflected: boolean }
  | { readonly kind: 'choice'; readonly options: readonly (readonly Node[])[] }
  | { readonly kind: 'gap'; readonly max: number }
  | { readonly kind: 'set'; readonly name: string }
  | { readonly kind: 'class'; readonly name: string };

const DEFAULT_GAP = 5;
const GAP = /^\.\.(\d{0,2})$/;
const REFERENCE = /^(class:)?([a-z0-9][a-z0-9-]*)$/;

/**
 * Reads a phrase: `word`, `=Exact`, `word~`, `(a | b c)`, `(a)?`, `..`, `..3`, `<cue-set>`, `<class:name>`, and `\` before a
 * character that means itself.
 * @throws NotationError when the phrase is not well formed
 */
export function parsePhrase(phrase: string): readonly Node[] {
  const reader = { phrase, at: 0 };
  const nodes = readOptions(reader, false);
  if (nodes.length > 1 && nodes.some((option) => option.length === 0)) {
    throw new NotationError(`An empty alternative in "${phrase}", expected a word on both sides of "|"`);
  }
  const first = nodes.length === 1 ? (nodes[0] ?? []) : [{ kind: 'choice', options: nodes } as const];
  if (first.length === 0) throw new NotationError(`The phrase "${phrase}" is empty, expected at least one word`);
  const ends = [first[0], first[first.length - 1]];
  if (ends.some((node) => node?.kind === 'gap')) {
    throw new NotationError(`The phrase "${phrase}" begins or ends with a gap, expected a word on both sides of ".."`);
  }
  return first;
}

interface Reader {
  readonly phrase: string;
  at: number;
}

function readOptions(reader: Reader, nested: boolean): (readonly Node[])[] {
  const options: Node[][] = [[]];
  const { phrase } = reader;
  while (reader.at < phrase.length) {
    const char = phrase[reader.at] as string;
    const current = options[options.length - 1] as Node[];
    if (/\s/.test(char)) reader.at++;
    else if (char === '|') {
      reader.at++;
      options.push([]);
    } else if (char === ')') {
      if (!nested) throw new NotationError(`Unexpected ")" in "${phrase}", expected "\\)" for the character itself`);
      return options;
    } else if (char === '(') current.push(readGroup(reader));
    else if (char === '<') current.push(readReference(reader));
    else current.push(readWord(reader));
  }
  if (nested) throw new NotationError(`Missing ")" in "${phrase}"`);
  return options;
}

function readGroup(reader: Reader): Node {
  reader.at++;
  const options = readOptions(reader, true);
  reader.at++;
  if (reader.phrase[reader.at] === '?') {
    reader.at++;
    options.push([]);
  } else if (options.some((option) => option.length === 0)) {
    throw new NotationError(`An empty alternative in "${reader.phrase}", expected a word, or "?" after the group`);
  }
  return { kind: 'choice', options };
}

function readReference(reader: Reader): Node {
  const close = reader.phrase.indexOf('>', reader.at);
  const name = close < 0 ? '' : reader.phrase.slice(reader.at + 1, close);
  const match = REFERENCE.exec(name);
  if (!match)
    throw new NotationError(`Unexpected "<" in "${reader.phrase}", expected <cue-set>, <class:name> or "\\<"`);
  reader.at = close + 1;
  return { kind: match[1] ? 'class' : 'set', name: match[2] as string };
}

function readWord(reader: Reader): Node {
  const { phrase } = reader;
  const from = reader.at;
  let text = '';
  let escaped = false;
  while (reader.at < phrase.length && !/[\s()|<>]/.test(phrase[reader.at] as string)) {
    if (phrase[reader.at] === '\\') {
      reader.at++;
      escaped = true;
      if (reader.at >= phrase.length) throw new NotationError(`A "\\" ends "${phrase}", expected a character after it`);
    }
    text += phrase[reader.at++];
  }
  if (reader.at === from)
    throw new NotationError(`Unexpected "${phrase[from]}" in "${phrase}", expected "\\${phrase[from]}"`);
  const gap = escaped ? null : GAP.exec(text);
  if (gap) return { kind: 'gap', max: gap[1] ? Number(gap[1]) : DEFAULT_GAP };
  const raw = phrase.slice(from, reader.at);
  const exact = raw.startsWith('=') && raw.length > 1;
  const inflected = raw.endsWith('~') && !raw.endsWith('\\~') && raw.length > 1;
  return { kind: 'word', text: text.slice(exact ? 1 : 0, inflected ? -1 : undefined), exact, inflected };
}

/** The phrases that a phrase with alternatives stands for, each without any: `(a | b) c` gives `a c` and `b c`. */
export function alternativesOf(phrase: string): readonly string[] {
  if (!/[(|\\]/.test(phrase)) return [phrase.trim().replace(/\s+/g, ' ')];
  const expand = (nodes: readonly Node[]): readonly string[] =>
    nodes.reduce<readonly string[]>(
      (heads, node) => {
        const tails = node.kind === 'choice' ? node.options.flatMap(expand) : [written(node)];
        return heads.flatMap((head) =>
          tails.map((tail) => (head === '' || tail === '' ? head + tail : `${head} ${tail}`)),
        );
      },
      [''],
    );
  return expand(parsePhrase(phrase));
}

function written(node: Exclude<Node, { kind: 'choice' }>): string {
  if (node.kind === 'word') {
    const text = node.text.replace(/[\\()|<>=~?\s]/g, '\\$&');
    return `${node.exact ? '=' : ''}${GAP.test(text) ? '\\' : ''}${text}${node.inflected ? '~' : ''}`;
  }
  if (node.kind === 'gap') return `..${node.max}`;
  return `<${node.kind === 'class' ? 'class:' : ''}${node.name}>`;
}

/** Words without any mark, which most terms are. */
const PLAIN = /^[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*$/;

/** The phrase without the marks of the notation, first alternative taken: the form a person reads. */
export function plainForm(phrase: string): string {
  if (PLAIN.test(phrase)) return phrase;
  const read = (nodes: readonly Node[]): string =>
    nodes
      .map((node) => {
        if (node.kind === 'word') return node.text;
        if (node.kind === 'choice') return read(node.options[0] ?? []);
        return node.kind === 'gap' ? '…' : node.name;
      })
      .filter((text) => text !== '')
      .join(' ');
  return read(parsePhrase(phrase));
}
