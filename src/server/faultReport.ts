import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Problem } from '../glossary/yamlFile.ts';
import { SOURCE } from './diagnostics.ts';
import { createRanges, type Ranges } from './ranges.ts';
import { tell } from './tell.ts';
import { uriOf } from './uris.ts';

export interface FaultReport {
  /** @param texts all files that were read, by path */
  add(texts: ReadonlyMap<string, string>, problems: readonly Problem[]): void;
  /** Everything is about to be read again. */
  reset(): void;
  /** The faults of a file as it was last read. */
  of(path: string): Diagnostic[];
  /** A file was opened, and is looked after as it stands in the editor from now on. */
  opened(path: string): void;
  closed(path: string): void;
}

/**
 * Tells the faults of users' files: as diagnostics in the file, and in one message as long as they stay the same.
 * @param isOpen whether a file is open in the editor, where its text may be another by now
 */
export function createFaultReport(connection: Connection, isOpen: (path: string) => boolean): FaultReport {
  const faulty = new Set<string>();
  const texts = new Map<string, string>();
  let problems = new Map<string, Problem>();
  let told = new Set<string>();
  let toldBefore = new Set<string>();

  function diagnosticsOf(path: string): Diagnostic[] {
    const { toRange } = createRanges(TextDocument.create(path, 'yaml', 0, texts.get(path) ?? ''));
    return [...problems.values()]
      .filter(({ file }) => file === path)
      .map((problem) => faultDiagnostic(problem, toRange));
  }

  function publish(path: string): void {
    const diagnostics = diagnosticsOf(path);
    if (diagnostics.length > 0) faulty.add(path);
    else faulty.delete(path);
    if (!isOpen(path)) tell(connection, connection.sendDiagnostics({ uri: uriOf(path), diagnostics }));
  }

  return {
    add(read, found) {
      for (const problem of found) problems.set(JSON.stringify(problem), problem);
      const concerned = new Set([...faulty, ...found.map(({ file }) => file)]);
      for (const path of concerned) {
        const text = read.get(path);
        if (text === undefined) texts.delete(path);
        else texts.set(path, text);
        // A file that is not there can show nothing; what it showed before goes.
        if (text !== undefined || faulty.has(path)) publish(path);
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
    of: diagnosticsOf,
    opened(path) {
      if (faulty.has(path)) tell(connection, connection.sendDiagnostics({ uri: uriOf(path), diagnostics: [] }));
    },
    closed(path) {
      if (faulty.has(path)) publish(path);
    },
  };
}

/** A fault as an editor shows it. */
export function faultDiagnostic({ range, message }: Problem, toRange: Ranges['toRange']): Diagnostic {
  return { range: toRange(range), severity: DiagnosticSeverity.Error, source: SOURCE, message };
}

function summary(problems: readonly Problem[]): string {
  const [first] = problems;
  if (!first) return '';
  const name = first.file.slice(first.file.lastIndexOf('/') + 1);
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return `Caveat: ${name}, line ${first.line}: ${first.message}${more}. What has no fault stays in force.`;
}
