import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Data } from '../../src/analysis/data.ts';
import { createExecutor, createPool, type WorkerLike } from '../../src/cli/pool.ts';
import { type Answer, type Order, serveTasks } from '../../src/cli/serveTasks.ts';
import type { AnalyzerSettings } from '../../src/cli/settings.ts';
import { createLocalExecutor, type Outcome } from '../../src/cli/task.ts';
import { standIn } from './machine.ts';

const engine = standIn();
const { data } = engine.load([]);
const settings = (key: string, rules: AnalyzerSettings['rules'] = []): AnalyzerSettings => {
  return { key, data, profiles: [], rules, ignoreTerms: [], overFrontMatter: false };
};
const task = (text: string) => ({ text, fix: undefined, occurrences: false });
const here = createLocalExecutor(engine);

interface Fake extends WorkerLike {
  emit(event: string, value: unknown): void;
}

/** A thread that is none: it answers what `serveTasks` answers, later, and all that passes is cloned as between threads. */
function fake(onOrder: (order: Order, answer: () => void, worker: Fake) => void = (_, answer) => answer()): Fake {
  const listeners = new Map<string, ((value: unknown) => void)[]>();
  let serve: (order: Order) => void = () => {};
  const worker: Fake = {
    postMessage(order) {
      const cloned = structuredClone(order);
      void setImmediate().then(() => onOrder(cloned, () => serve(cloned), worker));
    },
    on: (event: string, listener: (value: never) => void) =>
      listeners.set(event, [...(listeners.get(event) ?? []), listener as (value: unknown) => void]),
    terminate: async () => worker.emit('exit', 1),
    emit: (event, value) => {
      for (const listener of listeners.get(event) ?? []) listener(value);
    },
  };
  serveTasks(
    {
      on: (_, listener) => {
        serve = listener;
      },
      postMessage: (answer: Answer) => worker.emit('message', structuredClone(answer)),
    },
    engine,
  );
  return worker;
}

const texts = Array.from({ length: 40 }, (_, index) => `${'add it\n'.repeat(index % 7)}${index}`);

async function outcomes(start: () => WorkerLike, size = 3, given = texts): Promise<readonly Outcome[]> {
  const pool = createPool(start, size, here, data);
  const all = await Promise.all(given.map((text, index) => pool.run(settings(String(index % 3)), task(text))));
  await pool.close();
  return all;
}

const expected = await Promise.all(texts.map((text) => here.run(settings('0'), task(text))));

