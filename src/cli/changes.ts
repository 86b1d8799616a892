import { execFile } from 'node:child_process';
import { Failure, oneLine } from './failure.ts';

/** The files below a folder's repository that differ from a git revision, or are new: absolute, with `/`. */
export async function changedSince(revision: string, cwd: string): Promise<ReadonlySet<string>> {
  const root = (await git(['rev-parse', '--show-toplevel'], cwd)).trim();
  const name = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const commit = (await git(name, root).catch(() => '')).trim();
  if (commit === '') throw new Failure(`--since ${revision}: no such revision`);
  // On a branch, what others have done meanwhile is not ours.
  const base = await git(['merge-base', commit, 'HEAD'], root).catch(() => commit);
  const lists = await Promise.all([
    git(['diff', '--name-only', '--diff-filter=d', '-z', base.trim(), '--'], root),
    git(['ls-files', '--others', '--exclude-standard', '-z'], root),
  ]);
  const paths = lists.flatMap((list) => list.split('\0').filter((path) => path !== ''));
  return new Set(paths.map((path) => `${root}/${path}`));
}

function git(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((done, failed) => {
    execFile('git', args, { cwd, maxBuffer: 1 << 30 }, (error, out, err) => {
      if (error) failed(new Failure(`--since: ${oneLine(err === '' ? error : err)}`));
      else done(out);
    });
  });
}
