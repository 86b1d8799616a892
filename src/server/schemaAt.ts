import type { YamlPath } from '../glossary/yamlFile.ts';

/** The parts of a JSON Schema that tell what may be written. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly anyOf?: readonly SchemaNode[];
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
}

/** The schemas that hold at a path, alternatives side by side and references followed. */
export function schemasAt(root: object, path: YamlPath): readonly SchemaNode[] {
  let nodes = alternatives(root as SchemaNode, root);
  for (const key of path) {
    nodes = nodes
      .flatMap((node) => (typeof key === 'number' ? (node.items ?? []) : (propertyOf(node, key) ?? [])))
      .flatMap((node) => alternatives(node, root));
  }
  return nodes;
}

/** The keys that schemas name, with what they say of each. */
export function keysIn(nodes: readonly SchemaNode[], root: object): ReadonlyMap<string, string | undefined> {
  const keys = new Map<string, string | undefined>();
  for (const { properties } of nodes) {
    for (const [key, node] of Object.entries(properties ?? {})) {
      keys.set(key, node.description ?? alternatives(node, root)[0]?.description);
    }
  }
  return keys;
}

/** The values that schemas list. */
export function valuesIn(nodes: readonly SchemaNode[]): readonly string[] {
  return nodes.flatMap(({ enum: listed, const: only, type }) => [
    ...(listed ?? []).map(String),
    ...(only === undefined ? [] : [String(only)]),
    ...(type === 'boolean' ? ['true', 'false'] : []),
  ]);
}

function propertyOf({ properties, additionalProperties }: SchemaNode, key: string): SchemaNode | undefined {
  if (properties && Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function alternatives(node: SchemaNode, root: object): readonly SchemaNode[] {
  if (node.$ref !== undefined) return alternatives(resolve(node.$ref, root), root);
  return node.anyOf ? node.anyOf.flatMap((one) => alternatives(one, root)) : [node];
}

function resolve(reference: string, root: object): SchemaNode {
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], root) as SchemaNode;
}
