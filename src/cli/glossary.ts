import { type Command, Option } from 'commander';
import { EXCHANGE_FORMATS } from '../report/exchange/exchange.ts';
import { checkGlossaries, type GlossaryCheckOptions } from './glossaryCheck.ts';
import { type ExchangeOptions, type ExportOptions, exportGlossary, importGlossary } from './glossaryExchange.ts';
import { painter } from './paint.ts';
import { COULD_NOT, FINDINGS, NOTHING_FOUND, type Shell } from './shell.ts';

/** Adds `caveat glossary check|export|import`. */
export function addGlossary(program: Command, { io, engine, tell, exit }: Shell): void {
  const glossary = program.command('glossary').description('check glossaries, and exchange them with other tools');
  const tellAll = (lines: readonly string[]): void => {
    for (const line of lines) tell(line);
  };

  glossary
    .command('check')
    .description('report faults in glossary files, and what a good glossary would not leave out')
    .argument('[files...]', 'glossary files (default: the built-in glossary and the files of caveat.yaml)')
    .option('--forms', 'list every form that each term is found by; a space stands for a hyphen too')
    .option('--config <file>', 'a caveat.yaml in place of the nearest one')
    .action(async (files: string[], options: GlossaryCheckOptions) => {
      const { text, findings, failures } = await checkGlossaries(files, options, io, engine, painter(io));
      tellAll(failures);
      io.stdout.write(text);
      exit(failures.length > 0 ? COULD_NOT : findings > 0 ? FINDINGS : NOTHING_FOUND);
    });

  exchange(glossary.command('export').description('write glossaries as a table, TBX-Basic or SKOS'))
    .option(
      '--glossary <files...>',
      'the files to export (default: the built-in glossary and the files of caveat.yaml)',
    )
    .option('--config <file>', 'a caveat.yaml in place of the nearest one')
    .action(async (options: ExportOptions) => {
      const { failures, unheld } = await exportGlossary(options, io, engine);
      tellAll([...failures, ...unheld]);
      exit(failures.length > 0 ? COULD_NOT : NOTHING_FOUND);
    });

  exchange(glossary.command('import').description('write a table, a TBX or a SKOS file as a glossary file'))
    .argument('<file>', 'the file to read')
    .action(async (file: string, options: ExchangeOptions) => {
      const { failures, unheld, leftOut } = await importGlossary(file, options, io);
      tellAll([...failures, ...unheld]);
      exit(failures.length > 0 ? COULD_NOT : leftOut > 0 ? FINDINGS : NOTHING_FOUND);
    });
}

function exchange(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', "the other tool's format (default: by the file's name)").choices(
        EXCHANGE_FORMATS,
      ),
    )
    .option('-o, --output <file>', 'where to write (default: standard output)');
}
