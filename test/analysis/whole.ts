import type { Analysis } from '../../src/analysis/analysis.ts';
import { type AnalyzerOptions, createJudge } from '../../src/analysis/analyzer.ts';
import type { Data } from '../../src/analysis/data.ts';
import type { Draft } from '../../src/caveats/draft.ts';
import { attributedQuotes, excludedRanges, quotedRanges } from '../../src/caveats/excluded.ts';
import { isForeign } from '../../src/caveats/foreign.ts';
import { namingIn, ownNamesIn, withOwnNames } from '../../src/caveats/ownNames.ts';
import { type ReadBlock, readText } from '../../src/caveats/reading.ts';
import type { Term } from '../../src/glossary/concept.ts';
import { definedIn } from '../../src/glossary/occurrences.ts';
import { finish } from '../../src/phrases/steps.ts';
import { parseMarkdown } from '../markdown/parseMarkdown.ts';

/** Reads a draft as a whole: nothing is cut, skipped or remembered. */
export function readWhole(source: string, { lexicon, language }: Data): Draft {
  const document = parseMarkdown(source);
  const attributed = attributedQuotes(document.blocks);
  const known = new Set<Term>();
  const blocks = document.blocks.map((block, index): ReadBlock => {
    const reading = readText(block.prose.text, lexicon, language.abbreviations, known);
    const heard = reading.asks.filter((term) => known.has(term));
    for (const term of definedIn(reading.mentions)) known.add(term);
    const whole = { start: 0, end: block.prose.text.length };
    const excluded = isForeign(reading.tokens, language) ? [whole] : excludedRanges(block);
    const place = { offset: 0, firstBlock: 0 };
    const quoted = quotedRanges(block, attributed);
    return {
      ...reading,
      block,
      index,
      place,
      excluded,
      quoted,
      known: heard,
      naming: namingIn({ ...reading, excluded, quoted }),
    };
  });
  const lists = document.sections.filter((section) => {
    const heading = section.heading === undefined ? undefined : blocks[section.heading];
    return heading !== undefined && isReferenceHeading(heading);
  });
  const names = ownNamesIn(blocks, ({ index }) => lists.some(({ first, end }) => first <= index && index < end));
  const named = blocks.map((read): ReadBlock => ({ ...read, ...withOwnNames(read, names) }));
  for (const { first, end } of lists) {
    for (let index = first; index < end; index++) {
      named[index] = { ...(named[index] as ReadBlock), mentions: [], cues: [], negatives: [], triggers: [] };
    }
  }
  return { document, blocks: named, mayName: true };
}

function isReferenceHeading({ cues, tokens }: ReadBlock): boolean {
  const words = (first: number, end: number): number =>
    tokens.word.subarray(first, end).reduce((sum, word) => sum + word, 0);
  return cues.some(
    ({ set, first, end }) => set === 'reference-heading' && words(0, tokens.count) - words(first, end) <= 1,
  );
}

/** The analysis of a draft that was read as a whole: what every other way has to give. */
export function analyzeWhole(source: string, data: Data, options: AnalyzerOptions = {}): Analysis {
  return finish(createJudge(data, options).analysis(readWhole(source, data)));
}
