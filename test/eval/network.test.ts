import { expect, test } from 'vitest';
import { learn, type Network, type Sample } from './network.ts';

const WIDTH = 2;
const UNITS = 8;
const HELD = { lowestYes: 0.25, highestNo: 0.4 };

function sample(features: readonly number[], truth: readonly number[], more: Partial<Sample> = {}): Sample {
  const known = { features: Int32Array.from(features), truth: Int8Array.from(truth) };
  return { ...known, anyOf: [], group: 0, times: 1, mustHold: false, ...more };
}

const rowOf = new Map([1, 2, 3, 4].map((feature, row) => [feature, row]));

/** How likely a network holds a column for something with these features. */
function likely({ rowOf: rows, inputs, outputs }: Network, features: readonly number[], column: number): number {
  let sum = outputs[UNITS * WIDTH + column] as number;
  for (let unit = 0; unit < UNITS; unit++) {
    const added = features.reduce((all, one) => all + (inputs[(rows.get(one) as number) * UNITS + unit] as number), 0);
    sum += Math.max(0, added / Math.sqrt(features.length)) * (outputs[unit * WIDTH + column] as number);
  }
  return 1 / (1 + Math.exp(-sum));
}

const plain = Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? sample([1, 3], [1, 0]) : sample([2, 3], [0, -1])));

test('what tells samples apart is learned, and the same samples teach the same', () => {
  const network = learn(plain, rowOf, WIDTH, UNITS, HELD);
  expect(likely(network, [1, 3], 0)).toBeGreaterThan(0.8);
  expect(likely(network, [2, 3], 0)).toBeLessThan(0.2);
  expect(likely(network, [1, 3], 1)).toBeLessThan(0.2);
  expect(learn(plain, rowOf, WIDTH, UNITS, HELD)).toEqual(network);
});

test('of a group that is yes somewhere the sample is that is most like one', () => {
  const groups = Array.from({ length: 60 }, (_, at) => [
    sample([1, 4], [-1, -1], { anyOf: [0], group: at + 1 }),
    sample([2, 4], [-1, -1], { anyOf: [0], group: at + 1 }),
  ]).flat();
  const network = learn([...plain, ...groups], rowOf, WIDTH, UNITS, HELD);
  expect(likely(network, [1, 4], 0)).toBeGreaterThan(0.8);
  expect(likely(network, [2, 4], 0)).toBeLessThan(0.5);
});

test('what must hold does, though much speaks against it', () => {
  const against = Array.from({ length: 300 }, () => sample([1, 2, 3], [0, 0]));
  const held = sample([1, 2, 3, 4], [1, 0], { mustHold: true });
  const one = [...against, held];
  expect(
    likely(learn([...against, { ...held, mustHold: false }], rowOf, WIDTH, UNITS, HELD), [1, 2, 3, 4], 0),
  ).toBeLessThan(0.15);
  expect(likely(learn(one, rowOf, WIDTH, UNITS, HELD), [1, 2, 3, 4], 0)).toBeGreaterThan(0.15);
});
