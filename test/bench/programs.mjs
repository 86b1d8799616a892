// Whole programs, timed from their start to their end.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../../scripts/processes.mjs';

/**
 * Runs a Node program. `error` says why the run does not count: the program could not do its work.
 * @param accepts whether an exit code is one of a program that did its work
 * @returns wall and CPU milliseconds, the greatest memory in MB, and how much it printed in characters
 */
export async function timedRun(
  args,
  { cwd = fromRoot(), accepts = (code) => code === 0 || code === 1, env = {} } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'caveat-bench-'));
  const usage = join(folder, 'usage.json');
  const start = performance.now();
  const child = spawn(process.execPath, ['--require', fromRoot('test/bench/usageAtExit.cjs'), ...args], {
    cwd,
    env: { ...process.env, ...env, CAVEAT_BENCH_USAGE: usage },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = 0;
  let complaint = '';
  child.stdout.on('data', (data) => {
    printed += data.length;
  });
  child.stderr.on('data', (data) => {
    printed += data.length;
    if (complaint.length < 2000) complaint += data;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  const ms = performance.now() - start;
  try {
    if (!accepts(code)) return { error: `exit code ${code}: ${complaint.trim().split('\n')[0]}` };
    return { ms, printed, ...JSON.parse(readFileSync(usage, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs programs in turn. Samples by name, or why there are none. A round of warm-up fills the disk cache; without one only those programs
 * run once before that leave something for their next run.
 */
export async function programsInTurn(programs, { warmUp, rounds }) {
  const samples = new Map(programs.map(({ name }) => [name, []]));
  const errors = new Map();
  for (let round = -1; round < rounds; round++) {
    for (const { name, args, leaves, ...options } of programs) {
      if (errors.has(name) || (round < 0 && !warmUp && !leaves)) continue;
      const sample = await timedRun(args, options);
      if (sample.error) errors.set(name, sample.error);
      else if (round >= 0) samples.get(name).push(sample);
    }
  }
  return { samples, errors };
}
