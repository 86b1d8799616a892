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

/** So many characters are analysed here before threads are started, which takes about as long. */
const FIRST_HERE = 64 * 1024;
/** A longer text is left to the threads: what uses up the memory of one would bring us down. */
const LONGEST_HERE = 256 * 1024;
/** Tasks that a thread is given at a time, so that it has the next at hand while this one is busy. */
const AT_HAND = 2;
/** A longer text is given to a thread that can begin at once. */
const LONGEST_AT_HAND = 32 * 1024;

/**
 * Runs tasks on as many threads as asked for, or on as many as there are cores, this one among them. Without a number the first
 * ones run here alone, so that a few files, or a few changed ones, wait for no thread.
 */
export function createExecutor(engine: Engine, workers: number | undefined): Executor {
  const here = createLocalExecutor(engine);
  const threads = workers ?? availableParallelism();
  if (threads < 2 || !engine.startWorker) return here;
  if (workers !== undefined) return createPool(engine.startWorker, threads, here, engine.load([]).data);
  const pool = createPool(engine.startWorker, threads - 1, here, engine.load([]).data, { isShared: true });
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
  /** Takes the outcome; of a second one it takes no notice. */
  readonly done: (outcome: Outcome) => void;
  readonly isDone: () => boolean;
}

interface Thread {
  readonly worker: WorkerLike;
  /** Settings that it has been told. */
  readonly told: Set<string>;
  /** What it was given and has not answered, in that order. */
  readonly given: Waiting[];
  /** Whether it has ever answered: one that has not cannot run here at all, or is still starting. */
  proven: boolean;
}

/**
 * A pool of threads, started as tasks come in. Where none can be started, tasks run in `here`.
 * @param isShared whether `here` does its part: while all threads have enough, and while those that are starting keep tasks waiting
 */
export function createPool(
  start: () => WorkerLike,
  size: number,
  here: Executor,
  builtin: Data,
  { isShared = false } = {},
): Executor {
  const threads = new Set<Thread>();
  const queue: Waiting[] = [];
  let unusable = false;
  let closed = false;
  /** Whether this thread is about to run a task. */
  let busy = false;

  function next(): void {
    if (closed) return;
    if (unusable) {
      for (const { settings, task, done } of queue.splice(0)) here.run(settings, task).then(done);
      return;
    }
    for (let waiting = queue[0]; waiting; waiting = queue[0]) {
      const thread = readyThread(waiting);
      if (!thread) break;
      queue.shift();
      give(thread, waiting);
    }
    if (unusable) next();
    else if (isShared) takePart();
  }

  /** A thread for a task: one that has nothing to do, a new one, or for a short text one that has none at hand. */
  function readyThread({ task }: Waiting): Thread | undefined {
    const all = [...threads];
    const idle = all.find(({ given }) => given.length === 0);
    if (idle || threads.size < size) return idle ?? started();
    return task.text.length > LONGEST_AT_HAND ? undefined : all.find(({ given }) => given.length < AT_HAND);
  }

  /** Runs one of the tasks that wait here, after everybody else has had a turn. */
  function takePart(): void {
    if (busy || !waitingHere()) return;
    busy = true;
    setImmediate(async () => {
      if (closed) return;
      const waiting = waitingHere();
      if (waiting) {
        if (waiting === queue[0]) queue.shift();
        waiting.done(await here.run(waiting.settings, waiting.task));
      }
      busy = false;
      next();
    });
  }

  /** What this thread can run in the meantime: the next in the queue, else what a thread that is still starting was given. */
  function waitingHere(): Waiting | undefined {
    const starting = [...threads].filter(({ proven }) => !proven).flatMap(({ given }) => given);
    return [...queue.slice(0, 1), ...starting].find(
      ({ task, isDone }) => !isDone() && task.text.length <= LONGEST_HERE,
    );
  }

  function started(): Thread | undefined {
    try {
      const thread: Thread = { worker: start(), told: new Set(), given: [], proven: false };
      thread.worker.on('message', (answer) => {
        thread.proven = true;
        thread.given.shift()?.done(answer);
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
    // What brought a thread down, by using up its memory, would bring us down too.
    if (thread.proven) thread.given.shift()?.done({ error: internalError(error), trace: error.stack });
    else unusable = true;
    queue.unshift(...thread.given.filter(({ isDone }) => !isDone()));
    next();
  }

  function give(thread: Thread, waiting: Waiting): void {
    thread.given.push(waiting);
    const { settings, task, done } = waiting;
    const { key, data, ...rest } = settings;
    const known = thread.told.has(key);
    const parts = () => ({ ...rest, data: data === builtin ? undefined : packData(data) });
    try {
      thread.worker.postMessage({ key, task, settings: known ? undefined : parts() });
      thread.told.add(key);
    } catch {
      // Settings that cannot be handed over hold here all the same.
      thread.given.pop();
      here.run(settings, task).then(done);
    }
  }

  return {
    run: (settings, task) =>
      new Promise((resolve) => {
        let isDone = false;
        const done = (outcome: Outcome): void => {
          isDone = true;
          resolve(outcome);
        };
        queue.push({ settings, task, done, isDone: () => isDone });
        next();
      }),
    async close() {
      closed = true;
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
      await here.close();
    },
  };
}
