export type { Analysis, Claim, Edit, Finding, Fix, Occurrence, Severity } from './analysis/analysis.ts';
export { type Analyzer, type AnalyzerOptions, createAnalyzer } from './analysis/analyzer.ts';
export type { OffsetRange } from './phrases/offsetRange.ts';
