import { describe, expect, test } from 'vitest';
import { caveat } from './machine.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

async function fix(files: Readonly<Record<string, string | Uint8Array>>, ...argv: readonly string[]) {
  const written = new Map<string, string>();
  const result = await caveat(['check', '--fix', ...argv], { files, written });
  return { ...result, written: Object.fromEntries(written) };
}

describe('check --fix', () => {
  test('writes what it has changed and nothing else, and reports what is left', async () => {
    const files = { 'a.md': 'You can add it.\nadd this too', 'b.md': 'Nothing.', 'c.md': 'add it maybe' };
    expect(await fix(files)).toMatchObject({
      code: 0,
      written: { '/drafts/a.md': 'You can add it (supervised).\nadd this (supervised) too' },
      err: 'caveat: inserted 2 caveats in 1 file\n',
      out: expect.stringContaining('c.md:1:1'),
    });
  });

  test('what is softer than --fail-on stays as it is', async () => {
    const files = { 'c.md': 'add it maybe' };
    expect((await fix(files, '--fail-on', 'hint')).written).toEqual({ '/drafts/c.md': 'add it maybe (supervised)' });
    expect((await fix(files)).written).toEqual({});
  });

  test('keeps the byte order mark and the line ends', async () => {
    const { written } = await fix({ 'a.md': bytes('\ufeffYou can add it.\r\n\rx') });
    expect(written).toEqual({ '/drafts/a.md': '\ufeffYou can add it (supervised).\r\n\rx' });
  });

  test('reports places in the text as it is now', async () => {
    const { out } = await fix({ 'a.md': 'add this, add it maybe' }, '--format', 'json');
    const [file] = JSON.parse(out).files;
    expect(file.findings.map(({ range }: { range: { start: { offset: number } } }) => range.start.offset)).toEqual([
      23,
    ]);
  });

  test('from standard input: the text goes to standard output, the report to standard error', async () => {
    const stdin = bytes('\ufeffadd it, add it maybe');
    const { code, out, err } = await caveat(['check', '--fix', '--stdin', '--stdin-path', 'x.md'], { stdin });
    expect(code).toBe(0);
    expect(out).toBe('\ufeffadd it (supervised), add it maybe');
    expect(err).toContain('x.md:1:22');
    const clean = await caveat(['check', '--fix', '--stdin'], { stdin: 'Nothing.' });
    expect(clean.out).toBe('Nothing.');
  });

  test('a file that cannot be written is told, and the others are still written', async () => {
    const { code, err, out } = await caveat(['check', '--fix', '--format', 'json'], { files: { 'a.md': 'add it' } });
    expect(code).toBe(2);
    expect(err).toBe('caveat: a.md: no permission to write it\n');
    expect(JSON.parse(out).files).toEqual([
      { path: 'a.md', error: 'no permission to write it', findings: [], claims: [] },
    ]);
  });

  test('a draft that somebody has changed in the meantime is left alone', async () => {
    let reads = 0;
    const written = new Map<string, string>();
    const { code, err } = await caveat(['check', '--fix', 'a.md'], {
      files: { 'a.md': 'add it' },
      written,
      onRead: (path, content) => (path.endsWith('a.md') && reads++ > 0 ? bytes('add it again') : content),
    });
    expect([code, written.size]).toEqual([2, 0]);
    expect(err).toBe('caveat: a.md: changed while it was checked, so nothing was inserted\n');
  });
});
