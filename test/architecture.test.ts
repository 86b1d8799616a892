import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const slashed = (path: string): string => path.split(sep).join('/');

interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  /** The folder under `src`, empty for the files beside the folders. */
  readonly part: string;
  readonly text: string;
  /** Packages and Node's modules, as written. */
  readonly packages: readonly string[];
  /** Our own files, from the root. */
  readonly own: readonly string[];
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'";]*?\bfrom\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|\b(?:import|require)\(\s*'([^']+)'/g;

const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry): SourceFile => {
    const absolute = join(entry.parentPath, entry.name);
    const path = slashed(relative(root, absolute));
    const text = readFileSync(absolute, 'utf8');
    const imports = [...text.matchAll(IMPORT)].map(([, one, two, three]) => (one ?? two ?? three) as string);
    return {
      path,
      part: path.split('/').length > 2 ? (path.split('/')[1] as string) : '',
      text,
      packages: imports.filter((name) => !name.startsWith('.')),
      own: imports
        .filter((name) => name.startsWith('.'))
        .map((name) => slashed(relative(root, resolve(dirname(absolute), name)))),
    };
  });

interface Part {
  /** The folders that it may import from, besides itself. */
  readonly from: readonly string[];
  readonly packages: readonly RegExp[];
  /** Node's own modules: everywhere, nowhere, or in one file alone. */
  readonly node: boolean | string;
}

const CORE = ['phrases', 'markdown', 'glossary', 'caveats', 'analysis'];
const BESIDE = [...CORE, 'report', 'config'];
const LOADING = [/^yaml$/, /^@cfworker\/json-schema$/, /^fastest-levenshtein$/, /^js-yaml$/];
const MARKDOWN = [/^(?:mdast|micromark)(?:-|$)/, /^decode-named-character-reference$/];

