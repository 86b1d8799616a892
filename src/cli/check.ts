import { type Command, Option } from 'commander';
import { version } from '../../package.json';
import type { Severity } from '../analysis/analysis.ts';
import { createBaseline } from '../report/baseline.ts';
import { type CheckedFile, checkedFile } from '../report/checkedFile.ts';
import { CHECK_FORMATS, type CheckFormat, createReporter } from '../report/formats.ts';
import { atLeast, count, SEVERITIES } from '../report/summary.ts';
import { analyseDrafts } from './analyseDrafts.ts';
import { cacheFolder, createCache, createCachedExecutor } from './cache.ts';
import { type Draft, findDrafts } from './drafts.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import { createExecutor } from './pool.ts';
import { createProgress } from './progress.ts';
import { type ReadingOptions, textOptions, withReadingOptions } from './readingOptions.ts';
import { readResult } from './readResult.ts';
import { settingsOf } from './settings.ts';
import { parseShard, type Shard, shardOf } from './shard.ts';
import { COULD_NOT, FINDINGS, NOTHING_FOUND, type Shell } from './shell.ts';
import type { Executor } from './task.ts';
import { writeFixed } from './writeFixed.ts';

interface CheckOptions extends ReadingOptions {
  readonly format: CheckFormat;
  readonly failOn: Severity;
  readonly fix?: boolean;
  readonly cache?: boolean;
  readonly shard?: Shard;
  readonly since?: string;
  readonly baseline?: string;
}

/** Adds `caveat check`. */
export function addCheck(program: Command, shell: Shell): void {
  withReadingOptions(program.command('check').description('report claims that lack their caveat'))
    .addOption(new Option('--format <format>', 'how to print').choices(CHECK_FORMATS).default('text'))
    .addOption(failOnOption())
    .option('--fix', 'insert the standard caveat for findings at or above --fail-on; never change or remove a word')
    .option('--cache', 'keep results, and analyse only what has changed')
    .addOption(
      new Option('--shard <part>', 'check only one part of the files, such as 2/5; merge joins the results').argParser(
        parseShard,
      ),
    )
    .option('--since <revision>', 'check only drafts that have changed since a git revision')
    .option('--baseline <file>', 'leave out the findings of an earlier result in JSON')
    .action((paths: string[], options: CheckOptions) => check(paths, options, shell));
}

/** The option that says which findings give exit code 1. */
export function failOnOption(): Option {
  return new Option('--fail-on <severity>', 'lowest severity that gives exit code 1')
    .choices(SEVERITIES)
    .default('warning');
}

async function check(paths: readonly string[], options: CheckOptions, shell: Shell): Promise<void> {
  const { io, engine } = shell;
  const { drafts: all, failures: unfound } = await findDrafts(paths, options, io);
  const drafts = shardOf(await changedOf(all, options, io), options.shard);
  const newIn = await baselineOf(options, io);
  const documents = drafts.map(({ absolute }) => absolute);
  const { settings, projects, failures } = await settingsOf(documents, options, io, engine.load);
  for (const failure of [...unfound, ...failures]) shell.tell(failure);
  if (all.length === 0) return shell.exit(COULD_NOT);

  const reporter = createReporter(options.format, {
    rules: (projects.length > 0 ? projects.map(({ data }) => data) : [engine.load([]).data]).flatMap(({ rules }) => [
      ...rules.values(),
    ]),
    version,
    failOn: options.failOn,
    ...textOptions(io),
  });
  const executor = await executorFor(options, shell);
  const progress = createProgress(drafts.length, io);
  // Where a bar stands on the terminal, what would be written over it waits.
  const held: (() => void)[] = [];
  const print = (text: string) => {
    // A fixed draft from standard input goes where the draft would have gone on to.
    const to = options.stdin && options.fix ? io.stderr : io.stdout;
    if (progress.shown && to.isTTY) held.push(() => to.write(text));
    else if (text !== '') to.write(text);
  };
  const tell = (message: string) => {
    if (progress.shown) held.push(() => shell.tell(message));
    else shell.tell(message);
  };

  let unread = unfound.length + failures.length;
  let failing = false;
  const inserted = { caveats: 0, files: 0 };
  const task = { fix: options.fix ? options.failOn : undefined, occurrences: false };
  try {
    for await (const analysed of analyseDrafts(drafts, settings, task, executor)) {
      const result = await writeFixed(analysed, options.stdin === true, io);
      if ('error' in result) {
        unread++;
        tell(`${result.path}: ${result.error}`);
        if (io.env.CAVEAT_DEBUG && analysed.trace) io.stderr.write(`${analysed.trace}\n`);
      } else if (analysed.fix && analysed.fix.inserted > 0) {
        inserted.caveats += analysed.fix.inserted;
        inserted.files++;
      }
      const file = newIn(checkedFile(result));
      failing ||= file.findings.some(({ severity }) => atLeast(severity, options.failOn));
      print(reporter.add(file, 'source' in result ? result.source : undefined));
      progress.step();
    }
  } finally {
    progress.stop();
    await executor.close();
  }
  print(reporter.end());
  for (const write of held) write();
  if (inserted.caveats > 0)
    shell.tell(`inserted ${count(inserted.caveats, 'caveat')} in ${count(inserted.files, 'file')}`);
  shell.exit(unread > 0 ? COULD_NOT : failing ? FINDINGS : NOTHING_FOUND);
}

async function executorFor(options: CheckOptions, { io, engine }: Shell): Promise<Executor> {
  const executor = createExecutor(engine, options.workers);
  if (!options.cache) return executor;
  return createCachedExecutor(executor, createCache(cacheFolder(io.env)), await engine.fingerprint());
}

async function changedOf(drafts: readonly Draft[], { since, stdin }: CheckOptions, io: Io): Promise<readonly Draft[]> {
  if (since === undefined) return drafts;
  if (stdin) throw new Failure('--stdin takes no --since');
  const changed = await io.changedSince(since);
  return drafts.filter(({ absolute }) => changed.has(absolute));
}

async function baselineOf({ baseline, fix }: CheckOptions, io: Io): Promise<(file: CheckedFile) => CheckedFile> {
  if (baseline === undefined) return (file) => file;
  if (fix) throw new Failure('--fix takes no --baseline');
  const read = await readResult(baseline, io);
  if (read.format !== 'json') throw new Failure(`${baseline}: SARIF, expected a result in JSON`);
  return createBaseline(read.report);
}
