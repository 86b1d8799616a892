import type { Command } from 'commander';
import { unknownName } from '../glossary/names.ts';
import { rulePage } from '../report/rulePage.ts';
import type { Engine } from './engine.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import { problemLine, projects } from './settings.ts';
import { COULD_NOT, NOTHING_FOUND, type Shell } from './shell.ts';

/** Adds `caveat rules`. */
export function addRules(program: Command, { io, engine, tell, exit }: Shell): void {
  program
    .command('rules')
    .description("list the rules, or print one rule's page")
    .argument('[id]', 'the rule')
    .option('--config <file>', 'a caveat.yaml in place of the nearest one')
    .action(async (id: string | undefined, { config }: { readonly config?: string }) => {
      const { text, failures } = await rulesText(id, config, io, engine);
      for (const failure of failures) tell(failure);
      io.stdout.write(text);
      exit(failures.length > 0 ? COULD_NOT : NOTHING_FOUND);
    });
}

/** One rule's page, or the list of all rules that hold for drafts in the working folder. */
async function rulesText(
  id: string | undefined,
  config: string | undefined,
  io: Io,
  { load }: Engine,
): Promise<{ readonly text: string; readonly failures: readonly string[] }> {
  const { data, problems } = await projects(config, io, load)(`${io.cwd}/.`);
  const failures = problems.map((problem) => problemLine(problem, io.cwd));
  if (id !== undefined) {
    const rule = data.rules.get(id);
    if (!rule) throw new Failure(unknownName('rule', id, [...data.rules.keys()]));
    return { text: rulePage(rule), failures };
  }
  const rules = [...data.rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const widest = Math.max(0, ...rules.map((rule) => rule.id.length));
  const lines = rules.map(({ id, severity, title, profiles }) => {
    const on = profiles.includes('all') ? '' : ` (${profiles.join(', ')})`;
    return `${id.padEnd(widest)}  ${severity.padEnd('information'.length)}  ${title}${on}\n`;
  });
  return { text: lines.join(''), failures };
}
