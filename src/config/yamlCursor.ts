import { isMap, isNode, isScalar, isSeq, type Node, type Pair, parseDocument, visit } from 'yaml';
import type { YamlPath } from '../glossary/yamlFile.ts';

/** Where in a YAML file somebody writes. */
export interface YamlCursor {
  /** The way to what is written: to the map, for a key; to the value itself, for a value. */
  readonly path: YamlPath;
  readonly role: 'key' | 'value';
  /** The keys that the map has besides. */
  readonly siblings: readonly string[];
  /** Whether the value stands on a line of its own, or in brackets, so that it can become a map. */
  readonly canBeMap: boolean;
  /** What has been written of it, as offsets; the cursor stands in it or at its end. */
  readonly start: number;
  readonly end: number;
}

// A word that nobody writes, put where the cursor is, shows its place in the tree.
const MARK = 'caveat0cursor0mark';

/** Finds the place of an offset in a text that is being written, and so need not be sound; undefined in comments and in prose. */
export function yamlCursor(text: string, offset: number): YamlCursor | undefined {
  const start = offset - (/[\w.-]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0);
  const end = offset + (/^[\w.-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  const before = text.slice(0, start);
  const after = text.slice(end);
  // As a key first in the middle of a map: alone it would be taken for the beginning of the next line.
  const found = cursorIn(`${before}${MARK}${after}`) ?? cursorIn(`${before}${MARK}:${after}`);
  if (!found) return undefined;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return { ...found, canBeMap: /^[\s-]*$/.test(line) || /[[{,]\s*$/.test(line), start, end };
}

function cursorIn(text: string): Pick<YamlCursor, 'path' | 'role' | 'siblings'> | undefined {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  let found: Pick<YamlCursor, 'path' | 'role' | 'siblings'> | undefined;
  visit(document, {
    Scalar(key, node, ancestors) {
      if (node.value !== MARK) return undefined;
      const nodes = [...ancestors, node] as (Node | Pair)[];
      const path = pathOf(nodes);
      const map = ancestors.at(-2);
      found =
        key === 'key'
          ? { path: path.slice(0, -1), role: 'key', siblings: isMap(map) ? keysOf(map.items) : [] }
          : { path, role: 'value', siblings: [] };
      return visit.BREAK;
    },
  });
  return found;
}

function pathOf(nodes: readonly (Node | Pair)[]): YamlPath {
  return nodes.flatMap((node, index): (string | number)[] => {
    const parent = nodes[index - 1];
    if (isSeq(parent)) return [parent.items.indexOf(node)];
    return !isNode(node) && 'key' in node && isScalar(node.key) ? [String(node.key.value)] : [];
  });
}

function keysOf(items: readonly Pair[]): string[] {
  return items.flatMap(({ key }) => (isScalar(key) && key.value !== MARK ? [String(key.value)] : []));
}
