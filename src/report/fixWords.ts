import type { JsonFinding } from './checkedFile.ts';

/** What a fix inserts, without the marks that fit it into the draft: an alert's, a full stop before it. */
export function fixWords({ edits }: JsonFinding['fixes'][number]): string {
  return edits.map(({ text }) => wordsOf(text)).join(' ');
}

function wordsOf(insertion: string): string {
  return insertion
    .replace(/^\s*>[ \t]?(?:\[!\w+\]\s*)?/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.\s+/, '');
}
