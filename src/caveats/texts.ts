import type { OffsetRange } from '../phrases/offsetRange.ts';

const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** Finds a wording in prose whatever its case, white space and unseen markup. */
export interface WordingFinder {
  /** A range of the prose; undefined where the wording does not stand. */
  find(prose: string): OffsetRange | undefined;
  /** False where it surely does not stand, given the prose as `searchable`; far quicker than `find`. */
  mayStandIn(searchable: string): boolean;
}

/** The finder of a wording. */
export function findWording(wording: string): WordingFinder {
  const known = finders.get(wording) ?? finderOf(wording);
  finders.set(wording, known);
  return known;
}

/** Prose in one case, as finders look at it first. */
export function searchable(prose: string): string {
  // This letter is another form of s, but has a case of its own.
  return prose.toLowerCase().replaceAll('\u017F', 's');
}

/** The same few wordings of the rules are looked for over and over again. */
const finders = new Map<string, WordingFinder>();

function finderOf(wording: string): WordingFinder {
  const words = wording.trim().split(/\s+/);
  const pattern = words.map((word) => word.replace(SPECIAL, String.raw`\$&`)).join(String.raw`[\s\uFFFC\u00A0\u202F]+`);
  const form = new RegExp(pattern, 'iu');
  const ascii = words.flatMap((word) => word.toLowerCase().match(/[a-z]+/g) ?? []);
  const shortest = words.join(' ').length;
  const longest = ascii.reduce((best, word) => (word.length > best.length ? word : best), '');
  return {
    find(prose) {
      const match = form.exec(prose);
      return match ? { start: match.index, end: match.index + match[0].length } : undefined;
    },
    mayStandIn: (prose) => prose.length >= shortest && prose.includes(longest),
  };
}
