import type { Section } from '../markdown/document.ts';
import type { CheckOptions } from './checkCaveats.ts';
import type { ClaimFound } from './claims.ts';
import {
  type Asked,
  type Coverage,
  type CoverageJudge,
  createCoverage,
  type Followed,
  type Judgement,
} from './coverage.ts';
import type { Draft } from './draft.ts';
import { type Judged, judged, outrank } from './judged.ts';
import { type Passage, passagesOf } from './passages.ts';
import type { Places } from './places.ts';
import type { ReadBlock } from './reading.ts';
import type { Requirement } from './rule.ts';
import { isSafety } from './safetySections.ts';
import { askedSetsOf, prepareStandings, type Replacement } from './standings.ts';

/** What is said of the claims of a passage: the same object as long as nothing of it changes. */
export interface Verdict {
  readonly passage: Passage;
  readonly claims: readonly ClaimFound[];
  readonly judgements: readonly Judgement[];
  readonly byClaim: ReadonlyMap<ClaimFound, Judgement>;
  /** What the judgements asked of the draft beyond the passage, by requirement. */
  readonly asked: ReadonlyMap<Requirement, readonly { readonly claim: number; readonly asked: Asked }[]>;
  /** The footnotes and sections elsewhere that its statements refer to. */
  readonly references: readonly Reference[];
  readonly judged: readonly Judged[];
}

/** What a statement refers to: the blocks of the notes with a label, or the headings that a block points to. */
interface Reference {
  readonly label: string | undefined;
  readonly pointing: ReadBlock | undefined;
  readonly blocks: readonly ReadBlock[];
}

/** The verdicts on a draft's passages, and what is needed to bring them up to its next version. */
export interface Verdicts {
  readonly passages: readonly Passage[];
  readonly coverage: CoverageJudge;
  readonly verdicts: readonly Verdict[];
}

/** Claims that are judged between two yields; for one alone the sentences of some eighty blocks may have to be weighed. */
const STEP = 2;

/**
 * Judges the claims of each passage. Given the verdicts on the version before, which must have the same sections, only what can be other than there is
 * judged again. Those verdicts are void then.
 */
export function* judgePassages(
  draft: Draft,
  claims: readonly (readonly ClaimFound[])[],
  options: CheckOptions,
  before: Verdicts | undefined,
): Generator<void, Verdicts> {
  const passages = passagesOf(draft);
  const changes = before ? changesOf(before.passages, passages) : [];
  const followed = before?.coverage.follow(draft, changes);
  if (before === undefined) yield* prepareStandings(draft.blocks, options.cues, askedSetsOf(options.rules));
  const coverage = before?.coverage ?? createCoverage(draft, options.rules, options.cues, options.declared);
  yield;
  if (before === undefined && claims.some((found) => found.length > 0)) {
    options.cues.likelihood.prepare('caveats');
    yield;
    yield* coverage.prepare(new Set(claims.flat().map(({ rule }) => rule)));
  }
  const isNear = nearnessTo(draft, changes);
  const changed = new Map(changes.map((change) => [change.number, change]));
  const verdicts: Verdict[] = [];
  let fresh = 0;
  for (const [number, passage] of passages.entries()) {
    const found = claims[number] as readonly ClaimFound[];
    const old = before?.verdicts[number];
    const kept = old && followed && keptOf(old, changed.get(number), draft, coverage.places, followed, isNear(number));
    if (old?.claims === found && kept?.size === found.length && !changed.has(number)) {
      verdicts.push(old);
      continue;
    }
    const judgements: Judgement[] = [];
    for (const claim of found) {
      const known = kept?.get(claim);
      judgements.push(known ?? judgementOf(claim, coverage));
      if (known || ++fresh < STEP) continue;
      fresh = 0;
      yield;
    }
    verdicts.push(verdictOn(passage, found, judgements, draft, coverage.places, options));
  }
  return { passages, coverage, verdicts };
}

/** A passage in which something was replaced. */
interface Change extends Replacement {
  readonly number: number;
  /** How many blocks at its beginning stayed the same. */
  readonly head: number;
  /** Where in the passage before the end begins that stayed the same. */
  readonly tail: number;
}

function changesOf(before: readonly Passage[], after: readonly Passage[]): readonly Change[] {
  return after.flatMap((passage, number): readonly Change[] => {
    const old = before[number];
    if (!old || old === passage) return [];
    const [was, is] = [old.reads, passage.reads];
    const most = Math.min(was.length, is.length);
    let head = 0;
    while (head < most && was[head] === is[head]) head++;
    let tail = 0;
    while (tail < most - head && was[was.length - 1 - tail] === is[is.length - 1 - tail]) tail++;
    const first = after.slice(number).find(({ reads }) => reads.length > 0)?.reads[0];
    return [
      {
        number,
        removed: was.slice(head, was.length - tail),
        added: is.slice(head, is.length - tail),
        at: (first?.index ?? 0) + head,
        head,
        tail: was.length - tail,
      },
    ];
  });
}

