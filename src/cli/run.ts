import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { addCheck } from './check.ts';
import type { Engine } from './engine.ts';
import { addExplain } from './explain.ts';
import { Failure, internalError } from './failure.ts';
import { addGlossary } from './glossary.ts';
import type { Io } from './io.ts';
import { addLsp } from './lsp.ts';
import { addMerge } from './merge.ts';
import { addRules } from './rules.ts';
import { COULD_NOT, NOTHING_FOUND, type Shell } from './shell.ts';
import { addTerms } from './terms.ts';

/** Runs the command line on its arguments (without `node` and the script) and gives the exit code. */
export async function run(argv: readonly string[], io: Io, engine: Engine): Promise<number> {
  let code = NOTHING_FOUND;
  const shell: Shell = {
    io,
    engine,
    tell: (message) => io.stderr.write(`caveat: ${message}\n`),
    exit: (other) => {
      code = other;
    },
  };
  try {
    await commands(shell).parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return NOTHING_FOUND;
      if (error.code !== 'commander.help')
        shell.tell(error.message.replace(/^error: /, '').replace(/\s*\n\s*\(D/, ' (d'));
    } else if (error instanceof Failure) shell.tell(error.message);
    else {
      shell.tell(internalError(error));
      if (io.env.CAVEAT_DEBUG && error instanceof Error) io.stderr.write(`${error.stack}\n`);
    }
    return COULD_NOT;
  }
}

function commands(shell: Shell): Command {
  const { io } = shell;
  const program = new Command('caveat')
    .description('Finds claims in Markdown drafts that lack their risk caveat, and the glossary terms they use.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: io.stdout.write, writeErr: io.stderr.write, outputError: () => {} });
  for (const add of [addCheck, addTerms, addExplain, addMerge, addRules, addGlossary, addLsp]) add(program, shell);
  return program;
}
