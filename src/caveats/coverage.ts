import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { ClaimFound } from './claims.ts';
import { cuesIn, type Draft, headingOf, sentenceAt } from './draft.ts';
import type { CueData } from './loadCaveats.ts';
import { within } from './ordered.ts';
import { type BlockRange, createNearness, type Nearness } from './places.ts';
import type { ReadBlock, TokenRange } from './reading.ts';
import { referenceIn } from './references.ts';
import { PLACES, type Place, type Requirement } from './rule.ts';
import { createStandings, type Standing } from './standings.ts';
import type { Part } from './statements.ts';
import { type Claimed, type Verdict, verdictOf } from './verdict.ts';

/** Whether a requirement is met, and by what: the caveat, or the candidate that came nearest to being one. */
export interface Coverage {
  readonly covered: boolean;
  readonly caveat: OffsetRange | undefined;
  readonly reason: string | undefined;
}

/** A place that could be the caveat, how near it stands and what it is worth there. */
export interface Candidate {
  readonly verdict: Verdict;
  readonly place: Place;
  readonly range: OffsetRange;
  /** The words that take its force, where it does not count. */
  readonly by?: OffsetRange | undefined;
}

/** The reasons why a caveat was found wanting, the most telling first. */
const REASONS: readonly (readonly [Verdict, string])[] = [
  ['counts', 'far'],
  ['weak', 'weak'],
  ['partial', 'partial'],
  ['negated', 'negated'],
];

/** Judges the claims of one draft. */
export interface CoverageJudge {
  /** The coverage of each requirement of a claim. */
  of(claim: ClaimFound): readonly Coverage[];
  /** All candidates for one requirement, the nearest first, to explain the verdict. */
  candidates(claim: ClaimFound, requirement: Requirement): readonly Candidate[];
}

/** The first candidate of each verdict. */
type Scan = ReadonlyMap<Verdict, Standing>;

