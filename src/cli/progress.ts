import { Writable } from 'node:stream';
import { Presets, SingleBar } from 'cli-progress';
import type { Io } from './io.ts';

/** Shows how far a run is. */
export interface Progress {
  /** Whether a bar may stand on the terminal, so that nothing else should be written there. */
  readonly shown: boolean;
  step(): void;
  stop(): void;
}

/** A run that ends sooner shows no bar, in milliseconds. */
const PATIENCE = 400;
const NONE: Progress = { shown: false, step() {}, stop() {} };

/** A progress bar on standard error, where that is a terminal. */
export function createProgress(total: number, { stderr, env }: Pick<Io, 'stderr' | 'env'>): Progress {
  if (!stderr.isTTY || total < 2 || env.CI || env.TERM === 'dumb') return NONE;
  const stream = new Writable({
    write(chunk, _, done) {
      stderr.write(String(chunk));
      done();
    },
  });
  // What the bar asks of a terminal's stream.
  Object.assign(stream, { isTTY: true, columns: stderr.columns });
  const bar = new SingleBar(
    {
      stream: stream as NodeJS.WritableStream,
      format: '{bar} {value}/{total} files, {eta_formatted} left',
      clearOnComplete: true,
      hideCursor: true,
      barsize: 30,
      etaBuffer: 100,
    },
    Presets.shades_grey,
  );
  const began = Date.now();
  let steps = 0;
  let started = false;
  return {
    shown: true,
    step() {
      steps++;
      if (started) bar.update(steps);
      else if (Date.now() - began > PATIENCE) {
        bar.start(total, steps);
        started = true;
      }
    },
    stop() {
      if (started) bar.stop();
    },
  };
}
