// Turns data/ into one module that is bundled with the code, and refuses data with a fault.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readData } from '../src/analysis/data.ts';
import { packData } from '../src/analysis/pack.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function texts(folder) {
  return readdirSync(join(root, 'data', folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name: `data/${folder}/${name}`, text: readFileSync(join(root, 'data', folder, name), 'utf8') }));
}

const files = {
  language: [{ name: 'data/language.yaml', text: readFileSync(join(root, 'data/language.yaml'), 'utf8') }],
  glossary: texts('glossary'),
  cues: texts('cues'),
  rules: texts('rules'),
};
const { data, problems } = readData(files);
for (const { file, line, column, message } of problems) console.error(`${file}:${line}:${column} ${message}`);
mkdirSync(join(root, 'dist'), { recursive: true });
writeFileSync(join(root, 'dist/builtin.json'), JSON.stringify({ packed: packData(data), glossary: files.glossary }));
if (problems.length > 0) process.exitCode = 1;
