import type { Analysis, Claim } from '../../src/analysis/analysis.ts';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { PLACES, type Place } from '../../src/caveats/rule.ts';
import { readFrontMatter } from '../../src/config/frontMatter.ts';
import { smallData } from '../helpers.ts';

const GLOSSARY = `
version: 1
concepts:
  - { id: alfa, classes: [thing], terms: [alfa], definition: A. }
  - { id: bravo, classes: [thing], terms: [bravo], definition: B. }
  - { id: golf, classes: [supplement], terms: [golf], definition: G. }
  - { id: hotel, classes: [supplement], terms: [hotel], definition: H. }
  - { id: xdrug, classes: [drug], terms: [xdrug], definition: X. }
`;

const CUES = `
version: 1
cues:
  act: { phrases: [take, takes, taking], opposite: [take-home] }
  aside: { phrases: [every day at noon, at noon] }
  plus: { phrases: [with, and] }
  shun: { phrases: [avoid] }
  care: { phrases: [careful use, ask someone], opposite: [without asking], void: [<joke>], weak: [<shrug>], narrow: [<few>] }
  lack: { phrases: [proof is lacking], negative: true }
  watch: { phrases: [somebody watches], close: true }
  joke: { phrases: [just kidding] }
  shrug: { phrases: [if you like] }
  few: { phrases: [old people] }
  prohibition: { phrases: [do not, never] }
  permission: { phrases: [can, fine] }
  ease: { phrases: [safely] }
  harm: { phrases: [dangerous] }
  refusal: { phrases: [is ruled out] }
  subordinate: { phrases: [if, when] }
  list-announcement: { phrases: [these, below] }
  list-heading: { phrases: [what, why, how] }
  note-mark: { phrases: [note, "\\\\*"] }
  safety-heading: { phrases: [safety, risks, precautions, warnings] }
contexts:
  food: { phrases: [cheese], unless: [<plus>] }
  past: { phrases: [long ago], effect: information }
  asked: { phrases: [], question: true }
  sourced: { phrases: [], cited: true }
  myth: { phrases: [myths], in: heading }
  animals: { phrases: [dogs], in: both }
assertion:
  triggers:
    - { status: negated, direction: forward, phrases: [do not, never, avoid, not] }
    - { status: historical, direction: forward, phrases: [once] }
    - { status: other, direction: forward, phrases: [they say] }
    - { status: possible, direction: forward, phrases: [may] }
    - { status: conditional, direction: forward, phrases: [in case you] }
  pseudo: [never mind]
  terminate: [but]
`;

/** A rule as YAML, with the parts that no small test asks about filled in. */
export function rule(
  id: string,
  parts: string,
  caveats = '[{ title: Care, text: Careful use of this is advised. }]',
): string {
  return `
  - id: ${id}
    title: A rule
    severity: error
    profiles: [all]
    message: 'Unexpected “{words}”'
    rationale: Because.
    caveats: ${caveats}
    sources: [{ name: None }]
    examples: { missing: [x], covered: [x], none: [x] }
${parts.trim().replace(/^/gm, '    ')}
`;
}

/** An analyzer of small words: things `alfa` and `bravo`, a drug `xdrug`, the act `take`, the caveat `careful use`. */
export function small(...rules: readonly string[]): (source: string) => Analysis {
  const data = smallData({ glossary: GLOSSARY, cues: CUES, rules: `version: 1\nrules:${rules.join('')}` });
  const analyzer = createAnalyzer({ data, readFrontMatter });
  return (source) => analyzer.analyze(source);
}

const TAKING = '{ mentions: <class:thing>, cue: <act> }';

/** A rule that asks for careful use with everything taken. */
export const CARE = rule('care', `claim: { any: [${TAKING}] }\ncaveat: { all: [{ cue: <care>, within: section }] }`);

/** The same rule for each place within which its caveat may stand. */
const EVERYWHERE = PLACES.filter((within) => within !== 'before').map((within) =>
  rule(within, `claim: { any: [${TAKING}] }\ncaveat: { all: [{ cue: <care>, within: ${within}, declared: care }] }`),
);

let everywhere: ((source: string) => Analysis) | undefined;

/** How near the caveat of a text's first claim stands: the narrowest place that holds it; `none` when there is none. */
export function placeOf(source: string): Place | 'none' {
  everywhere ??= small(...EVERYWHERE);
  const { claims } = everywhere(source);
  const first = claims[0]?.range.start;
  const covered = new Set(
    claims.filter(({ status, range }) => status === 'covered' && range.start === first).map(({ rule: id }) => id),
  );
  if (claims.length === 0) throw new Error(`no claim in ${JSON.stringify(source)}`);
  return PLACES.find((place) => covered.has(place)) ?? 'none';
}

/** Claims as `rule status(reason) "text"`. */
export function shownClaims(source: string, claims: readonly Claim[]): readonly string[] {
  return claims.map(
    ({ rule: id, status, reason, range }) =>
      `${id} ${status}${reason ? `(${reason})` : ''} "${source.slice(range.start, range.end)}"`,
  );
}
