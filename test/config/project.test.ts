import { describe, expect, test } from 'vitest';
import { findCaveatFile, type Load, loadProject, settingsFor } from '../../src/config/project.ts';

const rule = (id: string, profiles = ['all']) => ({ id, profiles, caveats: [{ text: 'The standard text.' }] });
const data = {
  concepts: new Map(),
  rules: new Map([rule('precursor-supervision'), rule('us-notice', ['us-supplement'])].map((one) => [one.id, one])),
};
const load: Load = (files) => ({
  data: data as never,
  problems: files.map(({ name, text }) => ({
    file: name,
    range: { start: 0, end: 0 },
    line: 1,
    column: 1,
    message: text,
  })),
});

const reader = (files: Record<string, string>) => async (path: string) => new Map(Object.entries(files)).get(path);
const project = (text: string, others: Record<string, string> = {}) =>
  loadProject('/p/caveat.yaml', reader({ '/p/caveat.yaml': text, ...others }), load);
const told = async (text: string, others?: Record<string, string>) =>
  (await project(text, others)).problems.map(
    ({ file, line, column, message }) => `${file}:${line}:${column} ${message}`,
  );

describe('findCaveatFile', () => {
  const read = reader({ '/caveat.yaml': '', '/p/caveat.yaml': '' });
  test.each([
    ['/p/a.md', '/p/caveat.yaml'],
    ['/p/deep/er/a.md', '/p/caveat.yaml'],
    ['/q/a.md', '/caveat.yaml'],
    ['/a.md', '/caveat.yaml'],
  ])('nearest upwards from %s is %s', async (document, expected) => {
    expect(await findCaveatFile(document, read)).toBe(expected);
  });

  test('none', async () => {
    expect(await findCaveatFile('/p/deep/a.md', reader({}))).toBeUndefined();
    expect(await findCaveatFile('C:/p/a.md', reader({}))).toBeUndefined();
  });
});

describe('settingsFor', () => {
  const text = `
profiles: us-supplement
rules: { precursor-supervision: hint, us-notice: off }
overrides:
  - { files: 'leaflets/**', profiles: [consumer, us-supplement], rules: { precursor-supervision: error } }
  - files: ['*.draft.md', 'old/**']
    rules: { precursor-supervision: warning }
`;
  test.each([
    ['/p/a.md', ['us-supplement'], 'hint'],
    ['/p/leaflets/a.md', ['us-supplement', 'consumer'], 'error'],
    ['/p/leaflets/a.draft.md', ['us-supplement', 'consumer'], 'warning'],
    ['/elsewhere/leaflets/a.md', ['us-supplement'], 'hint'],
  ])('%s', async (path, profiles, level) => {
    const { config, problems } = await project(text);
    const settings = settingsFor(config, path);
    expect(problems).toEqual([]);
    expect(settings.profiles).toEqual(profiles);
    expect(settings.rules.get('precursor-supervision')).toBe(level);
    expect(settings.rules.get('us-notice')).toBe('off');
  });
});

describe('loadProject', () => {
  test.each(['', '# nothing yet\n', 'rules:\nprofiles:\n', 'rules: { deprecated-term: off }\nprofiles: all\n'])(
    'no fault in %j',
    async (text) => {
      expect(await told(text)).toEqual([]);
    },
  );

  test.each([
    ['rulse: {}', '1:1', 'rules'],
    ['rules:\n  precursor-supervision: eror', '2:26', 'error'],
    ['rules:\n  precursor-supervison: error', '2:3', 'precursor-supervision'],
    ['profiles: [us-suplement]', '1:12', 'us-supplement'],
    ['overrides:\n  - fils: x', '2:5', 'files'],
    ['overrides:\n  - files: x\n    profiles: [uk, jurnal]', '3:20', 'journal'],
    ['caveats:\n  us-notic: Text', '2:3', 'us-notice'],
    ['rules: [', '1:9', 'YAML'],
    ['just a text', '1:1', 'object'],
  ])('%j is told at %s with %s', async (text, place, word) => {
    const problems = await told(text);
    expect(problems.join('\n')).toContain(`/p/caveat.yaml:${place} `);
    expect(problems.join('\n')).toContain(word);
  });

  test('glossaries are found from the file that names them; a missing one is told, the others still load', async () => {
    const problems = await told('glossaries:\n  - ../shared/./terms.yaml\n  - gone.yaml', {
      '/shared/terms.yaml': 'read',
    });
    expect(problems).toEqual(['/p/caveat.yaml:3:5 gone.yaml: no such file', '/shared/terms.yaml:1:1 read']);
  });

  test('an alias of nothing is told', async () => {
    const [first, ...others] = await told('rules: *nobody');
    expect(first).toMatch(/^\/p\/caveat\.yaml:1:\d+ .*nobody/);
    expect(others).toEqual([]);
  });

  test('a file that trips the loader leaves the built-in data in force', async () => {
    const read = reader({ '/p/caveat.yaml': 'glossaries: own.yaml', '/p/own.yaml': 'x' });
    const tripping: Load = (files) => {
      if (files.length > 0) throw new Error('Odd phrase');
      return load([]);
    };
    const project = await loadProject('/p/caveat.yaml', read, tripping);
    expect(project.data).toBe(data);
    expect(project.problems.map(({ line, message }) => [line, message])).toEqual([[1, 'Odd phrase']]);
  });

  test('own approved texts take the place of the standard caveats', async () => {
    const { data: own } = await project('caveats: { us-notice: [Our text., Our other text.] }');
    expect(own.rules.get('us-notice')?.caveats).toEqual([
      { title: 'Approved text', text: 'Our text.', verbatim: true },
      { title: 'Approved text', text: 'Our other text.', verbatim: true },
    ]);
    expect(own.rules.get('precursor-supervision')?.caveats).toEqual([{ text: 'The standard text.' }]);
  });

  test('words of the language are no rules', async () => {
    const problems = await told('rules: { constructor: error, toString: off }\ncaveats: { hasOwnProperty: x }');
    expect(problems).toHaveLength(3);
  });

  test('without a file, the built-in data', async () => {
    expect(await loadProject(undefined, reader({}), load)).toEqual({ config: undefined, data, problems: [] });
  });
});
