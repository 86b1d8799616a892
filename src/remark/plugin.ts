import type { Severity } from '../analysis/analysis.ts';
import { createAnalyzer } from '../analysis/analyzer.ts';
import { readFrontMatter } from '../config/frontMatter.ts';
import { addMessages, type File } from './messages.ts';

export type { File };

/** What may be said to the plugin: `remark().use(caveat, { profiles: ['journal'] })`. */
export interface Options {
  /** Sets of rules to turn on, beside those that are always on. */
  readonly profiles?: readonly string[];
  /** Severity by rule; `off` turns a rule off. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
}

/** A unified plugin that adds a message for each finding; the tree is left alone. */
export default function caveat(options: Options = {}): (tree: unknown, file: File) => void {
  const analyzer = createAnalyzer({ ...options, readFrontMatter });
  return (_, file) => {
    const source = String(file).replace(/^\ufeff/, '');
    addMessages(analyzer.analyze(source), source, file);
  };
}
