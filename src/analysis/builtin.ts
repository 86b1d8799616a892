import files from '#builtin' with { type: 'json' };
import { type Data, type DataFiles, readData } from './data.ts';

let data: Data | undefined;

/** The built-in glossary, rules and cues; read once. */
export function builtinData(): Data {
  data ??= readData(files as DataFiles).data;
  return data;
}
