import type { Mention } from '../glossary/occurrences.ts';
import { assertionOf, endsForbidding, wordsBetween } from './assertion.ts';
import type { Draft } from './draft.ts';
import { isExcluded } from './excluded.ts';
import type { CueData } from './loadCaveats.ts';
import { within } from './ordered.ts';
import type { Cue, TokenRange } from './reading.ts';
import type { AssertionStatus, ClaimPattern, Rule } from './rule.ts';
import { type Part, type Statement, statementsOf } from './statements.ts';

/** A statement that makes the claim of a rule. */
export interface ClaimFound {
  readonly rule: Rule;
  readonly statement: Statement;
  readonly part: Part;
  /** The substance and the act, in the part's block. */
  readonly focus: TokenRange;
  /** In a table row, all cells that hold a piece of the claim; else the part alone. */
  readonly extent: readonly Part[];
  /** The concepts named, the one the finding speaks of first. */
  readonly concepts: readonly string[];
  /** A context lowers the finding to information. */
  readonly lowered: boolean;
}

interface Placed<T> {
  readonly part: Part;
  readonly item: T;
  readonly own: boolean;
  /** Said by somebody whom the draft does not contradict ("is said to"). */
  readonly reported: boolean;
}

/** Every claim of the rules in a draft, in source order; at most one for each rule and statement. */
export function findClaims(draft: Draft, rules: readonly Rule[], cues: CueData): readonly ClaimFound[] {
  const claims: ClaimFound[] = [];
  for (const statement of statementsOf(draft)) {
    if (statement.own.every(({ read }) => read.mentions.length === 0 && read.cues.length === 0)) continue;
    if (isForbidden(statement)) continue;
    for (const rule of rules) {
      const found = firstMatch(rule, statement);
      if (!found) continue;
      const effect = contextEffect(rule, statement, found, cues);
      if (effect === 'suppress') continue;
      const { part, focus, concepts } = found;
      const extent = statement.kind === 'row' ? found.extent : [{ read: part.read, range: focus }];
      claims.push({
        part,
        focus,
        extent,
        concepts,
        rule,
        statement,
        lowered: found.reported || effect === 'information',
      });
    }
  }
  // A list as a whole only makes the claim that none of its items makes.
  const made = new Set(claims.filter(({ statement }) => statement.kind !== 'list').map(claimKey));
  return claims.filter(
    ({ rule, statement }) =>
      statement.kind !== 'list' || !statement.own.some((part) => made.has(claimKey({ rule, part }))),
  );
}

function claimKey({ rule, part }: Pick<ClaimFound, 'rule' | 'part'>): string {
  return `${part.read.index} ${rule.id}`;
}

/** Whether a lead-in such as "Avoid:" or "Do not combine with:" forbids the items below it. */
function isForbidden(statement: Statement): boolean {
  return statement.governing.some(({ read, range }) => read.block.kind !== 'heading' && endsForbidding(read, range));
}

interface Match {
  readonly extent: readonly Part[];
  readonly part: Part;
  readonly focus: TokenRange;
  readonly concepts: readonly string[];
  readonly reported: boolean;
}

function firstMatch(rule: Rule, statement: Statement): Match | undefined {
  for (const pattern of rule.any) {
    if (statement.kind === 'list' && pattern.mentions.length < 2) continue;
    const match = matchPattern(pattern, statement);
    if (match) return match;
  }
  return undefined;
}

function matchPattern(pattern: ClaimPattern, statement: Statement): Match | undefined {
  const mentions = pattern.mentions.map((classes) => mentionsOf(statement, classes, pattern));
  if (mentions.some((list) => list.length === 0)) return undefined;
  const cues = pattern.cues.map((set) => cuesOf(statement, set));
  if (cues.some((list) => list.length === 0)) return undefined;
  for (const anchor of mentions[0] ?? cues[0] ?? []) {
    const match = matchAnchor(pattern, anchor, mentions, cues);
    if (match) return match;
  }
  return undefined;
}

