import { afterSentence } from '../markdown/insertion.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { type AnchoredFix, anchored } from './anchored.ts';
import type { ClaimFound } from './claims.ts';
import { type Draft, sentenceAt } from './draft.ts';
import type { Rewording } from './rule.ts';
import { findWording } from './texts.ts';

/** Milder words for over-strong ones among the flagged words, where the source holds them without markup between. */
export function rewordFixes(draft: Draft, claim: ClaimFound): readonly AnchoredFix[] {
  return claim.rule.rewordings.flatMap((rewording) => rewordFix(draft, claim, rewording));
}

function rewordFix(draft: Draft, { part, focus }: ClaimFound, { from, to }: Rewording): readonly AnchoredFix[] {
  const { tokens, block } = part.read;
  const start = tokens.start[focus.first] as number;
  const end = tokens.end[focus.end - 1] as number;
  const found = findWholeWords(from, tokens.text.slice(start, end));
  if (!found) return [];
  const prose = { start: start + found.start, end: start + found.end };
  const range = block.prose.toSource(to === '' ? withSpace(tokens.text, prose) : prose);
  const { source } = draft.document;
  const written = source.slice(range.start, range.end);
  if (/[*_~`[\]<>&\\|\r\n]/.test(written)) return [];
  const text = inCaseOf(written, to);
  const title = to === '' ? `Remove “${written.trim()}”` : `Replace “${written}” with “${text}”`;
  return [{ title, edits: [{ at: anchored(part.read, range), text }] }];
}

function findWholeWords(wording: string, text: string): OffsetRange | undefined {
  const found = findWording(wording).find(text);
  if (!found) return undefined;
  const inWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);
  return inWord(text[found.start - 1]) || inWord(text[found.end]) ? undefined : found;
}

/** Words that are taken out go with the space before or behind them. */
function withSpace(text: string, { start, end }: OffsetRange): OffsetRange {
  if (text[start - 1] === ' ') return { start: start - 1, end };
  return text[end] === ' ' ? { start, end: end + 1 } : { start, end };
}

function inCaseOf(written: string, text: string): string {
  return /^\p{Lu}/u.test(written) && text !== '' ? (text[0] as string).toUpperCase() + text.slice(1) : text;
}

/** The whole sentence taken out with the space before it, where the rule says that nothing else helps. */
export function removalFix(draft: Draft, { rule, part, focus }: ClaimFound): readonly AnchoredFix[] {
  if (!rule.removable) return [];
  const { tokens, block } = part.read;
  const sentence = block.kind === 'paragraph' ? sentenceAt(part.read, focus.first) : { first: 0, end: tokens.count };
  const prose = { start: tokens.start[sentence.first] as number, end: tokens.end[sentence.end - 1] as number };
  const end = afterSentence(draft.document, block, prose);
  const { start } = block.prose.toSource(withSpace(tokens.text, prose));
  return [{ title: 'Remove the sentence', edits: [{ at: anchored(part.read, { start, end }), text: '' }] }];
}
