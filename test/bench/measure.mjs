// Measures what was asked for, prints each part when it is done, and writes the numbers.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fromRoot } from '../../scripts/processes.mjs';
import { startContestant } from './contestants.mjs';
import { drawImages } from './images.mjs';
import { printRows, summary } from './report.mjs';
import { corpusRows, draftRows } from './sections/checks.mjs';
import { commandLineRows } from './sections/commandLine.mjs';
import { editRows } from './sections/edits.mjs';
import { startRows } from './sections/start.mjs';
import { termRows } from './sections/terms.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string', default: fromRoot('.cache/bench.json') },
    'update-images': { type: 'boolean', default: false },
    draw: { type: 'boolean', default: false },
  },
});

const parts = {
  drafts: draftRows,
  corpora: corpusRows,
  edits: editRows,
  terms: termRows,
  start: startRows,
  command: commandLineRows,
};

const OWN = new Set([
  'caveat',
  'caveat, default rules',
  'caveat, edited',
  'words only',
  'caveat automaton',
  'caveat glossary',
  'caveat glossary file',
]);

/** What the parts share: how much to measure, where texts lie, and the contestants that are running. */
function createBench(quick) {
  const folder = fromRoot('.cache/bench');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const running = new Map();
  let texts = 0;
  const bench = {
    quick,
    folder,
    /** The longest sample of a peer that is worth waiting for, in milliseconds. */
    patience: quick ? 1500 : 30_000,
    /** The first of two counts for a full run, the second for a quick one. */
    count: ([full, few]) => (quick ? few : full),
    tell: (what) => process.stderr.write(`${new Date().toTimeString().slice(0, 8)}  ${what} …\n`),
    write(text) {
      const path = `${folder}/${texts++}.txt`;
      writeFileSync(path, text);
      return { path, bytes: Buffer.byteLength(text) };
    },
    startContestant: (collection, name) => startContestant(collection, name, OWN.has(name)),
    /** A contestant that keeps running for other parts. */
    async contestant(collection, name) {
      const known = running.get(name);
      if (known) return known;
      const started = await bench.startContestant(collection, name);
      running.set(name, started);
      return started;
    },
    /** A row with what it should be and whether it is. */
    aim: (row, field, limit, text, atLeast = false) => ({
      ...row,
      aim: [row.aim, text].filter(Boolean).join(', '),
      met: (row.met ?? true) && (atLeast ? row[field] >= limit : row[field] <= limit),
    }),
    end() {
      for (const contestant of running.values()) contestant.stop();
    },
  };
  return bench;
}

function machine() {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  const load = loadavg().map((value) => value.toFixed(1));
  return {
    cpu: `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? arch()}`,
    memory,
    system: `${platform()} ${release()}`,
    node: process.version,
    loadAtStart: load.join(' '),
  };
}

async function measure() {
  const names = values.only?.split(',') ?? Object.keys(parts);
  const unknown = names.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) throw new Error(`--only knows ${Object.keys(parts).join(', ')}, not ${unknown.join(', ')}`);
  const bench = createBench(values.quick);
  const about = machine();
  console.log(`${Object.values(about).slice(0, 4).join(', ')}, load ${about.loadAtStart}`);
  const began = performance.now();
  const rows = [];
  try {
    for (const name of names) {
      let found;
      try {
        found = await parts[name](bench);
      } catch (error) {
        found = [{ what: name, tool: 'all', notMeasured: String(error?.message ?? error) }];
      }
      rows.push(...found.map((row) => ({ part: name, ...row })));
      printRows(name, found);
    }
  } finally {
    bench.end();
  }
  about.loadAtEnd = loadavg()[0].toFixed(1);
  const seconds = Math.round((performance.now() - began) / 1000);
  const date = new Date().toISOString().slice(0, 10);
  return { version: 1, date, quick: values.quick, seconds, machine: about, rows };
}

const file = resolve(values.json);
let result;
if (values.draw) result = JSON.parse(readFileSync(file, 'utf8'));
else {
  result = await measure();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, undefined, 1)}\n`);
  console.log(summary(result.rows));
  console.log(`\nMeasured in ${result.seconds} s; the numbers are in ${file}`);
}
await drawImages(result, values['update-images'] || values.draw ? fromRoot('images') : fromRoot('.cache'));
