// Checks the gold standard for term spotting against its drafts: run `node test/eval/terms/verify.mjs`
// (`--json` prints every record with its range).
import { readGold } from './gold.ts';

const { records, faults } = readGold();
if (process.argv.includes('--json')) console.log(JSON.stringify(records));
for (const fault of faults) console.error(fault);
const count = (kind, doubtful) => records.filter((r) => r.kind === kind && (!doubtful || r.doubtful)).length;
const concepts = new Set(records.flatMap(({ concept }) => concept ?? []));
console.error(
  `${count('occurrence')} occurrences (${count('occurrence', true)} doubtful) of ${concepts.size} concepts, ` +
    `${count('decoy')} decoys (${count('decoy', true)} doubtful), ${faults.length} faults`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
