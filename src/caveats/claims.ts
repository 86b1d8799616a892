import type { Mention } from '../glossary/occurrences.ts';
import { assertionOf, wordsBetween } from './assertion.ts';
import type { CueData } from './loadCaveats.ts';
import type { Draft } from './draft.ts';
import { isExcluded } from './excluded.ts';
import type { Cue, ReadBlock, TokenRange } from './reading.ts';
import type { AssertionStatus, ClaimPattern, Rule } from './rule.ts';
import { type Part, type Statement, statementsOf } from './statements.ts';

/** A statement that makes the claim of a rule. */
export interface ClaimFound {
  readonly rule: Rule;
  readonly statement: Statement;
  readonly part: Part;
  /** The substance and the act, in the part's block. */
  readonly focus: TokenRange;
  /** The concepts named, the one the finding speaks of first. */
  readonly concepts: readonly string[];
  /** A context lowers the finding to information. */
  readonly lowered: boolean;
}

interface Placed<T> {
  readonly part: Part;
  readonly item: T;
  readonly own: boolean;
}

const CLAIMED: readonly AssertionStatus[] = ['affirmed', 'possible', 'conditional'];

/** Every claim of the rules in a draft, in source order; at most one for each rule and statement. */
export function findClaims(draft: Draft, rules: readonly Rule[], cues: CueData): readonly ClaimFound[] {
  const claims: ClaimFound[] = [];
  for (const statement of statementsOf(draft)) {
    if (statement.own.every(({ read }) => read.mentions.length === 0 && read.cues.length === 0)) continue;
    for (const rule of rules) {
      const found = firstMatch(rule, statement);
      if (!found) continue;
      const effect = contextEffect(rule, statement, cues);
      if (effect !== 'suppress') claims.push({ ...found, rule, statement, lowered: effect === 'information' });
    }
  }
  return claims;
}

type Match = Pick<ClaimFound, 'part' | 'focus' | 'concepts'>;

function firstMatch(rule: Rule, statement: Statement): Match | undefined {
  for (const pattern of rule.any) {
    const match = matchPattern(pattern, statement);
    if (match) return match;
  }
  return undefined;
}

function matchPattern(pattern: ClaimPattern, statement: Statement): Match | undefined {
  const mentions = pattern.mentions.map((classes) => mentionsOf(statement, classes, pattern.topic));
  if (mentions.some((list) => list.length === 0)) return undefined;
  const cues = pattern.cues.map((set) => cuesOf(statement, set));
  if (cues.some((list) => list.length === 0)) return undefined;
  const anchors = mentions[0] ?? cues[0] ?? [];
  for (const anchor of anchors) {
    const others: Placed<TokenRange>[] = [];
    const concepts: string[] = 'concept' in anchor.item ? [(anchor.item as Mention).concept.id] : [];
    const paired = mentions.slice(1).every((list) => {
      const other = list.find(({ item }) => !concepts.includes(item.concept.id) && item !== anchor.item);
      if (other) {
        others.push(other);
        concepts.push(other.item.concept.id);
      }
      return other !== undefined;
    });
    if (!paired) continue;
    const rest = mentions.length > 0 ? cues : cues.slice(1);
    const cued = rest.every((list) => {
      const near = nearestTo(anchor, list, pattern);
      if (near) others.push(near);
      return near !== undefined;
    });
    if (!cued) continue;
    return focusOf([anchor, ...others], concepts);
  }
  return undefined;
}

/** The union of what stands in the part of the first own piece: the narrowest words to mark. */
function focusOf(pieces: readonly Placed<TokenRange>[], concepts: readonly string[]): Match | undefined {
  const own = pieces.filter((piece) => piece.own);
  const first = own[0];
  if (!first) return undefined;
  const same = own.filter(({ part }) => part.read === first.part.read);
  const focus = {
    first: Math.min(...same.map(({ item }) => item.first)),
    end: Math.max(...same.map(({ item }) => item.end)),
  };
  return { part: first.part, focus, concepts };
}

