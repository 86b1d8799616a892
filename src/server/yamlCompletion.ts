import { type CompletionItem, CompletionItemKind, type CompletionList } from 'vscode-languageserver';
import type { Data } from '../analysis/data.ts';
import { conceptIdsIn } from '../config/newConcept.ts';
import { OTHER_FINDINGS } from '../config/profiles.ts';
import { knownProfiles } from '../config/project.ts';
import { type YamlCursor, yamlCursor } from '../config/yamlCursor.ts';
import type { YamlPath } from '../glossary/yamlFile.ts';
import { preferredTerm } from './conceptText.ts';
import type { Ranges } from './ranges.ts';
import { keysIn, schemasAt, valuesIn } from './schemaAt.ts';
import { YAML_SCHEMAS, type YamlKind } from './yamlKind.ts';

const LIMIT = 1000;

/** A name that may be written, and what it means. */
interface Choice {
  readonly name: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
}

/** The keys, values and names that may stand at an offset of a file, by its schema and by what is loaded. */
export function yamlCompletions(kind: YamlKind, ranges: Ranges, offset: number, data: Data): CompletionList {
  const { source } = ranges;
  const cursor = yamlCursor(source, offset);
  if (!cursor) return { isIncomplete: false, items: [] };
  const { start, end } = cursor;
  const written = source.slice(start, offset).toLowerCase();
  const range = ranges.toRange({ start, end });
  const items = choices(kind, cursor, data, source)
    .filter(({ name }) => `-${name.toLowerCase()}`.includes(`-${written}`))
    .map(({ name, kind: itemKind, detail, documentation }): CompletionItem => {
      const isKey = itemKind === CompletionItemKind.Property && !/^\s*:/.test(source.slice(end, end + 20));
      return {
        label: name,
        kind: itemKind,
        ...(detail === undefined ? {} : { detail }),
        ...(documentation === undefined ? {} : { documentation }),
        textEdit: { range, newText: isKey ? `${name}: ` : name },
      };
    });
  return { isIncomplete: items.length > LIMIT, items: items.slice(0, LIMIT) };
}

function choices(kind: YamlKind, cursor: YamlCursor, data: Data, source: string): readonly Choice[] {
  const { path, role, siblings, canBeMap } = cursor;
  const root = YAML_SCHEMAS[kind];
  const schemas = schemasAt(root, path);
  const keys = (): Choice[] =>
    [...keysIn(schemas, root)]
      .map(([name, documentation]): Choice => ({ name, kind: CompletionItemKind.Property, documentation }))
      .concat(namedKeys(kind, path, data))
      .filter(({ name }) => !siblings.includes(name));
  if (role === 'key') return keys();
  const values = valuesIn(schemas).map((name): Choice => ({ name, kind: CompletionItemKind.EnumMember }));
  return [...values, ...namedValues(kind, path, data, source), ...(canBeMap ? keys() : [])];
}

/** Keys that are names of rules. */
function namedKeys(kind: YamlKind, path: YamlPath, { rules }: Data): Choice[] {
  const last = path.at(-1);
  if (kind !== 'config' || typeof last !== 'string' || !['rules', 'caveats'].includes(last)) return [];
  const named = [...rules.values()].map(
    ({ id, title }): Choice => ({ name: id, kind: CompletionItemKind.Property, detail: title }),
  );
  const others = OTHER_FINDINGS.map((name): Choice => ({ name, kind: CompletionItemKind.Property }));
  return last === 'rules' ? [...named, ...others] : named;
}

/** Values that are names of profiles, classes, and concepts. */
function namedValues(kind: YamlKind, path: YamlPath, data: Data, source: string): Choice[] {
  const list = path.filter((key) => typeof key === 'string').join(' ');
  if (kind === 'config') {
    if (/^(?:overrides )?profiles$/.test(list)) return [...knownProfiles(data)].map(enumMember);
    return list === 'ignoreTerms' ? conceptIds(data) : [];
  }
  if (typeof path.at(-1) !== 'number') return [];
  if (list === 'concepts classes') {
    return [...new Set([...data.concepts.values()].flatMap(({ classes }) => classes))].sort().map(enumMember);
  }
  if (!/^concepts relations \w+$/.test(list)) return [];
  const known = conceptIds(data);
  const names = new Set(known.map(({ name }) => name));
  // Those of the file itself need not be saved yet.
  const own = conceptIdsIn(source).filter((name) => !names.has(name));
  return [...own.map((name): Choice => ({ name, kind: CompletionItemKind.Reference })), ...known];
}

function enumMember(name: string): Choice {
  return { name, kind: CompletionItemKind.EnumMember };
}

function conceptIds({ concepts }: Data): Choice[] {
  return [...concepts.values()].map((concept) => ({
    name: concept.id,
    kind: CompletionItemKind.Reference,
    detail: preferredTerm(concept),
    documentation: concept.definition,
  }));
}
