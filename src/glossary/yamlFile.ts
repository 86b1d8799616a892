import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { CORE_SCHEMA, load } from 'js-yaml';
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { unknownName } from './names.ts';

/** A fault in a user's or our own data file, and what would be right. Lines and columns are 1-based. */
export interface Problem {
  readonly file: string;
  readonly range: OffsetRange;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A file's text under the name that messages give it. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** The way from the root of a YAML file to a value: keys and list positions. */
export type YamlPath = readonly (string | number)[];

/** A YAML file that was read: its value when it has the form its schema asks for, and how to speak of its places. */
export interface YamlFile<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
  /** A problem at a value; at its key when `atKey` is true. */
  problemAt(path: YamlPath, message: string, atKey?: boolean): Problem;
}

/** Reads YAML and holds it to a JSON Schema (2020-12). All faults are listed; nothing is dropped silently. */
export function readYaml<T>(file: NamedText, schema: object): YamlFile<T> {
  return (file.text.length > LARGE ? readLarge<T>(file, schema) : undefined) ?? readWithPlaces<T>(file, schema);
}

/** From this many characters on, a file is first read without the place of every node: that takes a tenth of the time and memory. */
const LARGE = 500_000;

/** A large file that is sound, with places by list item; undefined where it has a fault or another form. */
function readLarge<T>(file: NamedText, schema: object): YamlFile<T> | undefined {
  const value = plainLoad(file.text);
  if (value === undefined || !new Validator(schema as Schema, '2020-12', true).validate(value ?? null).valid)
    return undefined;
  let items: ItemPlaces | undefined;
  let exact: YamlFile<T> | undefined;
  const problemAt = (path: YamlPath, message: string, atKey = false): Problem => {
    const [list, index] = path;
    items ??= itemPlaces(file.text, value);
    const place =
      items !== undefined && list === items.key && typeof index === 'number' ? items.places[index] : undefined;
    if (place) return { file: file.name, message, ...place };
    exact ??= readWithPlaces<T>(file, schema);
    return exact.problemAt(path, message, atKey);
  };
  return { value: value as T, problems: [], problemAt };
}

function plainLoad(text: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
}

interface ItemPlaces {
  readonly key: string;
  readonly places: readonly Pick<Problem, 'range' | 'line' | 'column'>[];
}

const LIST_ITEM = /^( *)- /;

/** The line of each item of the one block list at the top of a file; undefined when lines and items do not agree. */
function itemPlaces(text: string, value: unknown): ItemPlaces | undefined {
  const lists = Object.entries(value as object).filter(([, list]) => Array.isArray(list));
  const [key, list] = lists[0] ?? [];
  if (lists.length !== 1 || key === undefined || !Array.isArray(list)) return undefined;
  const places: Pick<Problem, 'range' | 'line' | 'column'>[] = [];
  let indent: string | undefined;
  let offset = 0;
  text.split('\n').forEach((line, index) => {
    const dash = LIST_ITEM.exec(line);
    if (dash) indent ??= dash[1];
    if (dash && indent === dash[1]) {
      const start = offset + dash[0].length;
      places.push({
        range: { start, end: offset + line.trimEnd().length },
        line: index + 1,
        column: dash[0].length + 1,
      });
    }
    offset += line.length + 1;
  });
  return places.length === list.length ? { key, places } : undefined;
}

function readWithPlaces<T>(file: NamedText, schema: object): YamlFile<T> {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false });
  const problem = (start: number, end: number, message: string): Problem => {
    const { line, col } = lines.linePos(start);
    return { file: file.name, range: { start, end }, line: Math.max(1, line), column: Math.max(1, col), message };
  };
  const problemAt = (path: YamlPath, message: string, atKey = false): Problem => {
    const [start, end] = placeOf(document, path, atKey);
    return problem(start, end, message);
  };
  if (document.errors.length > 0) {
    // One slip often breaks all that follows: only the first fault helps.
    const [error] = document.errors;
    const problems = error ? [problem(error.pos[0], error.pos[1], `Invalid YAML: ${error.message}`)] : [];
    return { value: undefined, problems, problemAt };
  }
  const read = plainValue(document);
  if ('fault' in read) return { value: undefined, problems: [problem(0, 0, `Invalid YAML: ${read.fault}`)], problemAt };
  const { value } = read;
  const { errors } = new Validator(schema as Schema, '2020-12', false).validate(value ?? null);
  const problems = schemaProblems(errors, schema, value).map((fault) =>
    problemAt(fault.path, fault.message, fault.atKey),
  );
  return { value: problems.length === 0 ? (value as T) : undefined, problems, problemAt };
}

