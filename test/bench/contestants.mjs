// The parent's side of contestants: start them, ask them in turn, stop them.
import { fork } from 'node:child_process';
import { fromRoot } from '../../scripts/processes.mjs';

const PEERS = { tools: 'test/bench/peers/tools.mjs', matchers: 'test/bench/peers/matchers.mjs' };
const OWN = 'test/bench/own.mjs';

/** The longest that one sample may take, in milliseconds. */
const PATIENCE = 240_000;

/**
 * Starts a contestant in a process of its own. `error` says why it cannot run.
 * @param collection `tools` or `matchers`
 */
export async function startContestant(collection, name, own = false) {
  const child = fork(
    fromRoot('test/bench/contestant.mjs'),
    [fromRoot(own ? OWN : PEERS[collection]), collection, name],
    { execArgv: [...process.execArgv, '--max-old-space-size=6144'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  );
  let complaint = '';
  child.stderr.on('data', (data) => {
    complaint = (complaint + data).slice(-2000);
  });
  const contestant = { name, loadMs: undefined, error: undefined, ask, stop };
  const first = await answer();
  contestant.loadMs = first.loadMs;
  contestant.error = first.error;
  return contestant;

  function answer() {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        child.kill();
        done({ error: `no answer within ${PATIENCE / 1000} s` });
      }, PATIENCE);
      const ended = (code, signal) => {
        const last = complaint
          .trim()
          .split('\n')
          .filter((line) => /error|fatal/i.test(line))[0];
        done({ error: `its process ended (${signal ?? code})${last ? `: ${last.trim()}` : ''}` });
      };
      const done = (message) => {
        clearTimeout(timer);
        child.off('message', done);
        child.off('exit', ended);
        resolve(message);
      };
      child.once('message', done);
      child.once('exit', ended);
    });
  }

  /** One measurement; a contestant that fails once stays out. */
  async function ask(message) {
    if (contestant.error) return { error: contestant.error };
    if (!child.connected) return { error: 'its process has ended' };
    child.send(message);
    const result = await answer();
    contestant.error = result.error;
    return result;
  }

  function stop() {
    if (child.connected) child.disconnect();
  }
}

/**
 * Samples of several contestants, taken in turn so that what disturbs the machine disturbs all alike. The first contestant is the one that
 * the others are compared with and takes part in each round; another leaves once it has used up `budget` milliseconds of CPU time.
 * @param messageOf the question of a round, by its number; the rounds of the warm-up have negative numbers
 * @returns for each contestant its samples by round (`undefined` where it took no part)
 */
export async function inTurn(contestants, { warmUp = 1, rounds, budget = Number.POSITIVE_INFINITY, messageOf }) {
  const samples = new Map(contestants.map((contestant) => [contestant, []]));
  const spent = new Map(contestants.map((contestant) => [contestant, 0]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const contestant of contestants) {
      const taken = samples.get(contestant);
      const isBase = contestant === contestants[0];
      // One sample in all there must be, and a slow contestant's first may be the one.
      if (!isBase && spent.get(contestant) > budget && taken.some(Boolean)) continue;
      const sample = await contestant.ask(messageOf(round));
      if (sample.error) continue;
      spent.set(contestant, spent.get(contestant) + sample.cpu);
      if (round >= 0) taken[round] = sample;
    }
  }
  return samples;
}
