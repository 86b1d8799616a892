import * as vscode from 'vscode';
import { COMMANDS, type ConceptSummary, type MentionsResult, type ProtocolRange } from '../protocol.ts';

/** What the glossary view shows: groups of concepts, concepts, and their places in the draft. */
export type GlossaryNode =
  | { readonly kind: 'group'; readonly id: string; readonly label: string; readonly concepts: readonly ConceptNode[] }
  | ConceptNode
  | PlaceNode;

export interface ConceptNode {
  readonly kind: 'concept';
  /** Tells it from the same concept in another group. */
  readonly id: string;
  readonly concept: string;
  readonly label: string;
  readonly description: string;
  readonly places: readonly PlaceNode[];
}

export interface PlaceNode {
  readonly kind: 'place';
  readonly document: vscode.TextDocument;
  readonly range: ProtocolRange;
}

type Mentions = MentionsResult['mentions'];

/** The groups of the view: what the draft names, then one for each class. */
export function glossaryGroups(
  concepts: readonly ConceptSummary[],
  mentions: Mentions,
  draft: vscode.TextDocument | undefined,
): GlossaryNode[] {
  const listed = new Set(concepts.map(({ id }) => id));
  const here = draft ? mentions.filter(({ concept }) => listed.has(concept)) : [];
  const counts = new Map(here.map(({ concept, ranges }) => [concept, ranges.length]));
  const named = here.map(({ concept, term, ranges }): ConceptNode => {
    const places = ranges.map((range): PlaceNode => ({ kind: 'place', document: draft as never, range }));
    return { kind: 'concept', id: `draft/${concept}`, concept, label: term, description: `${ranges.length}×`, places };
  });
  const classes = new Map<string, ConceptNode[]>();
  for (const { id, term, matched, abbreviations, classes: own } of concepts) {
    const count = counts.get(id);
    const names = matched === undefined ? abbreviations : [matched];
    const notes = [...names, ...(count === undefined ? [] : [`${count}× in this draft`])];
    for (const name of own.length > 0 ? own : ['without a class']) {
      const node: ConceptNode = {
        kind: 'concept',
        id: `${name}/${id}`,
        concept: id,
        label: term,
        description: notes.join(' · '),
        places: [],
      };
      classes.set(name, [...(classes.get(name) ?? []), node]);
    }
  }
  const groups = [...classes]
    .sort(([one], [two]) => one.localeCompare(two, 'en'))
    .map(([label, own]): GlossaryNode => ({ kind: 'group', id: `class/${label}`, label, concepts: own }));
  return named.length > 0
    ? [{ kind: 'group', id: 'draft', label: 'In this draft', concepts: named }, ...groups]
    : groups;
}

/** What the view shows below a node. */
export function childrenOf(node: GlossaryNode): readonly GlossaryNode[] {
  if (node.kind === 'group') return node.concepts;
  return node.kind === 'concept' ? node.places : [];
}

/** A node as the editor draws it. `filter` makes the groups of a search open. */
export function treeItem(node: GlossaryNode, filter: string): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  if (node.kind === 'group') {
    const item = new vscode.TreeItem(node.label, filter === '' && node.id !== 'draft' ? Collapsed : Expanded);
    item.id = `${filter}/${node.id}`;
    item.description = String(node.concepts.length);
    return item;
  }
  if (node.kind === 'concept') {
    const item = new vscode.TreeItem(node.label, node.places.length > 0 ? Collapsed : None);
    item.id = `${filter}/${node.id}`;
    item.description = node.description;
    item.command = { title: 'Open Concept', command: COMMANDS.openConcept, arguments: [node.concept] };
    return item;
  }
  return placeItem(node);
}

function placeItem({ document, range }: PlaceNode): vscode.TreeItem {
  const { line, character } = range.start;
  const text = line < document.lineCount ? document.lineAt(line).text : '';
  // What stands before the term is cut first: the row is narrow.
  const from = character > 24 ? text.indexOf(' ', character - 20) + 1 : 0;
  const item = new vscode.TreeItem(`${from > 0 ? '…' : ''}${text.slice(from).trim()}`);
  item.description = `line ${line + 1}`;
  item.command = {
    title: 'Show in Draft',
    command: 'caveat.revealOccurrence',
    arguments: [document.uri.toString(), range],
  };
  return item;
}