function matchAnchor(
  pattern: ClaimPattern,
  anchor: Placed<Mention> | Placed<Cue>,
  mentions: readonly (readonly Placed<Mention>[])[],
  cues: readonly (readonly Placed<Cue>[])[],
): Match | undefined {
  const pieces: Placed<TokenRange>[] = [anchor];
  const concepts: string[] = 'concept' in anchor.item ? [anchor.item.concept.id] : [];
  for (const list of mentions.slice(1)) {
    const other = list.find(({ item }) => !concepts.includes(item.concept.id));
    if (!other) return undefined;
    pieces.push(other);
    concepts.push(other.item.concept.id);
  }
  if (mentions.length > 0 && !pieces.some(({ own }) => own)) {
    // What it is about stands above: the first cue takes the place of the mention.
    return cues[0]
      ?.map((first) => collect(pattern, first, pieces, cues.slice(1), concepts))
      .find((match) => match !== undefined);
  }
  return collect(pattern, anchor, pieces, mentions.length > 0 ? cues : cues.slice(1), concepts);
}

function collect(
  pattern: ClaimPattern,
  anchor: Placed<TokenRange>,
  pieces: readonly Placed<TokenRange>[],
  cues: readonly (readonly Placed<Cue>[])[],
  concepts: readonly string[],
): Match | undefined {
  const all = pieces.includes(anchor) ? [...pieces] : [...pieces, anchor];
  for (const list of cues) {
    const near = nearestTo(anchor, list, pattern);
    if (!near) return undefined;
    all.push(near);
  }
  return focusOf(all, concepts);
}

/** The union of what stands in the block of the first own piece: the narrowest words to mark. */
function focusOf(pieces: readonly Placed<TokenRange>[], concepts: readonly string[]): Match | undefined {
  const first = pieces.find(({ own }) => own);
  if (!first) return undefined;
  const same = pieces.filter(({ own, part }) => own && part.read === first.part.read);
  const focus = {
    first: Math.min(...same.map(({ item }) => item.first)),
    end: Math.max(...same.map(({ item }) => item.end)),
  };
  const extent = pieces.filter(({ own }) => own).map(({ part, item }) => ({ read: part.read, range: item }));
  return { part: first.part, focus, extent, concepts, reported: pieces.some(({ reported }) => reported) };
}

/** Mentions in the statement; failing those, when it names no other substance, in the nearest part of its topic that has one. */
function mentionsOf(
  statement: Statement,
  classes: readonly string[],
  { mentions, topic }: ClaimPattern,
): readonly Placed<Mention>[] {
  const own = statement.own.flatMap((part) => mentionsIn(part, classes, true));
  if (own.length > 0 || topic === 'none') return own;
  // Of a pair the statement may name the other one.
  const alone = mentions.length === 1;
  if (alone && statement.own.some((part) => mentionsIn(part, OTHER_SUBSTANCES, true).length > 0)) return own;
  for (const part of topic === 'before' ? statement.before : statement.topic) {
    const found = mentionsIn(part, classes, false);
    if (found.length > 0) return found;
  }
  return [];
}

const OTHER_SUBSTANCES = ['supplement', 'prescription-medicine', 'precursor', 'cofactor'];

function mentionsIn(part: Part, classes: readonly string[], own: boolean): readonly Placed<Mention>[] {
  return within(part.read.mentions, part.range)
    .filter(
      (mention) => mention.concept.classes.some((name) => classes.includes(name)) && !isExcluded(part.read, mention),
    )
    .flatMap((item) => placed(part, item, own, UNCLAIMED));
}

/** Cues of a set in the statement, and in what governs it. */
function cuesOf(statement: Statement, set: string): readonly Placed<Cue>[] {
  const pick = (parts: readonly Part[], own: boolean): readonly Placed<Cue>[] =>
    parts.flatMap((part) =>
      within(part.read.cues, part.range)
        .filter((cue) => cue.set === set && !cue.opposite && !isExcluded(part.read, cue))
        .flatMap((item) => placed(part, item, own, UNCLAIMED_ACT)),
    );
  return [...pick(statement.own, true), ...pick(statement.governing, false)];
}

