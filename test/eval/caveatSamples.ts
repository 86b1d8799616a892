import { cuesIn, type Draft } from '../../src/caveats/draft.ts';
import { rangeOf } from '../../src/caveats/explain.ts';
import { visitOwnFeatures } from '../../src/caveats/features.ts';
import { overlap } from '../../src/caveats/judged.ts';
import { passagesOf } from '../../src/caveats/passages.ts';
import { createPlaces, type Places } from '../../src/caveats/places.ts';
import { inSource } from '../../src/caveats/reading.ts';
import type { Requirement } from '../../src/caveats/rule.ts';
import { type Part, statementsIn } from '../../src/caveats/statements.ts';
import type { OffsetRange } from '../../src/phrases/offsetRange.ts';
import type { CaveatText, LabelledText, PlaceLabel } from './labelled.ts';
import type { Sample } from './network.ts';
import { data, draftIn } from './reader.ts';

/** A caveat that is somewhere in a draft is looked for in so many sentences, those nearest to its claim. */
const LOOKED_AT = 14;

/** What only looks like a caveat counts as so many: there is less of it, and to take it for one does more harm. */
const OTHER_TIMES = 3;

interface Sentence extends Part {
  /** In the source. */
  readonly at: OffsetRange;
  readonly features: Int32Array;
}

/**
 * The sentences of texts with what is known of the caveats of rules in them; a column each. A text that is one holds it somewhere, so does what stands around
 * a covered claim; what stands near one that lacks its caveat is none. The other sentences of a draft are none either, but for those with a cue.
 */
export function caveatSamples(
  texts: readonly LabelledText[],
  caveats: readonly CaveatText[],
  rules: readonly string[],
): readonly Sample[] {
  const samples: Sample[] = [];
  const columns = new Map(rules.map((rule, column) => [rule, column]));
  const requirements = rules.map((rule) => data.rules.get(rule)?.caveat[0] as Requirement);
  let group = 0;
  const add = ({ features }: Sentence, known: Partial<Sample>): void => {
    samples.push({ features, truth: unknown(), anyOf: [], group, times: 1, mustHold: false, ...known });
  };
  const unknown = (): Int8Array => new Int8Array(rules.length).fill(-1);
  const none = (column: number): Int8Array => unknown().fill(0, column, column + 1);

  /** A text of which it is known whether there is a caveat in it for a rule. */
  const addWhole = (text: string, rule: string, isOne: boolean, mustHold: boolean): void => {
    const column = columns.get(rule);
    if (column === undefined) return;
    group++;
    for (const sentence of sentencesOf(draftIn(text)))
      add(sentence, isOne ? { anyOf: [column] } : { truth: none(column), mustHold, times: OTHER_TIMES });
  };

  const addDraft = ({ text, labels }: LabelledText): void => {
    const draft = draftIn(text);
    const sentences = sentencesOf(draft);
    const places = createPlaces(draft);
    const truths = sentences.map(({ read, range }) =>
      Int8Array.from(requirements, ({ cues }) => (cuesIn(read, range, cues).length > 0 ? -1 : 0)),
    );
    for (const label of labels) {
      const column = columns.get(label.rule);
      if (column === undefined || !label.range) continue;
      const { near, within } = around(draft, places, label, requirements[column] as Requirement);
      if (label.status === 'missing')
        sentences.forEach(({ read }, at) => {
          if (near.has(read.index)) (truths[at] as Int8Array)[column] = 0;
        });
      if (label.status !== 'covered') continue;
      // Of a whole document too much is something else.
      if (requirements[column]?.within === 'document') continue;
      const own = sentences.findIndex(({ at }) => overlap(at, label.range as OffsetRange));
      const reached = [...sentences.keys()].filter((at) => within((sentences[at] as Sentence).read.index));
      for (const at of reached) if ((truths[at] as Int8Array)[column] === 0) (truths[at] as Int8Array)[column] = -1;
      group++;
      const nearest = reached.sort((one, two) => Math.abs(one - own) - Math.abs(two - own)).slice(0, LOOKED_AT);
      for (const at of nearest) add(sentences[at] as Sentence, { anyOf: [column] });
    }
    group++;
    for (const [at, sentence] of sentences.entries()) add(sentence, { truth: truths[at] as Int8Array });
  };

  for (const { text, rule, counts } of caveats) addWhole(text, rule, counts, false);
  for (const { id, caveats: standard } of data.rules.values())
    for (const { text } of standard) addWhole(text, id, true, false);
  for (const one of texts) {
    const [label] = one.labels;
    // What claims nothing may be a caveat by itself.
    if (!label) continue;
    if (one.only === undefined && one.set !== 'examples') addDraft(one);
    else if (one.only && (label.status === 'missing' || label.status === 'covered'))
      addWhole(one.text, one.only, label.status === 'covered', one.set === 'examples');
  }
  return samples;
}

function sentencesOf(draft: Draft): readonly Sentence[] {
  return draft.blocks.flatMap((read) =>
    read.sentences
      .filter(({ first, end }) => end > first)
      .map((range) => ({ read, range, at: inSource(read, range), features: featuresOf({ read, range }) })),
  );
}

function featuresOf(sentence: Part): Int32Array {
  const features = new Set<number>();
  visitOwnFeatures(sentence, (feature) => features.add(feature));
  return Int32Array.from(features);
}

/** The blocks near a labelled place, and which of all may hold its caveat. */
function around(
  draft: Draft,
  places: Places,
  { range }: PlaceLabel,
  { within }: Requirement,
): { readonly near: ReadonlySet<number>; within(block: number): boolean } {
  const near = new Set<number>();
  const section = new Set<number>();
  for (const statement of passagesOf(draft).flatMap((passage) => statementsIn(passage).single)) {
    if (!overlap(rangeOf(statement.own), range as OffsetRange)) continue;
    const nearness = places.near(statement);
    for (const [ranges, blocks] of [[nearness.near, near] as const, [nearness.section, section] as const])
      for (const { first, end } of ranges) for (let block = first; block < end; block++) blocks.add(block);
  }
  return {
    near,
    within: (block) => near.has(block) || within === 'document' || (within === 'section' && section.has(block)),
  };
}
