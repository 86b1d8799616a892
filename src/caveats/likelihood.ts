import { visitFeatures, visitOwnFeatures } from './features.ts';
import { createNetwork, type NetworkRecord, NO_WEIGHTS, type Weighed, type WeighedWords } from './network.ts';
import type { ReadBlock } from './reading.ts';
import type { Part, Statement } from './statements.ts';

/** Weights as the data file holds them. */
export interface LikelihoodRecord {
  /** What statements hold, for the claims that they make. */
  readonly claims: NetworkRecord;
  /** What sentences hold, for the caveats that they are. */
  readonly caveats: NetworkRecord;
}

/** Tells by their words how likely texts are to make the claims of rules, or to be the caveats for them. */
export interface Likelihood {
  readonly record: LikelihoodRecord;
  /** How likely it is, from 0 to 1, that a statement makes the claim of a rule, caveat or no caveat; undefined for a rule without weights. */
  of(statement: Statement, rule: string): number | undefined;
  /** The words of the statement that weigh for the claim, or against it, and how much: the heaviest first. */
  wordsOf(statement: Statement, rule: string): readonly WeighedWords[];
  /** How likely it is, from 0 to 1, that the sentence of a number in a block is the caveat for a rule's claims, beside one; undefined as above. */
  ofCaveat(read: ReadBlock, sentence: number, rule: string): number | undefined;
  /** Unpacks what is asked for claims or caveats, which takes some milliseconds; else the first question waits for it. */
  prepare(what: keyof LikelihoodRecord): void;
  /** The words of the sentence that weigh for the caveat, or against it, in the same way. */
  caveatWordsOf(read: ReadBlock, sentence: number, rule: string): readonly WeighedWords[];
}

/** No rule has weights. */
export const UNWEIGHED: Likelihood = likelihoodFrom({ claims: NO_WEIGHTS, caveats: NO_WEIGHTS });

/** The likelihoods that some weights give. */
export function likelihoodFrom(record: LikelihoodRecord): Likelihood {
  const claims = createNetwork(record.claims);
  const caveats = createNetwork(record.caveats);
  const statements = new WeakMap<Statement, Weighed>();
  const weighed = (statement: Statement): Weighed => {
    const found = statements.get(statement) ?? claims.weigh((visit) => visitFeatures(statement, visit));
    statements.set(statement, found);
    return found;
  };
  const blocks = new WeakMap<ReadBlock, Weighed[]>();
  const weighedSentence = (read: ReadBlock, sentence: number): Weighed => {
    const ofBlock = blocks.get(read) ?? [];
    blocks.set(read, ofBlock);
    const found = ofBlock[sentence] ?? caveats.weigh((visit) => visitOwnFeatures(sentenceOf(read, sentence), visit));
    ofBlock[sentence] = found;
    return found;
  };
  return {
    record,
    of(statement, rule) {
      const column = claims.columnOf(rule);
      return column === undefined ? undefined : weighed(statement).likelihoods[column];
    },
    wordsOf(statement, rule) {
      const column = claims.columnOf(rule);
      if (column === undefined) return [];
      return claims.wordsOf((visit) => visitFeatures(statement, visit), weighed(statement), column);
    },
    ofCaveat(read, sentence, rule) {
      const column = caveats.columnOf(rule);
      return column === undefined ? undefined : weighedSentence(read, sentence).likelihoods[column];
    },
    prepare: (what) => (what === 'claims' ? claims : caveats).unpack(),
    caveatWordsOf(read, sentence, rule) {
      const column = caveats.columnOf(rule);
      if (column === undefined) return [];
      const part = sentenceOf(read, sentence);
      return caveats.wordsOf((visit) => visitOwnFeatures(part, visit), weighedSentence(read, sentence), column);
    },
  };
}

function sentenceOf(read: ReadBlock, sentence: number): Part {
  return { read, range: read.sentences[sentence] as Part['range'] };
}
