/** Takes all steps of a piece of work at once; who wants to do other things between two steps drives the generator instead. */
export function finish<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
