// Texts checked from nothing, in processes that are warm: Caveat and its peers beside P, the stock remark-parse with GFM and front matter.
import { inTurn } from '../contestants.mjs';
import { median, medianOf, ratio } from '../statistics.mjs';
import { denseDraft, drafts, mixedCorpus } from '../texts.mjs';

/** In the order in which they are asked; the first is P. */
const TOOLS = [
  'remark-parse',
  'caveat',
  'write-good',
  'cspell + medical terms',
  'markdownlint',
  'remark-lint',
  'textlint + terminology',
  'alex',
  'harper.js',
];
const ALWAYS = 2;
const DEFAULT = 'caveat, default rules';

const SIZES = [
  { name: '10 KB', size: 10_000, aim: 0.9, rounds: [15, 5] },
  { name: '100 KB', size: 100_000, aim: 0.9, rounds: [7, 2] },
  { name: '1 MB', size: 1_000_000, aim: 0.75, rounds: [5, 2] },
  { name: '5 MB', size: 5_000_000, aim: 0.6, rounds: [2, 0] },
];

/** CPU milliseconds for each byte that a contestant took last, which say whether a larger text is worth starting. */
const pace = new Map();

/** What a contestant would need for a text, in CPU milliseconds; 0 when nothing is known of it. */
export function expectedMs(name, bytes) {
  return (pace.get(name) ?? 0) * bytes;
}

/**
 * Compares contestants on texts and gives a row for each.
 * @param textsOf the texts of a round, others in each, since some tools remember a text
 * @param ahead whether every peer should take longer than Caveat
 */
async function compare(
  bench,
  { what, aim, textsOf, rounds, warmUp = 1, tools = TOOLS, ahead = false, patience = bench.patience },
) {
  const files = new Map();
  const filesOf = (round) => {
    if (!files.has(round))
      files.set(
        round,
        textsOf(round + warmUp).map((text) => bench.write(text)),
      );
    return files.get(round);
  };
  const bytesOf = (round) => filesOf(round).reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = [];
  const running = [];
  for (const [index, name] of tools.entries()) {
    const contestant = await bench.contestant('tools', name);
    const expected = expectedMs(name, bytesOf(0));
    if (contestant.error) rows.push({ what, tool: name, notMeasured: contestant.error });
    else if (index >= ALWAYS && expected > patience) {
      rows.push({ what, tool: name, notMeasured: `a sample would take about ${Math.round(expected / 1000)} s` });
    } else running.push(contestant);
  }
  bench.tell(what);
  const samples = await inTurn(running, {
    warmUp,
    rounds,
    budget: patience * 2,
    messageOf: (round) => ({ operation: 'check', paths: filesOf(round).map(({ path }) => path) }),
  });
  const base = samples.get(running[0]);
  const ours = samples.get(running.find(({ name }) => name === 'caveat'));
  for (const contestant of running) {
    const own = samples.get(contestant);
    if (contestant.error) {
      rows.push({ what, tool: contestant.name, notMeasured: contestant.error });
      continue;
    }
    const speeds = own.flatMap((sample, round) => (sample ? [bytesOf(round) / 1000 / sample.ms] : []));
    pace.set(contestant.name, median(own.flatMap((sample, round) => (sample ? [sample.cpu / bytesOf(round)] : []))));
    const row = {
      what,
      tool: contestant.name,
      bytes: bytesOf(0),
      files: filesOf(0).length,
      ms: medianOf(own, 'ms'),
      cpu: medianOf(own, 'cpu'),
      megabytesPerSecond: median(speeds),
      ofP: ratio(own, base),
      ofPByCpu: ratio(own, base, 'cpu'),
      ...(ours ? { ofOwn: ratio(own, ours) } : {}),
      samples: own.filter(Boolean).length,
      found: own.find(Boolean)?.found,
    };
    if (contestant.name === 'caveat' && aim) rows.push(bench.aim(row, 'ofP', aim, `≤ ${aim} P`));
    else if (ahead && TOOLS.indexOf(contestant.name) >= ALWAYS) {
      rows.push(bench.aim(row, 'ofOwn', 1, '> caveat', true));
    } else rows.push(row);
  }
  return rows;
}

/** Whole drafts dense with terms, 10 KB to 5 MB. */
export async function draftRows(bench) {
  const rows = [];
  for (const { name, size, aim, rounds } of SIZES) {
    const what = `draft dense with terms, ${name}`;
    if (bench.count(rounds) === 0) {
      rows.push({ what, tool: 'all', notMeasured: 'left out by --quick' });
      continue;
    }
    const textsOf = (round) => [denseDraft(size, 100 + round)];
    // Small texts need more of them until the compiler has seen all of the code.
    const warmUp = size <= 10_000 ? 10 : size <= 100_000 ? bench.count([3, 1]) : 1;
    rows.push(...(await compare(bench, { what, aim, textsOf, rounds: bench.count(rounds), warmUp })));
  }
  return rows;
}

/** Corpora of real files: few mention a term, or all of them do. */
export async function corpusRows(bench) {
  const many = bench.count([120, 24]);
  const few = bench.count([12, 4]);
  const slow = ['alex', 'harper.js'];
  const medical = drafts();
  return [
    ...(await compare(bench, {
      what: `mixed corpus, ${many} files`,
      aim: 0.2,
      ahead: true,
      textsOf: (round) => mixedCorpus(many, round),
      rounds: bench.count([5, 2]),
      tools: [...TOOLS.filter((name) => !slow.includes(name)), DEFAULT],
    })),
    ...(await compare(bench, {
      what: `mixed corpus, ${few} files`,
      ahead: true,
      // So few that it is worth waiting for the slowest.
      patience: bench.patience * 5,
      textsOf: (round) => mixedCorpus(few, round),
      rounds: bench.count([5, 2]),
      tools: [...TOOLS.slice(0, ALWAYS), ...slow],
    })),
    ...(await compare(bench, {
      what: `medical drafts, ${medical.length} files`,
      aim: 0.5,
      textsOf: () => medical,
      rounds: bench.count([7, 2]),
      tools: [...TOOLS.slice(0, ALWAYS), DEFAULT],
    })),
  ];
}
