import type { OffsetRange } from '../phrases/offsetRange.ts';

const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** Finds a wording in prose whatever its case, white space and unseen markup: a range of the prose, undefined where it does not stand. */
export function findWording(wording: string): (prose: string) => OffsetRange | undefined {
  const known = finders.get(wording) ?? finderOf(wording);
  finders.set(wording, known);
  return known;
}

/** The same few wordings of the rules are looked for over and over again. */
const finders = new Map<string, (prose: string) => OffsetRange | undefined>();

function finderOf(wording: string): (prose: string) => OffsetRange | undefined {
  const words = wording.trim().split(/\s+/);
  const pattern = words.map((word) => word.replace(SPECIAL, String.raw`\$&`)).join(String.raw`[\s\uFFFC\u00A0\u202F]+`);
  const form = new RegExp(pattern, 'iu');
  return (prose) => {
    const match = form.exec(prose);
    return match ? { start: match.index, end: match.index + match[0].length } : undefined;
  };
}
