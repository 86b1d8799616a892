import { unknownName } from '../glossary/yamlFile.ts';
import { rulePage } from '../report/rulePage.ts';
import { type Engine, problemLine, projects } from './analyse.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';

/** One rule's page, or the list of all rules that hold for drafts in the working folder. */
export async function rulesText(
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
