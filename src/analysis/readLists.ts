import { readingOf, readSegment, type SegmentReading } from '../caveats/readSegment.ts';
import type { Definition } from '../markdown/blocks.ts';
import {
  contentsOfPortions,
  joinListPortions,
  type ListPortion,
  listPortions,
  type PortionContent,
} from '../markdown/listPortions.ts';
import { readSegments, type SegmentContent } from '../markdown/segment.ts';
import type { LaidSegment, Reader } from './readSegments.ts';
import { isSamePrelude, type Version } from './segmentMemory.ts';

/** A portion of a list with its reading, which the next version of the list may share. */
export interface ReadPortion extends PortionContent {
  readonly reading: SegmentReading;
}

/** The portions of lists that were read with certain definitions from elsewhere, by their text. */
interface KnownPortions {
  readonly prelude: readonly Definition[];
  readonly portions: ReadonlyMap<string, ReadPortion>;
}

/** The portions of the lists among segments that others take the place of. */
export function portionsOfReplaced(replaced: readonly LaidSegment[]): readonly KnownPortions[] {
  return replaced.flatMap(({ entry: { text }, parsed }) => {
    const portions = parsed && (parsed.version.portions ?? portionsOf(text, parsed.version));
    return parsed && portions ? [{ prelude: parsed.version.prelude, portions }] : [];
  });
}

function portionsOf(text: string, { content, reading }: Version): ReadonlyMap<string, ReadPortion> | undefined {
  const portions = listPortions(text);
  if (!portions) return undefined;
  const known = new Map<string, ReadPortion>();
  let block = 0;
  for (const [index, own] of contentsOfPortions(content, portions).entries()) {
    const { start, end, item } = portions[index] as ListPortion;
    const read = readingOf(reading.blocks.slice(block, block + own.blocks.length), own.blocks);
    known.set(text.slice(start, end), { content: own, item, reading: read });
    block += own.blocks.length;
  }
  return known;
}

/** The version of a text that is a list of which most portions are known; undefined where it has to be read as a whole. */
export function readList(
  text: string,
  prelude: readonly Definition[],
  lists: readonly KnownPortions[],
  { lexicon, language }: Reader,
): Version | undefined {
  const near = lists.filter((list) => isSamePrelude(list.prelude, prelude));
  if (near.length === 0) return undefined;
  const portions = listPortions(text);
  if (!portions) return undefined;
  const read = new Map<string, ReadPortion>();
  const missing = new Set<string>();
  for (const { start, end } of portions) {
    const words = text.slice(start, end);
    const known = near.find((list) => list.portions.has(words))?.portions.get(words);
    if (known) read.set(words, known);
    else missing.add(words);
  }
  if (2 * missing.size > portions.length) return undefined;
  const unread = [...missing];
  const contents = readSegments(
    unread.map((words) => ({ text: words, follows: false })),
    prelude,
  );
  for (const [index, words] of unread.entries()) {
    const content = contents[index] as SegmentContent;
    read.set(words, { content, item: 0, reading: readSegment(content.blocks, lexicon, language) });
  }
  const own = portions.map(({ start, end }) => read.get(text.slice(start, end)) as ReadPortion);
  const content = joinListPortions(text, portions, own);
  const reading = readingOf(
    own.flatMap(({ reading }) => reading.blocks),
    content.blocks,
  );
  return { prelude, content, reading, portions: read };
}
