import type { Log } from 'sarif';
import type { CheckReport } from './json.ts';

export type ReadReport =
  | { readonly format: 'json'; readonly report: CheckReport }
  | { readonly format: 'sarif'; readonly report: Log };

/** A report of `caveat check` that can be read back, or undefined for any other text. */
export function readReport(text: string): ReadReport | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (isCheckReport(value)) return { format: 'json', report: value };
  if (isOwnLog(value)) return { format: 'sarif', report: value };
  return undefined;
}

function isCheckReport(value: unknown): value is CheckReport {
  return (
    isObject(value) &&
    value.version === 1 &&
    isObject(value.summary) &&
    isListOf(
      value.files,
      (file) => typeof file.path === 'string' && isListOf(file.findings, isFinding) && isListOf(file.claims, isObject),
    )
  );
}

function isFinding(finding: Record<string, unknown>): boolean {
  return (
    typeof finding.rule === 'string' &&
    typeof finding.message === 'string' &&
    typeof finding.severity === 'string' &&
    isObject(finding.range) &&
    isListOf(finding.fixes, isObject)
  );
}

function isOwnLog(value: unknown): value is Log {
  return (
    isObject(value) &&
    value.version === '2.1.0' &&
    isListOf(
      value.runs,
      ({ tool, results }) =>
        isObject(tool) && isObject(tool.driver) && tool.driver.name === 'Caveat' && isListOf(results, isObject),
    )
  );
}

function isListOf(value: unknown, fits: (item: Record<string, unknown>) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => isObject(item) && fits(item));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
