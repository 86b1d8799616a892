import type { Command } from 'commander';
import { Failure } from './failure.ts';
import type { Shell } from './shell.ts';

/** Adds `caveat lsp`. */
export function addLsp(program: Command, { io }: Shell): void {
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
}
