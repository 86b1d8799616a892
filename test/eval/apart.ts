// Caveats and look-alikes by themselves: how many caveats are taken for one or refused wrongly, and how many texts without a claim are reported.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { type Analyzer, createAnalyzer } from '../../src/analysis/analyzer.ts';
import { type DataFiles, readData } from '../../src/analysis/data.ts';
import { dataFiles } from '../dataFiles.ts';

type Kind = 'counts' | 'does_not_count' | 'none';
type Texts = Partial<Record<Kind, readonly string[]>>;

const KINDS: readonly Kind[] = ['counts', 'does_not_count', 'none'];
/** A caveat is tried behind so many of the rule's own claims; most of them decide. */
const CLAIMS = 3;
const only = process.argv[2];
const { data } = readData(dataFiles() as DataFiles);
const wrong = new Map<Kind, number>();
const all = new Map<Kind, number>();

for (const folder of ['caveats', 'decoys']) {
  const path = join('test/eval', folder);
  for (const name of readdirSync(path).sort()) judgeFile(join(path, name), basename(name, '.yaml'));
}
for (const kind of KINDS) console.log(`${kind}: ${wrong.get(kind)} of ${all.get(kind)} judged wrong`);

function judgeFile(path: string, id: string): void {
  if (only && only !== id) return;
  const rule = data.rules.get(id);
  if (!rule) throw new Error(`${path}: no rule "${id}", expected the name of one`);
  const analyzer = createAnalyzer({ data, profiles: rule.profiles });
  const claims = rule.examples.missing
    .map(({ text }) => text.replace(/[⟦⟧]/g, ''))
    .filter((text) => /^[^\n]+[.!]$/.test(text))
    .slice(0, CLAIMS);
  const texts = parse(readFileSync(path, 'utf8')) as Texts;
  for (const kind of KINDS) {
    for (const text of texts[kind] ?? []) {
      const isRight = kind === 'none' ? !isReported(analyzer, id, text) : isJudged(analyzer, id, claims, text, kind);
      all.set(kind, (all.get(kind) ?? 0) + 1);
      wrong.set(kind, (wrong.get(kind) ?? 0) + (isRight ? 0 : 1));
      if (!isRight && only) console.log(`${kind}: ${text}`);
    }
  }
}

function isReported(analyzer: Analyzer, id: string, text: string): boolean {
  return analyzer.analyze(text).claims.some(({ rule, status }) => rule === id && status !== 'covered');
}

function isJudged(analyzer: Analyzer, id: string, claims: readonly string[], caveat: string, kind: Kind): boolean {
  const wrongBehind = claims.filter((claim) => {
    const own = analyzer
      .analyze(`${claim} ${caveat}`)
      .claims.filter(({ rule, range }) => rule === id && range.start < claim.length);
    const isLacking = own.some(({ status }) => status !== 'covered');
    return kind === 'counts' ? isLacking : own.length > 0 && !isLacking;
  });
  return wrongBehind.length * 2 <= claims.length;
}
