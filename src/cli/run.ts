import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import type { Severity } from '../analysis/analysis.ts';
import { checkReport, termsReport } from '../report/json.ts';
import { checkText, termsText } from '../report/text.ts';
import { type AnalyseOptions, analyseDrafts, type Engine } from './analyse.ts';
import { type DraftOptions, readDrafts } from './drafts.ts';
import { Failure, internalError } from './failure.ts';
import { glossaryCommands } from './glossary.ts';
import type { Io } from './io.ts';
import { painter } from './paint.ts';
import { rulesText } from './rules.ts';

interface ReadOptions extends AnalyseOptions, DraftOptions {
  readonly format: 'text' | 'json';
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const NOTHING_FOUND = 0;
const FINDINGS = 1;
const COULD_NOT = 2;

/** Runs the command line on its arguments (without `node` and the script) and gives the exit code. */
export async function run(argv: readonly string[], io: Io, engine: Engine): Promise<number> {
  let code = NOTHING_FOUND;
  const program = commands(io, engine, (other) => {
    code = other;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return NOTHING_FOUND;
      if (error.code !== 'commander.help')
        tell(io, error.message.replace(/^error: /, '').replace(/\s*\n\s*\(D/, ' (d'));
    } else if (error instanceof Failure) tell(io, error.message);
    else {
      tell(io, internalError(error));
      if (io.env.CAVEAT_DEBUG && error instanceof Error) io.stderr.write(`${error.stack}\n`);
    }
    return COULD_NOT;
  }
}

function commands(io: Io, engine: Engine, exit: (code: number) => void): Command {
  const program = new Command('caveat')
    .description('Finds claims in Markdown drafts that lack their risk caveat, and the glossary terms they use.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: io.stdout.write, writeErr: io.stderr.write, outputError: () => {} });

  reading(program.command('check').description('report claims that lack their caveat'))
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that gives exit code 1')
        .choices(SEVERITIES)
        .default('warning'),
    )
    .action(async (paths: string[], options: ReadOptions & { readonly failOn: Severity }) => {
      const { files, failures } = await analysed(paths, options, io, engine);
      const severities = files.flatMap((file) =>
        'analysis' in file ? file.analysis.findings.map(({ severity }) => severity) : [],
      );
      const failing = severities.some((severity) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(options.failOn));
      if (files.length > 0)
        io.stdout.write(options.format === 'json' ? json(checkReport(files)) : checkText(files, textOptions(io)));
      exit(failures > 0 ? COULD_NOT : failing ? FINDINGS : NOTHING_FOUND);
    });

  reading(program.command('terms').description('list every occurrence of a glossary term')).action(
    async (paths: string[], options: ReadOptions) => {
      const { files, failures } = await analysed(paths, options, io, engine);
      if (files.length > 0)
        io.stdout.write(options.format === 'json' ? json(termsReport(files)) : termsText(files, textOptions(io)));
      exit(failures > 0 ? COULD_NOT : NOTHING_FOUND);
    },
  );

  program
    .command('rules')
    .description("list the rules, or print one rule's page")
    .argument('[id]', 'the rule')
    .option('--config <file>', 'a caveat.yaml in place of the nearest one')
    .action(async (id: string | undefined, options: AnalyseOptions) => {
      const { text, failures } = await rulesText(id, options.config, io, engine);
      for (const failure of failures) tell(io, failure);
      io.stdout.write(text);
      exit(failures.length > 0 ? COULD_NOT : NOTHING_FOUND);
    });

  glossaryCommands(program, io, engine, (message) => tell(io, message), exit);

  program
    .command('lsp')
    .description('run the language server')
    .option('--stdio', 'speak through standard input and output')
    // An editor adds arguments of its own, such as --clientProcessId, which the server reads itself.
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async ({ stdio }: { readonly stdio?: boolean }) => {
      if (!stdio) throw new Failure('lsp needs --stdio');
      await io.startServer();
    });
  return program;
}

/** The arguments and options that all commands which read drafts share. */
function reading(command: Command): Command {
  return command
    .argument('[paths...]', 'Markdown files, and folders to search for them (default: this folder)')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .option('--profile <names>', 'profiles to turn on, in place of those asked for elsewhere', names)
    .option('--config <file>', 'a caveat.yaml in place of the nearest one')
    .option('--stdin', 'read one draft from standard input')
    .option('--stdin-path <path>', 'where that draft would stand, for its settings and the report');
}

async function analysed(paths: readonly string[], options: ReadOptions, io: Io, engine: Engine) {
  const { drafts, failures: unread } = await readDrafts(paths, options, io);
  const { files, failures } = await analyseDrafts(drafts, options, io, engine);
  for (const failure of [...unread, ...failures]) tell(io, failure);
  return { files, failures: unread.length + failures.length };
}

function names(value: string, earlier: readonly string[] = []): readonly string[] {
  const given = value.split(',').map((name) => name.trim());
  if (given.includes('')) throw new InvalidArgumentError('Expected names parted by commas.');
  return [...earlier, ...given];
}

function textOptions(io: Io) {
  return { paint: painter(io), width: Math.min(io.stdout.columns ?? 100, 120) };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function tell(io: Io, message: string): void {
  io.stderr.write(`caveat: ${message}\n`);
}
