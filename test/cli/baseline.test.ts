import { describe, expect, test } from 'vitest';
import { caveat } from './machine.ts';

const result = async (files: Readonly<Record<string, string>>) =>
  (await caveat(['check', '--format', 'json'], { files })).out;

describe('check --baseline', () => {
  test('tells only what is new, wherever the known findings have moved', async () => {
    const baseline = await result({ 'a.md': 'add it\nadd it\nadd this', 'b.md': 'add it' });
    const files = { 'base.json': baseline, 'a.md': 'New.\n\nadd this\nadd that\nadd it', 'b.md': 'add it' };
    const { code, out } = await caveat(['check', '--baseline', 'base.json', '--format', 'json'], { files });
    const report = JSON.parse(out);
    expect(
      report.files.map(({ findings }: { findings: { text: string }[] }) => findings.map(({ text }) => text)),
    ).toEqual([['add that'], []]);
    expect(report.summary).toMatchObject({ files: 2, errors: 1, missing: 4 });
    expect(code).toBe(1);
  });

  test('a third like finding is one too many', async () => {
    const files = { 'base.json': await result({ 'a.md': 'add it\nadd it' }), 'a.md': 'add it\nadd it\nadd it' };
    const { out } = await caveat(['check', '--baseline', 'base.json', '--format', 'json'], { files });
    expect(JSON.parse(out).summary.errors).toBe(1);
  });

  test('nothing new is exit code 0', async () => {
    const files = { 'base.json': await result({ 'a.md': 'add it' }), 'a.md': 'add it' };
    expect(await caveat(['check', '--baseline', 'base.json'], { files })).toMatchObject({
      code: 0,
      out: '1 file, nothing to report\n',
    });
  });

  test.each([
    [['--baseline', 'gone.json'], 'gone.json: no such file'],
    [['--baseline', 'a.md'], 'a.md: not a result of caveat check'],
    [['--baseline', 'base.json', '--fix'], '--fix takes no --baseline'],
  ])('%j is one clear line', async (argv, words) => {
    const { code, out, err } = await caveat(['check', ...argv], { files: { 'a.md': 'add it' } });
    expect(err).toMatch(/^caveat: [^\n]+\n$/);
    expect(err).toContain(words);
    expect([code, out]).toEqual([2, '']);
  });
});
