import type { Command } from 'commander';
import { createLineIndex } from '../markdown/lines.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { explanationText } from '../report/explanation.ts';
import { findDrafts } from './drafts.ts';
import { Failure } from './failure.ts';
import { type SettingsOptions, settingsOf } from './settings.ts';
import { COULD_NOT, NOTHING_FOUND, type Shell } from './shell.ts';
import { createAnalyzers } from './task.ts';

const PLACE = /^(.+?):(\d+)(?::(\d+))?$/s;

/** Adds `caveat explain`. */
export function addExplain(program: Command, shell: Shell): void {
  program
    .command('explain')
    .description('tell why something is flagged at a place of a draft, or is not')
    .argument('<place>', 'FILE:LINE or FILE:LINE:COLUMN, both from 1')
    .option('--profile <names>', 'profiles to turn on, in place of those asked for elsewhere', (value: string) =>
      value.split(',').map((name) => name.trim()),
    )
    .option('--config <file>', 'a caveat.yaml in place of the nearest one')
    .action((place: string, options: SettingsOptions) => explainPlace(place, options, shell));
}

async function explainPlace(place: string, options: SettingsOptions, { io, engine, tell, exit }: Shell): Promise<void> {
  const [, path, line, column] = PLACE.exec(place) ?? [];
  if (path === undefined || line === undefined)
    throw new Failure(`"${place}" names no place, expected FILE:LINE or FILE:LINE:COLUMN`);
  const { drafts, failures } = await findDrafts([path], {}, io);
  const draft = drafts[0];
  if (!draft || failures.length > 0) throw new Failure(failures[0] ?? `${path}: no such file`);
  if (drafts.length > 1) throw new Failure(`${path}: a folder, expected one file`);
  const content = await draft.read();
  if ('error' in content) throw new Failure(`${path}: ${content.error}`);
  const { settings, failures: faults } = await settingsOf([draft.absolute], options, io, engine.load);
  for (const fault of faults) tell(fault);
  const own = settings[0];
  if (!own) return;
  const range = rangeOf(content.text, path, Number(line), column === undefined ? undefined : Number(column));
  const explanations = createAnalyzers(engine)(own, content.text).explain(content.text, range);
  io.stdout.write(explanationText(explanations, content.text));
  exit(faults.length > 0 ? COULD_NOT : NOTHING_FOUND);
}

/** A whole line, or the place of one column. @throws Failure where the draft has no such line */
function rangeOf(text: string, path: string, line: number, column: number | undefined): OffsetRange {
  const lines = createLineIndex(text);
  const last = lines.positionAt(text.length).line;
  if (line < 1 || line > last) throw new Failure(`${path}: no line ${line}, expected one from 1 to ${last}`);
  const start = lines.offsetAt({ line, column: column ?? 1 });
  return { start, end: column === undefined ? lines.offsetAt({ line, column: Number.MAX_SAFE_INTEGER }) : start };
}
