import { type Analyzer, type AnalyzerOptions, createAnalyzer as create } from './analysis/analyzer.ts';
import { readFrontMatter } from './config/frontMatter.ts';

export type { Analysis, Claim, Edit, Finding, Fix, Occurrence, Severity } from './analysis/analysis.ts';
export type { DraftSettings } from './analysis/analyzer.ts';
export { type Assertion, assertion } from './analysis/assertion.ts';
export type { OffsetRange } from './phrases/offsetRange.ts';
export type { Analyzer, AnalyzerOptions };

/** Makes an analyzer that also heeds what a draft's front matter says under `caveat:`, unless told to read it otherwise. */
export function createAnalyzer(options: AnalyzerOptions = {}): Analyzer {
  return create({ readFrontMatter, ...options });
}
