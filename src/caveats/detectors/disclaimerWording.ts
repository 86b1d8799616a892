import type { OffsetRange } from '../../phrases/offsetRange.ts';
import { type AnchoredFix, anchored } from '../anchored.ts';
import type { Detected, PassageDetector } from '../detectors.ts';
import { cuesIn } from '../draft.ts';
import { isExcluded } from '../excluded.ts';
import type { ReadBlock, TokenRange } from '../reading.ts';
import type { Statement } from '../statements.ts';
import { findWording } from '../texts.ts';

/** Sentences of one block that together read like the disclaimer. */
interface Run {
  readonly read: ReadBlock;
  readonly range: TokenRange;
  readonly statement: Statement;
}

/**
 * Sentences that read like the disclaimer of 21 CFR 101.93(c), by their cues, and are neither of its wordings. The rule's list `texts` holds the singular and
 * the plural form; a fix puts the one of the same number in their place.
 */
export const disclaimerWording: PassageDetector = (_, { statements, rule }) => {
  const texts = rule.detector?.lists.texts ?? [];
  const finders = texts.map(findWording);
  const exactIn = ({ read }: Run): OffsetRange | undefined => {
    for (const { find } of finders) {
      const found = find(read.block.prose.text);
      if (found) return found;
    }
    return undefined;
  };
  return runsOf(statements).map((run): Detected => {
    const exact = exactIn(run);
    const { read, range, statement } = run;
    const caveat = exact && anchored(read, read.block.prose.toSource(exact));
    const fixes = exact ? [] : wordingFixes(run, texts);
    return {
      statement,
      part: { read, range },
      focus: range,
      concepts: [],
      coverage: [{ covered: exact !== undefined, caveat, reason: undefined }],
      fixes,
      fixesOnly: true,
    };
  });
};

const LIKE = ['disclaimer-like'];

function runsOf(statements: readonly Statement[]): readonly Run[] {
  const runs: Run[] = [];
  for (const statement of statements) {
    if (statement.kind !== 'sentence') continue;
    const part = statement.own[0];
    if (!part) continue;
    const { read, range } = part;
    if (read.cues.length === 0) continue;
    // A sentence that only quotes other words, as a style guide does, is none.
    if (!cuesIn(read, range, LIKE).some((cue) => !isExcluded(read, cue)) || isExcluded(read, range)) continue;
    const last = runs[runs.length - 1];
    if (last?.read === read && last.range.end === range.first)
      runs[runs.length - 1] = { ...last, range: { first: last.range.first, end: range.end } };
    else runs.push({ read, range, statement });
  }
  return runs;
}

function wordingFixes({ read, range }: Run, texts: readonly string[]): readonly AnchoredFix[] {
  const { tokens, block } = read;
  const start = tokens.start[range.first] as number;
  const end = tokens.end[range.end - 1] as number;
  const plural = /\bthese\b|\bstatements\b|\bclaims\b/i.test(tokens.text.slice(start, end));
  const text = texts.find((one) => /^these\b/i.test(one) === plural) ?? texts[0];
  if (!text) return [];
  return [
    {
      title: `Write the ${plural ? 'plural' : 'singular'} form of the regulation`,
      edits: [{ at: anchored(read, block.prose.toSource({ start, end })), text }],
    },
  ];
}
