import { type Assertion, assertionOf } from './assertion.ts';
import { isExcluded } from './excluded.ts';
import { hasItsClaims } from './match.ts';
import { within } from './ordered.ts';
import type { TokenRange } from './reading.ts';
import type { ClaimPattern, Rule } from './rule.ts';
import type { Part, Statement } from './statements.ts';

/** Something in a statement that a pattern asks for, and whether it is claimed there. */
export interface Piece {
  readonly part: Part;
  /** A concept's id, or a cue set's name. */
  readonly name: string;
  /** `name`: a name that the draft has for the concept. */
  readonly kind: 'concept' | 'name' | 'cue';
  readonly assertion: Assertion;
  /** Quoted or struck out. */
  readonly excluded: boolean;
}

/** How far a statement fits a pattern that it does not fit altogether. */
export interface Trace {
  readonly pieces: readonly Piece[];
  /** The classes and cue sets of which it holds nothing. */
  readonly lacks: readonly string[];
}

const CLAIMED = new Set(['affirmed', 'possible', 'conditional', 'other']);

/**
 * Of a rule's patterns the one that a statement, in which the rules `made` make claims, comes nearest to; undefined where it holds nothing that the rule asks
 * about, or only an act.
 */
export function nearestTrace(rule: Rule, statement: Statement, made: ReadonlySet<string>): Trace | undefined {
  let best: Trace | undefined;
  for (const pattern of rule.any) {
    // What goes with a claim that is not made lacks more than words.
    if (!hasItsClaims(pattern, made)) continue;
    const trace = traceOf(pattern, statement);
    if (trace.pieces.length === 0) continue;
    if (pattern.mentions.length > 0 && trace.pieces.every(({ kind }) => kind === 'cue')) continue;
    if (!best || rank(trace) < rank(best)) best = trace;
  }
  return best;
}

/** What is lacking weighs most, then what stands there but is not claimed. */
function rank({ pieces, lacks }: Trace): number {
  return lacks.length * 10 + pieces.filter((piece) => !isClaimed(piece)).length;
}

/** Whether a piece counts towards a claim. */
export function isClaimed({ assertion, excluded }: Piece): boolean {
  return !excluded && CLAIMED.has(assertion.status);
}

function traceOf(pattern: ClaimPattern, statement: Statement): Trace {
  const pieces: Piece[] = [];
  const lacks: string[] = [];
  const own = [...statement.own, ...statement.governing];
  const topics = pattern.topic === 'none' ? [] : pattern.topic === 'before' ? statement.before : statement.topic;
  for (const classes of pattern.mentions) {
    const found = firstPiece([...own, ...topics], pattern, (part) =>
      within(part.read.mentions, part.range)
        .filter(({ concept }) => concept.classes.some((name) => classes.includes(name)))
        .map((item) => ({ item, name: item.concept.id, kind: item.isName ? ('name' as const) : ('concept' as const) })),
    );
    if (found) pieces.push(found);
    else lacks.push(classes.map((name) => `class:${name}`).join(' or '));
  }
  for (const set of pattern.cues) {
    const beside = [
      ...(pattern.before.includes(set) ? statement.before : []),
      ...(pattern.after.includes(set) ? statement.after : []),
    ];
    const found = firstPiece([...own, ...beside], pattern, (part) =>
      within(part.read.cues, part.range)
        .filter((cue) => cue.set === set && !cue.opposite)
        .map((item) => ({ item, name: set, kind: 'cue' as const })),
    );
    if (found) pieces.push(found);
    else lacks.push(set);
  }
  return { pieces, lacks };
}

/** The first piece that counts, else the first at all. */
function firstPiece(
  parts: readonly Part[],
  pattern: ClaimPattern,
  pick: (part: Part) => readonly { readonly item: TokenRange; readonly name: string; readonly kind: Piece['kind'] }[],
): Piece | undefined {
  const pieces = parts.flatMap((part) =>
    pick(part).map(({ item, name, kind }): Piece => {
      const range = { first: item.first, end: item.end };
      return {
        part: { read: part.read, range },
        name,
        kind,
        assertion: assertionOf(part.read, range),
        excluded: isExcluded(part.read, range, pattern.quoted),
      };
    }),
  );
  return pieces.find(isClaimed) ?? pieces[0];
}
