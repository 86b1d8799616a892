import type { OffsetRange } from '../phrases/offsetRange.ts';
import { type Anchored, anchored, placeOf } from './anchored.ts';
import type { ClaimFound } from './claims.ts';
import { cuesIn, type Draft, headingOf, sentenceAt } from './draft.ts';
import type { CueData } from './loadCaveats.ts';
import { within } from './ordered.ts';
import { type BlockRange, createPlaces, type Nearness, type Places } from './places.ts';
import type { ReadBlock, TokenRange } from './reading.ts';
import { referenceIn } from './references.ts';
import { PLACES, type Place, type Requirement } from './rule.ts';
import { createStandings, type Disturbance, type List, type Replacement, type Standing } from './standings.ts';
import type { Part } from './statements.ts';
import { type Claimed, type Verdict, verdictOf } from './verdict.ts';

/** Whether a requirement is met, and by what: the caveat, or the candidate that came nearest to being one. */
export interface Coverage {
  readonly covered: boolean;
  readonly caveat: Anchored | undefined;
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

/** What a verdict on coverage asked of the draft beyond the claim's own passage and the footnotes and pointers of its statement. */
export interface Asked {
  readonly requirement: Requirement;
  readonly scans: readonly { readonly entry: Entry; readonly scan: Scan }[];
  /** Every candidate was looked at, wherever it stands. */
  readonly all: boolean;
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

/** The first candidate of each verdict. */
type Scan = ReadonlyMap<Verdict, Standing>;

/** What a section, the sections that a requirement names, or the whole draft holds for claims of one kind. */
interface Entry {
  scan: Scan;
  /** The version in which it was looked at last. */
  version: number;
  readonly claim: ClaimFound;
  readonly requirement: Requirement;
  readonly reach: Reach;
}

type Reach = { readonly kind: 'section'; readonly section: number } | { readonly kind: 'headed' | 'document' };

/** The reasons why a caveat was found wanting, the most telling first. */
const REASONS: readonly (readonly [Verdict, string])[] = [
  ['counts', 'far'],
  ['weak', 'weak'],
  ['partial', 'partial'],
  ['negated', 'negated'],
];

/** A candidate where it stands. */
interface Found {
  readonly verdict: Verdict;
  readonly place: Place;
  readonly read: ReadBlock;
  /** In the block's prose. */
  readonly prose: OffsetRange | undefined;
  /** In the source, for a reference. */
  readonly at: Anchored | undefined;
}

/** Gathers a draft's caveat candidates once. `declared` names caveats that the finished publication carries elsewhere. */
export function createCoverage(first: Draft, cues: CueData, declared: ReadonlySet<string>): CoverageJudge {
  let draft = first;
  let places = createPlaces(draft);
  let version = 0;
  const standings = createStandings(draft.blocks, cues);
  const entries = new Map<Requirement, Map<string, Entry>>();
  /** The versions in which the candidates of requirements were other than in the one before. */
  const disturbed = new Map<Requirement, { readonly last: number; readonly before: number }>();

  const placeIn = (standing: Standing, claim: ClaimFound, nearness: Nearness, requirement: Requirement): Place => {
    const { read, cue, prose } = standing;
    if (!cue) return isMarked(read, prose, claim, requirement) ? 'sentence' : nearness.place(read.index);
    if (isOwn(read, cue, claim) || isNext(read, cue, claim, requirement)) return 'sentence';
    const near = nearness.place(read.index);
    const place = near === 'document' && isHeaded(read.index, requirement) ? 'section' : near;
    return isDistant(place) && !countsAfar(standing, requirement) ? 'document' : place;
  };

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
  ): Found[] => {
    const candidates: Found[] = [];
    for (const list of standings.in(ranges, claim.rule, requirement)) {
      for (const standing of list) {
        if (!counts(standing, claim)) continue;
        const place = placeIn(standing, claim, nearness, requirement);
        candidates.push(found(standing, verdictIn(standing, claim), place));
      }
    }
    return candidates;
  };

  const everywhere = (): readonly BlockRange[] => [{ first: 0, end: draft.blocks.length }];

  const rangesOf = (reach: Reach, requirement: Requirement): readonly BlockRange[] =>
    reach.kind === 'section'
      ? places.section(reach.section)
      : reach.kind === 'headed'
        ? headedSections(requirement)
        : everywhere();

  /** Whether a standing is looked at in a section or draft, and with which verdict for claims of a kind. */
  const verdictAfar = (standing: Standing, { claim, requirement, reach }: Omit<Entry, 'scan'>): Verdict | undefined => {
    if (reach.kind !== 'document' && !countsAfar(standing, requirement)) return undefined;
    const { part, focus, concepts } = claim;
    return verdictIn(standing, { part, focus, concepts });
  };

