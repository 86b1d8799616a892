import { type Anchored, anchored, placeOf } from '../caveats/anchored.ts';
import type { Draft } from '../caveats/draft.ts';
import { type Passage, passagesOf } from '../caveats/passages.ts';
import { createPlacer } from '../caveats/placer.ts';
import type { ReadBlock } from '../caveats/reading.ts';
import type { Term } from '../glossary/concept.ts';
import type { Mention } from '../glossary/occurrences.ts';
import { plainForm } from '../phrases/notation.ts';
import type { Occurrence } from './analysis.ts';

/** Every place of a draft where a term stands. */
export function occurrencesIn(draft: Draft): readonly Occurrence[] {
  const occurrences: Occurrence[] = [];
  for (const passage of passagesOf(draft)) for (const one of placed(passage)) occurrences.push(one);
  return occurrences;
}

/** A mention with the place where it stands, and those inside it. */
interface Mentioned {
  readonly mention: Mention;
  readonly at: Anchored;
  readonly contains: readonly { readonly mention: Mention; readonly at: Anchored }[];
}

const placed = createPlacer<Passage, Mentioned, Occurrence>({
  sourcesOf: ({ reads }) => reads.flatMap(mentionedIn),
  anchorsOf: ({ at }) => [at],
  place({ mention, at, contains }, before) {
    const range = placeOf(at, before?.range);
    if (before && range === before.range) return before;
    return {
      concept: mention.concept.id,
      term: writtenForm(mention.term),
      status: mention.term.status,
      range,
      contains: contains.map((inner) => ({
        concept: inner.mention.concept.id,
        term: writtenForm(inner.mention.term),
        range: placeOf(inner.at),
      })),
    };
  },
});

function mentionedIn(read: ReadBlock): readonly Mentioned[] {
  return read.mentions.flatMap((mention) => {
    if (mention.isName) return [];
    return [
      {
        mention,
        at: standsAt(read, mention),
        contains: mention.contains.map((inner) => ({ mention: inner, at: standsAt(read, inner) })),
      },
    ];
  });
}

function standsAt(read: ReadBlock, mention: Mention): Anchored {
  const { tokens, block } = read;
  const prose = {
    start: tokens.start[mention.first] as number,
    end: tokens.end[mention.end - 1] as number,
  };
  return anchored(read, block.prose.toSource(prose));
}

const written = new WeakMap<Term, string>();

/** A term as the glossary writes it, without the marks of the notation. */
function writtenForm(term: Term): string {
  const known = written.get(term) ?? plainForm(term.phrase);
  written.set(term, known);
  return known;
}
