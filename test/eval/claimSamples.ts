import { rangeOf } from '../../src/caveats/explain.ts';
import { visitFeatures } from '../../src/caveats/features.ts';
import { overlap } from '../../src/caveats/judged.ts';
import { passagesOf } from '../../src/caveats/passages.ts';
import { type Statement, statementsIn } from '../../src/caveats/statements.ts';
import type { OffsetRange } from '../../src/phrases/offsetRange.ts';
import type { LabelledText } from './labelled.ts';
import type { Sample } from './network.ts';
import { data, draftIn } from './reader.ts';

/** Each example of a rule counts as so many statements. */
const EXAMPLE_TIMES = 5;

/** The statements of texts with what is known of the claims of rules in them; a column each. */
export function claimSamples(texts: readonly LabelledText[], rules: readonly string[]): readonly Sample[] {
  const columns = new Map(rules.map((rule, column) => [rule, column]));
  return texts.flatMap((one, group) =>
    statementsOf(one.text).map(({ statement, range }): Sample => {
      const isKnown = (rule: string): boolean =>
        one.only === undefined && isOn(rule, one) && !one.unsure?.includes(rule);
      const truth = Int8Array.from(rules, (rule) => (isKnown(rule) ? 0 : -1));
      const anyOf: number[] = [];
      for (const label of one.labels) {
        const column = columns.get(label.rule);
        if (column === undefined) continue;
        const isClaim = label.status !== 'none';
        if (!label.range) {
          truth[column] = isClaim ? -1 : 0;
          if (isClaim) anyOf.push(column);
        } else if (overlap(label.range, range)) truth[column] = isClaim || truth[column] === 1 ? 1 : 0;
      }
      const mustHold = one.set === 'examples';
      return { features: featuresOf(statement), truth, anyOf, group, times: mustHold ? EXAMPLE_TIMES : 1, mustHold };
    }),
  );
}

/** Whether an author was to label the claims of a rule. */
function isOn(rule: string, { profiles }: LabelledText): boolean {
  return !profiles || data.rules.get(rule)?.profiles.some((profile) => profiles.includes(profile)) === true;
}

function statementsOf(text: string): readonly { readonly statement: Statement; readonly range: OffsetRange }[] {
  return passagesOf(draftIn(text))
    .flatMap((passage) => statementsIn(passage).single)
    .map((statement) => ({ statement, range: rangeOf(statement.own) }))
    .filter(({ range }) => range.start >= 0);
}

function featuresOf(statement: Statement): Int32Array {
  const features = new Set<number>();
  visitFeatures(statement, (feature) => features.add(feature));
  return Int32Array.from(features);
}
