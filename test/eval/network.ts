/** Something to learn from: what it holds, and what is known of it. */
export interface Sample {
  readonly features: Int32Array;
  /** For each column: 1 yes, 0 no, -1 not known. */
  readonly truth: Int8Array;
  /** The columns that are yes for one sample at least of `group`. */
  readonly anyOf: readonly number[];
  readonly group: number;
  /** How often it counts. */
  readonly times: number;
  /** Whether what is known of it is to hold, by some margin, even if that costs a little elsewhere. */
  readonly mustHold: boolean;
}

/** What has to hold does where a yes is likelier than this, and a no less likely. */
export interface Held {
  readonly lowestYes: number;
  readonly highestNo: number;
}

/** A network with one layer of hidden units between features and columns. */
export interface Network {
  /** How many hidden units there are. */
  readonly units: number;
  readonly rowOf: ReadonlyMap<number, number>;
  /** A row of all hidden units for each feature. */
  readonly inputs: Float32Array;
  /** A row of all columns for each hidden unit, and one of what the columns begin with. */
  readonly outputs: Float32Array;
}

const EPOCHS = 8;
/**
 * From this epoch on the weights are taken so often an epoch, and in the end their average: it is right more often than what came last (Polyak, Juditsky,
 * SIAM J Control Optim 1992;30:838-855).
 */
const FIRST_TAKEN = 2;
const TAKEN = 8;
const RATE = 0.1;
/** The share of the features that each step leaves out, so that none is relied on alone (dropout: Srivastava et al., JMLR 2014;15:1929-1958). */
const LEFT_OUT = 0.4;
/** What the squares of slopes begin with, so that first steps are no leaps. */
const FIRST_SQUARE = 0.003;
/** What has to hold is gone through at most so often. */
const ROUNDS = 60;
/** How far weights lie apart in the beginning, and how unlikely everything is then. */
const SPREAD = 0.1;
const FIRST_BIAS = -4;

/**
 * Learns by gradient descent with a rate of its own for each weight (AdaGrad: Duchi, Hazan, Singer, JMLR 2011;12:2121-2159). The same samples give the same
 * network.
 */
