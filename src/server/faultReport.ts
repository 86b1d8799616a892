import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Problem } from '../glossary/yamlFile.ts';
import { SOURCE } from './diagnostics.ts';
import { createRanges } from './ranges.ts';
import { tell } from './tell.ts';
import { uriOf } from './uris.ts';

export interface FaultReport {
  /** @param texts all files that were read, by path */
  add(texts: ReadonlyMap<string, string>, problems: readonly Problem[]): void;
  /** Everything is about to be read again. */
  reset(): void;
}

/** Tells the faults of users' files: as diagnostics in the file, and in one message as long as they stay the same. */
export function createFaultReport(connection: Connection): FaultReport {
  const faulty = new Set<string>();
  let problems = new Map<string, Problem>();
  let told = new Set<string>();
  let toldBefore = new Set<string>();

  function publish(path: string, text: string): void {
    const own = [...problems.values()].filter(({ file }) => file === path);
    if (own.length > 0) faulty.add(path);
    else faulty.delete(path);
    const { toRange } = createRanges(TextDocument.create(path, 'yaml', 0, text));
    const diagnostics = own.map(
      ({ range, message }): Diagnostic => ({
        range: toRange(range),
        severity: DiagnosticSeverity.Error,
        source: SOURCE,
        message,
      }),
    );
    tell(connection, connection.sendDiagnostics({ uri: uriOf(path), diagnostics }));
  }

  return {
    add(texts, found) {
      for (const problem of found) problems.set(JSON.stringify(problem), problem);
      const concerned = new Set([...faulty, ...found.map(({ file }) => file)]);
      for (const path of concerned) {
        const text = texts.get(path);
        // A file that is not there can show nothing; what it showed before goes.
        if (text !== undefined || faulty.has(path)) publish(path, text ?? '');
      }
      const message = summary(found);
      if (message === '') return;
      if (!told.has(message) && !toldBefore.has(message)) connection.window.showWarningMessage(message);
      told.add(message);
    },
    reset() {
      problems = new Map();
      toldBefore = told;
      told = new Set();
    },
  };
}

function summary(problems: readonly Problem[]): string {
  const [first] = problems;
  if (!first) return '';
  const name = first.file.slice(first.file.lastIndexOf('/') + 1);
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return `Caveat: ${name}, line ${first.line}: ${first.message}${more}. What has no fault stays in force.`;
}