  const scan = (entry: Omit<Entry, 'scan'>): Scan => {
    const found = new Map<Verdict, Standing>();
    const { claim, requirement, reach } = entry;
    for (const list of standings.in(rangesOf(reach, requirement), claim.rule, requirement)) {
      for (const standing of list) {
        const verdict = verdictAfar(standing, entry);
        if (verdict === undefined) continue;
        if (!found.has(verdict)) found.set(verdict, standing);
        if (verdict === 'counts') return found;
      }
    }
    return found;
  };

  /** What went and came in the version at hand. */
  let disturbances: ReadonlyMap<List, Disturbance> = new Map();

  /** Whether nothing went that a scan found, and nothing came that it would have found. */
  const isUndisturbed = (entry: Entry): boolean => {
    const lists = standings.lists(entry.claim.rule, entry.requirement);
    const isBehind = (list: number, standing: Standing, other: Standing | undefined): boolean => {
      if (!other) return false;
      const listOfOther = lists.findIndex(({ standings: all }) => isIn(all, other));
      if (list !== listOfOther) return list > listOfOther;
      return (
        standing.read.index > other.read.index ||
        (standing.read === other.read && standing.prose.start > other.prose.start)
      );
    };
    return lists.every((list, number) => {
      const disturbance = disturbances.get(list);
      if (!disturbance) return true;
      for (const standing of entry.scan.values()) if (disturbance.removed.has(standing)) return false;
      return disturbance.added.every((standing) => {
        if (isBehind(number, standing, entry.scan.get('counts'))) return true;
        const verdict = verdictAfar(standing, entry);
        return verdict === undefined || isBehind(number, standing, entry.scan.get(verdict));
      });
    });
  };

  /** Brings an entry up to the version at hand; its scan stays the same object where it holds the same. */
  const refresh = (entry: Entry): void => {
    const { last, before } = disturbed.get(entry.requirement) ?? { last: 0, before: 0 };
    const isKnown = entry.version >= last || (last === version && entry.version >= before && isUndisturbed(entry));
    if (!isKnown) {
      const next = scan(entry);
      if (!isSame(next, entry.scan)) entry.scan = next;
    }
    entry.version = version;
  };

  const entryOf = (claim: ClaimFound, requirement: Requirement, reach: Reach): Entry => {
    const ofRequirement = entries.get(requirement) ?? new Map<string, Entry>();
    entries.set(requirement, ofRequirement);
    const key = `${reach.kind} ${reach.kind === 'section' ? reach.section : ''} ${kindOf(claim)}`;
    const known = ofRequirement.get(key);
    if (known) {
      refresh(known);
      return known;
    }
    const fresh = { version, claim, requirement, reach };
    const entry: Entry = { ...fresh, scan: scan(fresh) };
    ofRequirement.set(key, entry);
    return entry;
  };

  const judge = (claim: ClaimFound, requirement: Requirement, nearness: Nearness): [Coverage, Asked] => {
    const limit = PLACES.indexOf(requirement.within);
    const scans: { entry: Entry; scan: Scan }[] = [];
    const isMarking = requirement.symbol && claim.statement.own.some(bearsSymbol);
    let all = isMarking;
    const candidates: Found[] = [
      ...(requirement.citation ? referencesBeside(draft, claim, requirement) : []),
      ...(isMarking ? marked(claim, nearness, requirement) : []),
      ...candidatesIn(nearness.near, claim, nearness, requirement),
    ];
    const near = (): Found[] => candidates.filter(({ place }) => PLACES.indexOf(place) <= limit);
    const add = (place: Place, reach: Reach | undefined): void => {
      const entry = reach && entryOf(claim, requirement, reach);
      if (entry) scans.push({ entry, scan: entry.scan });
      // What is first for others may be the claim's own words, which do not count for it.
      if (!entry || [...entry.scan.values()].some((standing) => !counts(standing, claim))) {
        all = true;
        const ranges = reach ? rangesOf(reach, requirement) : nearness.section;
        candidates.push(...candidatesIn(ranges, claim, nearness, requirement));
      } else for (const [verdict, standing] of entry.scan) candidates.push(found(standing, verdict, place));
    };
    const verdict = (): Coverage => {
      const nearest = closest(near().filter((one) => one.verdict === 'counts'));
      if (nearest && PLACES.indexOf(nearest.place) < PLACES.indexOf('section')) return covered(nearest);
      const { sectionNumber } = nearness;
      add('section', sectionNumber === undefined ? undefined : { kind: 'section', section: sectionNumber });
      if (requirement.headed.length > 0) add('section', { kind: 'headed' });
      const inSection = closest(near().filter((one) => one.verdict === 'counts'));
      if (inSection) return covered(inSection);
      if (requirement.declared && declared.has(requirement.declared) && requirement.within !== 'document')
        // What stands elsewhere in the publication is enough where the rule looks at the whole document; else it is too far off.
        return { covered: false, caveat: undefined, reason: `declared:${requirement.declared}` };
      add('document', { kind: 'document' });
      const anywhere = closest(near().filter((one) => one.verdict === 'counts'));
      if (anywhere) return covered(anywhere);
      if (requirement.declared && declared.has(requirement.declared))
        return { covered: true, caveat: undefined, reason: `declared:${requirement.declared}` };
      for (const [worth, reason] of REASONS) {
        const pool = reason === 'far' ? candidates : near();
        const first = closest(pool.filter((candidate) => candidate.verdict === worth));
        if (first) return { covered: false, caveat: anchorOf(first), reason };
      }
      return { covered: false, caveat: undefined, reason: undefined };
    };
    return [verdict(), { requirement, scans, all }];
  };

