import { Document, isMap, isScalar, isSeq, type Node, visit } from 'yaml';
import type { ConceptRecord } from '../../glossary/loadGlossary.ts';

const WIDTH = 120;

/** Concepts as a glossary file: keys in the schema's order, long texts folded, short lists on one line. */
export function glossaryYaml(concepts: readonly ConceptRecord[]): string {
  const document = new Document({ version: 1, concepts: concepts.map(ordered) });
  const list = document.get('concepts');
  if (isSeq(list)) {
    list.flow = list.items.length === 0;
    for (const [index, concept] of list.items.entries()) {
      if (!isMap(concept)) continue;
      concept.spaceBefore = index > 0;
      for (const key of ['classes', 'terms', 'relations', 'sources']) layOut(concept.get(key, true), key);
    }
  }
  visit(document, {
    Scalar(_, scalar, path) {
      const inFlow = path.some((node) => (isMap(node) || isSeq(node)) && node.flow);
      if (typeof scalar.value !== 'string' || inFlow) return;
      // A folded block would lose a line break's exact place, and what stands at an edge.
      if (scalar.value.length > WIDTH - 20 && /^\S+(?: \S+)+$/.test(scalar.value)) scalar.type = 'BLOCK_FOLDED';
    },
  });
  return document.toString({ lineWidth: WIDTH, singleQuote: true });
}

/** Lists of ids and single terms and sources stand on one line each. */
function layOut(node: unknown, key: string): void {
  if (key === 'classes' && isSeq(node)) node.flow = true;
  else if (key === 'relations' && isMap(node)) for (const { value } of node.items) if (isSeq(value)) value.flow = true;
  if ((key === 'terms' || key === 'sources') && isSeq(node)) {
    for (const item of node.items) if (isMap(item) && isShort(item)) item.flow = true;
  }
}

function isShort(node: Node): boolean {
  let length = 0;
  visit(node, {
    Scalar(_, scalar) {
      length += isScalar(scalar) ? String(scalar.value).length + 4 : 0;
    },
  });
  return length < WIDTH;
}

function ordered(concept: ConceptRecord): ConceptRecord {
  const { id, classes = [], terms, definition, plain, risk, facets = {}, relations = {}, mesh, sources = [] } = concept;
  const kept = Object.fromEntries(Object.entries(relations).filter(([, ids]) => ids.length > 0));
  return {
    id,
    ...(classes.length > 0 ? { classes } : {}),
    terms,
    definition,
    ...(plain === undefined ? {} : { plain }),
    ...(risk === undefined ? {} : { risk }),
    ...(Object.keys(facets).length > 0 ? { facets } : {}),
    ...(Object.keys(kept).length > 0 ? { relations: kept } : {}),
    ...(mesh === undefined ? {} : { mesh }),
    ...(sources.length > 0 ? { sources } : {}),
  };
}
