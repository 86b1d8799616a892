import type { Log, Notification, Result } from 'sarif';
import type { CheckedFile } from './checkedFile.ts';
import { byPath } from './fileResult.ts';
import type { CheckReport } from './json.ts';
import { sarifLog } from './sarif.ts';
import { joinedDescriptors } from './sarifRules.ts';
import { pathOfUri } from './uris.ts';

/** A report with the name of the file that it came from. */
export interface Named<T> {
  readonly name: string;
  readonly report: T;
}

/** Two reports that cannot be parts of one run. */
export class JoinError extends Error {
  override readonly name = 'JoinError';
}

/** The files of several reports by path, each once. */
export function joinFiles(reports: readonly Named<CheckReport>[]): readonly CheckedFile[] {
  const parts = reports.flatMap(({ name, report }) => report.files.map((file) => ({ name, path: file.path, file })));
  return joined(parts).map(({ file }) => file);
}

/** Several logs of ours as the one that a single run would have written. */
export function joinSarif(logs: readonly Named<Log>[]): Log {
  const runs = logs.flatMap(({ name, report }) => report.runs.map((run) => ({ name, run })));
  const versions = new Set(runs.map(({ run }) => run.tool.driver.semanticVersion ?? ''));
  if (versions.size > 1) throw new JoinError(`results of several versions: ${[...versions].join(', ')}`);
  const rules = joinedDescriptors(runs.flatMap(({ run }) => run.tool.driver.rules ?? []));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const parts = runs.flatMap(({ name, run }) => {
    const unread = (run.invocations ?? []).flatMap((one) => one.toolExecutionNotifications ?? []);
    const files = new Map<string, { results: Result[]; unread: Notification[] }>();
    const fileOf = (entry: Result | Notification) => {
      const path = pathOfUri(entry.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '');
      const file = files.get(path) ?? { results: [], unread: [] };
      files.set(path, file);
      return file;
    };
    for (const notification of unread) fileOf(notification).unread.push(notification);
    for (const result of run.results ?? []) {
      const ruleIndex = indexes.get(result.ruleId ?? '');
      fileOf(result).results.push(ruleIndex === undefined ? result : { ...result, ruleIndex });
    }
    return [...files].map(([path, file]) => ({ name, path, file }));
  });
  const files = joined(parts).map(({ file }) => file);
  return sarifLog(
    [...versions][0] ?? '',
    rules,
    files.flatMap(({ results }) => results),
    files.flatMap(({ unread }) => unread),
  );
}

interface Part<T> {
  readonly name: string;
  readonly path: string;
  readonly file: T;
}

/** The parts by path. A file may stand in several reports only with one result. */
function joined<T>(parts: readonly Part<T>[]): readonly Part<T>[] {
  const byName = new Map<string, Part<T>>();
  for (const part of parts) {
    const earlier = byName.get(part.path);
    if (earlier && JSON.stringify(earlier.file) !== JSON.stringify(part.file))
      throw new JoinError(`${part.path} has one result in ${earlier.name} and another in ${part.name}`);
    if (!earlier) byName.set(part.path, part);
  }
  return byPath([...byName.values()]);
}
