import type { Nodes, Root } from 'mdast';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { Block, Comment, Container, ContainerKind } from './document.ts';
import { rangeOf, readProse } from './prose.ts';

const ALERT = /^\[!(note|tip|important|warning|caution)\]/i;

/** What makes a label in brackets a link or a footnote mark, wherever in the document it stands. */
export interface Definition {
  readonly kind: 'link' | 'footnote';
  /** Folded as CommonMark folds labels. */
  readonly label: string;
  /** A link's target. */
  readonly url: string;
  /** Where in the source it begins. */
  readonly start: number;
}

/** What a text holds, in source order; depends on the text alone. */
export interface Blocks {
  readonly blocks: readonly Block[];
  readonly comments: readonly Comment[];
  readonly definitions: readonly Definition[];
}

interface Open {
  readonly children: readonly Nodes[];
  readonly container: Container | undefined;
  next: number;
}

/** The blocks and comments of a text, given its syntax tree. */
export function readBlocks(source: string, tree: Root): Blocks {
  const blocks: Block[] = [];
  const comments: Comment[] = [];
  const definitions = readDefinitions(tree);
  const targets = targetsOf(definitions);
  // A stack of its own, since quotes and lists can nest deeper than the engine's.
  const stack: Open[] = [{ children: tree.children, container: undefined, next: 0 }];
  for (let open = stack.at(-1); open !== undefined; open = stack.at(-1)) {
    const index = open.next;
    const node = open.children[index];
    open.next += 1;
    if (node === undefined) {
      stack.pop();
    } else if (node.type === 'html') {
      readComments(source, rangeOf(node), comments);
    } else if (node.type === 'heading' || node.type === 'paragraph' || node.type === 'tableCell') {
      blocks.push(readBlock(source, node, index, open.container, targets));
    } else {
      const kind = containerKind(node);
      if (kind === undefined || !('children' in node)) continue;
      // At the root the number would tell of the whole document.
      const place = open.container === undefined ? 0 : index;
      const next = open.children[index + 1];
      stack.push({
        children: node.children,
        container: readContainer(source, node, next, kind, place, open.container),
        next: 0,
      });
    }
  }
  return { blocks, comments, definitions };
}

function readBlock(
  source: string,
  node: Extract<Nodes, { type: 'heading' | 'paragraph' | 'tableCell' }>,
  index: number,
  parent: Container | undefined,
  targets: ReadonlyMap<string, string>,
): Block {
  const range = blockRange(source, node);
  const isAlert = index === 0 && parent?.kind === 'quote' && parent.label !== undefined;
  const { prose, inlines } = readProse(source, node.children, targets, range.end, isAlert);
  const kind = node.type === 'tableCell' ? 'cell' : node.type;
  const level = node.type === 'heading' ? node.depth : node.type === 'tableCell' ? index : 0;
  return { kind, range, prose, inlines, level, parent };
}

function blockRange(
  source: string,
  node: Extract<Nodes, { type: 'heading' | 'paragraph' | 'tableCell' }>,
): OffsetRange {
  const whole = rangeOf(node);
  const first = node.children[0];
  const last = node.children.at(-1);
  if (node.type === 'tableCell') {
    if (first !== undefined && last !== undefined) return { start: rangeOf(first).start, end: rangeOf(last).end };
    const start = source.charAt(whole.start) === '|' ? whole.start + 1 : whole.start;
    return { start, end: start };
  }
  // An underlined heading directly after a link definition is given the definition's start.
  if (first !== undefined && source.charAt(whole.start) !== '#') return { start: rangeOf(first).start, end: whole.end };
  return whole;
}

function containerKind(node: Nodes): ContainerKind | undefined {
  switch (node.type) {
    case 'list':
    case 'table':
      return node.type;
    case 'listItem':
      return 'item';
    case 'blockquote':
      return 'quote';
    case 'footnoteDefinition':
      return 'footnote';
    case 'tableRow':
      return 'row';
    default:
      return undefined;
  }
}

function readContainer(
  source: string,
  node: Nodes,
  next: Nodes | undefined,
  kind: ContainerKind,
  index: number,
  parent: Container | undefined,
): Container {
  const label =
    node.type === 'footnoteDefinition' ? node.identifier : node.type === 'blockquote' ? alertKind(node) : undefined;
  const { start, end } = rangeOf(node);
  // Code that is left open in an item is given the marker of the next one.
  const last = next === undefined ? end : Math.min(end, rangeOf(next).start);
  const container = { kind, range: trimmedEnd(source, { start, end: last }), parent, index };
  return label === undefined ? container : { ...container, label };
}

/** Code that is left open takes the white space behind it or not, as the text ends there or goes on. */
function trimmedEnd(source: string, { start, end }: OffsetRange): OffsetRange {
  let last = end;
  while (last > start && /\s/.test(source.charAt(last - 1))) last -= 1;
  return { start, end: last };
}

function alertKind(quote: Extract<Nodes, { type: 'blockquote' }>): string | undefined {
  const first = quote.children[0];
  const text = first?.type === 'paragraph' ? first.children[0] : undefined;
  return text?.type === 'text' ? ALERT.exec(text.value)?.[1]?.toUpperCase() : undefined;
}

/** Where link labels lead; of several definitions the first counts. */
function targetsOf(definitions: readonly Definition[]): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const { kind, label, url } of definitions) if (kind === 'link' && !targets.has(label)) targets.set(label, url);
  return targets;
}

function readDefinitions(tree: Root): readonly Definition[] {
  const definitions: Definition[] = [];
  const open: Nodes[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'definition') {
      definitions.push({ kind: 'link', label: node.identifier, url: node.url, start: rangeOf(node).start });
    } else if (node.type === 'root' || (containerKind(node) !== undefined && node.type !== 'table')) {
      if (node.type === 'footnoteDefinition') {
        definitions.push({ kind: 'footnote', label: node.identifier, url: '', start: rangeOf(node).start });
      }
      const children: readonly Nodes[] = 'children' in node ? node.children : [];
      for (let index = children.length - 1; index >= 0; index -= 1) {
        const child = children[index];
        if (child !== undefined) open.push(child);
      }
    }
  }
  return definitions;
}

/** The comments of an HTML block. */
export function readComments(source: string, { start, end }: OffsetRange, comments: Comment[]): void {
  const html = source.slice(start, end);
  let from = html.indexOf('<!--');
  while (from !== -1) {
    const to = html.indexOf('-->', from + 4);
    if (to === -1) return;
    const value = html.slice(from + 4, to).replace(/(\r\n?|\n)[ \t>]*/g, '$1');
    comments.push({ range: { start: start + from, end: start + to + 3 }, value: value.trim() });
    from = html.indexOf('<!--', to + 3);
  }
}
