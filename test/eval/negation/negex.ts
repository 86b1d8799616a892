import { readFileSync } from 'node:fs';
import { assertion } from '../../../src/analysis/assertion.ts';
import { readData } from '../../../src/analysis/data.ts';
import { dataFiles } from '../../dataFiles.ts';

/**
 * Measures negation on annotated sentences that stand outside the repository: tab-separated columns report number, concept, sentence with the concept in
 * capitals, "Negated" or "Affirmed".
 *
 *     node test/eval/negation/negex.ts PATH [odd|even|all] [--errors]
 */
const [path, half = 'all'] = process.argv.slice(2);
if (path === undefined) throw new Error('Usage: node test/eval/negation/negex.ts PATH [odd|even|all] [--errors]');
const { data } = readData(dataFiles());

const count = { truePositive: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0, notFound: 0 };
for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
  const [report = '', concept, sentence, label] = line.split('\t').map(unquoted);
  const number = Number(report);
  if (concept === undefined || sentence === undefined || label === undefined || Number.isNaN(number)) continue;
  if (half === 'odd' ? number % 2 === 0 : half === 'even' && number % 2 === 1) continue;
  const capitals = concept.toUpperCase();
  const exact = sentence.indexOf(capitals);
  const start = exact < 0 ? sentence.toUpperCase().indexOf(capitals) : exact;
  if (start < 0) {
    count.notFound += 1;
    continue;
  }
  const { status, cue } = assertion(sentence, { start, end: start + capitals.length }, data);
  const isNegated = status === 'negated';
  const shouldBe = label.startsWith('Negated');
  if (isNegated && shouldBe) count.truePositive += 1;
  else if (isNegated) count.falsePositive += 1;
  else if (shouldBe) count.falseNegative += 1;
  else count.trueNegative += 1;
  if (isNegated !== shouldBe && process.argv.includes('--errors')) {
    const words = cue ? `“${sentence.slice(cue.start, cue.end)}”` : 'no cue';
    console.log(`${report} ${label} → ${status} by ${words}: ${sentence}`);
  }
}

const precision = count.truePositive / (count.truePositive + count.falsePositive);
const recall = count.truePositive / (count.truePositive + count.falseNegative);
const f1 = (2 * precision * recall) / (precision + recall);
console.log({ half, ...count, precision, recall, f1 });

function unquoted(field: string): string {
  return /^".*"$/.test(field) ? field.slice(1, -1).replaceAll('""', '"') : field;
}
