import { type Command, InvalidArgumentError } from 'commander';
import type { DraftOptions } from './drafts.ts';
import type { Io } from './io.ts';
import { painter } from './paint.ts';
import type { SettingsOptions } from './settings.ts';

/** What all commands that read drafts are told. */
export interface ReadingOptions extends SettingsOptions, DraftOptions {
  readonly workers?: number;
}

/** Adds the arguments and options that all commands which read drafts share. */
export function withReadingOptions(command: Command): Command {
  return command
    .argument('[paths...]', 'Markdown files, and folders to search for them (default: this folder)')
    .option('--profile <names>', 'profiles to turn on, in place of those asked for elsewhere', names)
    .option('--config <file>', 'a caveat.yaml in place of the nearest one')
    .option('--stdin', 'read one draft from standard input')
    .option('--stdin-path <path>', 'where that draft would stand, for its settings and the report')
    .option('--workers <number>', 'threads to analyse with, 1 for none (default: by cores and work)', wholeNumber);
}

/** How to write for the terminal, if it is one. */
export function textOptions(io: Io) {
  return { paint: painter(io), width: Math.min(io.stdout.columns ?? 100, 120) };
}

function names(value: string, earlier: readonly string[] = []): readonly string[] {
  const given = value.split(',').map((name) => name.trim());
  if (given.includes('')) throw new InvalidArgumentError('Expected names parted by commas.');
  return [...earlier, ...given];
}

function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw new InvalidArgumentError('Expected a whole number from 1 on.');
  return Number(value);
}
