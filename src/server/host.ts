import type { CancellationToken } from 'vscode-languageserver';
import type { Analyzer, AnalyzerOptions } from '../analysis/analyzer.ts';
import type { Data } from '../analysis/data.ts';
import type { NamedText, Problem } from '../glossary/yamlFile.ts';

/** What the server is given by the place it runs in. */
export interface Host {
  builtinData(): Data;
  /** Reads it step by step, so that nobody need wait for it. */
  builtinSteps(): Generator<void>;
  /** The files of the built-in glossary, with comments and all. */
  builtinGlossary(): readonly NamedText[];
  /** Data with a user's glossaries on top; what is sound stays in force. */
  extendData(base: Data, files: readonly NamedText[]): { readonly data: Data; readonly problems: readonly Problem[] };
  createAnalyzer(options: AnalyzerOptions): Pick<Analyzer, 'analyzeSteps' | 'analyzePartSteps' | 'explain'>;
  /** Reads a file for a client that does not; undefined where there is none, throws where it cannot be read. */
  readonly readFile?: (uri: string) => Promise<string | undefined>;
  /** Lists up to `limit` Markdown files below a folder, for a client that does not; URIs all of them. */
  readonly findDrafts?: (folder: string, limit: number, token: CancellationToken) => Promise<readonly string[]>;
}