/** What may not be said of a thing that a claim is about; an act may not be the condition of something else either. */
const UNCLAIMED: ReadonlySet<AssertionStatus> = new Set(['negated', 'historical', 'hypothetical']);
const UNCLAIMED_ACT: ReadonlySet<AssertionStatus> = new Set([...UNCLAIMED, 'conditional']);

/** A mention or cue that is claimed, with its place; nothing where its assertion is one of `unclaimed`. */
function placed<T extends TokenRange>(
  part: Part,
  item: T,
  own: boolean,
  unclaimed: ReadonlySet<AssertionStatus>,
): readonly Placed<T>[] {
  const { status } = assertionOf(part.read, item);
  if (unclaimed.has(status)) return [];
  return [{ part, item, own, reported: status === 'other' }];
}

function nearestTo(
  anchor: Placed<TokenRange>,
  cues: readonly Placed<Cue>[],
  pattern: ClaimPattern,
): Placed<Cue> | undefined {
  let best: Placed<Cue> | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const cue of cues) {
    const far = distanceBetween(anchor, cue, pattern);
    const longer =
      best !== undefined && far === distance && cue.item.end - cue.item.first > best.item.end - best.item.first;
    if (far < distance || longer) {
      best = cue;
      distance = far;
    }
  }
  return best;
}

/** Words between mention and cue; infinite where the pattern does not allow them together. */
function distanceBetween(mention: Placed<TokenRange>, cue: Placed<Cue>, pattern: ClaimPattern): number {
  if (mention.part.read !== cue.part.read || !mention.own || !cue.own) return pattern.near ?? 0;
  const before = cue.item.end <= mention.item.first;
  const after = cue.item.first >= mention.item.end;
  if (pattern.order === 'cue-first' && after) return Number.POSITIVE_INFINITY;
  if (pattern.order === 'mention-first' && before) return Number.POSITIVE_INFINITY;
  if (!before && !after) return pattern.order === 'any' ? 0 : Number.POSITIVE_INFINITY;
  const [from, to] = before ? [cue.item.end, mention.item.first] : [mention.item.end, cue.item.first];
  for (let token = from; token < to; token++) {
    const { tokens } = cue.part.read;
    if (tokens.word[token] === 0 && tokens.text[tokens.start[token] as number] === ';') return Number.POSITIVE_INFINITY;
  }
  const words = wordsBetween(cue.part.read, from, to);
  return words <= (pattern.near ?? words) ? words : Number.POSITIVE_INFINITY;
}

/** What the negative contexts that the rule names make of the statement. */
function contextEffect(
  rule: Rule,
  statement: Statement,
  claim: Match,
  cues: CueData,
): 'suppress' | 'information' | undefined {
  let lowered = false;
  for (const name of rule.unless) {
    const context = cues.contexts.get(name);
    if (!context) continue;
    const has = (parts: readonly Part[]): boolean =>
      parts.some(({ read, range }) =>
        within(read.negatives, range).some(
          (one) =>
            one.context === name && !(context.before && read === claim.part.read && one.first >= claim.focus.first),
        ),
      );
    const headings = statement.topic.filter(({ read }) => read.block.kind !== 'paragraph');
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

/** Whether a part ends with a question mark; a heading with a question in it is all question. */
function isQuestion({ read, range }: Part): boolean {
  if (read.block.kind === 'heading') return /\?(?![^\s"'”’)\]])/.test(read.block.prose.text);
  for (let token = range.end - 1; token >= range.first && read.tokens.word[token] === 0; token--) {
    if (read.tokens.text[read.tokens.start[token] as number] === '?') return true;
  }
  return false;
}
