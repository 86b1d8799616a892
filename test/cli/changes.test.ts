import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changedSince } from '../../src/cli/changes.ts';
import { slashed } from '../../src/cli/paths.ts';
import { caveat } from './machine.ts';

describe('what has changed since a revision', () => {
  const outside = mkdtempSync(join(realpathSync(tmpdir()), 'caveat-changes-'));
  const repository = join(outside, 'repository');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
      cwd: repository,
      stdio: 'pipe',
    });
  const write = (path: string, text: string) => writeFileSync(join(repository, path), text);
  const changed = async (revision: string, folder = repository) =>
    [...(await changedSince(revision, folder))].map((path) => path.replace(`${slashed(repository)}/`, '')).sort();

  beforeAll(() => {
    mkdirSync(join(repository, 'd'), { recursive: true });
    git('init', '-q', '-b', 'main');
    for (const name of ['a.md', 'b.md', 'gone.md', 'd/ä 😀.md']) write(name, 'one');
    write('.gitignore', 'ignored.md\n');
    git('add', '.');
    git('commit', '-qm', 'First');
    git('checkout', '-qb', 'branch');
    write('d/ä 😀.md', 'two');
    git('rm', '-q', 'gone.md');
    git('commit', '-qam', 'Second');
    git('checkout', '-q', 'main');
    write('b.md', 'changed by others');
    git('commit', '-qam', 'Meanwhile');
    git('checkout', '-q', 'branch');
    write('a.md', 'not committed');
    write('new.md', 'new');
    write('ignored.md', 'new');
  });
  afterAll(() => rmSync(outside, { recursive: true, force: true }));

  test('is what is committed, not committed, or new, and not what others have done', async () => {
    expect(await changed('main')).toEqual(['a.md', 'd/ä 😀.md', 'new.md']);
    expect(await changed('HEAD')).toEqual(['a.md', 'new.md']);
    expect(await changed('HEAD', join(repository, 'd'))).toEqual(['a.md', 'new.md']);
  });

  test.each(['nowhere', '--output=x', ''])('%j is no revision', async (revision) => {
    await expect(changed(revision)).rejects.toThrow(`--since ${revision}: no such revision`);
  });

  test('outside of a repository there is none', async () => {
    await expect(changed('HEAD', outside)).rejects.toThrow(/--since: .*not a git repository/);
  });
});

describe('check --since', () => {
  const files = { 'a.md': 'add it', 'b.md': 'add it' };
  const checked = async (changed: readonly string[], ...argv: readonly string[]) => {
    const { code, out } = await caveat(['check', '--since', 'main', '--format', 'json', ...argv], { files, changed });
    return { code, paths: JSON.parse(out).files.map(({ path }: { path: string }) => path) };
  };

  test('checks the changed ones of the drafts it was given', async () => {
    expect(await checked(['b.md', 'c.txt'])).toEqual({ code: 1, paths: ['b.md'] });
    expect(await checked(['b.md'], 'a.md')).toEqual({ code: 0, paths: [] });
    expect(await checked(['a.md', 'b.md'], '--shard', '2/2')).toEqual({ code: 1, paths: ['b.md'] });
  });

  test('a text from standard input has no past', async () => {
    const { code, err } = await caveat(['check', '--stdin', '--since', 'main'], { stdin: 'add it' });
    expect([code, err]).toEqual([2, 'caveat: --stdin takes no --since\n']);
  });
});
