import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Analysis, Claim } from '../../src/analysis/analysis.ts';
import { type Analyzer, createAnalyzer } from '../../src/analysis/analyzer.ts';
import { type DataFiles, readData } from '../../src/analysis/data.ts';
import { overlap } from '../../src/caveats/judged.ts';
import { readFrontMatter } from '../../src/config/frontMatter.ts';
import type { OffsetRange } from '../../src/phrases/offsetRange.ts';
import { dataFiles } from '../dataFiles.ts';
import { labelledSets, rangeOfWords } from './labelled.ts';

interface SentenceLabel {
  readonly text: string;
  readonly label: 'missing' | 'covered' | 'none';
  readonly words?: string;
  readonly why?: string;
  readonly doubtful?: boolean;
}

interface DraftLabel {
  readonly rule: string;
  readonly status: 'missing' | 'covered' | 'decoy';
  readonly words: string;
  readonly line?: number;
  readonly note?: string;
  readonly doubtful?: boolean;
}

interface Tally {
  truePositive: number;
  falsePositive: number;
  /** Of these, alarms where nobody has put a label. */
  unlabelled: number;
  falseNegative: number;
  coveredRight: number;
  coveredWrong: number;
  decoys: number;
}

/** The sets to run: the folders named, else all of them. */
const named = process.argv[2] && !process.argv[2].startsWith('-') ? [process.argv[2]] : undefined;
const sets = named ?? labelledSets().map((name) => join('test/eval', name));
const only = process.argv[3]?.startsWith('-') ? undefined : process.argv[3];
const quiet = process.argv.includes('--quiet');
/** Leaves out labels on which two editors would differ. */
const sure = process.argv.includes('--sure');
/** Other weights than the project's, such as learned without the sets that are run. */
const weights = process.argv.find((_, at) => process.argv[at - 1] === '--likelihood');
const { data } = readData(dataFiles(weights) as DataFiles);
const analyzers = new Map<string, Analyzer>();

/** Sentences are judged with the profiles of their rule on; drafts ask for theirs in their front matter. */
function analyzerFor(rule: string | undefined): Analyzer {
  const key = rule ?? '';
  const analyzer =
    analyzers.get(key) ??
    createAnalyzer({
      data,
      profiles: data.rules.get(key)?.profiles ?? [],
      readFrontMatter: (text) => readFrontMatter(text),
    });
  analyzers.set(key, analyzer);
  return analyzer;
}

const tallies = new Map<string, Tally>();

function noTally(): Tally {
  return {
    truePositive: 0,
    falsePositive: 0,
    unlabelled: 0,
    falseNegative: 0,
    coveredRight: 0,
    coveredWrong: 0,
    decoys: 0,
  };
}

function tally(rule: string): Tally {
  const known = tallies.get(rule);
  if (known) return known;
  const one = noTally();
  tallies.set(rule, one);
  return one;
}

/** Labels are given rule by rule, as if each stood alone: a claim that another rule reports counts as reported. */
function isReported({ status, reason }: Claim): boolean {
  return status === 'missing' || (status === 'suppressed' && reason?.startsWith('outranked:') === true);
}

function show(
  kind: string,
  rule: string,
  text: string,
  why: string | undefined,
  claims: readonly Claim[],
  source: string,
): void {
  if (quiet || (only && only !== rule)) return;
  console.log(`${kind} ${rule}: ${text.replace(/\s+/g, ' ').slice(0, 260)}\n    label: ${why ?? ''}`);
  for (const claim of claims)
    console.log(
      `    got: ${claim.status} ${claim.reason ?? ''} «${source.slice(claim.range.start, claim.range.end)}» caveat «${claim.caveat ? source.slice(claim.caveat.start, claim.caveat.end) : ''}»`,
    );
}

function score(
  rule: string,
  label: SentenceLabel['label'],
  claims: readonly Claim[],
  text: string,
  why: string | undefined,
  source: string,
): void {
  const counts = tally(rule);
  const reported = claims.some(isReported);
  if (label === 'missing') {
    if (reported) counts.truePositive++;
    else {
      counts.falseNegative++;
      show('MISSED', rule, text, why, claims, source);
    }
  } else if (label === 'covered') {
    if (!reported && claims.some(({ status }) => status === 'covered')) counts.coveredRight++;
    else {
      counts.coveredWrong++;
      if (reported) counts.falsePositive++;
      show(reported ? 'NOT COVERED' : 'NO CLAIM (covered)', rule, text, why, claims, source);
    }
  } else {
    counts.decoys++;
    if (reported) {
      counts.falsePositive++;
      show('FALSE ALARM', rule, text, why, claims, source);
    }
  }
}

