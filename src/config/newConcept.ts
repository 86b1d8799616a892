import { isMap, isScalar, isSeq, parse, parseDocument, stringify } from 'yaml';
import type { Edit } from '../analysis/analysis.ts';
import type { ConceptRecord } from '../glossary/loadGlossary.ts';
import { addToList } from './yamlInsertion.ts';

/** A value as YAML that can stand in a list: a scalar in one line, a record in several, without a line end. */
export function yamlItem(value: string | ConceptRecord): string {
  return stringify(value, { lineWidth: 0 }).trim();
}

/** The edit that adds a concept to a glossary's text, or makes a glossary of a file that says nothing; undefined where the file has another form. */
export function addConceptRecord(source: string, concept: ConceptRecord): Edit | undefined {
  const item = yamlItem(concept);
  if (!isEmpty(source)) return addToList(source, ['concepts'], item);
  const text = `version: 1\nconcepts:\n  - ${item.replaceAll('\n', '\n    ')}\n`;
  const separator = source === '' || source.endsWith('\n') ? '' : '\n';
  return { range: { start: source.length, end: source.length }, text: separator + text };
}

/** The ids of the concepts that a glossary's text defines, which need not be sound otherwise. */
export function conceptIdsIn(source: string): string[] {
  const { contents } = parseDocument(source, { logLevel: 'silent' });
  const concepts: unknown = isMap(contents) ? contents.get('concepts') : undefined;
  if (!isSeq(concepts)) return [];
  return concepts.items.flatMap((item) => {
    const id = isMap(item) ? item.get('id', true) : undefined;
    return isScalar(id) && typeof id.value === 'string' ? [id.value] : [];
  });
}

function isEmpty(source: string): boolean {
  try {
    return parse(source) === null;
  } catch {
    return false;
  }
}
