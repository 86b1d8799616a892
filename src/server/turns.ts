/** How long a piece of work may keep others from having their turn, in milliseconds; a step that has begun ends first. */
const TURN = 8;

/** Lets everything that waits have its turn. */
export async function macrotask(): Promise<void> {
  // What waits in the stream is read in the first, and each message dealt with in one of its own; a timer would take one to four milliseconds more.
  for (let round = 0; round < ROUNDS; round++) await immediate();
}

/** As many messages may have their turn at once as an editor sends for one keystroke, and one more. */
const ROUNDS = 6;

const immediate = typeof setImmediate === 'function' ? nodeImmediate : channelImmediate();

function nodeImmediate(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The same in a browser's worker. */
function channelImmediate(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.addEventListener('message', () => waiting.shift()?.());
  port1.start();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    });
}

/**
 * Takes the steps of a piece of work, and lets others have their turn in between. Undefined when the work was dropped because nobody wants it any more.
 * @param others what the work waits for between two turns, until there is nothing more to wait for
 */
export async function inTurns<T>(
  steps: Generator<void, T>,
  isWanted: () => boolean,
  others: () => Promise<unknown> | undefined = () => undefined,
): Promise<T | undefined> {
  try {
    for (;;) {
      for (let other = others(); other; other = others()) await other;
      if (!isWanted()) return undefined;
      for (const end = performance.now() + TURN; performance.now() < end; ) {
        const step = steps.next();
        if (step.done) return step.value;
      }
      await macrotask();
    }
  } finally {
    // Where it was dropped the steps still have to put things back.
    steps.return(undefined as never);
  }
}

/** Work that somebody looks at the screen for, and work that can wait for it. */
export interface Turns {
  /** One piece of work after the other, as soon as possible. */
  first<T>(begin: () => Generator<void, T>, isWanted: () => boolean): Promise<T | undefined>;
  /** Pieces of work side by side, while there is nothing to be done first. */
  later<T>(steps: Generator<void, T>, isWanted: () => boolean): Promise<T | undefined>;
}

/** Makes a place where work waits for its turn. */
export function createTurns(): Turns {
  let last: Promise<unknown> | undefined;
  return {
    first(begin, isWanted) {
      const before = last;
      const work = (async () => {
        await before;
        return isWanted() ? inTurns(begin(), isWanted) : undefined;
      })();
      const done = work
        .catch(() => undefined)
        .finally(() => {
          if (last === done) last = undefined;
        });
      last = done;
      return work;
    },
    later: (steps, isWanted) => inTurns(steps, isWanted, () => last),
  };
}
