import builtin from '#builtin' with { type: 'json' };
import type { NamedText } from '../glossary/yamlFile.ts';
import type { Data } from './data.ts';
import { type PackedData, unpackData } from './pack.ts';

/** What the build made of data/. */
interface Builtin {
  readonly packed: PackedData;
  readonly glossary: readonly NamedText[];
}

let data: Data | undefined;

/** The built-in glossary, rules and cues; unpacked once. */
export function builtinData(): Data {
  data ??= unpackData((builtin as unknown as Builtin).packed);
  return data;
}

/** The files of the built-in glossary, as they were when the build read them. */
export function builtinGlossary(): readonly NamedText[] {
  return (builtin as unknown as Builtin).glossary;
}
