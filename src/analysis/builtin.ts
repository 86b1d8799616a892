import json from '#builtin';
import type { NamedText } from '../glossary/yamlFile.ts';
import type { Data } from './data.ts';
import { type PackedData, unpackData } from './pack.ts';

/** What the build made of data/. */
interface Builtin {
  readonly packed: PackedData;
  readonly glossary: readonly NamedText[];
}

let builtin: { readonly data: Data; readonly glossary: Builtin['glossary'] } | undefined;

function readBuiltin(): NonNullable<typeof builtin> {
  if (!builtin) {
    const { packed, glossary } = JSON.parse(json) as Builtin;
    builtin = { data: unpackData(packed), glossary };
  }
  return builtin;
}

/** The built-in glossary, rules and cues; unpacked once. */
export function builtinData(): Data {
  return readBuiltin().data;
}

/** The files of the built-in glossary, as they were when the build read them. */
export function builtinGlossary(): readonly NamedText[] {
  return readBuiltin().glossary;
}
