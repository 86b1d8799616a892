import type { Severity } from '../analysis/analysis.ts';
import type { CheckedFile, JsonFinding } from './checkedFile.ts';
import { visible } from './excerpt.ts';
import type { Reporter } from './reporter.ts';
import { rootPath } from './uris.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Workflow commands, which GitHub Actions shows as annotations beside the lines. */
export function createGithubReporter(): Reporter {
  return {
    add: (file) => [...unread(file), ...file.findings.map((finding) => annotation(file.path, finding))].join(''),
    end: () => '',
  };
}

function annotation(path: string, { rule, severity, message, range: { start, end } }: JsonFinding): string {
  const properties: [string, string | number][] = [
    ['file', rootPath(path)],
    ['line', start.line],
    ['endLine', end.line],
    ['col', start.column],
  ];
  // Here the last column is one that still belongs to the words, and it may only be told within one line.
  if (start.line === end.line) properties.push(['endColumn', Math.max(start.column, end.column - 1)]);
  return command(COMMANDS[severity], [...properties, ['title', rule]], message);
}

function unread({ path, error }: CheckedFile): string[] {
  return error === undefined ? [] : [command('error', [['file', rootPath(path)]], error)];
}

function command(name: string, properties: readonly (readonly [string, string | number])[], message: string): string {
  const told = properties.map(([key, value]) => `${key}=${escaped(String(value), /[%\r\n:,]/g)}`).join(',');
  return `::${name} ${told}::${escaped(shown(message), /[%\r\n]/g)}\n`;
}

function shown(message: string): string {
  return message
    .split(/\r\n?|\n/)
    .map(visible)
    .join('\n');
}

/** The runner reads each of these as a percent code. */
function escaped(text: string, special: RegExp): string {
  return text.replace(special, (character) => encodeURIComponent(character));
}
