import type { Concept, Term } from '../glossary/concept.ts';
import type { Mention } from '../glossary/occurrences.ts';
import { foldWord } from '../phrases/fold.ts';
import { plainForm } from '../phrases/notation.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { assertionOf } from './assertion.ts';
import type { ClaimFound } from './claims.ts';
import { cuesIn, type Draft, sentenceAt } from './draft.ts';
import { isExcluded } from './excluded.ts';
import { withDefaults } from './fixes.ts';
import type { CueData } from './loadCaveats.ts';
import { within } from './ordered.ts';
import { type Nearness, nearness } from './places.ts';
import type { Cue, ReadBlock, TokenRange } from './reading.ts';
import { referenceIn } from './references.ts';
import { type CueSet, PLACES, type Place, type Requirement, type Rule } from './rule.ts';
import { findWording } from './texts.ts';

/** Whether a requirement is met, and by what: the caveat, or the candidate that came nearest to being one. */
export interface Coverage {
  readonly covered: boolean;
  readonly caveat: OffsetRange | undefined;
  readonly reason: string | undefined;
}

type Verdict = 'counts' | 'weak' | 'partial' | 'negated' | 'none';

interface Candidate {
  readonly verdict: Verdict;
  readonly place: Place;
  readonly range: OffsetRange;
}

/** The reasons why a caveat was found wanting, the most telling first. */
const REASONS: readonly (readonly [Verdict, string])[] = [
  ['counts', 'far'],
  ['weak', 'weak'],
  ['partial', 'partial'],
  ['negated', 'negated'],
];

/** Tells the coverage of each requirement of a claim. */
export type CoverageOf = (claim: ClaimFound) => readonly Coverage[];

interface Standing {
  readonly read: ReadBlock;
  readonly cue: Cue;
}

/** Gathers a draft's caveat candidates once. `declared` names caveats that the finished publication carries elsewhere. */
export function createCoverage(draft: Draft, cues: CueData, declared: ReadonlySet<string>): CoverageOf {
  const bySet = new Map<string, Standing[]>();
  for (const read of draft.blocks) {
    for (const cue of read.cues) {
      const places = bySet.get(cue.set);
      if (places) places.push({ read, cue });
      else bySet.set(cue.set, [{ read, cue }]);
    }
  }
  const worded = new Map<Rule, readonly { readonly read: ReadBlock; readonly range: OffsetRange }[]>();
  const standardCaveats = (rule: Rule) => {
    let places = worded.get(rule);
    if (!places) {
      places = draft.blocks.flatMap((read) => {
        const range = standardCaveatIn(read, rule);
        return range ? [{ read, range }] : [];
      });
      worded.set(rule, places);
    }
    return places;
  };
  const finders = new Map<string, (prose: string) => OffsetRange | undefined>();
  const textsIn = (requirement: Requirement): readonly Wording[] =>
    requirement.texts.flatMap((text) => {
      const find = finders.get(text) ?? findWording(text);
      finders.set(text, find);
      return draft.blocks.flatMap((read) => {
        const prose = find(read.block.prose.text);
        return prose ? [{ read, prose }] : [];
      });
    });
  return (claim) => {
    const placeOfBlock = nearness(draft, claim.statement);
    return claim.rule.caveat.map((requirement) => {
      const candidates: Candidate[] = [
        ...(requirement.citation ? referencesBeside(draft, claim, requirement) : []),
        ...textsIn(requirement).map(({ read, prose }): Candidate => {
          const place = isMarked(read, prose, claim, requirement) ? 'sentence' : placeOfBlock(read.index);
          return { verdict: 'counts', place, range: read.block.prose.toSource(prose) };
        }),
      ];
      for (const name of requirement.cues) {
        const set = cues.sets.get(name) as CueSet;
        for (const { read, cue } of bySet.get(name) ?? []) {
          if (set.apart && isOwn(read, cue, claim)) continue;
          const place = placeOf(read, cue, claim, placeOfBlock, requirement);
          const range = read.block.prose.toSource({
            start: read.tokens.start[cue.first] as number,
            end: read.tokens.end[cue.end - 1] as number,
          });
          candidates.push({ verdict: verdictOf(read, cue, set, claim), place, range });
        }
      }
      for (const { read, range } of standardCaveats(claim.rule)) {
        candidates.push({ verdict: 'counts', place: placeOfBlock(read.index), range });
      }
      return judge(requirement, candidates, declared);
    });
  };
}

interface Wording {
  readonly read: ReadBlock;
  readonly prose: OffsetRange;
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
  return claim.statement.own.some(({ read: own, range }) => {
    const { tokens } = own;
    // A symbol may stand behind the full stop, where the next sentence already begins.
    const end = tokens.end[Math.min(tokens.count, range.end + 1) - 1] as number;
    return own !== read && tokens.text.slice(tokens.start[range.first], end).includes(mark);
  });
}

