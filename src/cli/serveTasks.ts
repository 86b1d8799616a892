import { type PackedData, unpackData } from '../analysis/pack.ts';
import type { Engine } from './engine.ts';
import type { AnalyzerSettings } from './settings.ts';
import { createAnalyzers, type Outcome, perform, type Task } from './task.ts';

/** What a thread is told. `settings` come with the first task that goes by them; without `data` the built-in data hold. */
export interface Order {
  readonly key: string;
  readonly task: Task;
  readonly settings: (Omit<AnalyzerSettings, 'key' | 'data'> & { readonly data: PackedData | undefined }) | undefined;
}

export type Answer = Outcome;

/** The thread's end of a message channel. */
export interface Port {
  on(event: 'message', listener: (order: Order) => void): unknown;
  postMessage(answer: Answer): void;
}

/** Answers each order in turn. */
export function serveTasks(port: Port, engine: Engine): void {
  const analyzerFor = createAnalyzers(engine);
  const known = new Map<string, AnalyzerSettings>();
  port.on('message', ({ key, task, settings }) => {
    const analyzer = () => {
      if (settings) {
        const data = settings.data ? unpackData(settings.data) : engine.load([]).data;
        known.set(key, { ...settings, key, data });
      }
      return analyzerFor(known.get(key) as AnalyzerSettings, task.text);
    };
    port.postMessage(perform(analyzer, task));
  });
}