/** The table of the architecture, in its order: what each part may import. The server reads YAML to complete data files. */
const PARTS = new Map<string, Part>([
  ['phrases', { from: [], packages: [], node: false }],
  ['markdown', { from: ['phrases'], packages: MARKDOWN, node: false }],
  ['glossary', { from: ['phrases', 'markdown'], packages: LOADING, node: false }],
  ['caveats', { from: CORE.slice(0, 3), packages: LOADING, node: false }],
  ['analysis', { from: CORE.slice(0, 4), packages: [/^#builtin$/], node: false }],
  ['report', { from: CORE, packages: [/^(?!node:|vscode|\.|#)/], node: false }],
  ['config', { from: CORE, packages: LOADING, node: false }],
  [
    'server',
    {
      from: [...BESIDE, 'protocol.ts'],
      packages: [/^vscode-languageserver(?:$|[-/])/, /^yaml$/],
      node: 'src/server/node.ts',
    },
  ],
  ['cli', { from: BESIDE, packages: [/^(?!vscode|\.|#)/], node: true }],
  ['remark', { from: BESIDE, packages: [/^unified$/, /^vfile$/], node: false }],
  ['preview', { from: BESIDE, packages: [/^markdown-it$/], node: false }],
  [
    'client',
    { from: ['protocol.ts'], packages: [/^vscode$/, /^vscode-languageclient(?:$|\/)/], node: 'src/client/node.ts' },
  ],
  ['', { from: BESIDE, packages: [], node: false }],
]);

const SHELLS = ['server', 'cli', 'remark', 'preview', 'client'];

/** The part that a file belongs to; for files beside the folders, their own name. */
function targetOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'src' ? second : first;
}

describe('imports', () => {
  test('are read from every file', () => {
    expect(files.length).toBeGreaterThan(80);
    expect(files.filter(({ path }) => !path.endsWith('.ts')).map(({ path }) => path)).toEqual([]);
    expect(files.find(({ path }) => path === 'src/markdown/parse.ts')?.packages).toContain('mdast-util-from-markdown');
  });

  test.each(files.map((file) => [file.path, file] as const))('of %s keep to the table', (path, file) => {
    const part = PARTS.get(file.part);
    if (!part) throw new Error(`${file.part}/ is not a part of the architecture`);
    const strangers = file.own.filter((target) => {
      if (/^data\/schema\/[a-z]+\.schema\.json$/.test(target)) return false;
      if (target === 'package.json') return file.part !== 'cli';
      return targetOf(target) !== file.part && !part.from.includes(targetOf(target));
    });
    expect(strangers).toEqual([]);
    const isNode = (name: string): boolean => name.startsWith('node:');
    const nodeAllowed = part.node === true || part.node === path;
    expect(
      file.packages.filter((name) => (isNode(name) ? !nodeAllowed : !part.packages.some((form) => form.test(name)))),
    ).toEqual([]);
  });

  test('never lead from one shell to another', () => {
    const crossing = files.filter(
      ({ part, own }) =>
        SHELLS.includes(part) && own.some((path) => SHELLS.includes(targetOf(path)) && targetOf(path) !== part),
    );
    expect(crossing.map(({ path }) => path)).toEqual([]);
  });

  test('name files with their ending', () => {
    const bare = files.flatMap(({ path, own }) =>
      own.filter((target) => !/\.(?:ts|json)$/.test(target)).map((target) => `${path}: ${target}`),
    );
    expect(bare).toEqual([]);
  });

  test('never form a circle between files', () => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (done.has(path) || trail.includes(path)) return;
      for (const next of valueImports(byPath.get(path))) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const { path } of files) visit(path, []);
    expect(circles).toEqual([]);
  });
});

/** The files whose code a file needs when it runs: imports of types alone are gone by then. */
function valueImports(file: SourceFile | undefined): readonly string[] {
  if (!file) return [];
  const typesOnly = new Set(
    [...file.text.matchAll(/(?:import|export)\s+type\s[^'";]*?from\s+'(\.[^']+)'/g)].map(([, name]) => name),
  );
  const values = [...file.text.matchAll(IMPORT)]
    .map(([, one, two, three]) => (one ?? two ?? three) as string)
    .filter((name) => name.startsWith('.') && !typesOnly.has(name));
  return values.map((name) => slashed(relative(root, resolve(root, dirname(file.path), name))));
}

test('only the remark plugin has a default export', () => {
  const found = files
    .filter(({ text }) => /(?:^|\n)export default\b|export\s*\{[^}]*\bas default\b/.test(text))
    .map(({ path }) => path);
  expect(found).toEqual(['src/remark/plugin.ts']);
});

test('there are no classes but errors, and no catch-all files', () => {
  const classes = files.flatMap(({ path, text }) =>
    [...text.matchAll(/(?:^|\n)(?:export )?(?:abstract )?class (\w+)(?: extends (\w+))?/g)]
      .filter(([, , base]) => !base?.endsWith('Error'))
      .map(([, name]) => `${path}: ${name}`),
  );
  expect(classes).toEqual([]);
  expect(
    files
      .filter(({ path }) => /(?:^|\/)(?:utils?|helpers?|common|misc)(?:\/|\.ts$)/.test(path))
      .map(({ path }) => path),
  ).toEqual([]);
});

test('the top level holds what the architecture lists, and what tools and readers expect there', () => {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.replace(/\/$/, ''));
  const isIgnored = (name: string): boolean =>
    ignored.some((line) => (line.startsWith('*') ? name.endsWith(line.slice(1)) : line === name));
  const fixed = ['package.json', 'tsconfig.json', 'src', 'data', 'syntaxes', 'test', 'scripts'];
  const expected = [
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'package-lock.json',
    'package.nls.json',
    'l10n',
    'examples',
    'images',
    'docs',
  ];
  const tools = ['biome.json', 'vitest.config.mts', 'vitest.config.ts'];
  const names = readdirSync(root).filter((name) => !isIgnored(name) && !name.startsWith('.'));
  expect(names.filter((name) => ![...fixed, ...expected, ...tools].includes(name))).toEqual([]);
  expect([...fixed, '.vscodeignore'].filter((name) => !readdirSync(root).includes(name))).toEqual([]);
});