function judge(requirement: Requirement, candidates: readonly Candidate[], declared: ReadonlySet<string>): Coverage {
  const limit = PLACES.indexOf(requirement.within);
  const near = (candidate: Candidate): boolean => PLACES.indexOf(candidate.place) <= limit;
  const covering = candidates.filter((candidate) => candidate.verdict === 'counts' && near(candidate));
  if (covering.length > 0) return { covered: true, caveat: closest(covering).range, reason: undefined };
  if (requirement.declared && declared.has(requirement.declared)) {
    // What stands elsewhere in the publication is enough where the rule looks at the whole document; else it is too far off.
    const covered = requirement.within === 'document';
    return { covered, caveat: undefined, reason: `declared:${requirement.declared}` };
  }
  for (const [verdict, reason] of REASONS) {
    const found = candidates.filter(
      (candidate) => candidate.verdict === verdict && (reason === 'far' || near(candidate)),
    );
    if (found.length > 0) return { covered: false, caveat: closest(found).range, reason };
  }
  return { covered: false, caveat: undefined, reason: undefined };
}

/** A standard caveat that stands in the block word for word, whatever cues it holds: a team's own approved wording counts. */
function standardCaveatIn(read: ReadBlock, rule: Rule): OffsetRange | undefined {
  const text = read.block.prose.text.toLowerCase();
  for (const caveat of rule.caveats) {
    const wording = withDefaults(caveat.text).toLowerCase();
    const start = text.indexOf(wording);
    if (start >= 0) return read.block.prose.toSource({ start, end: start + wording.length });
  }
  return undefined;
}

function closest(candidates: readonly Candidate[]): Candidate {
  return candidates.reduce((best, one) => (PLACES.indexOf(one.place) < PLACES.indexOf(best.place) ? one : best));
}

function isOwn(read: ReadBlock, cue: TokenRange, claim: ClaimFound): boolean {
  return claim.statement.own.some(
    (part) => part.read === read && cue.first >= part.range.first && cue.end <= part.range.end,
  );
}