/** The value of a document; a reference to no anchor, or one that would grow beyond all bounds, is a fault. */
function plainValue(document: Document): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: document.toJS() };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

function placeOf(document: Document, path: YamlPath, atKey: boolean): readonly [number, number] {
  for (let length = path.length; length >= 0; length--) {
    if (atKey && length > 0) {
      const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
      const pair = isMap(parent)
        ? parent.items.find((item) => isNode(item.key) && String(item.key) === String(path[length - 1]))
        : undefined;
      if (pair && isNode(pair.key) && pair.key.range) return [pair.key.range[0], pair.key.range[1]];
    }
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return [node.range[0], node.range[1]];
  }
  return [0, 0];
}

interface Fault {
  readonly path: YamlPath;
  readonly message: string;
  readonly atKey?: boolean;
}

const WRAPPERS = new Set([
  'properties',
  'items',
  'anyOf',
  'oneOf',
  'allOf',
  '$ref',
  'false',
  'prefixItems',
  'if',
  'then',
  'else',
]);

function schemaProblems(errors: readonly OutputUnit[], schema: object, value: unknown): readonly Fault[] {
  const own = errors.filter((error) => !WRAPPERS.has(error.keyword));
  const wrappedAdditional = (error: OutputUnit): boolean =>
    error.keyword === 'additionalProperties' &&
    !errors.some(
      (other) => other.keyword === 'false' && other.instanceLocation.startsWith(`${error.instanceLocation}/`),
    );
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const error of own) {
    if (wrappedAdditional(error)) continue;
    if (
      error.keyword === 'type' &&
      own.some(
        (other) =>
          other !== error && other.keyword !== 'type' && other.instanceLocation.startsWith(error.instanceLocation),
      )
    )
      continue;
    const fault = faultOf(error, own, schema, value);
    const key = JSON.stringify(fault);
    if (!seen.has(key)) faults.push(fault);
    seen.add(key);
  }
  return faults;
}

function faultOf(error: OutputUnit, all: readonly OutputUnit[], schema: object, value: unknown): Fault {
  const path = pointerPath(error.instanceLocation, value);
  const rule = resolvePointer(schema, error.keywordLocation);
  const quoted = /"([^"]+)"/.exec(error.error)?.[1] ?? '';
  switch (error.keyword) {
    case 'additionalProperties':
    case 'propertyNames': {
      const owner = resolvePointer(schema, error.keywordLocation.replace(/\/[^/]+$/, '')) as
        | { properties?: object }
        | undefined;
      return {
        path: [...path, quoted],
        message: unknownName('key', quoted, Object.keys(owner?.properties ?? {})),
        atKey: true,
      };
    }
    case 'required':
      return { path, message: `Missing key "${quoted}"` };
    case 'enum':
      return { path, message: unknownName('value', String(valueAt(value, path)), (rule as unknown[]).map(String)) };
    case 'const':
      return { path, message: `Unexpected ${JSON.stringify(valueAt(value, path))}, expected ${JSON.stringify(rule)}` };
    case 'type': {
      const expected = all.filter(
        (other) => other.keyword === 'type' && other.instanceLocation === error.instanceLocation,
      );
      const names = expected.flatMap((other) => resolvePointer(schema, other.keywordLocation));
      return {
        path,
        message: `Unexpected ${typeName(valueAt(value, path))}, expected ${[...new Set(names)].map(String).join(' or ')}`,
      };
    }
    case 'minItems':
    case 'minLength':
      return { path, message: 'Unexpected empty value, expected at least one' };
    case 'pattern':
      return { path, message: `Unexpected ${JSON.stringify(valueAt(value, path))}, expected the form ${String(rule)}` };
    default:
      return { path, message: error.error };
  }
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  return Array.isArray(value) ? 'list' : typeof value === 'object' ? 'map' : typeof value;
}

function decodePointer(pointer: string): string[] {
  return pointer
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function pointerPath(pointer: string, value: unknown): (string | number)[] {
  let current = value;
  return decodePointer(pointer).map((part) => {
    const key = Array.isArray(current) ? Number(part) : part;
    current = (current as Record<string | number, unknown> | undefined)?.[key];
    return key;
  });
}

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (current, key) => (current as Record<string | number, unknown> | undefined)?.[key],
    value,
  );
}

function resolvePointer(schema: object, pointer: string): unknown {
  let current: unknown = schema;
  for (const part of decodePointer(pointer)) {
    // A node that refers was replaced by what it refers to when it was reached.
    if (part === '$ref') continue;
    current = (current as Record<string, unknown> | undefined)?.[part];
    const reference = (current as { $ref?: string } | undefined)?.$ref;
    if (reference) current = resolvePointer(schema, reference);
  }
  return current;
}
