import { type Cut, segmentEnd } from './segmentEnd.ts';

/** How a source was cut, to cut an edited one faster: where its segments end, the first beginning at `start`. */
export interface Cutting {
  readonly source: string;
  readonly start: number;
  readonly cuts: readonly Cut[];
}

/** A cutting, and how many segments at its beginning and end are those of the previous one. */
export interface Recutting extends Cutting {
  readonly head: number;
  readonly tail: number;
}

/**
 * Cuts a source into segments from `start` on. Where a segment ends depends on the text behind its beginning alone: so
 * what lies before the edit of a previous source needs no new look, nor what lies behind it once both are cut at the
 * same place of their common end. Yields now and then.
 */
export function* cutSegments(source: string, start: number, previous?: Cutting): Generator<void, Recutting> {
  const cuts: Cut[] = [];
  const old = previous !== undefined && previous.start === start ? previous : undefined;
  const head = old === undefined ? 0 : sameHead(source, old);
  for (let index = 0; index < head; index += 1) cuts.push(old?.cuts[index] as Cut);
  const shift = source.length - (old?.source.length ?? 0);
  const sameFrom = old === undefined ? source.length : source.length - commonSuffix(old.source, source);
  let next = head;
  let at = cuts.at(-1)?.end ?? start;
  while (at < source.length) {
    if (old !== undefined && at >= sameFrom) {
      while (next < old.cuts.length && startOf(old, next) + shift < at) next += 1;
      if (next < old.cuts.length && startOf(old, next) + shift === at) break;
    }
    const cut = segmentEnd(source, at);
    cuts.push(cut);
    if (Math.floor(at / STEP) < Math.floor(cut.end / STEP)) yield;
    at = cut.end;
  }
  const tail = at < source.length && old !== undefined ? old.cuts.length - next : 0;
  for (let index = next; index < next + tail; index += 1) {
    const cut = old?.cuts[index] as Cut;
    cuts.push(shift === 0 ? cut : { end: cut.end + shift, raw: cut.raw });
  }
  return { source, start, cuts, head, tail };
}

/** Source that is cut between two yields, in UTF-16 units. */
const STEP = 200_000;

function startOf({ start, cuts }: Cutting, index: number): number {
  return index === 0 ? start : (cuts[index - 1] as Cut).end;
}

/** How many segments the beginning that both sources share holds, each with the line behind it, which decided its end. */
function sameHead(source: string, { source: old, cuts }: Cutting): number {
  const common = commonPrefix(old, source);
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { end } = cuts[middle] as Cut;
    const isSame = end < common && /[\r\n]/.test(old.slice(end, common - 1));
    if (isSame) low = middle + 1;
    else high = middle;
  }
  return low;
}

const STRIDE = 1 << 14;

/** The length of the beginning that two texts share. */
function commonPrefix(one: string, two: string): number {
  const most = Math.min(one.length, two.length);
  let at = 0;
  // Slices that are compared as wholes are compared far faster than with startsWith.
  while (at < most && one.slice(at, Math.min(at + STRIDE, most)) === two.slice(at, Math.min(at + STRIDE, most)))
    at += STRIDE;
  while (at < most && one.charCodeAt(at) === two.charCodeAt(at)) at += 1;
  return Math.min(at, most);
}

/** The length of the end that two texts share; it may overlap with the beginning. */
function commonSuffix(one: string, two: string): number {
  const most = Math.min(one.length, two.length);
  const lastOf = (text: string, length: number, stride: number): string =>
    text.slice(text.length - length - stride, text.length - length);
  let length = 0;
  while (length < most) {
    const stride = Math.min(STRIDE, most - length);
    if (lastOf(one, length, stride) !== lastOf(two, length, stride)) break;
    length += stride;
  }
  while (length < most && one.charCodeAt(one.length - length - 1) === two.charCodeAt(two.length - length - 1)) {
    length += 1;
  }
  return length;
}