describe('a pool', () => {
  test('gives what this thread alone gives', async () => {
    expect(await outcomes(fake)).toEqual(expected);
  });

  test('starts no more threads than it may, and none before there is work', async () => {
    let started = 0;
    const start = () => {
      started++;
      return fake();
    };
    const pool = createPool(start, 3, here, data);
    expect(started).toBe(0);
    await pool.run(settings('0'), task('add it'));
    await pool.run(settings('0'), task('add it'));
    expect(started).toBe(1);
    await Promise.all(texts.map((text) => pool.run(settings('0'), task(text))));
    expect(started).toBe(3);
    await pool.close();
  });

  test('tells a thread the settings once, and keeps settings apart', async () => {
    const told: (string | undefined)[] = [];
    const start = () =>
      fake((order, answer) => {
        told.push(order.settings && order.key);
        answer();
      });
    const pool = createPool(start, 1, here, data);
    const off = await pool.run(settings('off', [['add-rule', 'off']]), task('add it'));
    const on = await pool.run(settings('on'), task('add it'));
    const again = await pool.run(settings('off', [['add-rule', 'off']]), task('add it'));
    await pool.close();
    expect([off, on, again].map((outcome) => 'analysis' in outcome && outcome.analysis.findings.length)).toEqual([
      0, 1, 0,
    ]);
    expect(told).toEqual(['off', 'on', undefined]);
  });

  test('runs here what it cannot run elsewhere: no thread can be started', async () => {
    const start = () => {
      throw new Error('no threads here');
    };
    expect(await outcomes(start)).toEqual(expected);
  });

  test('runs here what it cannot run elsewhere: threads end before they do anything', async () => {
    const byError = () => fake((_, __, worker) => worker.emit('error', new Error('cannot find the script')));
    expect(await outcomes(byError)).toEqual(expected);
    const byExit = () => fake((_, __, worker) => worker.emit('exit', 1));
    expect(await outcomes(byExit)).toEqual(expected);
  });

  test('a text that brings a thread down is an error, and the others are still analysed', async () => {
    const start = () =>
      fake((order, answer, worker) => {
        if (order.task.text !== 'bomb') return answer();
        worker.emit('error', new Error('out of memory'));
        worker.emit('exit', 1);
      });
    const given = ['a', 'b', 'bomb', 'c', 'bomb', 'add it', 'd'];
    const all = await outcomes(start, 1, given);
    expect(all.map((outcome) => ('error' in outcome ? outcome.error : outcome.analysis.findings.length))).toEqual([
      0,
      0,
      expect.stringMatching(/^internal error: out of memory/),
      0,
      expect.stringMatching(/^internal error: out of memory/),
      1,
      0,
    ]);
  });

  test('that is shared gives the same, each text once', async () => {
    let answered = 0;
    const start = () =>
      fake((_, answer) => {
        answered++;
        answer();
      });
    const pool = createPool(start, 2, here, data, { isShared: true });
    const all = await Promise.all(texts.map((text, index) => pool.run(settings(String(index % 3)), task(text))));
    await pool.close();
    expect(all).toEqual(expected);
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThan(texts.length);
  });

  test('that is shared waits for no thread that is still starting, but leaves long texts to it', async () => {
    const held: (() => void)[] = [];
    const pool = createPool(() => fake((_, answer) => void held.push(answer)), 1, here, data, { isShared: true });
    const long = pool.run(settings('0'), task('x'.repeat(300_000)));
    const all = texts.map((text, index) => pool.run(settings(String(index % 3)), task(text)));
    expect(await Promise.all(all)).toEqual(expected);
    for (const answer of held) answer();
    await expect(long).resolves.toHaveProperty('analysis.findings', []);
    await pool.close();
  });

  test('that was closed does no more', async () => {
    let ran = 0;
    const counting: typeof here = {
      ...here,
      run(...given) {
        ran++;
        return here.run(...given);
      },
    };
    const pool = createPool(() => fake(() => {}), 1, counting, data, { isShared: true });
    for (const text of texts) void pool.run(settings('0'), task(text));
    await pool.close();
    await setImmediate();
    const before = ran;
    for (let turn = 0; turn < 10; turn++) await setImmediate();
    expect(ran).toBe(before);
  });

  test('settings that cannot be handed over hold here', async () => {
    const odd: AnalyzerSettings = { ...settings('odd'), data: { concepts: 1 } as unknown as Data };
    const pool = createPool(fake, 2, here, data);
    await expect(pool.run(odd, task('add it'))).resolves.toHaveProperty('analysis.findings.length', 1);
    await pool.close();
  });
});

test('an analyzer that cannot be made is an error of each text, not of the run', async () => {
  const createAnalyzer = () => {
    throw new Error('broken data');
  };
  const outcome = await createLocalExecutor({ ...engine, createAnalyzer }).run(settings('0'), task('a'));
  expect(outcome).toMatchObject({ error: expect.stringMatching(/^internal error: broken data/) });
});

test('texts with the same settings share an analyzer, until it has much to remember', async () => {
  const { made, ...counted } = standIn();
  const executor = createLocalExecutor(counted);
  for (let text = 0; text < 4; text++) await executor.run(settings('0'), task('x'.repeat(500_000)));
  expect(made).toHaveLength(1);
  await executor.run(settings('0'), task('x'));
  expect(made).toHaveLength(2);
  await executor.run(settings('1'), task('x'));
  await executor.run(settings('0'), task('x'));
  expect(made).toHaveLength(3);
});

describe('who runs a task', () => {
  const counted = () => {
    const threads: Fake[] = [];
    const startWorker = () => {
      threads.push(fake());
      return threads.at(-1) as Fake;
    };
    return { threads, engine: { ...engine, startWorker } };
  };

  test('few characters stay here; more go to threads', async () => {
    const { threads, engine } = counted();
    const executor = createExecutor(engine, undefined);
    await executor.run(settings('0'), task('add it'));
    expect(threads).toHaveLength(0);
    await executor.run(settings('0'), task('x'.repeat(70_000)));
    await executor.run(settings('0'), task('add it'));
    await executor.close();
    // A machine of one core has no use for threads.
    expect(threads.length).toBeLessThanOrEqual(1);
  });

  test.each([
    [1, 0],
    [2, 1],
  ])('--workers %i starts %i for one task', async (workers, expected) => {
    const { threads, engine } = counted();
    const executor = createExecutor(engine, workers);
    await executor.run(settings('0'), task('add it'));
    await executor.close();
    expect(threads).toHaveLength(expected);
  });
});
