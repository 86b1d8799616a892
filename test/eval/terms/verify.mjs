// Checks the gold standard for term spotting against its drafts and computes the offsets: run `node test/eval/terms/verify.mjs`
// (`--json` prints every record with its range). In a record, `nth` counts the places where `text` starts on its line, from 1;
// `narrow` is the same slice from the term's first character to its last, for terms that begin or end inside emphasis, a link
// or a tag; `or` names concepts that a form of a shared row may equally stand for; `doubtful` marks what a reader may see otherwise.
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

const here = new URL('.', import.meta.url);

/** The offset of each line's first character. */
function lineStarts(source) {
  const starts = [0];
  for (const end of source.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length);
  return starts;
}

/** The half-open UTF-16 range of a record, or a sentence saying why it has none. */
function locate(source, starts, record) {
  const from = starts[record.line - 1];
  if (from === undefined) return `line ${record.line} does not exist`;
  const to = starts[record.line] ?? source.length + 1;
  const found = [];
  for (let at = source.indexOf(record.text, from); at >= 0 && at < to; at = source.indexOf(record.text, at + 1))
    found.push(at);
  const start = found[(record.nth ?? 1) - 1];
  if (start === undefined) return `${JSON.stringify(record.text)} stands ${found.length} times on line ${record.line}`;
  const range = { start, end: start + record.text.length };
  if (record.narrow === undefined) return range;
  const inner = record.text.indexOf(record.narrow);
  if (inner < 0) return `narrow ${JSON.stringify(record.narrow)} is not in ${JSON.stringify(record.text)}`;
  return { ...range, narrowStart: start + inner, narrowEnd: start + inner + record.narrow.length };
}

const faults = [];
const records = [];
const perConcept = new Map();
for (const name of readdirSync(here)
  .filter((file) => /^gold-\d+\.md$/.test(file))
  .sort()) {
  const source = readFileSync(new URL(name, here), 'utf8');
  const gold = parse(readFileSync(new URL(name.replace('.md', '.yaml'), here), 'utf8'));
  const starts = lineStarts(source);
  const ranges = [];
  for (const [kind, list] of Object.entries({ occurrence: gold.occurrences, decoy: gold.decoys })) {
    for (const record of list) {
      const range = locate(source, starts, record);
      if (typeof range === 'string') {
        faults.push(`${name}: ${kind}: ${range}`);
        continue;
      }
      if (kind === 'occurrence') perConcept.set(record.concept, (perConcept.get(record.concept) ?? 0) + 1);
      if (kind === 'decoy' && !record.why) faults.push(`${name}:${record.line}: a decoy without a reason`);
      ranges.push(range);
      records.push({ file: name, kind, ...record, ...range });
    }
  }
  ranges.sort((a, b) => a.start - b.start);
  for (let i = 1; i < ranges.length; i++) {
    if (ranges[i].start < ranges[i - 1].end) faults.push(`${name}: records overlap at offset ${ranges[i].start}`);
  }
}

if (process.argv.includes('--json')) console.log(JSON.stringify(records));
for (const fault of faults) console.error(fault);
const count = (kind, doubtful) => records.filter((r) => r.kind === kind && (!doubtful || r.doubtful)).length;
console.error(
  `${count('occurrence')} occurrences (${count('occurrence', true)} doubtful) of ${perConcept.size} concepts, ` +
    `${count('decoy')} decoys (${count('decoy', true)} doubtful), ${faults.length} faults`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
