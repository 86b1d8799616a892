import { type DataFiles, readData } from '../../src/analysis/data.ts';
import { draftOf, layOut } from '../../src/analysis/layout.ts';
import { needsOf } from '../../src/analysis/needs.ts';
import { createSegmentMemory } from '../../src/analysis/segmentMemory.ts';
import { createSieve } from '../../src/analysis/sieve.ts';
import type { Draft } from '../../src/caveats/draft.ts';
import { finish } from '../../src/phrases/steps.ts';
import { dataFiles } from '../dataFiles.ts';

/** Data without weights: what is learned must not hang on what was learned before. */
export const { data } = readData({ ...(dataFiles() as DataFiles), likelihood: [] });

const reader = {
  lexicon: data.lexicon,
  language: data.language,
  sieve: createSieve(data.lexicon, needsOf([...data.rules.values()])),
};

/** A text as the rules see it. */
export function draftIn(text: string): Draft {
  const memory = { ...reader, memory: createSegmentMemory() };
  return finish(draftOf(finish(layOut(text, memory, undefined)), memory));
}
