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

const SIZES = [
  { name: '10 KB', size: 10_000, aim: 0.9, rounds: [15, 5] },
  { name: '100 KB', size: 100_000, aim: 0.9, rounds: [7, 3] },
  { name: '1 MB', size: 1_000_000, aim: 0.75, rounds: [5, 2] },
  { name: '5 MB', size: 5_000_000, aim: 0.6, rounds: [3, 0] },
];

/** Milliseconds for each byte that a contestant took last, which says whether a larger text is worth starting. */
const pace = new Map();

/**
 * Compares contestants on texts and gives a row for each.
 * @param textsOf the texts of a round; those of a draft differ from round to round
 */
async function compare(bench, { what, aim, textsOf, rounds, warmUp = 1, tools = TOOLS }) {
  const files = new Map();
  const paths = (round) => {
    const index = Math.max(round, 0);
    if (!files.has(index))
      files.set(
        index,
        textsOf(index).map((text) => bench.write(text)),
      );
    return files.get(index).map(({ path }) => path);
  };
  const bytesOf = (round) => files.get(round)?.reduce((sum, file) => sum + file.bytes, 0);
  paths(0);
  const rows = [];
  const running = [];
  for (const [index, name] of tools.entries()) {
    const contestant = await bench.contestant('tools', name);
    const expected = (pace.get(name) ?? 0) * bytesOf(0);
    if (contestant.error) rows.push({ what, tool: name, notMeasured: contestant.error });
    else if (index >= ALWAYS && expected > bench.patience) {
      rows.push({ what, tool: name, notMeasured: `a sample would take about ${Math.round(expected / 1000)} s` });
    } else running.push(contestant);
  }
  bench.tell(what);
  const samples = await inTurn(running, {
    warmUp,
    rounds,
    budget: bench.patience * 2,
    messageOf: (round) => ({ operation: 'check', paths: paths(round) }),
  });
  const base = samples.get(running[0]);
  for (const contestant of running) {
    const own = samples.get(contestant);
    if (contestant.error) {
      rows.push({ what, tool: contestant.name, notMeasured: contestant.error });
      continue;
    }
    const speeds = own.flatMap((sample, round) => (sample ? [bytesOf(round) / 1000 / sample.ms] : []));
    pace.set(contestant.name, 1 / (median(speeds) * 1000));
    const row = {
      what,
      tool: contestant.name,
      bytes: bytesOf(0),
      files: files.get(0).length,
      ms: medianOf(own, 'ms'),
      cpu: medianOf(own, 'cpu'),
      megabytesPerSecond: median(speeds),
      ofP: ratio(own, base),
      ofPByCpu: ratio(own, base, 'cpu'),
      samples: own.filter(Boolean).length,
      found: own.find(Boolean)?.found,
    };
    rows.push(contestant.name === 'caveat' && aim ? bench.aim(row, 'ofP', aim, `≤ ${aim} P`) : row);
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
    const warmUp = size <= 10_000 ? 10 : size <= 100_000 ? 2 : 1;
    rows.push(...(await compare(bench, { what, aim, textsOf, rounds: bench.count(rounds), warmUp })));
  }
  return rows;
}

/** Corpora of real files: few mention a term, or all of them do. */
export async function corpusRows(bench) {
  const mixed = mixedCorpus(bench.count([120, 36]));
  const few = mixed.slice(0, bench.count([12, 4]));
  const slow = ['alex', 'harper.js'];
  const medical = drafts();
  return [
    ...(await compare(bench, {
      what: `mixed corpus, ${mixed.length} files`,
      aim: 0.2,
      textsOf: () => mixed,
      rounds: bench.count([5, 2]),
      tools: TOOLS.filter((name) => !slow.includes(name)),
    })),
    ...(await compare(bench, {
      what: `mixed corpus, ${few.length} of the files`,
      textsOf: () => few,
      rounds: bench.count([5, 2]),
      tools: [...TOOLS.slice(0, ALWAYS), ...slow],
    })),
    ...(await compare(bench, {
      what: `medical drafts, ${medical.length} files`,
      aim: 0.5,
      textsOf: () => medical,
      rounds: bench.count([7, 3]),
      tools: TOOLS.slice(0, ALWAYS),
    })),
  ];
}
