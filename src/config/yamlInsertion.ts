import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Edit } from '../analysis/analysis.ts';
import { lineEnding } from '../markdown/insertion.ts';

/** A place in a YAML text and what goes there. */
interface Insertion {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The edit that adds an item to a list in a YAML file, and the list and the maps around it where they are not there yet; all else stays as
 * it is written. `item` is YAML: flow style, or lines without indentation. Undefined where the file has another form.
 */
export function addToList(source: string, path: readonly string[], item: string): Edit | undefined {
  // Other line ends become LF of the same length, so that places stay right.
  const text = source.replace(/\r\n/g, ' \n').replace(/\r/g, '\n');
  const document = parseDocument(text);
  const insertion = document.errors.length > 0 ? undefined : place(document, text, path, item);
  if (!insertion) return undefined;
  const { start, end } = insertion;
  const after = text.slice(0, start) + insertion.text + text.slice(end);
  if (!holds(document, after, path, item)) return undefined;
  return { range: { start, end }, text: insertion.text.replaceAll('\n', lineEnding(source)) };
}

function place(document: Document, text: string, path: readonly string[], item: string): Insertion | undefined {
  let parent: unknown = document.contents;
  if (parent === null) return atEnd(text, nested(path, item));
  for (const [depth, key] of path.entries()) {
    if (!isMap(parent)) return undefined;
    const pair = parent.items.find((one) => isScalar(one.key) && one.key.value === key);
    const rest = path.slice(depth + 1);
    if (!pair) return intoMap(parent, text, [key, ...rest], item);
    const value = pair.value as Node | null;
    if (isNothing(value)) {
      const at = endOfKey(pair.key as Node, text);
      return { start: at, end: at, text: rest.length > 0 ? ` ${flow(rest, item)}` : ` [${item}]` };
    }
    parent = value;
  }
  if (isSeq(parent)) return intoList(parent, text, item);
  if (!isScalar(parent) || !parent.range) return undefined;
  const [start, end] = parent.range;
  return { start, end, text: `[${text.slice(start, end)}, ${item}]` };
}

function isNothing(value: Node | null): boolean {
  return value === null || (isScalar(value) && value.value === null && (value.source ?? '') === '');
}

function endOfKey(key: Node, text: string): number {
  return text.indexOf(':', key.range?.[1] ?? 0) + 1;
}

function intoList(list: YAMLSeq, text: string, item: string): Insertion | undefined {
  const last = list.items.at(-1) as Node | undefined;
  if (!list.range) return undefined;
  if (list.flow) return intoFlow(list.range[1], last, item);
  return last && below(last, text, columnOf(list.range[0], text), `- ${item.replaceAll('\n', '\n  ')}`);
}

function intoMap(map: YAMLMap, text: string, path: readonly string[], item: string): Insertion | undefined {
  const last = map.items.at(-1);
  if (!map.range) return undefined;
  if (map.flow) return intoFlow(map.range[1], (last?.value ?? last?.key) as Node | undefined, flowPair(path, item));
  const end = (isNothing(last?.value as Node | null) ? last?.key : last?.value) as Node | undefined;
  return end && below(end, text, columnOf(map.range[0], text), nested(path, item));
}

/** Before the bracket that closes a collection which ends at `end`. */
function intoFlow(end: number, last: Node | undefined, text: string): Insertion {
  const at = last?.range?.[1] ?? end - 1;
  return { start: at, end: at, text: last ? `, ${text}` : text };
}

/** On lines of its own below a node, which may end with a comment or a line end. */
function below(last: Node, text: string, column: number, added: string): Insertion {
  const end = endOf(last);
  const indented = `${' '.repeat(column)}${added.replaceAll('\n', `\n${' '.repeat(column)}`)}`;
  if (end > 0 && text[end - 1] === '\n') return { start: end, end, text: `${indented}\n` };
  const lineEnd = text.indexOf('\n', end);
  return lineEnd < 0
    ? { start: text.length, end: text.length, text: `\n${indented}\n` }
    : { start: lineEnd + 1, end: lineEnd + 1, text: `${indented}\n` };
}

/** Where what a node says ends, without comments that follow. */
function endOf(node: Node): number {
  if (isCollection(node) && !node.flow) {
    const last = node.items.at(-1) as { readonly value?: unknown; readonly key?: unknown } | undefined;
    const inner = isMap(node) ? ((last?.value ?? last?.key) as Node | undefined) : (last as Node | undefined);
    if (inner) return endOf(inner);
  }
  return node.range?.[1] ?? 0;
}

function atEnd(text: string, added: string): Insertion {
  const separator = text === '' || text.endsWith('\n') ? '' : '\n';
  return { start: text.length, end: text.length, text: `${separator}${added}\n` };
}

/** `a:\n  b: [item]`; an item of several lines becomes a list of lines. */
function nested(path: readonly string[], item: string): string {
  const lines = path.map((key, depth) => `${'  '.repeat(depth)}${key}:`).join('\n');
  if (!item.includes('\n')) return `${lines} [${item}]`;
  const indent = '  '.repeat(path.length);
  return `${lines}\n${indent}- ${item.replaceAll('\n', `\n${indent}  `)}`;
}

function flow([key, ...rest]: readonly string[], item: string): string {
  return `{ ${flowPair([key as string, ...rest], item)} }`;
}

function flowPair([key, ...rest]: readonly string[], item: string): string {
  return `${key}: ${rest.length > 0 ? flow(rest, item) : `[${item}]`}`;
}

function columnOf(offset: number, text: string): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** Whether a text says what the document said, with the item at the end of the list. */
function holds(before: Document, text: string, path: readonly string[], item: string): boolean {
  try {
    return says(before, text, path, item);
  } catch {
    // A reference to no anchor: what the file says is not known.
    return false;
  }
}

function says(before: Document, text: string, path: readonly string[], item: string): boolean {
  const after = parseDocument(text);
  if (after.errors.length > 0) return false;
  const list = after.getIn(path, true);
  if (!isSeq(list)) return false;
  const earlier = before.getIn(path) as unknown;
  const items = isSeq(earlier)
    ? (earlier.toJS(before) as unknown[])
    : [earlier].filter((one) => typeof one === 'string');
  if (JSON.stringify(list.toJS(after)) !== JSON.stringify([...items, parseDocument(item).toJS()])) return false;
  const expected = (before.toJS() ?? {}) as Record<string, unknown>;
  return (
    JSON.stringify(without(expected, path)) === JSON.stringify(without(after.toJS() as Record<string, unknown>, path))
  );
}

/** What a file says besides one list, as far as its first key goes. */
function without(value: Record<string, unknown>, [key]: readonly string[]): unknown {
  return Object.entries(value).filter(([name]) => name !== key);
}
