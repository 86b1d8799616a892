import type { SegmentReading } from '../caveats/readSegment.ts';
import type { Definition } from '../markdown/blocks.ts';
import { labelsIn, mayDefine } from '../markdown/labels.ts';
import { isAtxHeading, lineEnd } from '../markdown/lineStart.ts';
import type { SegmentContent } from '../markdown/segment.ts';
import type { ReadPortion } from './readLists.ts';
import type { Glance, Holding, Look } from './sieve.ts';

/** What a segment gave when it was read with certain definitions from elsewhere in its document. */
export interface Version {
  readonly prelude: readonly Definition[];
  readonly content: SegmentContent;
  readonly reading: SegmentReading;
  /** Of a list that was put together from them, its portions as they were read. */
  readonly portions?: ReadonlyMap<string, ReadPortion>;
}

/** What is known of all segments with one text. */
export interface TextEntry {
  readonly text: string;
  /** The loose labels that the text may refer to. */
  readonly labels: readonly string[];
  readonly mayDefine: boolean;
  /** Whether it begins with a heading that is sure to be one. */
  readonly beginsSection: boolean;
  /** What the text defines, once that is known. */
  definitions: readonly Definition[] | undefined;
  /** What its source shows, once somebody asked. */
  look: Look | undefined;
  /** The same for terms and the cues of fields alone. */
  glance: Glance | undefined;
  /** What it may hold by itself, once somebody asked. */
  holding: Holding | undefined;
  /** The latest first. */
  readonly versions: Version[];
}

/** What was found out about segments, by their text. */
export interface SegmentMemory {
  /** `isRaw`: it is nothing but code or raw HTML, which its text alone decides. */
  entryOf(text: string, isRaw: boolean): TextEntry;
  /** Forgets what was not asked for longest, down to `capacity` UTF-16 units of text. */
  trim(capacity: number): void;
}

const MOST_VERSIONS = 3;

/** An empty memory. */
export function createSegmentMemory(): SegmentMemory {
  const entries = new Map<string, TextEntry>();
  let size = 0;
  return {
    entryOf(text, isRaw) {
      const known = entries.get(text);
      if (known !== undefined) {
        entries.delete(text);
        entries.set(text, known);
        return known;
      }
      const own = copy(text);
      const entry: TextEntry = {
        text: own,
        labels: isRaw ? [] : labelsIn(own),
        mayDefine: !isRaw && mayDefine(own),
        beginsSection: isAtxHeading(own, 0, lineEnd(own, 0)),
        definitions: undefined,
        look: undefined,
        glance: undefined,
        holding: undefined,
        versions: [],
      };
      entries.set(own, entry);
      size += own.length;
      return entry;
    },
    trim(capacity) {
      for (const oldest of entries.keys()) {
        if (size <= capacity) break;
        entries.delete(oldest);
        size -= oldest.length;
      }
    },
  };
}

/** The version of a text for certain definitions. */
export function versionOf({ versions }: TextEntry, prelude: readonly Definition[]): Version | undefined {
  return versions.find((version) => isSamePrelude(version.prelude, prelude));
}

/** Remembers a version of a text. */
export function addVersion({ versions }: TextEntry, version: Version): void {
  versions.unshift(version);
  if (versions.length > MOST_VERSIONS) versions.pop();
}

/** Whether two texts read the same with these definitions from elsewhere. */
export function isSamePrelude(one: readonly Definition[], two: readonly Definition[]): boolean {
  return (
    one === two ||
    (one.length === two.length &&
      one.every((definition, index) => {
        const other = two[index];
        return (
          other !== undefined &&
          definition.kind === other.kind &&
          definition.label === other.label &&
          definition.url === other.url
        );
      }))
  );
}

/** The text as a string of its own: a slice would keep the whole source alive that it was cut from. */
function copy(text: string): string {
  return ` ${text}`.slice(1);
}
