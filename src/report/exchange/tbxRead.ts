import type { Source } from '../../glossary/concept.ts';
import type { ConceptRecord, TermRecord } from '../../glossary/loadGlossary.ts';
import type { NamedText } from '../../glossary/yamlFile.ts';
import { faultAt, type Imported, refused, teller, type Unheld } from './exchange.ts';
import { idFrom, idGiver, isId } from './ids.ts';
import { meshIdentifier } from './mesh.ts';
import { readNotes } from './notes.ts';
import { type Category, categoriesOf, readTerm } from './tbxCategories.ts';
import { fromXmlId, TBX } from './tbxNames.ts';
import { shortTerm } from './terms.ts';
import { type Element, elementsOf, readXml } from './xml.ts';

interface Entry {
  readonly element: Element;
  readonly foreign: string;
  readonly id: string;
}

/** Reads a TBX file of ISO 30042:2019 in either style, as far as a glossary file has room; its English terms are taken. */
export function fromTbx(file: NamedText): Imported {
  const root = readXml(file);
  const refuse = (element: Element, message: string): Imported =>
    refused(faultAt(file, element.lineNumber ?? 1, element.columnNumber ?? 1, message));
  if ('message' in root) return refused(root);
  if (root.localName === 'martif')
    return refuse(root, 'TBX of 2008 (<martif>), expected ISO 30042:2019 (<tbx>): convert it first');
  if (root.localName !== 'tbx') return refuse(root, `Unexpected <${root.nodeName}>, expected <tbx>`);
  if (!root.namespaceURI?.startsWith('urn:iso:std:iso:30042:ed')) {
    return refuse(root, `Unexpected namespace ${JSON.stringify(root.namespaceURI ?? '')}, expected xmlns="${TBX}"`);
  }
  const entries = Array.from(root.getElementsByTagNameNS(root.namespaceURI, 'conceptEntry'));
  if (entries.length === 0) return refuse(root, 'No <conceptEntry> in it, expected at least one');

  const unheld: Unheld[] = [];
  const give = idGiver();
  const known = entries.map((element): Entry => {
    const foreign = fromXmlId(element.getAttribute('id') ?? '');
    const [term] = Array.from(element.getElementsByTagNameNS(root.namespaceURI, 'term'));
    return { element, foreign, id: give(foreign, term?.textContent ?? '', unheld) };
  });
  const ids = new Map(known.map(({ foreign, id }) => [foreign, id]));
  const concepts = known.flatMap((entry) => readEntry(entry, ids, unheld) ?? []);
  return { concepts, unheld, leftOut: entries.length - concepts.length, problems: [] };
}

function readEntry(
  { element, foreign, id }: Entry,
  ids: ReadonlyMap<string, string>,
  unheld: Unheld[],
): ConceptRecord | undefined {
  const tell = teller(foreign || id, unheld);
  const languages = elementsOf(element).filter(({ localName }) => localName === 'langSec');
  const english = languages.filter((section) => isEnglish(section, languages));
  for (const section of languages) {
    if (!english.includes(section)) tell(`langSec ${languageOf(section)}`, 'is not English; it was left out');
  }
  const sections = [element, ...english];
  const categories = sections.flatMap((section) => categoriesOf(section, new Set(['langSec', 'termSec'])));
  const terms = english
    .flatMap(elementsOf)
    .filter(({ localName }) => localName === 'termSec')
    .map((section) => readTerm(section, tell));
  const read = readCategories(categories, ids, tell);
  const { definitions, notes, ...rest } = read;
  for (const _ of definitions.slice(1)) tell('definition', 'a glossary holds one; the first was taken');
  const { texts, others } = readNotes(notes);
  if (others.length > 0) tell('note', 'a glossary has no notes; left out');
  const kept = terms.filter((term): term is TermRecord => term !== undefined);
  const [definition] = definitions;
  if (definition === undefined || kept.length === 0) {
    tell(
      'conceptEntry',
      `has no ${kept.length === 0 ? 'English term' : 'definition'}, which a glossary needs; the concept was left out`,
    );
    return undefined;
  }
  return { id, terms: kept.map(shortTerm), definition, ...texts, ...rest };
}

function readCategories(
  categories: readonly Category[],
  ids: ReadonlyMap<string, string>,
  tell: (key: string, message: string) => void,
) {
  const classes: string[] = [];
  const related: string[] = [];
  const sources: Omit<Source, 'checked'>[] = [];
  const definitions: string[] = [];
  const notes: string[] = [];
  let mesh: string | undefined;
  for (const { type, text, target } of categories) {
    if (type === 'note') notes.push(text);
    else if (text === '' && target === '') continue;
    else if (type === 'definition') definitions.push(text);
    else if (type === 'source') sources.push({ name: text });
    else if (type === 'externalCrossReference') {
      const identifier = meshIdentifier(target);
      if (identifier && mesh === undefined) mesh = identifier;
      else if (/^https?:\/\//.test(target)) sources.push({ name: text || target, url: target });
      else tell(type, `${target || text} is no web address; left out`);
    } else if (type === 'subjectField') {
      const name = isId(text) ? text : idFrom(text);
      if (name !== text)
        tell(type, name ? `"${text}" became the class "${name}"` : `"${text}" cannot name a class; left out`);
      if (name && !classes.includes(name)) classes.push(name);
    } else if (type === 'crossReference') {
      const foreign = fromXmlId(target.replace(/^#/, '') || text);
      const other = ids.get(foreign) ?? foreign;
      if (!isId(other)) tell(type, `${foreign} is no concept of this file; left out`);
      else if (!related.includes(other)) related.push(other);
    } else tell(type, 'a glossary has no place for it; left out');
  }
  return {
    definitions,
    notes,
    ...(classes.length > 0 ? { classes } : {}),
    ...(related.length > 0 ? { relations: { related } } : {}),
    ...(mesh === undefined ? {} : { mesh }),
    ...(sources.length > 0 ? { sources } : {}),
  };
}

function languageOf(section: Element): string {
  return section.getAttribute('xml:lang') ?? '';
}

/** A file in one language that it does not name is taken for English. */
function isEnglish(section: Element, all: readonly Element[]): boolean {
  return /^en(?:-|$)/i.test(languageOf(section)) || (all.length === 1 && languageOf(section) === '');
}
