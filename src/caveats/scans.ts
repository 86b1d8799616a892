import type { BlockRange } from './blockRanges.ts';
import type { ClaimFound } from './claims.ts';
import { isToMatch, verdictIn } from './counting.ts';
import { siblingsNamed } from './ofAnother.ts';
import { within } from './ordered.ts';
import type { Requirement } from './rule.ts';
import type { createStandings, Disturbance, List, Standing } from './standings.ts';
import type { Verdict } from './verdict.ts';

/** The first candidate of each verdict. */
export type Scan = ReadonlyMap<Verdict, Standing>;

/** What a section, the sections that a requirement names, or the whole draft holds for claims of one kind. */
export interface Entry {
  scan: Scan;
  /** The version in which it was looked at last. */
  version: number;
  readonly claim: ClaimFound;
  readonly requirement: Requirement;
  readonly reach: Reach;
}

/** Where is looked. */
export type Reach = { readonly kind: 'section'; readonly section: number } | { readonly kind: 'headed' | 'document' };

/** Looks through sections and the whole draft once for all claims of a kind, and in the next version again only where that can give something else. */
export interface Scans {
  entryOf(claim: ClaimFound, requirement: Requirement, reach: Reach): Entry;
  /** Goes on with the next version, given what went and came in it. Gives the requirements whose candidates are not all the same. */
  follow(next: ReadonlyMap<List, Disturbance>): readonly Requirement[];
  /** Whether an entry has the same scan still, given whether anything changed that counts for the claim's section. */
  holds(asked: { readonly entry: Entry; readonly scan: Scan }, isNear: boolean): boolean;
}

/** The scans of a draft's standings; `rangesOf` tells which blocks a reach takes in, `reaches` whether what stands in them is looked at. */
export function createScans(
  standings: ReturnType<typeof createStandings>,
  rangesOf: (reach: Reach, requirement: Requirement) => readonly BlockRange[],
  reaches: (standing: Standing, entry: Omit<Entry, 'scan'>) => boolean,
): Scans {
  let version = 0;
  /** What went and came in the version at hand. */
  let disturbances: ReadonlyMap<List, Disturbance> = new Map();
  const entries = new Map<Requirement, Map<string, Entry>>();
  /** The versions in which the candidates of requirements were other than in the one before. */
  const disturbed = new Map<Requirement, { readonly last: number; readonly before: number }>();

  /** What stands within a reach in the version at hand, the same for claims of all kinds. */
  const reached = new Map<Requirement, Map<string, readonly (readonly Standing[])[]>>();
  const standingsWithin = ({ claim, requirement, reach }: Omit<Entry, 'scan'>): readonly (readonly Standing[])[] => {
    const ofRequirement = reached.get(requirement) ?? new Map<string, readonly (readonly Standing[])[]>();
    reached.set(requirement, ofRequirement);
    const key = keyOf(reach);
    const found = ofRequirement.get(key) ?? standings.in(rangesOf(reach, requirement), claim.rule, requirement);
    ofRequirement.set(key, found);
    return found;
  };

  /** Whether a standing is looked at in a section or draft, and with which verdict for claims of a kind. */
  const verdictAfar = (standing: Standing, entry: Omit<Entry, 'scan'>): Verdict | undefined => {
    if (!reaches(standing, entry)) return undefined;
    const { part, focus, concepts } = entry.claim;
    return verdictIn(standing, { part, focus, concepts });
  };

  const scan = (entry: Omit<Entry, 'scan'>): Scan => {
    const found = new Map<Verdict, Standing>();
    for (const list of standingsWithin(entry)) {
      for (const standing of list) {
        const verdict = verdictAfar(standing, entry);
        if (verdict === undefined) continue;
        if (!found.has(verdict)) found.set(verdict, standing);
        if (verdict === 'counts') return found;
      }
    }
    return found;
  };

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
    const key = `${keyOf(reach)} ${kindOf(claim, requirement)}`;
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

  return {
    entryOf,
    follow(next) {
      version += 1;
      reached.clear();
      disturbances = next;
      const requirements: Requirement[] = [];
      for (const [requirement, ofRequirement] of entries) {
        const [entry] = ofRequirement.values();
        if (!entry || !standings.lists(entry.claim.rule, requirement).some((list) => disturbances.has(list))) continue;
        requirements.push(requirement);
        disturbed.set(requirement, { last: version, before: disturbed.get(requirement)?.last ?? 0 });
      }
      return requirements;
    },
    holds({ entry, scan: before }, isNear) {
      if (entry.reach.kind === 'section' && !isNear) entry.version = version;
      else refresh(entry);
      return entry.scan === before;
    },
  };
}

function keyOf(reach: Reach): string {
  return reach.kind === 'section' ? `${reach.kind} ${reach.section}` : reach.kind;
}

/**
 * Claims of one kind are judged alike from afar: they name the same concepts by the same terms, and their blocks name the same of them first and of
 * different things under one concept.
 */
function kindOf(claim: ClaimFound, requirement: Requirement): string {
  const { part, focus, concepts } = claim;
  const terms = within(part.read.mentions, focus)
    .filter(({ concept }) => concepts.includes(concept.id))
    .map(({ term }) => term.phrase);
  const siblings = siblingsNamed(claim).map(({ term }) => term.phrase);
  const first = part.read.mentions.find(({ concept }) => concepts.includes(concept.id));
  return `${concepts.join(' ')} ${terms.join(' ')} ${siblings.join(' ')} ${first?.concept.id} ${isToMatch(claim, requirement)}`;
}

function isIn(standings: readonly Standing[], standing: Standing): boolean {
  return standing.cue ? standings[0]?.cue?.set === standing.cue.set : standings.includes(standing);
}

function isSame(one: Scan, two: Scan): boolean {
  if (one.size !== two.size) return false;
  for (const [verdict, standing] of one) if (two.get(verdict) !== standing) return false;
  return true;
}
