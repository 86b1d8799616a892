import { describe, expect, test } from 'vitest';
import { caveat, standIn } from './machine.ts';

const CLEAN = 'Nothing here.\n';
const CLAIM = 'You can add it.\n';
const HINT = 'You can add it maybe.\n';

describe('exit codes', () => {
  test.each([
    [['check', 'a.md'], CLEAN, 0],
    [['check', 'a.md'], CLAIM, 1],
    [['check', 'a.md'], HINT, 0],
    [['check', 'a.md', '--fail-on', 'hint'], HINT, 1],
    [['check', 'a.md', '--fail-on', 'error'], CLAIM, 1],
    [['check', 'gone.md'], CLAIM, 2],
    [['terms', 'a.md'], CLAIM, 0],
    [['terms', 'gone.md'], CLAIM, 2],
  ])('%j on %j gives %i', async (argv, text, code) => {
    expect((await caveat(argv, { files: { 'a.md': text } })).code).toBe(code);
  });

  test('a rule that is only a warning fails on warning and not on error', async () => {
    const files = { 'a.md': CLAIM, 'caveat.yaml': 'rules: { add-rule: warning }' };
    expect((await caveat(['check'], { files })).code).toBe(1);
    expect((await caveat(['check', '--fail-on', 'error'], { files })).code).toBe(0);
  });
});

