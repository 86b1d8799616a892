import { closingPlace, type FillerScan, filler, nothing } from './fillerScan.ts';
import { isVerbatim, sourceEnd } from './proseDraft.ts';
import type { Filler } from './rewriteDraft.ts';

/**
 * An editorial mark (CriticMarkup) at a place of the prose: deletions, remarks and replaced text go, insertions and
 * highlights stay without their marks.
 */
export function editorialMarkAt(scan: FillerScan, i: number): Filler | undefined {
  const { draft, text, source, closers } = scan;
  if (!isVerbatim(draft, i)) return undefined;
  const mark = text.slice(i + 1, i + 3);
  if (mark === '--' || mark === '>>') {
    const end = closingPlace(scan, mark === '--' ? '--}' : '<<}', i + 3);
    return end === -1 ? undefined : filler(i, end + 3);
  }
  if (mark === '++' || mark === '==') {
    const end = closingPlace(scan, `${mark}}`, i + 3);
    if (end === -1) return undefined;
    closers.set(end, 3);
    return nothing(i, i + 3);
  }
  if (mark === '~~') {
    const end = closingPlace(scan, '~~}', i + 3);
    const arrow = closingPlace(scan, '~>', i + 3);
    if (arrow === -1 || arrow >= end) return undefined;
    closers.set(end, 3);
    return filler(i, arrow + 2);
  }
  // Read as strikethrough by the parser: the tildes are gone from the prose.
  const struck = scan.struck.get(i + 1);
  if (struck === undefined || text.charAt(struck.prose.end) !== '}') return undefined;
  const arrow = closingPlace(scan, '~>', i + 1);
  if (arrow === -1 || arrow >= struck.prose.end || !source.startsWith('~~', struck.range.start)) return undefined;
  closers.set(struck.prose.end, 1);
  const range = { start: struck.range.start - 1, end: sourceEnd(draft, arrow + 1) };
  return { ...filler(i, arrow + 2), drops: struck, source: range };
}
