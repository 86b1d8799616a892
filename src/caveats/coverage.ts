import { type Anchored, placeOf } from './anchored.ts';
import type { BlockRange } from './blockRanges.ts';
import { anchorOf, type Candidate, closest, type Found, found, referencesBeside, toldInOrder } from './candidates.ts';
import type { ClaimFound } from './claims.ts';
import {
  bearsSymbol,
  countsAfar,
  countsFromSafety,
  isDistant,
  isForMarked,
  isMarked,
  isNext,
  isOwn,
  verdictIn,
} from './counting.ts';
import { cuesIn, type Draft, headingOf } from './draft.ts';
import { likelyCaveatsIn } from './likelyCaveats.ts';
import type { CueData } from './loadCaveats.ts';
import { createPlaces, type Nearness, type Places } from './places.ts';
import { inSource, type ReadBlock } from './reading.ts';
import { PLACES, type Place, type Requirement, type Rule } from './rule.ts';
import { createScans, type Entry, type Reach, type Scan } from './scans.ts';
import { askedSetsOf, createStandings, type Replacement, type Standing } from './standings.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import { weighedBlocks } from './weighedBlocks.ts';

/** Whether a requirement is met, and by what: the caveat, or the candidate that came nearest to being one. */
export interface Coverage {
  readonly covered: boolean;
  readonly caveat: Anchored | undefined;
  readonly reason: string | undefined;
}

/** What a verdict on coverage asked of the draft beyond the claim's own passage and the footnotes and pointers of its statement. */
export interface Asked {
  readonly requirement: Requirement;
  readonly scans: readonly { readonly entry: Entry; readonly scan: Scan }[];
  /** Every candidate was looked at, wherever it stands. */
  readonly all: boolean;
  /** The sentences of the section were weighed: whatever comes there may be the caveat. */
  readonly weighed: boolean;
}

/** The coverage of each requirement of a claim. */
export interface Judgement {
  readonly coverage: readonly Coverage[];
  readonly asked: readonly Asked[];
  /** The blocks of the passage that were looked at, counted from where it begins; undefined where footnotes or pointers were too. */
  readonly span: BlockRange | undefined;
}

/** Judges the claims of a draft, and of its next versions as long as they have the same sections. */
export interface CoverageJudge {
  /** Finds step by step what the claims of rules ask of the whole draft. */
  prepare(rules: ReadonlySet<Rule>): Generator<void>;
  of(claim: ClaimFound): Judgement;
  /** All candidates for one requirement, the nearest first, to explain the verdict. */
  candidates(claim: ClaimFound, requirement: Requirement): readonly Candidate[];
  /** Goes on with the next version, of which all but the replaced blocks are the same. */
  follow(draft: Draft, replacements: readonly Replacement[]): Followed;
  readonly places: Places;
}

/** What is not the same in a draft's next version. */
export interface Followed {
  /** The requirements whose candidates are not all the same. */
  readonly requirements: readonly Requirement[];
  /** Whether what was asked has the same answer still, given whether anything changed that counts for the claim's section. */
  holds(asked: Asked, isNear: boolean): boolean;
}

/** The reasons why a caveat was found wanting, the most telling first. */
const REASONS: readonly (readonly [Verdict, string])[] = [
  ['counts', 'far'],
  ['weak', 'weak'],
  ['partial', 'partial'],
  ['negated', 'negated'],
];

