import { addConceptRecord, yamlItem } from '../config/newConcept.ts';
import { joinPath, relativePath } from '../config/paths.ts';
import type { Concept } from '../glossary/concept.ts';
import type { ConceptRecord } from '../glossary/loadGlossary.ts';
import type { AddConceptParams, AddConceptResult } from '../protocol.ts';
import { idFrom } from '../report/exchange/ids.ts';
import { phraseOf } from '../report/exchange/terms.ts';
import { addToCaveatYaml, changeFile, projectFolder, type WorkspaceFiles, workspaceEdit } from './caveatYaml.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { UserProject } from './projects.ts';
import { createRanges } from './ranges.ts';
import { termIndex, termKey, termsWithPrefix } from './termIndex.ts';
import { isInTree, pathOf } from './uris.ts';

/** The edit that writes a new concept into a glossary of the user, and names the glossary in `caveat.yaml` if it is a new one. */
export async function addConcept(
  { textDocument: { uri }, glossary, term, definition }: AddConceptParams,
  project: UserProject,
  client: ClientFeatures,
  files: WorkspaceFiles,
): Promise<AddConceptResult> {
  const words = term.replace(/\s+/g, ' ').trim();
  const text = definition.replace(/\s+/g, ' ').trim();
  if (words === '' || text === '') return { error: 'A concept needs a term and a definition.' };
  const known = conceptWith(words, project.data.concepts);
  if (known) return { known: known.id };

  const folder = projectFolder(uri, project, files);
  if (folder === undefined && !isInTree(glossary)) return { error: 'Only a folder that is open can hold a glossary.' };
  const path = isInTree(glossary) ? pathOf(glossary) : joinPath(folder ?? '', glossary);
  const id = freeId(words, project.data.concepts);
  const record = conceptRecord(id, words, text);
  const change = await changeFile(path, files, (source) => addConceptRecord(source, record));
  if (!change) return { error: `${path} has another form than a glossary.` };

  const isNamed = project.glossaries.includes(path);
  const listed = folder === undefined ? path : (relativePath(folder, path) ?? path);
  const naming = isNamed ? undefined : await addToCaveatYaml(uri, project, 'glossaries', yamlItem(listed), files);
  if (!isNamed && !naming) return { error: 'caveat.yaml cannot be changed; it may have a fault.' };

  const changes = naming ? [change, naming] : [change];
  const edit = workspaceEdit(changes, client);
  if (!edit) return { error: 'This editor cannot make a new file for the glossary.' };
  const ranges = createRanges(change.after);
  const start = ranges.source.lastIndexOf(`id: ${id}`);
  return { edit, uris: changes.map((one) => one.uri), range: ranges.toRange({ start, end: start + 4 + id.length }) };
}

function conceptWith(words: string, concepts: ReadonlyMap<string, Concept>): Concept | undefined {
  const key = termKey(words);
  return termsWithPrefix(termIndex(concepts), key, 1).find((found) => found.key === key)?.concept;
}

function freeId(words: string, concepts: ReadonlyMap<string, Concept>): string {
  const wanted = idFrom(words) || 'concept';
  let id = wanted;
  for (let number = 2; concepts.has(id); number++) id = `${wanted}-${number}`;
  return id;
}

/** A concept as a glossary writes it. Capitals inside a word mean something: SAMe is not "same". */
function conceptRecord(id: string, words: string, definition: string): ConceptRecord {
  const isAbbreviation = /^\S*\p{Lu}\S*$/u.test(words) && /\p{L}\S*\p{Lu}/u.test(words);
  const phrase = phraseOf(words);
  const terms = [isAbbreviation ? { term: `=${phrase}`, abbreviation: true } : phrase];
  return { id, terms, definition };
}
