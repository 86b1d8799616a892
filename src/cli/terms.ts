import { type Command, Option } from 'commander';
import type { FileResult } from '../report/fileResult.ts';
import { termsReport, termsText } from '../report/terms.ts';
import { analyseDrafts } from './analyseDrafts.ts';
import { findDrafts } from './drafts.ts';
import { createExecutor } from './pool.ts';
import { type ReadingOptions, textOptions, withReadingOptions } from './readingOptions.ts';
import { settingsOf } from './settings.ts';
import { COULD_NOT, NOTHING_FOUND, type Shell } from './shell.ts';

interface TermsOptions extends ReadingOptions {
  readonly format: 'text' | 'json';
}

/** Adds `caveat terms`. */
export function addTerms(program: Command, shell: Shell): void {
  withReadingOptions(program.command('terms').description('list every occurrence of a glossary term'))
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action((paths: string[], options: TermsOptions) => terms(paths, options, shell));
}

async function terms(paths: readonly string[], options: TermsOptions, shell: Shell): Promise<void> {
  const { io, engine } = shell;
  const { drafts, failures: unfound } = await findDrafts(paths, options, io);
  const documents = drafts.map(({ absolute }) => absolute);
  const { settings, failures } = await settingsOf(documents, options, io, engine.load);
  for (const failure of [...unfound, ...failures]) shell.tell(failure);
  const executor = createExecutor(engine, options.workers);
  const files: FileResult[] = [];
  try {
    const task = { fix: undefined, occurrences: true };
    for await (const { result, trace } of analyseDrafts(drafts, settings, task, executor)) {
      files.push(result);
      if ('error' in result) shell.tell(`${result.path}: ${result.error}`);
      if (io.env.CAVEAT_DEBUG && trace) io.stderr.write(`${trace}\n`);
    }
  } finally {
    await executor.close();
  }
  if (files.length > 0)
    io.stdout.write(
      options.format === 'json'
        ? `${JSON.stringify(termsReport(files), null, 2)}\n`
        : termsText(files, textOptions(io)),
    );
  const unread = unfound.length + failures.length + files.filter((file) => 'error' in file).length;
  shell.exit(unread > 0 ? COULD_NOT : NOTHING_FOUND);
}
