// Turns data/ into one module that is bundled with the code, and refuses data with a fault.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readData } from '../src/analysis/data.ts';
import { packData } from '../src/analysis/pack.ts';
import { escaped } from './ascii.mjs';

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
  likelihood: [{ name: 'data/likelihood.json', text: readFileSync(join(root, 'data/likelihood.json'), 'utf8') }],
};
const { data, problems } = readData(files);
// What stands in a file that cannot be read is unknown to all others, which would say so hundreds of times.
const unreadable = problems.filter(({ message }) => message.startsWith('Invalid YAML'));
for (const { file, line, column, message } of unreadable.length > 0 ? unreadable : problems)
  console.error(`${file}:${line}:${column} ${message}`);
mkdirSync(join(root, 'dist'), { recursive: true });
// As the text of JSON, in ASCII and without apostrophes: engines read one long string between apostrophes many times faster than an object, and
// faster than the template that a bundler would make of it.
const json = JSON.stringify({ packed: packData(data), glossary: files.glossary }).replace(/[^ -~]|'/g, escaped);
writeFileSync(join(root, 'dist/builtin.mjs'), `export default '${json.replaceAll('\\', '\\\\')}';\n`);
if (problems.length > 0) process.exitCode = 1;
