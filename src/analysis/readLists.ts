import { readingOf, readSegment, type SegmentReading } from '../caveats/readSegment.ts';
import type { Definition } from '../markdown/blocks.ts';
import { contentsOfParts, joinListParts, type ListPart, listParts, type PartContent } from '../markdown/listParts.ts';
import { readSegments, type SegmentContent } from '../markdown/segment.ts';
import type { LaidSegment, Reader } from './readSegments.ts';
import { isSamePrelude, type Version } from './segmentMemory.ts';

/** A part of a list with its reading, which the next version of the list may share. */
export interface ReadPart extends PartContent {
  readonly reading: SegmentReading;
}

/** The parts of lists that were read with certain definitions from elsewhere, by their text. */
interface KnownParts {
  readonly prelude: readonly Definition[];
  readonly parts: ReadonlyMap<string, ReadPart>;
}

/** The parts of the lists among segments that others take the place of. */
export function partsOfReplaced(replaced: readonly LaidSegment[]): readonly KnownParts[] {
  return replaced.flatMap(({ entry: { text }, parsed }) => {
    const parts = parsed && (parsed.version.parts ?? partsOf(text, parsed.version));
    return parsed && parts ? [{ prelude: parsed.version.prelude, parts }] : [];
  });
}

function partsOf(text: string, { content, reading }: Version): ReadonlyMap<string, ReadPart> | undefined {
  const parts = listParts(text);
  if (!parts) return undefined;
  const known = new Map<string, ReadPart>();
  let block = 0;
  for (const [index, own] of contentsOfParts(content, parts).entries()) {
    const { start, end, firstItem } = parts[index] as ListPart;
    const read = readingOf(reading.blocks.slice(block, block + own.blocks.length), own.blocks);
    known.set(text.slice(start, end), { content: own, firstItem, reading: read });
    block += own.blocks.length;
  }
  return known;
}

/** The version of a text that is a list of which most parts are known; undefined where it has to be read as a whole. */
export function readList(
  text: string,
  prelude: readonly Definition[],
  lists: readonly KnownParts[],
  { lexicon, language }: Reader,
): Version | undefined {
  const near = lists.filter((list) => isSamePrelude(list.prelude, prelude));
  if (near.length === 0) return undefined;
  const parts = listParts(text);
  if (!parts) return undefined;
  const read = new Map<string, ReadPart>();
  const missing = new Set<string>();
  for (const { start, end } of parts) {
    const words = text.slice(start, end);
    const known = near.find((list) => list.parts.has(words))?.parts.get(words);
    if (known) read.set(words, known);
    else missing.add(words);
  }
  if (2 * missing.size > parts.length) return undefined;
  const unread = [...missing];
  const contents = readSegments(
    unread.map((words) => ({ text: words, follows: false })),
    prelude,
  );
  for (const [index, words] of unread.entries()) {
    const content = contents[index] as SegmentContent;
    read.set(words, { content, firstItem: 0, reading: readSegment(content.blocks, lexicon, language) });
  }
  const own = parts.map(({ start, end }) => read.get(text.slice(start, end)) as ReadPart);
  const content = joinListParts(text, parts, own);
  const reading = readingOf(
    own.flatMap(({ reading }) => reading.blocks),
    content.blocks,
  );
  return { prelude, content, reading, parts: read };
}
