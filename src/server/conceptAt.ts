import type { CancellationToken, Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Occurrence } from '../analysis/analysis.ts';
import type { Data } from '../analysis/data.ts';
import type { Concept } from '../glossary/concept.ts';
import type { Drafts } from './drafts.ts';
import { createRanges } from './ranges.ts';

/** A concept that something in a document names. */
export interface NamedConcept {
  readonly concept: Concept;
  /** What names it: a term in a draft, an id in a YAML file. */
  readonly range: Range;
  readonly data: Data;
}

/** The concept that is named at a position of a draft, or of a YAML file, where concepts are named by their ids. */
export async function conceptAt(
  document: TextDocument | undefined,
  position: Position,
  drafts: Drafts,
  token: CancellationToken,
): Promise<NamedConcept | undefined> {
  if (!document) return undefined;
  if (document.languageId === 'yaml') {
    const { data } = await drafts.projectOf(document.uri);
    return idAt(document, position, data);
  }
  const draft = await drafts.draftOf(document.uri, token);
  if (typeof draft === 'string') return undefined;
  const { ranges, analysis, project } = draft;
  const occurrence = occurrenceAt(analysis.occurrences, ranges.offsetAt(position));
  const concept = occurrence && project.data.concepts.get(occurrence.concept);
  return concept && { concept, range: ranges.toRange(occurrence.range), data: project.data };
}

/** The occurrence that holds an offset, or else ends at it. */
export function occurrenceAt(occurrences: readonly Occurrence[], offset: number): Occurrence | undefined {
  const near = occurrences.filter(({ range }) => range.start <= offset && offset <= range.end);
  return near.find(({ range }) => offset < range.end) ?? near[0];
}

function idAt(document: TextDocument, position: Position, data: Data): NamedConcept | undefined {
  const { source, offsetAt, toRange } = createRanges(document);
  const offset = offsetAt(position);
  const before = /[\w-]*$/.exec(source.slice(Math.max(0, offset - 200), offset))?.[0] ?? '';
  const after = /^[\w-]*/.exec(source.slice(offset, offset + 200))?.[0] ?? '';
  const concept = data.concepts.get(before + after);
  return concept && { concept, range: toRange({ start: offset - before.length, end: offset + after.length }), data };
}