export function learn(
  all: readonly Sample[],
  rowOf: ReadonlyMap<number, number>,
  width: number,
  units: number,
  { lowestYes, highestNo }: Held,
): Network {
  const random = generator();
  const inputs = Float32Array.from({ length: rowOf.size * units }, () => spread(random));
  const outputs = Float32Array.from({ length: (units + 1) * width }, (_, at) =>
    at < units * width ? spread(random) : FIRST_BIAS,
  );
  const inputSquares = new Float32Array(inputs.length).fill(FIRST_SQUARE);
  const outputSquares = new Float32Array(outputs.length).fill(FIRST_SQUARE);
  const rows = all.map(({ features }) => Int32Array.from([...features].flatMap((feature) => rowOf.get(feature) ?? [])));
  const members = new Map<number, number[]>();
  for (const [index, { group, anyOf }] of all.entries())
    if (anyOf.length > 0) members.set(group, [...(members.get(group) ?? []), index]);

  const hidden = new Float64Array(units);
  const slopes = new Float64Array(units);
  const sums = new Float64Array(width);
  /** Fills the hidden units and the sums of all columns; gives what rows are multiplied by. */
  const feed = (own: Int32Array): number => {
    const norm = 1 / Math.sqrt(own.length || 1);
    hidden.fill(0);
    for (const row of own)
      for (let unit = 0, at = row * units; unit < units; unit++, at++)
        hidden[unit] = (hidden[unit] as number) + (inputs[at] as number);
    sums.set(outputs.subarray(units * width));
    for (let unit = 0; unit < units; unit++) {
      const value = Math.max(0, (hidden[unit] as number) * norm);
      hidden[unit] = value;
      if (value === 0) continue;
      for (let column = 0, at = unit * width; column < width; column++, at++)
        sums[column] = (sums[column] as number) + value * (outputs[at] as number);
    }
    return norm;
  };
  /** Goes a step down along a slope. */
  const step = (weights: Float32Array, squares: Float32Array, at: number, slope: number): void => {
    const square = (squares[at] as number) + slope * slope;
    squares[at] = square;
    weights[at] = (weights[at] as number) - (RATE * slope) / Math.sqrt(square);
  };
  const likeliest = new Map<number, { readonly epoch: number; readonly byColumn: ReadonlyMap<number, number> }>();
  /** Where a column is yes somewhere in a group, it is so in the sample that is most like one when the group is first met in an epoch. */
  const likeliestOf = ({ anyOf, group }: Sample, epoch: number): ReadonlyMap<number, number> | undefined => {
    if (anyOf.length === 0) return undefined;
    const known = likeliest.get(group);
    if (known?.epoch === epoch) return known.byColumn;
    const best = new Map<number, { readonly index: number; readonly sum: number }>();
    for (const index of members.get(group) ?? []) {
      feed(rows[index] as Int32Array);
      for (const column of (all[index] as Sample).anyOf) {
        const sum = sums[column] as number;
        if (sum > (best.get(column)?.sum ?? Number.NEGATIVE_INFINITY)) best.set(column, { index, sum });
      }
    }
    const byColumn = new Map([...best].map(([column, { index }]) => [column, index]));
    likeliest.set(group, { epoch, byColumn });
    return byColumn;
  };

  /** Steps down along the slopes that stand in `sums`, given what was fed. */
  const stepAll = (own: Int32Array, norm: number): void => {
    for (let column = 0; column < width; column++) {
      const slope = sums[column] as number;
      if (slope !== 0) step(outputs, outputSquares, units * width + column, slope);
    }
    for (let unit = 0; unit < units; unit++) {
      slopes[unit] = 0;
      const value = hidden[unit] as number;
      if (value === 0) continue;
      let slope = 0;
      for (let column = 0, at = unit * width; column < width; column++, at++) {
        const ofColumn = sums[column] as number;
        if (ofColumn === 0) continue;
        slope += ofColumn * (outputs[at] as number);
        step(outputs, outputSquares, at, ofColumn * value);
      }
      slopes[unit] = slope * norm;
    }
    for (const row of own)
      for (let unit = 0, at = row * units; unit < units; unit++, at++) {
        const slope = slopes[unit] as number;
        if (slope !== 0) step(inputs, inputSquares, at, slope);
      }
  };

  const order = all.map((_, index) => index);
  const takenAfter = Math.ceil(order.length / TAKEN);
  const means = [inputs, outputs].map((weights) => createMean(weights));
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const [turn, index] of order.entries()) {
      if (epoch >= FIRST_TAKEN && turn % takenAfter === 0) for (const mean of means) mean.take();
      const sample = all[index] as Sample;
      const best = likeliestOf(sample, epoch);
      const own = (rows[index] as Int32Array).filter(() => random() >= LEFT_OUT);
      const norm = feed(own);
      for (let column = 0; column < width; column++) {
        const known = best?.get(column) === index ? 1 : (sample.truth[column] as number);
        sums[column] = known < 0 ? 0 : (likelihoodOf(sums[column] as number) - known) * sample.times;
      }
      stepAll(own, norm);
    }
  }
  for (const mean of means) mean.give();
  // What has to hold is gone through again until it does.
  for (let round = 0, wrong = 1; wrong > 0 && round < ROUNDS; round++) {
    wrong = 0;
    for (const index of order) {
      const { truth, mustHold } = all[index] as Sample;
      if (!mustHold) continue;
      const own = rows[index] as Int32Array;
      const norm = feed(own);
      let isRight = true;
      for (let column = 0; column < width; column++) {
        const likely = likelihoodOf(sums[column] as number);
        const isHeld = truth[column] === 1 ? likely > lowestYes : truth[column] !== 0 || likely < highestNo;
        sums[column] = isHeld ? 0 : likely - (truth[column] as number);
        isRight &&= isHeld;
      }
      if (isRight) continue;
      wrong++;
      stepAll(own, norm);
    }
  }
  return { units, rowOf, inputs, outputs };
}

/** The mean of weights as they were each time they were taken; `give` puts it in their place. */
function createMean(weights: Float32Array): { take(): void; give(): void } {
  const sums = new Float64Array(weights.length);
  let times = 0;
  return {
    take() {
      times++;
      for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + (weights[at] as number);
    },
    give() {
      for (let at = 0; at < sums.length; at++) weights[at] = (sums[at] as number) / times;
    },
  };
}

function likelihoodOf(sum: number): number {
  return 1 / (1 + Math.exp(-sum));
}

/** Numbers around 0 that lie near it mostly. */
function spread(random: () => number): number {
  return (random() + random() + random() - 1.5) * SPREAD;
}

/** The same numbers from 0 to 1 each time. */
function generator(): () => number {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

function shuffle(items: number[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as number, items[last] as number];
  }
}
