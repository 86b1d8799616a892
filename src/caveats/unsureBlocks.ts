import type { Term } from '../glossary/concept.ts';
import { definedIn, type Mention } from '../glossary/occurrences.ts';
import type { Lexicon } from '../phrases/lexicon.ts';
import type { Draft } from './draft.ts';
import { mayHoldOwnName, namesToBeExpected } from './expectedNames.ts';
import { namingIn } from './ownNames.ts';
import { type Label, type ReadBlock, readText } from './reading.ts';
import type { DraftLanguage } from './readSegment.ts';

/**
 * The blocks of a draft that may read otherwise once more of its document has been read: an abbreviation in them may have been defined further up, and a
 * word with a capital be a name of the draft's own. For each the block with those of its mentions that stay whatever was defined. Yields now and then.
 */
export function* unsureBlocks(
  { blocks, document }: Draft,
  lexicon: Lexicon<Label>,
  { abbreviations }: DraftLanguage,
): Generator<void, ReadonlyMap<ReadBlock, ReadBlock>> {
  const unsure = new Map<ReadBlock, ReadBlock>();
  const mayBeName = namesToBeExpected(document.source, (text) =>
    namingIn({ ...readText(text, lexicon, abbreviations), excluded: [], quoted: [] }),
  );
  const defined = new Set<Term>();
  for (const read of blocks) {
    const asked = read.asks.filter(({ abbreviation }) => abbreviation);
    const open = asked.filter((term) => !defined.has(term));
    const mentionsWith = (known: readonly Term[]): readonly Mention[] =>
      readText(read.tokens.text, lexicon, abbreviations, new Set(known)).mentions;
    const least = open.length === 0 ? read.mentions : mentionsWith(asked.filter((term) => defined.has(term)));
    const most = open.length === 0 ? read.mentions : mentionsWith(asked);
    if (areSame(least, most)) {
      for (const term of definedIn(read.mentions)) defined.add(term);
      // To look for a name goes through the whole source.
      yield;
      if (mayHoldOwnName(read, mayBeName)) {
        unsure.set(read, { ...read, mentions: read.mentions.filter(({ isName }) => !isName) });
      }
      continue;
    }
    // With several of them, one that is defined may take the place that another one takes from a third.
    const stays = (one: Mention): boolean =>
      [least, most].every((mentions) => mentions.some((other) => isSame(one, other)));
    const mentions = open.length > 1 ? [] : read.mentions.filter(stays);
    unsure.set(read, { ...read, mentions });
  }
  return unsure;
}

function areSame(one: readonly Mention[], two: readonly Mention[]): boolean {
  return one.length === two.length && one.every((mention, index) => isSame(mention, two[index] as Mention));
}

function isSame(one: Mention, two: Mention): boolean {
  return (
    one.term === two.term &&
    one.concept === two.concept &&
    one.first === two.first &&
    one.end === two.end &&
    areSame(one.contains, two.contains)
  );
}
