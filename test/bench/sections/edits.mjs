// A keystroke in an open draft: through the library, and through the language server with the new findings and a hover read back.
import { startServer } from '../languageServer.mjs';
import { median, quantile } from '../statistics.mjs';
import { denseDraft, generator, proseText } from '../texts.mjs';
import { expectedMs } from './checks.mjs';

const DRAFTS = [
  { name: '100 KB prose', text: () => proseText(100_000, 50), aims: { p95: 3 }, full: false, peers: true },
  { name: '100 KB dense with terms', text: () => denseDraft(100_000, 51), aims: { p95: 3 }, full: true },
  { name: '1 MB prose', text: () => proseText(1_000_000, 52), aims: { p50: 0.2, p95: 0.75 }, full: false },
  { name: '5 MB prose', text: () => proseText(5_000_000, 53), aims: {}, full: true },
];

/** What a peer has to do after each letter: read the whole text again. By how many times our answer should come sooner. */
const SOONER = { 'write-good': 20, 'cspell + medical terms': 50, 'textlint + terminology': 200, 'harper.js': 1000 };

const isLetter = (text, offset) => /[a-z]/.test(text[offset] ?? '') && /[a-z ]/.test(text[offset - 1] ?? '');

/** Letters, backspaces and blank lines within words at random places. */
function typing(text, count, seed) {
  const random = generator(seed);
  const edits = [];
  let current = text;
  while (edits.length < count) {
    const start = Math.floor(random() * current.length);
    if (!isLetter(current, start)) continue;
    const kind = edits.length % 3;
    const edit = [
      { start, end: start, text: 'e' },
      { start, end: start + 1, text: '' },
      { start, end: start, text: '\n\n' },
    ][kind];
    edits.push(edit);
    current = current.slice(0, start) + edit.text + current.slice(edit.end);
  }
  return { edits, text: current };
}

/** A fence that is opened at the start of a random line, and taken away again. */
function fences(text, count, seed) {
  const random = generator(seed);
  const edits = [];
  while (edits.length < count) {
    const start = text.indexOf('\n', Math.floor(random() * text.length)) + 1;
    edits.push({ start, end: start, text: '```\n' }, { start, end: start + 4, text: '' });
  }
  return { edits, text };
}

function rowOf(what, tool, times, p) {
  return {
    what,
    tool,
    samples: times.length,
    p50: median(times),
    p95: quantile(times, 0.95),
    max: Math.max(...times),
    p50OfP: (median(times) / p) * 100,
    p95OfP: (quantile(times, 0.95) / p) * 100,
  };
}

async function serverTimes(server, edits, limit) {
  const times = [];
  const began = performance.now();
  for (const edit of edits) {
    if (performance.now() - began > limit) break;
    const hoverAt = server.termBefore(edit.start);
    const start = performance.now();
    server.change(edit);
    await Promise.all([server.diagnostics(), server.hover(hoverAt)]);
    times.push(performance.now() - start);
  }
  return times;
}

/** Peers on the same text, beside the typing through the server. */
async function peerRows(bench, what, source, typed) {
  const rows = [];
  // Another letter each time, since some remember a text.
  const rounds = bench.count([4, 2]);
  const paths = Array.from({ length: rounds }, (_, round) => bench.write(typing(source, 1, 70 + round).text).path);
  for (const [tool, times] of Object.entries(SOONER)) {
    const name = `${what}: findings again after a letter`;
    const expected = expectedMs(tool, source.length);
    if (expected > bench.patience) {
      rows.push({ what: name, tool, notMeasured: `a sample would take about ${Math.round(expected / 1000)} s` });
      continue;
    }
    const contestant = await bench.contestant('tools', tool);
    const took = [];
    for (const [round, path] of paths.entries()) {
      const { ms, error } = await contestant.ask({ operation: 'check', paths: [path] });
      if (!error && round > 0) took.push(ms);
    }
    if (contestant.error) rows.push({ what: name, tool, notMeasured: contestant.error });
    else {
      const row = { what: name, tool, value: median(took), unit: 'ms', ofTyping: median(took) / typed };
      rows.push(bench.aim(row, 'ofTyping', times, `≥ ${times} ×`, true));
    }
  }
  return rows;
}

export async function editRows(bench) {
  const rows = [];
  const parser = await bench.contestant('tools', 'remark-parse');
  for (const { name, text, aims, full, peers } of DRAFTS) {
    const what = `edit of ${name}`;
    if (full && bench.quick) {
      rows.push({ what, tool: 'caveat', notMeasured: 'left out by --quick' });
      continue;
    }
    bench.tell(what);
    const source = text();
    const limit = bench.count([30_000, 2000]);
    const file = bench.write(source);
    const parse = async () => {
      const { ms, error } = await parser.ask({ operation: 'check', paths: [file.path] });
      if (error) throw new Error(`remark-parse: ${error}`);
      return ms;
    };
    await parse();
    const parses = [await parse()];
    const typed = typing(source, bench.count([150, 45]), 54);
    const series = [
      { kind: 'typing', ...typed, from: source },
      { kind: 'a fence opened or closed', ...fences(typed.text, bench.count([15, 3]), 55), from: typed.text },
    ];
    const measured = [];
    for (const { kind, edits, from } of series) {
      const own = await bench.startContestant('tools', 'caveat, edited');
      const { times, error } = await own.ask({ operation: 'edit', path: bench.write(from).path, edits, limit });
      own.stop();
      if (error) rows.push({ what: `${what}: ${kind}`, tool: 'caveat, library', notMeasured: error });
      else measured.push({ kind, tool: 'caveat, library', times });
    }
    parses.push(await parse());
    const server = await startServer();
    const opened = performance.now();
    server.open(source);
    let firstFindings;
    let allFindings;
    const silence = await server.longestSilence(async () => {
      await server.diagnostics();
      firstFindings = performance.now() - opened;
      await server.allDiagnostics();
      allFindings = performance.now() - opened;
    });
    for (const { kind, edits } of series) {
      measured.push({ kind, tool: 'caveat, server', times: await serverTimes(server, edits, limit) });
    }
    const fenceSilence = await server.longestSilence(() => {
      server.change({ start: 0, end: 0, text: '```\n' });
      return server.diagnostics();
    });
    await server.stop();
    parses.push(await parse());
    const p = median(parses);
    for (const { kind, tool, times } of measured) {
      const row = rowOf(`${what}: ${kind}`, tool, times, p);
      if (kind !== 'typing') rows.push(row);
      else {
        const half = aims.p50 ? bench.aim(row, 'p50OfP', aims.p50, `p50 ≤ ${aims.p50} % of P`) : row;
        rows.push(aims.p95 ? bench.aim(half, 'p95OfP', aims.p95, `p95 ≤ ${aims.p95} % of P`) : half);
      }
    }
    const answered = measured.find(({ kind, tool }) => kind === 'typing' && tool === 'caveat, server');
    if (peers) rows.push(...(await peerRows(bench, what, source, median(answered.times))));
    for (const [which, value] of [
      ['the first findings', firstFindings],
      ['all findings', allFindings],
    ])
      rows.push({ what: `${what}: opened, ${which} there`, tool: 'caveat, server', value, unit: 'ms' });
    for (const [when, value] of [
      ['first pass', silence],
      ['a fence opened at the top', fenceSilence],
    ]) {
      const row = { what: `${what}: longest silence, ${when}`, tool: 'caveat, server', value, unit: 'ms' };
      rows.push(bench.aim(row, 'value', 50, '≤ 50 ms'));
    }
  }
  return rows;
}