  /** Wordings that bear the claim's own symbol, wherever they stand. */
  const marked = (claim: ClaimFound, nearness: Nearness, requirement: Requirement): Found[] =>
    candidatesIn(everywhere(), claim, nearness, requirement).filter(({ place }) => place === 'sentence');

  return {
    get places() {
      return places;
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
      const standing = standings
        .in(everywhere(), claim.rule, requirement)
        .flat()
        .filter((one) => counts(one, claim));
      return [
        ...(requirement.citation ? referencesBeside(draft, claim, requirement) : []).map(
          ({ verdict, place, at }): Candidate => ({ verdict, place, range: placeOf(at as Anchored) }),
        ),
        ...standing.map((one): Candidate => {
          const { read, cue, set } = one;
          const ruling = cue && set ? verdictOf(read, cue, set, claim) : undefined;
          return {
            verdict: ruling?.verdict ?? 'counts',
            place: placeIn(one, claim, nearness, requirement),
            range: read.block.prose.toSource(one.prose),
            by: ruling?.by && sourceOf(read, ruling.by),
          };
        }),
      ].sort((one, two) => PLACES.indexOf(one.place) - PLACES.indexOf(two.place));
    },
    follow(next, replacements) {
      draft = next;
      places = createPlaces(draft);
      headed.clear();
      version += 1;
      disturbances = standings.follow(draft.blocks, replacements);
      const requirements: Requirement[] = [];
      for (const [requirement, ofRequirement] of entries) {
        const [entry] = ofRequirement.values();
        if (!entry || !standings.lists(entry.claim.rule, requirement).some((list) => disturbances.has(list))) continue;
        requirements.push(requirement);
        disturbed.set(requirement, { last: version, before: disturbed.get(requirement)?.last ?? 0 });
      }
      return {
        requirements,
        holds: ({ scans, all }, isNear) =>
          !all &&
          scans.every(({ entry, scan: before }) => {
            if (entry.reach.kind === 'section' && !isNear) entry.version = version;
            else refresh(entry);
            return entry.scan === before;
          }),
      };
    },
  };
}

function isIn(standings: readonly Standing[], standing: Standing): boolean {
  return standing.cue ? standings[0]?.cue?.set === standing.cue.set : standings.includes(standing);
}

function isSame(one: Scan, two: Scan): boolean {
  if (one.size !== two.size) return false;
  for (const [verdict, standing] of one) if (two.get(verdict) !== standing) return false;
  return true;
}

function found({ read, prose }: Standing, verdict: Verdict, place: Place): Found {
  return { verdict, place, read, prose, at: undefined };
}

function anchorOf({ read, prose, at }: Found): Anchored {
  return at ?? anchored(read, read.block.prose.toSource(prose as OffsetRange));
}

function covered(candidate: Found): Coverage {
  return { covered: true, caveat: anchorOf(candidate), reason: undefined };
}

function closest(candidates: readonly Found[]): Found | undefined {
  let best: Found | undefined;
  for (const one of candidates) if (!best || PLACES.indexOf(one.place) < PLACES.indexOf(best.place)) best = one;
  return best;
}

/** Claims of one kind are judged alike from afar: they name the same concepts by the same terms, and their blocks name the same of them first. */
function kindOf({ part, focus, concepts }: ClaimFound): string {
  const terms = within(part.read.mentions, focus)
    .filter(({ concept }) => concepts.includes(concept.id))
    .map(({ term }) => term.phrase);
  const first = part.read.mentions.find(({ concept }) => concepts.includes(concept.id));
  return `${concepts.join(' ')} ${terms.join(' ')} ${first?.concept.id}`;
}

function sourceOf(read: ReadBlock, { first, end }: TokenRange): OffsetRange {
  return read.block.prose.toSource({
    start: read.tokens.start[first] as number,
    end: read.tokens.end[end - 1] as number,
  });
}

/** References in the claim's statement and, where the requirement lets it count, in the next sentence. */
function referencesBeside(draft: Draft, { statement }: ClaimFound, { next }: Requirement): readonly Found[] {
  return statement.own.flatMap(({ read, range }) => {
    const sentence = read.sentences[(read.sentenceOf[range.first] ?? 0) + 1];
    const end = next && statement.kind === 'sentence' ? (sentence?.end ?? range.end) : range.end;
    const found = referenceIn(draft, read, { first: range.first, end });
    return found
      ? [{ verdict: 'counts' as const, place: 'sentence' as const, read, prose: undefined, at: anchored(read, found) }]
      : [];
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
