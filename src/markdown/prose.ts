import type { Nodes, PhrasingContent } from 'mdast';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { appendText } from './alignText.ts';
import type { Inline, InlineKind, Prose } from './document.ts';
import { findFillers } from './fillers.ts';
import { appendAtomic, createDraft, FILLER, finishProse, type ProseDraft } from './proseDraft.ts';
import { rewriteDraft } from './rewriteDraft.ts';

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9-]*)/y;
const URL_TEXT = /^(?:[a-z][a-z0-9+.-]*:\/\/|www\.|mailto:|doi:|10\.\d{4,9}\/)\S*$/i;
const NUMBER_TEXT = /^\[?\d{1,3}(?:\s?[,;\u2013-]\s?\d{1,3})*\]?$/;

/** The prose of phrasing content and what stands in it; `emptyAt` is the source place of content that shows no text. */
export function readProse(
  source: string,
  nodes: readonly PhrasingContent[],
  definitions: ReadonlyMap<string, string>,
  emptyAt: number,
  isAlert: boolean,
): { readonly prose: Prose; readonly inlines: readonly Inline[] } {
  const draft = createDraft();
  appendNodes(draft, source, nodes, definitions);
  return fillProse(draft, source, emptyAt, isAlert);
}

/** The prose of a draft that has all its text, what is not words being replaced. */
export function fillProse(
  draft: ProseDraft,
  source: string,
  emptyAt: number,
  isAlert: boolean,
): { readonly prose: Prose; readonly inlines: readonly Inline[] } {
  const fillers = findFillers(draft, source, isAlert);
  const final = fillers.length === 0 ? draft : rewriteDraft(draft, fillers);
  return { prose: finishProse(final, emptyAt), inlines: final.inlines };
}

interface Open {
  readonly nodes: readonly Nodes[];
  next: number;
  readonly inline: number;
}

/** Walks with a stack of its own: a document can nest deeper than the engine's. */
function appendNodes(
  draft: ProseDraft,
  source: string,
  nodes: readonly PhrasingContent[],
  definitions: ReadonlyMap<string, string>,
): void {
  const stack: Open[] = [{ nodes, next: 0, inline: -1 }];
  for (let open = stack.at(-1); open !== undefined; open = stack.at(-1)) {
    const node = open.nodes[open.next];
    open.next += 1;
    if (node === undefined) {
      stack.pop();
      closeInline(draft, open.inline);
    } else if (!appendLeaf(draft, source, node, definitions) && 'children' in node) {
      stack.push({ nodes: node.children, next: 0, inline: openInline(draft, node, definitions) });
    }
  }
}

/** Appends a node that is read as a whole; false if its children are to be read. */
function appendLeaf(draft: ProseDraft, source: string, node: Nodes, definitions: ReadonlyMap<string, string>): boolean {
  const range = rangeOf(node);
  switch (node.type) {
    case 'text':
      appendText(draft, source, node.value, range.start, range.end);
      return true;
    case 'break':
      draft.breaks.push(draft.text.length);
      appendAtomic(draft, ' ', range.start, range.end);
      return true;
    case 'inlineCode':
      appendFiller(draft, range, ['code'], undefined);
      return true;
    case 'image':
    case 'imageReference':
      appendFiller(draft, range, [], undefined);
      return true;
    case 'footnoteReference':
      addInline(draft, 'footnoteReference', range, node.identifier);
      return true;
    case 'html':
      appendHtml(draft, source, range);
      return true;
    case 'link':
    case 'linkReference': {
      const text = onlyText(node.children);
      const isNumber = text !== undefined && NUMBER_TEXT.test(text);
      const isUrl = source.charAt(range.start) !== '[' || (text !== undefined && URL_TEXT.test(text));
      if (!isNumber && !isUrl) return false;
      appendFiller(draft, range, isNumber ? ['link', 'citation'] : ['link'], targetOf(node, definitions));
      return true;
    }
    default:
      return false;
  }
}

function appendHtml(draft: ProseDraft, source: string, range: OffsetRange): void {
  if (source.startsWith('<!--', range.start)) {
    const text = source.slice(range.start, range.end);
    const value = text.replace(/^<!--/, '').replace(/-?->$/, '');
    addInline(draft, 'comment', range, value.trim());
    return;
  }
  TAG.lastIndex = range.start;
  const match = TAG.exec(source);
  if (match === null) return;
  const name = (match[2] ?? '').toLowerCase();
  if (name === 'br') appendAtomic(draft, ' ', range.start, range.end);
  else draft.tags.push({ name, closing: match[1] === '/', at: draft.text.length, start: range.start, end: range.end });
}

function appendFiller(
  draft: ProseDraft,
  range: OffsetRange,
  kinds: readonly InlineKind[],
  value: string | undefined,
): void {
  const prose = { start: draft.text.length, end: draft.text.length + 1 };
  appendAtomic(draft, FILLER, range.start, range.end);
  for (const kind of kinds) {
    draft.inlines.push(kind === 'link' && value !== undefined ? { kind, range, prose, value } : { kind, range, prose });
  }
}

function addInline(draft: ProseDraft, kind: InlineKind, range: OffsetRange, value: string | undefined): void {
  const prose = { start: draft.text.length, end: draft.text.length };
  draft.inlines.push(value === undefined ? { kind, range, prose } : { kind, range, prose, value });
}

/** Enters what has children and is recorded; the place of its record, or -1. */
function openInline(draft: ProseDraft, node: Nodes, definitions: ReadonlyMap<string, string>): number {
  switch (node.type) {
    case 'emphasis':
    case 'strong':
    case 'delete':
      addInline(draft, node.type, rangeOf(node), undefined);
      return draft.inlines.length - 1;
    case 'link':
    case 'linkReference':
      addInline(draft, 'link', rangeOf(node), targetOf(node, definitions));
      return draft.inlines.length - 1;
    default:
      return -1;
  }
}

function closeInline(draft: ProseDraft, index: number): void {
  const inline = draft.inlines[index];
  if (inline === undefined) return;
  draft.inlines[index] = { ...inline, prose: { start: inline.prose.start, end: draft.text.length } };
}

function targetOf(node: Nodes, definitions: ReadonlyMap<string, string>): string | undefined {
  if (node.type === 'link') return node.url;
  return node.type === 'linkReference' ? definitions.get(node.identifier) : undefined;
}

function onlyText(nodes: readonly PhrasingContent[]): string | undefined {
  const [first] = nodes;
  return nodes.length === 1 && first?.type === 'text' ? first.value : undefined;
}

/** Where a node stands in the source. */
export function rangeOf(node: Nodes): OffsetRange {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) throw new Error(`a ${node.type} without a position`);
  return { start, end };
}
