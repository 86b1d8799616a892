import type { Analyzer, AnalyzerOptions } from '../analysis/analyzer.ts';
import type { Load } from '../config/project.ts';
import type { NamedText } from '../glossary/yamlFile.ts';
import type { WorkerLike } from './pool.ts';

/** The analysis that the command line runs. */
export interface Engine {
  createAnalyzer(options: AnalyzerOptions): Analyzer;
  /** The built-in data with a user's files on top. */
  readonly load: Load;
  /** The files of the built-in glossary. */
  builtinGlossary(): readonly NamedText[];
  /** A name for this code and its built-in data: another one may give other results. */
  fingerprint(): Promise<string>;
  /** Starts a thread that runs `serveTasks`; undefined where there are no threads. */
  readonly startWorker: (() => WorkerLike) | undefined;
}