describe('a wrong command line is one clear line and exit code 2', () => {
  test.each([
    [['check', '--colour'], "unknown option '--colour'"],
    [['check', '--formt', 'json'], 'did you mean --format?'],
    [['chek'], "unknown command 'chek' (did you mean check?)"],
    [['check', '--format', 'xml'], 'Allowed choices are text, json, sarif, github, gitlab, junit, md.'],
    [['check', '--fail-on', 'never'], 'Allowed choices are error, warning, information, hint.'],
    [['check', '--profile'], "option '--profile <names>' argument missing"],
    [['check', '--profile', 'uk,', 'a.md'], 'Expected names parted by commas'],
    [['check', '--profile', 'strickt', 'a.md'], 'strict'],
    [['check', '--config', 'gone.yaml', 'a.md'], 'gone.yaml: no such file'],
    [['check', '--stdin', 'a.md'], '--stdin takes no paths'],
    [['check', '--stdin-path', 'a.md'], '--stdin-path needs --stdin'],
    [['rules', 'ad-rule'], 'add-rule'],
    [['check', ''], 'an empty path'],
    [['lsp'], 'lsp needs --stdio'],
  ])('%j', async (argv, words) => {
    const { code, out, err } = await caveat(argv, { files: { 'a.md': CLEAN } });
    expect(err).toMatch(/^caveat: [^\n]+\n$/);
    expect(err).toContain(words);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  test('no command at all shows the help', async () => {
    const { code, err } = await caveat([]);
    expect(err).toContain('Usage: caveat');
    expect(code).toBe(2);
  });

  test.each([['--help'], ['--version']])('%s is no fault', async (option) => {
    const { code, out, err } = await caveat([option]);
    expect(out).not.toBe('');
    expect(err).toBe('');
    expect(code).toBe(0);
  });
});

describe('paths', () => {
  const found = async (argv: readonly string[], files: Record<string, string>) => {
    const { out } = await caveat(['check', '--format', 'json', ...argv], { files });
    return JSON.parse(out).files.map(({ path }: { path: string }) => path);
  };
  const files = { 'b.md': '', 'B/c.markdown': '', 'B/a.md': '', 'note.txt': '' };

  test.each([
    [[], ['B/a.md', 'B/c.markdown', 'b.md']],
    [['.'], ['B/a.md', 'B/c.markdown', 'b.md']],
    [['B/'], ['B/a.md', 'B/c.markdown']],
    [
      ['./B', 'b.md'],
      ['./B/a.md', './B/c.markdown', 'b.md'],
    ],
    [
      ['b.md', './b.md', '.'],
      ['B/a.md', 'B/c.markdown', 'b.md'],
    ],
    [['note.txt'], ['note.txt']],
    [['/drafts/b.md'], ['/drafts/b.md']],
  ])('%j', async (argv, expected) => {
    expect(await found(argv, files)).toEqual(expected);
  });

  test('a folder without Markdown is one line, and the others are still reported', async () => {
    const alone = await caveat(['check', 'x'], { files: { 'x/a.txt': '' } });
    expect(alone).toMatchObject({ code: 2, out: '', err: 'caveat: x: no Markdown in it (.md, .markdown)\n' });
    const both = await caveat(['check', 'x', 'a.md'], { files: { 'x/a.txt': '', 'a.md': CLEAN } });
    expect(both).toMatchObject({ code: 2, out: '1 file, nothing to report\n', err: alone.err });
  });

  test('what cannot be read is told, and the others are still reported', async () => {
    const broken = new Uint8Array([0x61, 0xc3, 0xa4, 0xff]);
    const files = { 'a.md': CLAIM, 'broken.md': broken };
    const { code, out, err } = await caveat(['check', 'gone.md', 'broken.md', 'a.md', '--format', 'json'], { files });
    const report = JSON.parse(out);
    expect(report.files.map(({ path, error }: { path: string; error?: string }) => [path, error])).toEqual([
      ['a.md', undefined],
      ['broken.md', 'not valid UTF-8 at byte 3'],
      ['gone.md', 'no such file or folder'],
    ]);
    expect(report.files[1]).toEqual({
      path: 'broken.md',
      error: 'not valid UTF-8 at byte 3',
      findings: [],
      claims: [],
    });
    expect(report.summary).toMatchObject({ files: 3, errors: 1 });
    expect(err).toBe('caveat: broken.md: not valid UTF-8 at byte 3\ncaveat: gone.md: no such file or folder\n');
    expect(code).toBe(2);
  });
});

describe('texts', () => {
  test('standard input, with and without a path', async () => {
    const nameless = await caveat(['check', '--stdin', '--format', 'json'], { stdin: CLAIM });
    expect(JSON.parse(nameless.out).files[0].path).toBe('<stdin>');
    const files = { 'old/caveat.yaml': 'rules: { add-rule: off }' };
    const named = await caveat(['check', '--stdin', '--stdin-path', 'old/a.md'], { stdin: CLAIM, files });
    expect(named).toMatchObject({ code: 0, out: '1 file, nothing to report\n', err: '' });
  });

  test('a byte order mark has no offset and no column', async () => {
    const { out } = await caveat(['check', '--format', 'json', 'a.md'], { files: { 'a.md': '\ufeffadd it' } });
    expect(JSON.parse(out).files[0].findings[0].range.start).toEqual({ line: 1, column: 1, offset: 0 });
  });

  test('an empty file has nothing to report', async () => {
    expect(await caveat(['check', 'a.md'], { files: { 'a.md': '' } })).toMatchObject({
      code: 0,
      out: '1 file, nothing to report\n',
    });
  });

  test('a draft that trips the analysis is told without a trace, and the others are still reported', async () => {
    const files = { 'a.md': 'trip us', 'b.md': CLAIM };
    const { code, out, err } = await caveat(['check'], { files });
    expect(err).toBe('caveat: a.md: internal error: first line second line (set CAVEAT_DEBUG=1 for the trace)\n');
    expect(out).toContain('b.md:1:9');
    expect(code).toBe(2);
    expect((await caveat(['check'], { files, env: { CAVEAT_DEBUG: '1' } })).err).toContain('    at ');
  });
});

describe('settings', () => {
  test('front matter adds to caveat.yaml, and the command line replaces both, but not what a draft declares', async () => {
    const files = { 'a.md': CLEAN, 'caveat.yaml': 'profiles: strict' };
    const made = async (...argv: string[]) => {
      const engine = standIn();
      await caveat(['check', ...argv], { files, engine });
      return engine.made;
    };
    const replaced = {
      profiles: ['journal', 'clinical'],
      rules: {},
      frontMatter: { profiles: [], declared: ['supervision'], unknown: [] },
    };
    expect(await made()).toEqual([
      { profiles: ['strict'], rules: {}, frontMatter: { profiles: ['uk'], declared: ['supervision'], unknown: [] } },
    ]);
    expect(await made('--profile', 'journal,clinical')).toEqual([replaced]);
    expect(await made('--profile', 'journal', '--profile', 'clinical')).toEqual([replaced]);
  });

  test('drafts with the same settings share one analyzer', async () => {
    const engine = standIn();
    const files = { 'a.md': '', 'b.md': '', 'x/c.md': '', 'x/caveat.yaml': 'rules: { add-rule: hint }' };
    await caveat(['check'], { files, engine });
    expect(engine.made).toHaveLength(2);
  });

  test('faults of caveat.yaml and of the files it names are told once with their place, and the drafts are still reported', async () => {
    const files = {
      'a.md': CLAIM,
      'b.md': CLEAN,
      'caveat.yaml': 'glossaries: [own.yaml]\nrules:\n  ad-rule: hint\n',
      'own.yaml': 'fault: 1',
    };
    const { code, out, err } = await caveat(['check'], { files });
    expect(err.split('\n').sort()).toEqual([
      '',
      'caveat: caveat.yaml:3:3: Unknown rule "ad-rule", expected for example "add-rule"',
      'caveat: own.yaml:1:1: Unknown key "fault"',
    ]);
    expect(out).toContain('a.md:1:9');
    expect(code).toBe(2);
  });

  test('a caveat.yaml that cannot be read is told with its name', async () => {
    const files = { 'a.md': CLEAN, 'caveat.yaml': Uint8Array.from([0x61, 0xff]) };
    const { code, err } = await caveat(['check'], { files });
    expect(err).toBe('caveat: caveat.yaml:1:1: not valid UTF-8 at byte 1\n');
    expect(code).toBe(2);
  });

  test('--config stands in place of the nearest file', async () => {
    const files = {
      'a.md': CLAIM,
      'caveat.yaml': 'rules: { add-rule: hint }',
      'other.yaml': 'rules: { add-rule: off }',
    };
    expect((await caveat(['check', '--config', 'other.yaml', '--fail-on', 'hint'], { files })).code).toBe(0);
  });
});

describe('other commands', () => {
  test('rules lists the rules, and prints a page', async () => {
    expect((await caveat(['rules'])).out).toBe('add-rule  error        Adding without supervision\n');
    expect((await caveat(['rules', 'add-rule'])).out).toContain('# Adding without supervision');
  });

  test.each([[['lsp', '--stdio']], [['lsp', '--stdio', '--clientProcessId=7']]])(
    '%j starts the server and prints nothing',
    async (argv) => {
      expect(await caveat(argv)).toEqual({ code: 0, out: '', err: '', serverStarted: true });
    },
  );

  test('colour only for a terminal, and as the environment asks', async () => {
    const files = { 'a.md': CLAIM };
    const coloured = async (isTTY: boolean, env: Record<string, string>) =>
      (await caveat(['check'], { files, isTTY, env })).out.includes('\u001b[');
    expect(await coloured(false, {})).toBe(false);
    expect(await coloured(true, {})).toBe(true);
    expect(await coloured(true, { NO_COLOR: '1' })).toBe(false);
    expect(await coloured(true, { TERM: 'dumb' })).toBe(false);
    expect(await coloured(false, { FORCE_COLOR: '1' })).toBe(true);
    expect(await coloured(true, { FORCE_COLOR: '0' })).toBe(false);
  });
});
