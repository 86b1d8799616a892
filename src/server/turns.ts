/** How long a piece of work may keep others from having their turn, in milliseconds; a step that has begun ends first. */
const TURN = 20;

/** Lets everything that waits have its turn. */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/**
 * Takes the steps of a piece of work, and lets others have their turn in between. Undefined when the work was dropped because nobody wants it any more.
 */
export async function inTurns<T>(steps: Generator<void, T>, isWanted: () => boolean): Promise<T | undefined> {
  try {
    for (let end = performance.now() + TURN; ; ) {
      const step = steps.next();
      if (step.done) return step.value;
      if (performance.now() < end) continue;
      await macrotask();
      if (!isWanted()) return undefined;
      end = performance.now() + TURN;
    }
  } finally {
    // Where it was dropped the steps still have to put things back.
    steps.return(undefined as never);
  }
}
