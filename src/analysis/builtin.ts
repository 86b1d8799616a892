import json from '#builtin';
import type { NamedText } from '../glossary/yamlFile.ts';
import type { Data } from './data.ts';
import { type PackedData, unpackData } from './pack.ts';

/** What the build made of data/. */
interface Builtin {
  readonly packed: PackedData;
  readonly glossary: readonly NamedText[];
}

let builtin: Builtin | undefined;
let data: Data | undefined;

function readBuiltin(): Builtin {
  builtin ??= JSON.parse(json) as Builtin;
  return builtin;
}

/** The built-in glossary, rules and cues; unpacked once. */
export function builtinData(): Data {
  data ??= unpackData(readBuiltin().packed);
  return data;
}

/** The files of the built-in glossary, as they were when the build read them. */
export function builtinGlossary(): readonly NamedText[] {
  return readBuiltin().glossary;
}
