import configSchema from '../../data/schema/config.schema.json' with { type: 'json' };
import glossarySchema from '../../data/schema/glossary.schema.json' with { type: 'json' };
import type { UserProject } from './projects.ts';

/** What a YAML file of the user is to us. */
export type YamlKind = 'config' | 'glossary';

/** The schema that a file of each kind is held to. */
export const YAML_SCHEMAS: Readonly<Record<YamlKind, object>> = { config: configSchema, glossary: glossarySchema };

/** What the file at a path is, or undefined when it is not for us. */
export function yamlKind(path: string, { glossaries }: UserProject): YamlKind | undefined {
  if (/^(?:git|caveat|output):/.test(path)) return undefined;
  if (/(?:^|\/)caveat\.yaml$/.test(path)) return 'config';
  return glossaries.includes(path) || /\.glossary\.ya?ml$/.test(path) ? 'glossary' : undefined;
}