/** Gathers a draft's caveat candidates once. `declared` names caveats that the finished publication carries elsewhere. */
export function createCoverage(draft: Draft, cues: CueData, declared: ReadonlySet<string>): CoverageJudge {
  const nearnessOf = createNearness(draft);
  const standings = createStandings(draft, cues);
  /** What a section or the whole draft holds for claims of the same kind. */
  const scans = new Map<string, Scan>();

  const placeIn = (standing: Standing, claim: ClaimFound, nearness: Nearness, requirement: Requirement): Place => {
    const { read, cue, prose } = standing;
    if (!cue) return isMarked(read, prose, claim, requirement) ? 'sentence' : nearness.place(read.index);
    if (isOwn(read, cue, claim) || isNext(read, cue, claim, requirement)) return 'sentence';
    const near = nearness.place(read.index);
    const place = near === 'document' && isHeaded(read.index, requirement) ? 'section' : near;
    return isDistant(place) && !countsAfar(standing, requirement) ? 'document' : place;
  };

  /** The sections from which a requirement takes a caveat wherever they stand. */
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

  const verdictIn = ({ read, cue, set }: Standing, claim: Claimed): Verdict =>
    cue && set ? verdictOf(read, cue, set, claim).verdict : 'counts';

  const counts = ({ read, cue, set }: Standing, claim: ClaimFound): boolean =>
    !(set?.apart && cue && isOwn(read, cue, claim));

  /** The candidates in some blocks for a claim, those that stand beyond the section left out. */
  const candidatesIn = (
    ranges: readonly BlockRange[],
    claim: ClaimFound,
    nearness: Nearness,
    requirement: Requirement,
  ): Candidate[] => {
    const candidates: Candidate[] = [];
    for (const list of standings.in(ranges, claim.rule, requirement)) {
      for (const standing of list) {
        if (!counts(standing, claim)) continue;
        const place = placeIn(standing, claim, nearness, requirement);
        candidates.push({ verdict: verdictIn(standing, claim), place, range: rangeOf(standing) });
      }
    }
    return candidates;
  };

  /** The first candidate of each verdict in some blocks, for any claim with these concepts; `named`: only such as count from far. */
  const scan = (
    key: string,
    ranges: readonly BlockRange[],
    claim: ClaimFound,
    requirement: Requirement,
    named: boolean,
  ): Scan => {
    const known = scans.get(key);
    if (known) return known;
    const first = new Map<Verdict, Standing>();
    scans.set(key, first);
    const { part, focus, concepts } = claim;
    const claimed = { part, focus, concepts };
    for (const list of standings.in(ranges, claim.rule, requirement)) {
      for (const standing of list) {
        if (named && !countsAfar(standing, requirement)) continue;
        const verdict = verdictIn(standing, claimed);
        if (!first.has(verdict)) first.set(verdict, standing);
        if (verdict === 'counts') return first;
      }
    }
    return first;
  };

  const everywhere: readonly BlockRange[] = [{ first: 0, end: draft.blocks.length }];

  const judge = (claim: ClaimFound, requirement: Requirement, number: number, nearness: Nearness): Coverage => {
    const limit = PLACES.indexOf(requirement.within);
    const candidates: Candidate[] = [
      ...(requirement.citation ? referencesBeside(draft, claim, requirement) : []),
      ...(requirement.symbol ? marked(claim, nearness, requirement) : []),
      ...candidatesIn(nearness.near, claim, nearness, requirement),
    ];
    const near = (): Candidate[] => candidates.filter(({ place }) => PLACES.indexOf(place) <= limit);
    const nearest = closest(near().filter(({ verdict }) => verdict === 'counts'));
    if (nearest && PLACES.indexOf(nearest.place) < PLACES.indexOf('section')) return covered(nearest);
    const kind = `${claim.rule.id} ${number} ${kindOf(claim)}`;
    const add = (place: Place, ranges: readonly BlockRange[], key: string | undefined): void => {
      const found = key === undefined ? undefined : scan(key, ranges, claim, requirement, place === 'section');
      // What is first for others may be the claim's own words, which do not count for it.
      if (!found || [...found.values()].some((standing) => !counts(standing, claim)))
        candidates.push(...candidatesIn(ranges, claim, nearness, requirement));
      else for (const [verdict, standing] of found) candidates.push({ verdict, place, range: rangeOf(standing) });
    };
    add('section', nearness.section, nearness.sectionKey && `${kind} ${nearness.sectionKey}`);
    if (requirement.headed.length > 0) add('section', headedSections(requirement), `${kind} headed`);
    const inSection = closest(near().filter(({ verdict }) => verdict === 'counts'));
    if (inSection) return covered(inSection);
    if (requirement.declared && declared.has(requirement.declared) && requirement.within !== 'document')
      // What stands elsewhere in the publication is enough where the rule looks at the whole document; else it is too far off.
      return { covered: false, caveat: undefined, reason: `declared:${requirement.declared}` };
    add('document', everywhere, kind);
    const anywhere = closest(near().filter(({ verdict }) => verdict === 'counts'));
    if (anywhere) return covered(anywhere);
    if (requirement.declared && declared.has(requirement.declared))
      return { covered: true, caveat: undefined, reason: `declared:${requirement.declared}` };
    for (const [verdict, reason] of REASONS) {
      const pool = reason === 'far' ? candidates : near();
      const found = closest(pool.filter((candidate) => candidate.verdict === verdict));
      if (found) return { covered: false, caveat: found.range, reason };
    }
    return { covered: false, caveat: undefined, reason: undefined };
  };

  /** Wordings that bear the claim's own symbol, wherever they stand. */
  const marked = (claim: ClaimFound, nearness: Nearness, requirement: Requirement): Candidate[] =>
    claim.statement.own.some(bearsSymbol)
      ? candidatesIn(everywhere, claim, nearness, requirement).filter(({ place }) => place === 'sentence')
      : [];

  return {
    of(claim) {
      const nearness = nearnessOf(claim.statement);
      return claim.rule.caveat.map((requirement, number) => judge(claim, requirement, number, nearness));
    },
    candidates(claim, requirement) {
      const nearness = nearnessOf(claim.statement);
      const standing = standings
        .in(everywhere, claim.rule, requirement)
        .flat()
        .filter((one) => counts(one, claim));
      return [
        ...(requirement.citation ? referencesBeside(draft, claim, requirement) : []),
        ...standing.map((one): Candidate => {
          const { read, cue, set } = one;
          const ruling = cue && set ? verdictOf(read, cue, set, claim) : undefined;
          return {
            verdict: ruling?.verdict ?? 'counts',
            place: placeIn(one, claim, nearness, requirement),
            range: rangeOf(one),
            by: ruling?.by && sourceOf(read, ruling.by),
          };
        }),
      ].sort((one, two) => PLACES.indexOf(one.place) - PLACES.indexOf(two.place));
    },
  };
}