for (const folder of sets) for (const name of readdirSync(folder).sort()) scoreFile(folder, name);
printTable();

function scoreFile(folder: string, name: string): void {
  const path = join(folder, name);
  const sentences = /^sentences-(.+)\.yaml$/.exec(name);
  if (sentences) {
    if (only && only !== sentences[1]) return;
    for (const record of parse(readFileSync(path, 'utf8')) as SentenceLabel[]) {
      if (sure && record.doubtful) continue;
      const rule = sentences[1] as string;
      const analysis = analyzerFor(rule).analyze(record.text);
      const claims = analysis.claims.filter((claim) => claim.rule === rule);
      score(rule, record.label, claims, (record.doubtful ? '[doubtful] ' : '') + record.text, record.why, record.text);
    }
  } else if (name.endsWith('.labels.yaml')) {
    const source = readFileSync(path.replace('.labels.yaml', '.md'), 'utf8');
    scoreDraft(name, source, analyzerFor(undefined).analyze(source), parse(readFileSync(path, 'utf8')) as DraftLabel[]);
  }
}

function scoreDraft(name: string, source: string, analysis: Analysis, labels: readonly DraftLabel[]): void {
  const placed = labels.flatMap((label) => {
    const range = rangeOfWords(source, label.words, label.line);
    return range ? [{ label, range }] : [];
  });
  const accounted = new Set<Claim>();
  for (const { label, range } of placed) {
    const claims = analysis.claims.filter((claim) => claim.rule === label.rule && overlap(claim.range, range));
    for (const claim of claims) accounted.add(claim);
    if (sure && (label.doubtful || /\bdoubtful\b/.test(label.note ?? ''))) continue;
    const kind = label.status === 'decoy' ? 'none' : label.status;
    score(
      label.rule,
      kind,
      claims,
      `${name}:${label.line} ${label.words}`,
      `${label.doubtful ? '[doubtful] ' : ''}${label.note ?? ''}`,
      source,
    );
  }
  for (const finding of analysis.findings) {
    if (placed.some(({ label, range }) => label.rule === finding.rule && overlap(finding.range, range))) continue;
    const claims = analysis.claims.filter(
      (claim) => claim.rule === finding.rule && claim.range.start === finding.range.start,
    );
    if (claims.length === 0 || claims.some((claim) => accounted.has(claim))) continue;
    tally(finding.rule).falsePositive++;
    tally(finding.rule).unlabelled++;
    show(
      'UNLABELLED ALARM',
      finding.rule,
      `${name} ${source.slice(finding.range.start, finding.range.end)}`,
      sentenceAround(source, finding.range),
      claims,
      source,
    );
  }
}

function sentenceAround(source: string, { start, end }: OffsetRange): string {
  return source.slice(Math.max(0, start - 80), end + 80).replace(/\s+/g, ' ');
}

function printTable(): void {
  console.log(
    'rule                              TP  FP  FN  precision  recall  covered right/wrong  decoys  unlabelled',
  );
  const rows = [...tallies].sort();
  const all = noTally();
  for (const [, one] of rows) for (const key of Object.keys(all) as (keyof Tally)[]) all[key] += one[key];
  for (const [rule, one] of [...rows, ['all', all] as const]) {
    const precision = one.truePositive / (one.truePositive + one.falsePositive);
    const recall = one.truePositive / (one.truePositive + one.falseNegative);
    const counts = [one.truePositive, one.falsePositive, one.falseNegative]
      .map((count) => String(count).padStart(4))
      .join('');
    const covered = `${one.coveredRight}/${one.coveredWrong}`.padStart(12);
    console.log(
      `${rule.padEnd(32)}${counts}  ${precision.toFixed(3).padStart(9)}  ${recall.toFixed(3).padStart(6)}  ${covered}  ${String(one.decoys).padStart(12)}  ${String(one.unlabelled).padStart(10)}`,
    );
  }
}
