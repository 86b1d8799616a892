import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFiles } from '../src/analysis/data.ts';
import type { NamedText } from '../src/glossary/yamlFile.ts';

const root = join(import.meta.dirname, '..');

function texts(folder: string): NamedText[] {
  return readdirSync(join(root, 'data', folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name: `data/${folder}/${name}`, text: readFileSync(join(root, 'data', folder, name), 'utf8') }));
}

/** The project's own data files as they stand on disk, with the weights of a file. */
export function dataFiles(weights = join(root, 'data/likelihood.json')): DataFiles {
  return {
    language: [{ name: 'data/language.yaml', text: readFileSync(join(root, 'data/language.yaml'), 'utf8') }],
    glossary: texts('glossary'),
    cues: texts('cues'),
    rules: texts('rules'),
    likelihood: [{ name: 'data/likelihood.json', text: readFileSync(weights, 'utf8') }],
  };
}
