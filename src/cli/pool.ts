import { availableParallelism } from 'node:os';
import type { Data } from '../analysis/data.ts';
import { packData } from '../analysis/pack.ts';
import type { Engine } from './engine.ts';
import { internalError } from './failure.ts';
import type { Answer, Order } from './serveTasks.ts';
import type { AnalyzerSettings } from './settings.ts';
import { createLocalExecutor, type Executor, type Outcome, type Task } from './task.ts';

/** What we use of a Node worker. */
export interface WorkerLike {
  postMessage(message: Order): void;
  on(event: 'message', listener: (answer: Answer) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  terminate(): Promise<unknown>;
}

/** Starting a thread costs about as much as analysing so many characters here. */
const FIRST_HERE = 64 * 1024;

/**
 * Runs tasks on as many threads as asked for, or as there are cores. Without a number the first ones run here, so that a few
 * files, or a few changed ones, wait for no thread.
 */
export function createExecutor(engine: Engine, workers: number | undefined): Executor {
  const here = createLocalExecutor(engine);
  const threads = workers ?? availableParallelism();
  if (threads < 2 || !engine.startWorker) return here;
  const pool = createPool(engine.startWorker, threads, here, engine.load([]).data);
  if (workers !== undefined) return pool;
  let done = 0;
  return {
    run(settings, task) {
      if (done >= FIRST_HERE) return pool.run(settings, task);
      done += task.text.length;
      return here.run(settings, task);
    },
    close: pool.close,
  };
}

interface Waiting {
  readonly settings: AnalyzerSettings;
  readonly task: Task;
  readonly done: (outcome: Outcome) => void;
}

interface Thread {
  readonly worker: WorkerLike;
  /** Settings that it has been told. */
  readonly told: Set<string>;
  current: Waiting | undefined;
  /** Whether it has ever answered: one that has not cannot run here at all. */
  proven: boolean;
}

/** A pool of threads, started as tasks come in. Where none can be started, tasks run in `here`. */
export function createPool(start: () => WorkerLike, size: number, here: Executor, builtin: Data): Executor {
  const threads = new Set<Thread>();
  const queue: Waiting[] = [];
  let unusable = false;
  let closed = false;

  function next(): void {
    if (unusable) {
      for (const { settings, task, done } of queue.splice(0)) here.run(settings, task).then(done);
      return;
    }
    const waiting = queue[0];
    if (!waiting) return;
    const thread = [...threads].find(({ current }) => !current) ?? (threads.size < size ? started() : undefined);
    if (!thread) {
      if (unusable) next();
      return;
    }
    queue.shift();
    give(thread, waiting);
    next();
  }

  function started(): Thread | undefined {
    try {
      const thread: Thread = { worker: start(), told: new Set(), current: undefined, proven: false };
      thread.worker.on('message', (answer) => {
        const { current } = thread;
        thread.current = undefined;
        thread.proven = true;
        current?.done(answer);
        next();
      });
      thread.worker.on('error', (error) => lost(thread, error));
      thread.worker.on('exit', (code) => lost(thread, new Error(`a worker thread ended with exit code ${code}`)));
      threads.add(thread);
      return thread;
    } catch {
      unusable = true;
      return undefined;
    }
  }

  function lost(thread: Thread, error: Error): void {
    if (closed || !threads.delete(thread)) return;
    const { current } = thread;
    if (!thread.proven) {
      unusable = true;
      if (current) queue.unshift(current);
    } else {
      // What brought a thread down, by using up its memory, would bring us down too.
      current?.done({ error: internalError(error), trace: error.stack });
    }
    next();
  }

  function give(thread: Thread, waiting: Waiting): void {
    thread.current = waiting;
    const { settings, task, done } = waiting;
    const { key, data, ...rest } = settings;
    const known = thread.told.has(key);
    const parts = () => ({ ...rest, data: data === builtin ? undefined : packData(data) });
    try {
      thread.worker.postMessage({ key, task, settings: known ? undefined : parts() });
      thread.told.add(key);
    } catch {
      // Settings that cannot be handed over hold here all the same.
      thread.current = undefined;
      here.run(settings, task).then(done);
    }
  }

  return {
    run: (settings, task) =>
      new Promise((done) => {
        queue.push({ settings, task, done });
        next();
      }),
    async close() {
      closed = true;
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
      await here.close();
    },
  };
}