function mentionsOf(statement: Statement, classes: readonly string[], topic: boolean): readonly Placed<Mention>[] {
  const pick = (parts: readonly Part[], own: boolean): Placed<Mention>[] =>
    parts.flatMap((part) =>
      part.read.mentions
        .filter(
          (mention) =>
            inRange(mention, part.range) &&
            mention.concept.classes.some((name) => classes.includes(name)) &&
            !isExcluded(part.read, mention) &&
            isClaimed(part.read, mention),
        )
        .map((item) => ({ part, item, own })),
    );
  const own = pick(statement.own, true);
  if (own.length > 0 || !topic) return own;
  return pick(statement.topic, false);
}

function cuesOf(statement: Statement, set: string): readonly Placed<Cue>[] {
  return statement.own.flatMap((part) =>
    part.read.cues
      .filter((cue) => cue.set === set && !cue.opposite && inRange(cue, part.range) && !isExcluded(part.read, cue) && isClaimed(part.read, cue))
      .map((item) => ({ part, item, own: true })),
  );
}

function inRange(one: TokenRange, range: TokenRange): boolean {
  return one.first >= range.first && one.end <= range.end;
}

function isClaimed(read: ReadBlock, range: TokenRange): boolean {
  return CLAIMED.includes(assertionOf(read, range).status);
}

function nearestTo(anchor: Placed<TokenRange>, cues: readonly Placed<Cue>[], pattern: ClaimPattern): Placed<Cue> | undefined {
  let best: Placed<Cue> | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const cue of cues) {
    const far = distanceBetween(anchor, cue, pattern);
    if (far < distance) {
      best = cue;
      distance = far;
    }
  }
  return best;
}

/** Words between mention and cue; infinite where the pattern does not allow them together. */
function distanceBetween(mention: Placed<TokenRange>, cue: Placed<Cue>, pattern: ClaimPattern): number {
  if (mention.part.read !== cue.part.read || !mention.own) return pattern.near ?? 0;
  const before = cue.item.end <= mention.item.first;
  const after = cue.item.first >= mention.item.end;
  if (pattern.order === 'cue-first' && after) return Number.POSITIVE_INFINITY;
  if (pattern.order === 'mention-first' && before) return Number.POSITIVE_INFINITY;
  if (!before && !after) return 0;
  const [from, to] = before ? [cue.item.end, mention.item.first] : [mention.item.end, cue.item.first];
  for (let token = from; token < to; token++) {
    const { tokens } = cue.part.read;
    if (tokens.word[token] === 0 && tokens.text[tokens.start[token] as number] === ';') return Number.POSITIVE_INFINITY;
  }
  const words = wordsBetween(cue.part.read, from, to);
  return words <= (pattern.near ?? words) ? words : Number.POSITIVE_INFINITY;
}

/** What the negative contexts that the rule names make of the statement. */
function contextEffect(rule: Rule, statement: Statement, cues: CueData): 'suppress' | 'information' | undefined {
  let lowered = false;
  for (const name of rule.unless) {
    const context = cues.contexts.get(name);
    if (!context) continue;
    const has = (parts: readonly Part[]): boolean =>
      parts.some(({ read, range }) => read.negatives.some((one) => one.context === name && inRange(one, range)));
    const headings = statement.topic.filter(({ read }) => read.block.kind === 'heading');
    const standing =
      (context.in !== 'heading' && has(statement.own)) ||
      (context.in !== 'statement' && has(headings)) ||
      (context.question && statement.own.some(isQuestion));
    if (!standing) continue;
    if (context.unless.some((set) => cuesOf(statement, set).length > 0)) continue;
    if (context.effect === 'suppress') return 'suppress';
    lowered = true;
  }
  return lowered ? 'information' : undefined;
}

function isQuestion({ read, range }: Part): boolean {
  for (let token = range.end - 1; token >= range.first && read.tokens.word[token] === 0; token--) {
    if (read.tokens.text[read.tokens.start[token] as number] === '?') return true;
  }
  return false;
}