function covered({ range }: Candidate): Coverage {
  return { covered: true, caveat: range, reason: undefined };
}

function closest(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined;
  for (const one of candidates) if (!best || PLACES.indexOf(one.place) < PLACES.indexOf(best.place)) best = one;
  return best;
}

/** Claims of one kind are judged alike from afar: they name the same concepts by the same terms. */
function kindOf({ part, focus, concepts }: ClaimFound): string {
  const terms = within(part.read.mentions, focus)
    .filter(({ concept }) => concepts.includes(concept.id))
    .map(({ term }) => term.phrase);
  return `${concepts.join(' ')} ${terms.join(' ')}`;
}

function sourceOf(read: ReadBlock, { first, end }: TokenRange): OffsetRange {
  return read.block.prose.toSource({
    start: read.tokens.start[first] as number,
    end: read.tokens.end[end - 1] as number,
  });
}

function rangeOf({ read, prose }: Standing): OffsetRange {
  return read.block.prose.toSource(prose);
}

/** References in the claim's statement and, where the requirement lets it count, in the next sentence. */
function referencesBeside(draft: Draft, { statement }: ClaimFound, { next }: Requirement): readonly Candidate[] {
  return statement.own.flatMap(({ read, range }) => {
    const sentence = read.sentences[(read.sentenceOf[range.first] ?? 0) + 1];
    const end = next && statement.kind === 'sentence' ? (sentence?.end ?? range.end) : range.end;
    const found = referenceIn(draft, read, { first: range.first, end });
    return found ? [{ verdict: 'counts' as const, place: 'sentence' as const, range: found }] : [];
  });
}

const SYMBOLS = /[*†‡§]/u;

/** Whether the claim's own statement bears the symbol that stands before a text. */
function isMarked(read: ReadBlock, prose: OffsetRange, claim: ClaimFound, { symbol }: Requirement): boolean {
  if (!symbol) return false;
  const mark = SYMBOLS.exec(read.block.prose.text.slice(Math.max(0, prose.start - 3), prose.start))?.[0];
  if (mark === undefined) return false;
  return claim.statement.own.some((part) => part.read !== read && markedText(part).includes(mark));
}

/** The words of a part in which a symbol marks it. */
function markedText({ read: { tokens }, range }: Part): string {
  // A symbol may stand behind the full stop, where the next sentence already begins.
  const end = tokens.end[Math.min(tokens.count, range.end + 1) - 1] as number;
  return tokens.text.slice(tokens.start[range.first], end);
}

function bearsSymbol(part: Part): boolean {
  return SYMBOLS.test(markedText(part));
}

function isOwn(read: ReadBlock, cue: TokenRange, claim: ClaimFound): boolean {
  return claim.statement.own.some(
    (part) => part.read === read && cue.first >= part.range.first && cue.end <= part.range.end,
  );
}

/** Whether a cue stands in the sentence behind the claim's own, where that counts as the same. */
function isNext(read: ReadBlock, cue: TokenRange, claim: ClaimFound, { next }: Requirement): boolean {
  return (
    next &&
    claim.statement.own.some(
      (part) => part.read === read && read.sentenceOf[cue.first] === (read.sentenceOf[part.range.first] as number) + 1,
    )
  );
}

function isDistant(place: Place): boolean {
  return PLACES.indexOf(place) > PLACES.indexOf('block');
}

/** Whether a caveat counts farther off than the claim's block. */
function countsAfar({ read, cue, set }: Standing, requirement: Requirement): boolean {
  return !cue || (!set?.close && names(read, cue, requirement));
}

/** Whether a caveat's own sentence names what it must name to count from afar. */
function names(read: ReadBlock, cue: TokenRange, { naming }: Requirement): boolean {
  if (naming.length === 0) return true;
  return within(read.mentions, sentenceAt(read, cue.first)).some(({ concept }) =>
    concept.classes.some((name) => naming.includes(name)),
  );
}