/** Gathers a draft's caveat candidates once. `declared` names caveats that the finished publication carries elsewhere. */
export function createCoverage(
  first: Draft,
  rules: readonly Rule[],
  cues: CueData,
  declared: ReadonlySet<string>,
): CoverageJudge {
  let draft = first;
  let places = createPlaces(draft);
  const standings = createStandings(draft.blocks, cues, askedSetsOf(rules));

  const placeIn = (standing: Standing, claim: ClaimFound, nearness: Nearness, requirement: Requirement): Place => {
    const { read, cue, prose } = standing;
    if (!cue) {
      if (isMarked(read, prose, claim, requirement)) return 'sentence';
      return isForMarked(read, prose, claim, requirement) ? 'document' : nearness.place(read.index);
    }
    if (isOwn(read, cue, claim) || isNext(read, cue, claim, requirement)) return 'sentence';
    const isTooFar = nearness.isInSafety(read.index) && !countsFromSafety(standing, requirement);
    const near = isTooFar ? 'document' : nearness.place(read.index);
    const place = near === 'document' && isHeaded(read.index, requirement) ? 'section' : near;
    return isDistant(place) && !countsAfar(standing, requirement, claim) ? 'document' : place;
  };

  /** Whether a candidate stands too far off for a rule that else takes one from anywhere in the document. */
  const isOutOfReach = (standing: Standing, claim: ClaimFound, place: Place, requirement: Requirement): boolean =>
    requirement.within === 'document' && isDistant(place) && !countsAfar(standing, requirement, claim);

  /** The sections from which requirements take a caveat wherever they stand. */
  const headed = new Map<string, readonly BlockRange[]>();
  const headedSections = (requirement: Requirement): readonly BlockRange[] => {
    const key = requirement.headed.join(' ');
    const known = headed.get(key);
    if (known) return known;
    const found = draft.document.sections.filter((section) => {
      const heading = headingOf(draft, section);
      return heading && cuesIn(heading, { first: 0, end: heading.tokens.count }, requirement.headed).length > 0;
    });
    headed.set(key, found);
    return found;
  };
  const isHeaded = (block: number, requirement: Requirement): boolean =>
    requirement.headed.length > 0 &&
    headedSections(requirement).some(({ first, end }) => first <= block && block < end);

  const counts = ({ read, cue, set }: Standing, claim: ClaimFound): boolean =>
    !(set?.apart && cue && isOwn(read, cue, claim));

  /** Standings as candidates for a claim, those that stand beyond the section left out. */
  const placed = (
    list: readonly Standing[],
    claim: ClaimFound,
    nearness: Nearness,
    requirement: Requirement,
  ): readonly Found[] =>
    list.flatMap((standing) => {
      if (!counts(standing, claim)) return [];
      const place = placeIn(standing, claim, nearness, requirement);
      if (isOutOfReach(standing, claim, place, requirement)) return [];
      return [found(standing, () => verdictIn(standing, claim), place)];
    });

  /** The candidates in some blocks for a claim. */
  const candidatesIn = (
    ranges: readonly BlockRange[],
    claim: ClaimFound,
    nearness: Nearness,
    requirement: Requirement,
  ): readonly Found[] =>
    standings.in(ranges, claim.rule, requirement).flatMap((list) => placed(list, claim, nearness, requirement));

  const everywhere = (): readonly BlockRange[] => [{ first: 0, end: draft.blocks.length }];

  const rangesOf = (reach: Reach, requirement: Requirement): readonly BlockRange[] =>
    reach.kind === 'section'
      ? places.section(reach.section)
      : reach.kind === 'headed'
        ? headedSections(requirement)
        : everywhere();

  const reaches = (standing: Standing, { claim, requirement, reach }: Omit<Entry, 'scan'>): boolean =>
    (reach.kind === 'document' && requirement.within !== 'document') ||
    (countsAfar(standing, requirement, claim) &&
      (reach.kind !== 'section' ||
        countsFromSafety(standing, requirement) ||
        !places.isInSafety(reach.section, standing.read.index)));

  const scans = createScans(standings, rangesOf, reaches);

  /** The sentences near a claim that are likely to be its caveat by their words. */
  const likelyNear = (claim: ClaimFound, requirement: Requirement, nearness: Nearness): readonly Standing[] => {
    if (!requirement.weighed) return [];
    const { index } = claim.part.read;
    const section = nearness.sectionNumber === undefined ? [] : places.section(nearness.sectionNumber);
    return weighedBlocks(index, nearness.near, section).flatMap((block) =>
      likelyCaveatsIn(draft.blocks[block] as ReadBlock, claim.rule, requirement, cues),
    );
  };

  const judge = (claim: ClaimFound, requirement: Requirement, nearness: Nearness): [Coverage, Asked] => {
    const limit = PLACES.indexOf(requirement.within);
    const looked: { entry: Entry; scan: Scan }[] = [];
    const isMarking = requirement.symbol && claim.statement.own.some(bearsSymbol);
    let all = isMarking;
    let weighed = false;
    const candidates: Found[] = [
      ...(requirement.citation ? referencesBeside(draft, claim, requirement) : []),
      ...(isMarking ? marked(claim, nearness, requirement) : []),
      ...candidatesIn(nearness.near, claim, nearness, requirement),
    ];
    const near = (): Found[] => candidates.filter(({ place }) => PLACES.indexOf(place) <= limit);
    const add = (place: Place, reach: Reach | undefined): void => {
      const entry = reach && scans.entryOf(claim, requirement, reach);
      if (entry) looked.push({ entry, scan: entry.scan });
      // What is first for others may be the claim's own words, which do not count for it.
      if (!entry || [...entry.scan.values()].some((standing) => !counts(standing, claim))) {
        all = true;
        const ranges = reach ? rangesOf(reach, requirement) : nearness.section;
        candidates.push(...candidatesIn(ranges, claim, nearness, requirement));
      } else for (const [verdict, standing] of entry.scan) candidates.push(found(standing, () => verdict, place));
    };
    /** By words that no cue tells. */
    const likely = (): Coverage | undefined => {
      weighed = requirement.weighed;
      candidates.push(...placed(likelyNear(claim, requirement, nearness), claim, nearness, requirement));
      const nearest = closest(near(), 'counts');
      return nearest && covered(nearest);
    };
    const verdict = (): Coverage => {
      const nearest = closest(near(), 'counts');
      if (nearest && PLACES.indexOf(nearest.place) < PLACES.indexOf('section')) return covered(nearest);
      const denied = deniedBeside(candidates, claim);
      if (denied) return { covered: false, caveat: anchorOf(denied), reason: 'negated' };
      const { sectionNumber } = nearness;
      add('section', sectionNumber === undefined ? undefined : { kind: 'section', section: sectionNumber });
      if (requirement.headed.length > 0) add('section', { kind: 'headed' });
      const inSection = closest(near(), 'counts');
      if (inSection) return covered(inSection);
      if (requirement.declared && declared.has(requirement.declared) && requirement.within !== 'document')
        // What stands elsewhere in the publication is enough where the rule looks at the whole document; else it is too far off.
        return likely() ?? { covered: false, caveat: undefined, reason: `declared:${requirement.declared}` };
      add('document', { kind: 'document' });
      const anywhere = closest(near(), 'counts');
      if (anywhere) return covered(anywhere);
      if (requirement.declared && declared.has(requirement.declared))
        return { covered: true, caveat: undefined, reason: `declared:${requirement.declared}` };
      const byWords = likely();
      if (byWords) return byWords;
      for (const [worth, reason] of REASONS) {
        const pool = reason === 'far' ? candidates : near();
        const first = closest(pool, worth);
        if (first) return { covered: false, caveat: anchorOf(first), reason };
      }
      return { covered: false, caveat: undefined, reason: undefined };
    };
    return [verdict(), { requirement, scans: looked, all, weighed }];
  };

  /** Wordings that bear the claim's own symbol, wherever they stand. */
  const marked = (claim: ClaimFound, nearness: Nearness, requirement: Requirement): readonly Found[] =>
    candidatesIn(everywhere(), claim, nearness, requirement).filter(({ place }) => place === 'sentence');

  return {
    get places() {
      return places;
    },
    *prepare(rules) {
      for (const rule of rules) for (const requirement of rule.caveat) yield* standings.prepare(rule, requirement);
    },
    of(claim) {
      const nearness = places.near(claim.statement);
      const judged = claim.rule.caveat.map((requirement) => judge(claim, requirement, nearness));
      const { labels, pointing } = places.references(claim.statement);
      return {
        coverage: judged.map(([coverage]) => coverage),
        asked: judged.map(([, asked]) => asked),
        span: labels.length + pointing.length > 0 ? undefined : places.span(claim.statement),
      };
    },
    candidates(claim, requirement) {
      const nearness = places.near(claim.statement);
      const all = standings.in(everywhere(), claim.rule, requirement).flat();
      const standing = [...all, ...likelyNear(claim, requirement, nearness)]
        .filter((one) => counts(one, claim))
        .map((standing) => ({ standing, place: placeIn(standing, claim, nearness, requirement) }))
        .filter(({ standing, place }) => !isOutOfReach(standing, claim, place, requirement));
      return toldInOrder([
        ...(requirement.citation ? referencesBeside(draft, claim, requirement) : []).map(
          ({ worth, place, at }): Candidate => ({ verdict: worth(), place, range: placeOf(at as Anchored) }),
        ),
        ...standing.map(({ standing, place }): Candidate => {
          const { read, cue, set, prose, likelihood } = standing;
          const ruling = cue && set ? verdictOf(read, cue, set, claim) : undefined;
          return {
            verdict: ruling?.verdict ?? 'counts',
            place,
            range: read.block.prose.toSource(prose),
            by: ruling?.by && inSource(read, ruling.by),
            likelihood,
          };
        }),
      ]);
    },
    follow(next, replacements) {
      draft = next;
      places = createPlaces(draft);
      headed.clear();
      const requirements = scans.follow(standings.follow(draft.blocks, replacements));
      return {
        requirements,
        holds: ({ scans: asked, all }, isNear) => !all && asked.every((one) => scans.holds(one, isNear)),
      };
    },
  };
}

/** The caveat that the claim's own sentence denies: "and you need ask nobody". What stands farther off takes nothing of that back. */
function deniedBeside(candidates: readonly Found[], { part, focus }: ClaimFound): Found | undefined {
  const { start, end } = part.read.tokens;
  const isClaim = ({ read, prose }: Found): boolean =>
    read === part.read &&
    prose !== undefined &&
    prose.start < (end[focus.end - 1] as number) &&
    (start[focus.first] as number) < prose.end;
  // A heading only says what its section is about.
  if (part.read.block.kind === 'heading') return undefined;
  return candidates.find((one) => one.place === 'sentence' && !isClaim(one) && one.worth() === 'negated');
}

function covered(candidate: Found): Coverage {
  return { covered: true, caveat: anchorOf(candidate), reason: undefined };
}
