import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Problem } from '../glossary/yamlFile.ts';
import { SOURCE } from './diagnostics.ts';
import { createRanges } from './ranges.ts';
import { uriOf } from './uris.ts';

/** Tells the faults of users' files: as diagnostics in the file, and in one message as long as they stay the same. */
export function createFaultReport(
  connection: Connection,
): (texts: ReadonlyMap<string, string>, problems: readonly Problem[]) => void {
  const faulty = new Set<string>();
  let told = '';
  return (texts, problems) => {
    for (const [path, text] of texts) {
      const own = problems.filter(({ file }) => file === path);
      if (own.length === 0 && !faulty.has(path)) continue;
      if (own.length === 0) faulty.delete(path);
      else faulty.add(path);
      const { toRange } = createRanges(TextDocument.create(path, 'yaml', 0, text));
      const diagnostics = own.map(
        ({ range, message }): Diagnostic => ({
          range: toRange(range),
          severity: DiagnosticSeverity.Error,
          source: SOURCE,
          message,
        }),
      );
      void connection.sendDiagnostics({ uri: uriOf(path), diagnostics });
    }
    const message = summary(problems);
    if (message !== '' && message !== told) connection.window.showWarningMessage(message);
    told = message;
  };
}

function summary(problems: readonly Problem[]): string {
  const [first] = problems;
  if (!first) return '';
  const name = first.file.slice(first.file.lastIndexOf('/') + 1);
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return `Caveat: ${name}, line ${first.line}: ${first.message}${more}. What has no fault stays in force.`;
}
