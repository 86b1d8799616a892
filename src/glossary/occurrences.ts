import type { Expander } from '../phrases/expand.ts';
import type { Entry } from '../phrases/lexicon.ts';
import type { Span } from '../phrases/scanText.ts';
import type { Concept, Term } from './concept.ts';

/** What a phrase of the glossary is: a term, or a context that one of its terms asks about. */
export type GlossaryLabel =
  | { readonly kind: 'term'; readonly concept: Concept; readonly term: Term; readonly conditional: boolean }
  | { readonly kind: 'context'; readonly side: 'before' | 'after' | 'block'; readonly term: Term };

/** A term in a block's tokens `[first, end)`, with the shorter ones inside it. */
export interface Mention {
  readonly concept: Concept;
  readonly term: Term;
  readonly first: number;
  readonly end: number;
  readonly contains: readonly Mention[];
  /** Whether it is a name that the draft has for the concept, and no term of the glossary. */
  readonly isName: boolean;
}

/** The phrases of all concepts, to be compiled with the cues. */
export function glossaryEntries(concepts: Iterable<Concept>, expander: Expander): Entry<GlossaryLabel>[] {
  const entries: Entry<GlossaryLabel>[] = [];
  for (const concept of concepts) {
    for (const term of concept.terms) {
      const sides = [
        ['before', term.notPrecededBy],
        ['after', term.notFollowedBy],
        ['block', term.needs],
      ] as const;
      const conditional = sides.some(([, phrases]) => phrases.length > 0);
      const places = expander
        .termRuns(term.phrase)
        .map((words) => ({ places: [[{ kind: 'words' as const, words }]], gaps: [] }));
      entries.push({ label: { kind: 'term', concept, term, conditional }, patterns: places });
      for (const [side, phrases] of sides) {
        if (phrases.length === 0) continue;
        entries.push({
          label: { kind: 'context', side, term },
          patterns: phrases.flatMap((phrase) => expander.patterns(phrase)),
        });
      }
    }
  }
  return entries;
}

/** Where the contexts of one term stand in a block. */
interface Contexts {
  /** Tokens at which something ends that refuses the sense before the term, and begins that refuses it after. */
  readonly before: Set<number>;
  readonly after: Set<number>;
  readonly block: Span<GlossaryLabel>[];
}

const NONE: ReadonlySet<Term> = new Set();

/** The abbreviations that a block defines, "long form (ABBR)" or the other way round: further down in the draft they need no context. */
export function definedIn(mentions: readonly Mention[]): readonly Term[] {
  return mentions.flatMap(({ concept, term, first, end }, index) => {
    if (!term.abbreviation || term.needs.length === 0) return [];
    const before = mentions[index - 1];
    const after = mentions[index + 1];
    const defined =
      (before?.concept === concept && before.end + 1 === first) ||
      (after?.concept === concept && end + 1 === after.first);
    return defined ? [term] : [];
  });
}

/** The terms that stand in one block: refused senses dropped, then the longest from the left; shorter ones go into `contains`. */
export function mentionsIn(spans: readonly Span<GlossaryLabel>[], known: ReadonlySet<Term> = NONE): readonly Mention[] {
  const contexts = new Map<Term, Contexts>();
  for (const { label, first, end } of spans) {
    if (label.kind !== 'context') continue;
    let own = contexts.get(label.term);
    if (!own) {
      own = { before: new Set(), after: new Set(), block: [] };
      contexts.set(label.term, own);
    }
    if (label.side === 'before') own.before.add(end);
    else if (label.side === 'after') own.after.add(first);
    else own.block.push({ label, first, end });
  }
  const accepted = spans.filter(
    (span) => span.label.kind === 'term' && isMeant(span, contexts.get(span.label.term), known),
  );
  accepted.sort((one, two) => one.first - two.first || two.end - one.end || priority(one) - priority(two));
  const mentions: (Mention & { readonly contains: Mention[] })[] = [];
  for (const { label, first, end } of accepted) {
    if (label.kind !== 'term') continue;
    const mention = { concept: label.concept, term: label.term, first, end, contains: [], isName: false };
    const last = mentions[mentions.length - 1];
    if (!last || first >= last.end) mentions.push(mention);
    else if (
      end <= last.end &&
      (first > last.first || end < last.end) &&
      !last.contains.some((other) => other.first === first && other.end === end)
    ) {
      last.contains.push(mention);
    }
  }
  return mentions;
}

/** A term that states its contexts knows better than one that claims every place. */
function priority(span: Span<GlossaryLabel>): number {
  return span.label.kind === 'term' && span.label.conditional ? 0 : 1;
}

function isMeant(span: Span<GlossaryLabel>, contexts: Contexts | undefined, known: ReadonlySet<Term>): boolean {
  const { label, first, end } = span;
  if (label.kind !== 'term' || !label.conditional) return true;
  if (contexts?.before.has(first) || contexts?.after.has(end)) return false;
  return (
    label.term.needs.length === 0 ||
    known.has(label.term) ||
    (contexts?.block.some((context) => context.end <= first || context.first >= end) ?? false)
  );
}
