import { cuesIn } from './draft.ts';
import type { CueData } from './loadCaveats.ts';
import type { Match } from './match.ts';
import { lowerBound, within } from './ordered.ts';
import { holdsCue } from './placed.ts';
import { announcedAs, behindAs, type Reading } from './reading.ts';
import { isCited } from './references.ts';
import type { Context } from './rule.ts';
import type { Part, Statement } from './statements.ts';

/** What the negative contexts of these names make of the statement. `isCertain`: see `contextIn`. */
export function contextEffect(
  names: readonly string[],
  statement: Statement,
  claim: Match,
  cues: CueData,
  isCertain = false,
): 'suppress' | 'information' | undefined {
  let lowered = false;
  for (const name of names) {
    const context = cues.contexts.get(name);
    if (!context || !contextIn(context, statement, claim, isCertain)) continue;
    if (context.effect === 'suppress') return 'suppress';
    lowered = true;
  }
  return lowered ? 'information' : undefined;
}

/**
 * What puts a statement in a negative context: the phrase, or the whole statement where it is a question or has a reference. Where the claim is certain by
 * the statement's own words, only what stands around it keeps it back: its own phrases were weighed with it.
 */
export function contextIn(context: Context, statement: Statement, claim: Match, isCertain = false): Part | undefined {
  const isWeighed = isCertain && context.effect === 'suppress';
  const standing =
    (context.in !== 'heading' && !isWeighed && phraseIn(statement.own, context, claim)) ||
    (context.in !== 'statement' &&
      phraseIn(
        statement.topic.filter((part) => isAbove(statement, part)),
        context,
        claim,
      )) ||
    (context.announced.length > 0 &&
      phraseIn(statement.announcing, { name: announcedAs(context.name), before: false }, claim)) ||
    (context.behind.length > 0 && openingIn(statement.after, behindAs(context.name))) ||
    (context.question && !isAffirmed(statement) && statement.own.find(isQuestion)) ||
    (context.cited && statement.own.find(isCited));
  return standing && !holdsCue(statement, context.unless) ? standing : undefined;
}

/** The part that begins with a phrase of a context. */
function openingIn(parts: readonly Part[], context: string): Part | undefined {
  return parts.find(({ read, range }) =>
    within(read.negatives, range).some((one) => one.context === context && one.first <= range.first + OPENING),
  );
}

/** A heading, or the header over a row. */
function isAbove({ kind }: Statement, { read: { block } }: Part): boolean {
  return block.kind === 'heading' || (kind === 'row' && block.kind === 'cell');
}

/** A phrase of a context in one of the parts. */
function phraseIn(
  parts: readonly Part[],
  { name, before }: Pick<Context, 'name' | 'before'>,
  { part, focus }: Match,
): Part | undefined {
  for (const { read, range } of parts) {
    const { negatives } = read;
    for (let index = lowerBound(negatives, range.first); index < negatives.length; index++) {
      const one = negatives[index] as Reading['negatives'][number];
      if (one.first >= range.end) break;
      const isTooLate = before && read === part.read && one.first >= focus.first;
      if (one.context === name && one.end <= range.end && !isTooLate) return { read, range: one };
    }
  }
  return undefined;
}

/** How far into a sentence its first words may stand: behind "A:" or a quotation mark. */
const OPENING = 2;
/** How soon an answer takes it back: "Certainly no trial says so", "Of course, but do not …". */
const TURN = 7;

/** Whether the answer to a question begins with yes and denies nothing: what was asked is said then. */
function isAffirmed({ answer }: Statement): boolean {
  return answer.some(
    ({ read, range }) =>
      cuesIn(read, range, ['affirmed-answer']).some(
        ({ first, end }) =>
          first <= range.first + OPENING && !cuesIn(read, range, ['turned-answer']).some((turn) => turn.first === end),
      ) &&
      !within(read.triggers, range).some(
        ({ trigger, first }) => trigger.status === 'negated' && first <= range.first + TURN,
      ),
  );
}

/** Whether a part ends with a question mark; a heading with a question in it is all question. */
function isQuestion({ read, range }: Part): boolean {
  if (read.block.kind === 'heading') return /\?(?![^\s"'”’)\]])/.test(read.block.prose.text);
  for (let token = range.end - 1; token >= range.first && read.tokens.word[token] === 0; token--) {
    if (read.tokens.text[read.tokens.start[token] as number] === '?') return true;
  }
  return false;
}
