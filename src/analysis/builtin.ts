import files from '#builtin' with { type: 'json' };
import type { NamedText } from '../glossary/yamlFile.ts';
import { type Data, type DataFiles, readData } from './data.ts';

let data: Data | undefined;

/** The built-in glossary, rules and cues; read once. */
export function builtinData(): Data {
  data ??= readData(files as DataFiles).data;
  return data;
}

/** The files of the built-in glossary, as they were when the build read them. */
export function builtinGlossary(): readonly NamedText[] {
  return (files as DataFiles).glossary;
}