/** Tells whether a change counts for the claims of a section: one in it, above it or in a safety section that does; sooner once too often than not. */
function nearnessTo(draft: Draft, changes: readonly Change[]): (number: number) => boolean {
  const { sections } = draft.document;
  const near = new Set<number>();
  const addAll = (from: Section): void => {
    for (
      let index = from.index;
      index < sections.length && (index === from.index || isBelow(sections[index], from));
      index++
    )
      near.add(index);
  };
  for (const { number } of changes) {
    addAll(sections[number] as Section);
    for (let section = sections[number]; section; section = section.parent) {
      near.add(section.index);
      if (section.parent && isSafety(draft, section)) addAll(section.parent);
    }
  }
  return (number) => near.has(number);
}

function isBelow(section: Section | undefined, from: Section): boolean {
  return section !== undefined && section.first < from.end && section.first >= from.first && section.depth > from.depth;
}

/** The judgements of a passage that hold still, by claim. */
function keptOf(
  old: Verdict,
  change: Change | undefined,
  draft: Draft,
  places: Places,
  followed: Followed,
  isNear: boolean,
): ReadonlyMap<ClaimFound, Judgement> {
  const stale = staleClaims(old, followed, isNear);
  const refers = change === undefined && holds(old, draft, places);
  if (!change && refers && stale.size === 0) return old.byClaim;
  const kept = new Map<ClaimFound, Judgement>();
  for (const [index, claim] of old.claims.entries()) {
    const judgement = old.judgements[index] as Judgement;
    const { span } = judgement;
    const isSteady = span ? !change || span.end <= change.head || span.first >= change.tail : refers;
    if (isSteady && !stale.has(index)) kept.set(claim, judgement);
  }
  return kept;
}

/** Whether the statements of a passage refer to the same notes and sections still. */
function holds({ references }: Verdict, draft: Draft, places: Places): boolean {
  return references.every(({ label, pointing, blocks }) => {
    if (label === undefined) return isSame(targetsOf(draft, places, pointing as ReadBlock), blocks);
    let known = 0;
    for (const { first, end } of places.notes(label))
      for (let index = first; index < end; index++) if (draft.blocks[index] !== blocks[known++]) return false;
    return known === blocks.length;
  });
}

function isSame(one: readonly ReadBlock[], two: readonly ReadBlock[]): boolean {
  return one.length === two.length && one.every((read, index) => read === two[index]);
}

function notesOf({ blocks }: Draft, places: Places, label: string): readonly ReadBlock[] {
  return places.notes(label).flatMap(({ first, end }) => blocks.slice(first, end));
}

function targetsOf({ blocks }: Draft, places: Places, read: ReadBlock): readonly ReadBlock[] {
  return places.targets(read).map(({ first }) => blocks[first] as ReadBlock);
}

/** The claims of a passage of which something asked has another answer now. */
function staleClaims({ asked }: Verdict, followed: Followed, isNear: boolean): ReadonlySet<number> {
  const stale = new Set<number>();
  if (isNear) for (const of of asked.values()) for (const one of of) if (one.asked.weighed) stale.add(one.claim);
  for (const requirement of followed.requirements)
    for (const one of asked.get(requirement) ?? []) if (!followed.holds(one.asked, isNear)) stale.add(one.claim);
  return stale;
}

/** A claim that no caveat is named for can only be reworded. */
const UNCOVERABLE: readonly Coverage[] = [{ covered: false, caveat: undefined, reason: undefined }];

function judgementOf(found: ClaimFound, judge: CoverageJudge): Judgement {
  if (!found.coverage && found.rule.caveat.length > 0) return judge.of(found);
  return { coverage: found.coverage ?? UNCOVERABLE, asked: [], span: { first: 0, end: 0 } };
}

/** What is said of a claim, by its judgement, which outlives edits elsewhere in the passage. */
const judgedBy = new WeakMap<Judgement, Judged>();

function verdictOn(
  passage: Passage,
  claims: readonly ClaimFound[],
  judgements: readonly Judgement[],
  draft: Draft,
  places: Places,
  options: CheckOptions,
): Verdict {
  const byClaim = new Map<ClaimFound, Judgement>();
  const asked = new Map<Requirement, { claim: number; asked: Asked }[]>();
  for (const [claim, judgement] of judgements.entries()) {
    for (const one of judgement.asked) {
      const known = asked.get(one.requirement);
      if (known) known.push({ claim, asked: one });
      else asked.set(one.requirement, [{ claim, asked: one }]);
    }
  }
  const references = new Map<unknown, Reference>();
  for (const [index, claim] of claims.entries()) {
    const judgement = judgements[index] as Judgement;
    byClaim.set(claim, judgement);
    if (judgement.span) continue;
    const { labels, pointing } = places.references(claim.statement);
    for (const label of labels)
      references.set(label, { label, pointing: undefined, blocks: notesOf(draft, places, label) });
    for (const read of pointing)
      references.set(read, { label: undefined, pointing: read, blocks: targetsOf(draft, places, read) });
  }
  const all = claims.map((found, index) => {
    const judgement = judgements[index] as Judgement;
    const known = judgedBy.get(judgement) ?? judged(found, judgement.coverage, options);
    judgedBy.set(judgement, known);
    return known;
  });
  return { passage, claims, judgements, byClaim, asked, references: [...references.values()], judged: outrank(all) };
}
