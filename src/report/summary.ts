import type { Severity } from '../analysis/analysis.ts';
import type { CheckedFile } from './checkedFile.ts';

/** How many of each there are over all files. */
export interface Summary {
  readonly files: number;
  readonly claims: number;
  readonly covered: number;
  readonly missing: number;
  readonly suppressed: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
}

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

const COUNTED_AS = { error: 'errors', warning: 'warnings', information: 'information', hint: 'hints' } as const;

/** Counts claims by status and findings by severity, file by file; a file that could not be read counts as a file. */
export function createTally(): { add(file: CheckedFile): void; summary(): Summary } {
  const counts = {
    files: 0,
    claims: 0,
    covered: 0,
    missing: 0,
    suppressed: 0,
    errors: 0,
    warnings: 0,
    information: 0,
    hints: 0,
  };
  return {
    add({ claims, findings }) {
      counts.files++;
      counts.claims += claims.length;
      for (const { status } of claims) counts[status]++;
      for (const { severity } of findings) counts[COUNTED_AS[severity]]++;
    },
    summary: () => ({ ...counts }),
  };
}

/** Whether a severity is at or above another. */
export function atLeast(severity: Severity, lowest: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(lowest);
}

/** A number with its noun. */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** One line on all findings: `3 files: 1 error, 2 notes`. `style` may paint a part. */
export function countsLine(
  summary: Summary,
  unread: number,
  style: (severity: Severity, text: string) => string = (_, text) => text,
): string {
  const counts: readonly (readonly [Severity, number, string])[] = [
    ['error', summary.errors, 'error'],
    ['warning', summary.warnings, 'warning'],
    ['information', summary.information, 'note'],
    ['hint', summary.hints, 'hint'],
  ];
  const findings = counts
    .filter(([, number]) => number > 0)
    .map(([severity, number, word]) => style(severity, count(number, word)));
  const all = `${count(summary.files, 'file')}${unread > 0 ? ` (${unread} not read)` : ''}`;
  if (findings.length === 0)
    return `${all}, ${unread > 0 && unread === summary.files ? 'nothing read' : 'nothing to report'}`;
  const claims = [
    [summary.covered, 'covered'],
    [summary.missing, 'missing their caveat'],
    [summary.suppressed, 'suppressed'],
  ] as const;
  const told = claims.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return `${all}: ${findings.join(', ')}${summary.claims > 0 ? `; ${count(summary.claims, 'claim')}: ${told.join(', ')}` : ''}`;
}
