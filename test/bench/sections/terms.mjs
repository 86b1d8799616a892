// Glossaries of 1 000 to 200 000 terms: how long one takes to build, what it weighs, and how fast it finds its terms in 1 MB of prose.
import { inTurn } from '../contestants.mjs';
import { medianOf, ratio } from '../statistics.mjs';
import { termList } from '../terms.mjs';
import { proseText } from '../texts.mjs';

const OWN = ['words only', 'caveat automaton', 'caveat glossary', 'caveat glossary file'];
/** What a quick run takes too long for with many terms. */
const SLOW = new Set(['caveat glossary file', 'modern-ahocorasick', '@monyone/aho-corasick']);
const PEERS = ['flashtext.js', 'ahocorasick', 'modern-ahocorasick', '@monyone/aho-corasick'];

export async function termRows(bench) {
  const prose = bench.write(proseText(1_000_000, 40));
  const rows = [];
  for (const count of bench.count([
    [1000, 10_000, 100_000, 200_000],
    [1000, 100_000],
  ])) {
    const terms = termList(count);
    const what = `glossary of ${terms.length.toLocaleString('en').replaceAll(',', ' ')} terms`;
    bench.tell(what);
    const path = bench.write(`${terms.join('\n')}\n`).path;
    const running = [];
    for (const name of [...OWN, ...PEERS]) {
      if (bench.quick && count >= 100_000 && SLOW.has(name)) {
        rows.push({ what, tool: name, notMeasured: 'left out by --quick' });
        continue;
      }
      // A process for each number of terms, so that none is measured in the ruins of a smaller one.
      const contestant = await bench.startContestant('matchers', name);
      if (contestant.error) rows.push({ what, tool: name, notMeasured: contestant.error });
      else running.push(contestant);
    }
    const rounds = bench.count([5, 3]);
    const isLarge = count >= 100_000;
    const built = await inTurn(running, {
      warmUp: isLarge ? bench.count([1, 0]) : 1,
      rounds: isLarge ? bench.count([3, 1]) : rounds,
      budget: bench.patience,
      messageOf: () => ({ operation: 'build', path }),
    });
    const scanned = await inTurn(running, {
      warmUp: 2,
      rounds,
      budget: bench.patience,
      messageOf: () => ({ operation: 'check', paths: [prose.path] }),
    });
    const named = (samples, name) => samples.get(running.find((contestant) => contestant.name === name)) ?? [];
    const automaton = { build: named(built, 'caveat automaton'), scan: named(scanned, 'caveat automaton') };
    for (const contestant of running) {
      const { name, error } = contestant;
      contestant.stop();
      if (error) {
        rows.push({ what, tool: name, notMeasured: error });
        continue;
      }
      const build = built.get(contestant);
      const scan = scanned.get(contestant);
      const isFloor = name === 'words only';
      const row = {
        what,
        tool: name,
        terms: terms.length,
        ...(isFloor ? {} : { buildMs: medianOf(build, 'ms'), megabytes: medianOf(build, 'bytes') / 1e6 }),
        scanMs: medianOf(scan, 'ms'),
        megabytesPerSecond: prose.bytes / 1000 / medianOf(scan, 'ms'),
        // How many times our automaton's cost this one has.
        ...(isFloor ? {} : { ofOurBuild: ratio(build, automaton.build) }),
        ofOurScan: ratio(scan, automaton.scan),
        ofOurScanByCpu: ratio(scan, automaton.scan, 'cpu'),
        samples: scan.filter(Boolean).length,
        found: scan.find(Boolean)?.found,
      };
      rows.push(row);
    }
    if (count === 100_000) rows.push(...aims(bench, what, rows));
  }
  return rows;
}

/** What performance asks of 100 000 terms. */
function aims(bench, what, rows) {
  const row = (tool) => rows.find((one) => one.what === what && one.tool === tool && !one.notMeasured);
  const own = row('caveat automaton');
  if (!own) return [];
  const aim = (name, value, limit, text, least = false) =>
    bench.aim({ what: `${what}: ${name}`, tool: 'caveat automaton', value }, 'value', limit, text, least);
  const flashtext = row('flashtext.js');
  return [
    aim('compiled, ms', own.buildMs, 150, '≤ 150 ms'),
    aim('in memory, MB', own.megabytes, 20, '≤ 20 MB'),
    ...(flashtext
      ? [aim('scan, times as fast as flashtext.js', flashtext.ofOurScan, 3, '≥ 3 ×', true)]
      : [{ what, tool: 'flashtext.js', notMeasured: 'see above' }]),
    aim('scan, of bare tokenising', 1 / row('words only').ofOurScan, 4, '≤ 4 ×'),
  ];
}