function placeOf(
  read: ReadBlock,
  cue: Cue,
  claim: ClaimFound,
  placeOfBlock: Nearness,
  requirement: Requirement,
): Place {
  const place =
    isOwn(read, cue, claim) || isNext(read, cue, claim, requirement) ? 'sentence' : placeOfBlock(read.index);
  const distant = PLACES.indexOf(place) > PLACES.indexOf('block');
  if (!distant || requirement.naming.length === 0) return place;
  const sentence = sentenceAt(read, cue.first);
  const names = within(read.mentions, sentence).some(({ concept }) =>
    concept.classes.some((name) => requirement.naming.includes(name)),
  );
  return names ? place : 'document';
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

const HISTORICAL: readonly string[] = ['historical', 'other', 'hypothetical'];

/** Whether a cue, where it stands, has the force of the caveat (domain: the polarity of oversight phrases). */
function verdictOf(read: ReadBlock, cue: Cue, set: CueSet, claim: ClaimFound): Verdict {
  if (isExcluded(read, cue)) return 'none';
  const sentence = sentenceAt(read, cue.first);
  if (cue.opposite)
    return governedByWarning(read, sentence, cue) ? limited(read, sentence, cue, set, claim) : 'negated';
  const swallowed = within(read.cues, sentence).some(
    (other) => other.opposite && other.set === cue.set && other.first < cue.end && cue.first < other.end,
  );
  if (swallowed) return 'none';
  const { status } = assertionOf(read, cue);
  if (status === 'negated' && !set.negative) return 'negated';
  if (HISTORICAL.includes(status)) return 'none';
  if (isQuestion(read, sentence)) return 'none';
  return limited(read, sentence, cue, set, claim);
}

function limited(read: ReadBlock, sentence: TokenRange, cue: Cue, set: CueSet, claim: ClaimFound): Verdict {
  if (cuesIn(read, sentence, set.void).length > 0) return 'none';
  if (cuesIn(read, sentence, set.weak).length > 0) return 'weak';
  const narrowing = cuesIn(read, sentence, set.narrow).filter((other) => !isSingledOut(read, other));
  if (narrowing.some((other) => other.end <= cue.first || other.first >= cue.end)) return 'partial';
  return speaksOfAnother(read, sentence, claim) ? 'partial' : 'counts';
}

/** Whether a group is only singled out, as in "especially if you are pregnant", and the advice is for everyone. */
function isSingledOut(read: ReadBlock, group: TokenRange): boolean {
  return cuesIn(read, { first: Math.max(0, group.first - 2), end: group.first }, ['emphasis']).length > 0;
}

/** Whether the sentence advises on another substance and not on the claim's own or on supplements at large. */
function speaksOfAnother(read: ReadBlock, sentence: TokenRange, claim: ClaimFound): boolean {
  if (claim.statement.own.some((part) => part.read === read && part.range.first === sentence.first)) return false;
  if (speaksOfSibling(read, sentence, claim)) return true;
  const named = within(read.mentions, sentence).filter(({ concept }) => concept.classes.includes('supplement'));
  if (named.length === 0) return false;
  const own =
    claim.part.read.mentions.find(({ concept }) => claim.concepts.includes(concept.id))?.concept.classes ?? [];
  return !named.some(({ concept }) => claim.concepts.includes(concept.id) || speaksFor(concept.classes, own));
}

/**
 * Whether the sentence names, of a concept whose terms are different things ("sermorelin", "Semax"), only others than the claim does. A term that
 * shares a word with the preferred one speaks for all of them.
 */
function speaksOfSibling(read: ReadBlock, sentence: TokenRange, claim: ClaimFound): boolean {
  const ofConcept = (mentions: readonly Mention[]): readonly Mention[] =>
    mentions.filter(({ concept }) => claim.concepts[0] === concept.id && concept.classes.includes('collective'));
  const own = new Set(ofConcept(within(claim.part.read.mentions, claim.focus)).map(({ term }) => term));
  const named = ofConcept(within(read.mentions, sentence));
  return (
    own.size > 0 && named.length > 0 && !named.some(({ concept, term }) => own.has(term) || isGeneral(concept, term))
  );
}

function isGeneral(concept: Concept, term: Term): boolean {
  const words = (phrase: string): readonly string[] => foldWord(plainForm(phrase)).split(/[^\p{L}\p{N}]+/u);
  const preferred = words(concept.terms[0]?.phrase ?? '');
  return words(term.phrase).some((word) => preferred.includes(word) || preferred.includes(word.replace(/s$/, '')));
}

const ROLES = ['serotonergic-supplement', 'dopaminergic-supplement'];

/** Whether a concept that stands for many supplements stands for one with these classes. */
function speaksFor(group: readonly string[], own: readonly string[]): boolean {
  if (!group.includes('supplements-at-large')) return false;
  const roles = ROLES.filter((role) => group.includes(role));
  return roles.length === 0 || own.length === 0 || roles.some((role) => own.includes(role));
}

function isQuestion(read: ReadBlock, sentence: TokenRange): boolean {
  const last = read.tokens.start[sentence.end - 1] as number;
  return read.tokens.text[last] === '?';
}

/**
 * Whether the clause of a phrase such as "without supervision" forbids or warns, so that the phrase is a caveat after all. The nearest governing
 * words to the left decide; an adverb of safety after a negated verb does not ("cannot safely be taken without"); else harm on either side.
 */
function governedByWarning(read: ReadBlock, sentence: TokenRange, cue: Cue): boolean {
  const clause = clauseAround(read, sentence, cue);
  const governing = { first: clause.first, end: cue.first };
  const last = (cues: readonly TokenRange[]): number => Math.max(-1, ...cues.map(({ first }) => first));
  const prohibitions = cuesIn(read, governing, ['prohibition']);
  const harms = cuesIn(read, clause, ['harm']).filter((one) => isAsserted(read, one, cue));
  // "Do not start" allows nothing, nor does "harm can follow".
  const permissions = cuesIn(read, governing, ['permission']).filter(
    (one) =>
      !harms.some((harm) => harm.first <= one.first && one.first <= harm.end) &&
      (isAsserted(read, one, cue) || !prohibitions.some(({ end }) => end === one.first)),
  );
  const prohibition = last(prohibitions);
  const permission = last(permissions);
  const ease = last(cuesIn(read, governing, ['ease']));
  const harm = last(harms.filter(({ end }) => end <= cue.first));
  if (prohibition >= 0 && permission < prohibition) return true;
  if (harm >= 0 && harm > Math.max(permission, ease)) return true;
  const rest = { first: cue.end, end: clause.end };
  const after = cuesIn(read, rest, ['harm', 'prohibition', 'refusal']).filter((one) => isAsserted(read, one, cue));
  return permission < 0 && ease < 0 && after.length > 0;
}

/** Whether nothing but the phrase itself ("without …") negates a range. */
function isAsserted(read: ReadBlock, range: TokenRange, phrase: TokenRange): boolean {
  const { status, cue } = assertionOf(read, range);
  return status !== 'negated' || (cue !== undefined && cue.first < phrase.end && phrase.first < cue.end);
}

/** The clause around a cue: up to a semicolon, a dash, or a word that ends a scope. */
function clauseAround(read: ReadBlock, sentence: TokenRange, cue: TokenRange): TokenRange {
  let { first, end } = sentence;
  const bound = (from: number, to: number): void => {
    if (to <= cue.first && to > first) first = to;
    if (from >= cue.end && from < end) end = from;
  };
  for (const terminator of within(read.terminators, sentence)) bound(terminator.first, terminator.end);
  for (let token = sentence.first; token < sentence.end; token++) {
    if (read.tokens.word[token] === 0 && ';–—'.includes(read.tokens.text[read.tokens.start[token] as number] as string))
      bound(token, token + 1);
  }
  return { first, end };
}
