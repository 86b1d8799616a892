// The command line over a folder of files, beside the programs of the peers.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture, fromRoot, nodePath } from '../../../scripts/processes.mjs';
import { programsInTurn } from '../programs.mjs';
import { medianOf, ratio } from '../statistics.mjs';
import { mixedCorpus } from '../texts.mjs';

const peers = fromRoot('test/bench/peers');
const installed = (path) => join(peers, 'node_modules', path);

const BASE = 'remark-cli + lint presets';
const OWN = 'caveat check';
const ALONE = 'caveat check, one worker';

function peerPrograms(folder, files, settings) {
  const use = ['remark-gfm', 'remark-frontmatter', 'remark-preset-lint-recommended', 'remark-preset-lint-consistent'];
  return [
    {
      name: BASE,
      args: [installed('remark-cli/cli.js'), folder, '--quiet', '--no-stdout', ...use.flatMap((name) => ['-u', name])],
      cwd: peers,
    },
    {
      name: 'markdownlint-cli2',
      args: [installed('markdownlint-cli2/markdownlint-cli2-bin.mjs'), '*.md'],
      cwd: folder,
    },
    {
      name: 'cspell + medical terms',
      args: [installed('cspell/bin.mjs'), 'lint', '--no-progress', '--no-cache', '--config', settings.cspell, '*.md'],
      cwd: folder,
    },
    {
      name: 'textlint + terminology',
      args: [installed('textlint/bin/textlint.js'), '--rule', 'terminology', ...files],
      cwd: peers,
    },
    // Its exit code is the number of things it found.
    { name: 'write-good', args: [installed('write-good/bin/write-good.js'), ...files], accepts: () => true },
    { name: 'alex', args: [installed('alex/cli.js'), ...files] },
  ];
}

/** Ours, as far as the command line has the options yet. */
async function ownPrograms(folder, cache) {
  const { output } = await capture(nodePath(), [fromRoot('dist/cli.js'), 'check', '--help']);
  const check = (name, ...options) => ({
    name,
    args: [fromRoot('dist/cli.js'), 'check', ...options, folder],
    env: { CAVEAT_CACHE: cache },
  });
  const programs = [check(OWN)];
  const missing = [];
  const cores = availableParallelism();
  if (/--workers\b/.test(output)) {
    programs.push(check(ALONE, '--workers', '1'), check(`caveat check, ${cores} workers`, '--workers', String(cores)));
  } else missing.push(['caveat check, by workers', 'the command line has no --workers']);
  if (/--cache\b/.test(output)) {
    programs.push({ ...check('caveat check, nothing changed since the last', '--cache'), leaves: true });
  } else missing.push(['caveat check, nothing changed since the last', 'the command line has no --cache']);
  return { programs, missing };
}

export async function commandLineRows(bench) {
  const texts = mixedCorpus(bench.count([300, 24]));
  const what = `command line, ${texts.length} files`;
  bench.tell(what);
  const top = mkdtempSync(join(tmpdir(), 'caveat-bench-'));
  try {
    const folder = join(top, 'corpus');
    mkdirSync(folder);
    const files = texts.map((text, index) => {
      const path = join(folder, `text-${String(index).padStart(4, '0')}.md`);
      writeFileSync(path, text);
      return path;
    });
    const settings = { cspell: join(top, 'cspell.json') };
    const medical = installed('@cspell/dict-medicalterms/cspell-ext.json');
    writeFileSync(settings.cspell, JSON.stringify({ version: '0.2', language: 'en-US', import: [medical] }));
    const own = await ownPrograms(folder, join(top, 'cache'));
    const programs = [...peerPrograms(folder, files, settings), ...own.programs];
    const { samples, errors } = await programsInTurn(programs, { warmUp: !bench.quick, rounds: bench.count([3, 1]) });
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    return [
      ...programs.map(({ name }) => {
        if (errors.has(name)) return { what, tool: name, notMeasured: errors.get(name) };
        const taken = samples.get(name);
        const ms = medianOf(taken, 'ms');
        return {
          what,
          tool: name,
          bytes,
          files: texts.length,
          ms,
          cpu: medianOf(taken, 'cpu'),
          rss: medianOf(taken, 'rss'),
          filesPerSecond: (texts.length / ms) * 1000,
          ofRemarkCli: ratio(taken, samples.get(BASE)),
          ofOwn: ratio(taken, samples.get(OWN)),
          ...(samples.has(ALONE) && name.includes('caveat') ? { ofOneWorker: ratio(taken, samples.get(ALONE)) } : {}),
          samples: taken.length,
          printed: taken[0]?.printed,
        };
      }),
      ...own.missing.map(([tool, notMeasured]) => ({ what, tool, notMeasured })),
    ];
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}
