// What starting costs: bytes to load, and the time of fresh processes.
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { capture, fromRoot, nodePath } from '../../../scripts/processes.mjs';
import { bundled, coreBundle } from '../coreBundle.ts';
import { startServer } from '../languageServer.mjs';
import { median } from '../statistics.mjs';
import { denseDraft } from '../texts.mjs';

const SHIPPED = [
  'client.js',
  'client.browser.js',
  'server.js',
  'server.browser.js',
  'cli.js',
  'index.mjs',
  'builtin.mjs',
];

const KILOBYTES = { unit: 'KB' };

/** P bundled as Caveat is; only the reason where it is not installed. */
async function bundledParser(platform) {
  try {
    return await bundled(fromRoot('test/bench/peers/parser.mjs'), platform);
  } catch (error) {
    return { notMeasured: String(error.errors?.[0]?.text ?? error.message) };
  }
}

async function byteRows(bench) {
  const rows = [];
  for (const [platform, name, limit] of [
    ['node', 'Node', 175],
    ['browser', 'web', 140],
  ]) {
    const what = `core bundle without data, ${name}`;
    const own = { what, tool: 'caveat', value: (await coreBundle(platform)).bytes / 1000, ...KILOBYTES };
    rows.push(bench.aim(own, 'value', limit, `≤ ${limit} KB`));
    const { bytes, notMeasured } = await bundledParser(platform);
    rows.push({
      what,
      tool: 'remark-parse',
      ...(notMeasured ? { notMeasured } : { value: bytes / 1000, ...KILOBYTES }),
    });
  }
  for (const file of SHIPPED) {
    rows.push({
      what: `dist/${file}`,
      tool: 'caveat',
      value: statSync(fromRoot('dist', file)).size / 1000,
      ...KILOBYTES,
    });
  }
  return rows;
}

async function probe(args) {
  const { code, output } = await capture(nodePath(), [fromRoot('test/bench/startProbe.cjs'), ...args]);
  if (code !== 0) throw new Error(output.split('\n').find((line) => /^\w*Error/.test(line)) ?? `exit code ${code}`);
  return JSON.parse(output);
}

export async function startRows(bench) {
  bench.tell('start');
  const text = bench.write(denseDraft(10_000, 60)).path;
  const parser = `${bench.folder}/parser.cjs`;
  const { code, notMeasured } = await bundledParser('node');
  if (notMeasured) return [...(await byteRows(bench)), { what: 'start', tool: 'all', notMeasured }];
  writeFileSync(parser, code);
  const cache = `${bench.folder}/compiled`;
  rmSync(cache, { recursive: true, force: true });
  const library = fromRoot('dist/index.cjs');
  const client = fromRoot('dist/client.js');
  const probes = [
    { what: 'start, bundle loaded', tool: 'remark-parse', args: ['parser', parser, text] },
    { what: 'start, bundle loaded and analyzer made', tool: 'caveat', args: ['library', library, text], aim: 30 },
    {
      what: 'start, the same with compiled code kept',
      tool: 'caveat',
      args: ['library', library, text, cache],
    },
    { what: "start, the extension's client loaded", tool: 'caveat', args: ['client', client, text], aim: 30 },
  ];
  const starts = probes.map(() => []);
  const firsts = probes.map(() => []);
  const servers = { start: [], first: [] };
  for (let round = -1; round < bench.count([11, 3]); round++) {
    for (const [index, { args }] of probes.entries()) {
      const { start, first } = await probe(args);
      if (round < 0) continue;
      starts[index].push(start);
      firsts[index].push(first);
    }
    const began = performance.now();
    const server = await startServer();
    server.open(denseDraft(10_000, 60));
    await server.diagnostics();
    if (round >= 0) {
      servers.start.push(server.startMs);
      servers.first.push(performance.now() - began);
    }
    await server.stop();
  }
  const time = (what, tool, values) => ({ what, tool, value: median(values), unit: 'ms', samples: values.length });
  const first = 'first result for 10 KB in a fresh process';
  return [
    ...(await byteRows(bench)),
    ...probes.map(({ what, tool, aim }, index) => {
      const row = time(what, tool, starts[index]);
      return aim ? bench.aim(row, 'value', aim, `≤ ${aim} ms`) : row;
    }),
    time(first, 'remark-parse', firsts[0]),
    bench.aim(
      { ...time(first, 'caveat', firsts[1]), ofP: median(firsts[1].map((own, round) => own / firsts[0][round])) },
      'ofP',
      1.1,
      '≤ 1.1 P',
    ),
    time('start, language server has introduced itself', 'caveat', servers.start),
    time('start, language server has all findings of 10 KB', 'caveat', servers.first),
  ];
}
