import { describe, expect, test } from 'vitest';
import type { Mention } from '../../src/glossary/occurrences.ts';
import { glossaryEntries, mentionsIn } from '../../src/glossary/occurrences.ts';
import { compileLexicon } from '../../src/phrases/lexicon.ts';
import { plainForm } from '../../src/phrases/notation.ts';
import { scanText } from '../../src/phrases/scanText.ts';
import { tokenize } from '../../src/phrases/tokens.ts';
import { expander } from '../phrases/phrases.ts';
import { glossaryFile, load } from './load.ts';

/** What a glossary of the given terms (YAML lists, by concept) finds in one block: `concept: words`, shorter terms in brackets. */
function mentioned(concepts: Readonly<Record<string, string>>, text: string): readonly string[] {
  const records = Object.entries(concepts).map(([id, terms]) => `{ id: ${id}, terms: ${terms}, definition: A. }`);
  const { concepts: loaded, problems } = load({ 'a.yaml': glossaryFile(...records) });
  expect(problems).toEqual([]);
  const tokens = tokenize(text);
  const { spans } = scanText(
    compileLexicon(glossaryEntries(loaded.values(), expander)),
    tokens,
    new Int32Array(tokens.count),
  );
  const show = (mention: Mention): string => {
    const inner = mention.contains.map(show).join(', ');
    return `${mention.concept.id}: ${text.slice(tokens.start[mention.first], tokens.end[mention.end - 1])}${inner && ` [${inner}]`}`;
  };
  return mentionsIn(spans).map(show);
}

describe('the longest term wins', () => {
  const glossary = {
    serotonin: '[serotonin]',
    syndrome: '[serotonin syndrome]',
    balance: '[neurotransmitter balance]',
    optimization: '[neurotransmitter balance optimization]',
  };

  test('and holds the shorter ones', () => {
    expect(mentioned(glossary, 'Serotonin syndrome and serotonin')).toEqual([
      'syndrome: Serotonin syndrome [serotonin: Serotonin]',
      'serotonin: serotonin',
    ]);
    expect(mentioned(glossary, 'neurotransmitter balance optimisation')).toEqual([
      'optimization: neurotransmitter balance optimisation [balance: neurotransmitter balance]',
    ]);
  });

  test('from the left, where two overlap', () => {
    expect(mentioned({ one: '[low mood]', two: '[mood swing]' }, 'low mood swings, mood swings')).toEqual([
      'one: low mood',
      'two: mood swings',
    ]);
  });

  test('across a line end, a hyphen, a possessive beside it', () => {
    expect(mentioned(glossary, "serotonin\nsyndrome, serotonin-syndrome, serotonin's role")).toEqual([
      'syndrome: serotonin\nsyndrome [serotonin: serotonin]',
      'syndrome: serotonin-syndrome [serotonin: serotonin]',
      'serotonin: serotonin',
    ]);
  });

  test('and a word inside another word is none', () => {
    expect(mentioned(glossary, 'serotonins serotonine myserotonin sero-tonin')).toEqual(['serotonin: serotonins']);
  });
});

describe('a term with exact case', () => {
  test.each([
    ['SAMe lifts mood', ['same: SAMe']],
    ['Same day, the same, SAME', []],
    ['SAM\u00ADe', ['same: SAM\u00ADe']],
  ])('%s', (text, expected) => {
    expect(mentioned({ same: '[=SAMe]' }, text)).toEqual(expected);
  });
});

describe('a term in context', () => {
  const glossary = {
    tyrosine: '[{ term: tyrosine, notFollowedBy: [kinase~, hydroxylase] }]',
    depletion: '[acute tryptophan depletion]',
    tryptophan: '[{ term: tryptophan, notPrecededBy: [acute, low ..2 in] }]',
    stabilization: '[{ term: stabilization, needs: [neurotransmitter~, "(brain | nerve) chemistry"] }]',
    gaba: '[=GABA]',
    receptor: '[{ term: =GABA, notFollowedBy: [tea], needs: [receptor] }]',
  };

  test.each([
    ['is refused before certain words', 'Tyrosine kinases and tyrosine-hydroxylase', []],
    ['stands before others', 'Tyrosine and its kinase', ['tyrosine: Tyrosine']],
    [
      'is refused behind certain words',
      'low tryptophan, a diet low in tryptophan, acute tryptophan',
      ['tryptophan: tryptophan'],
    ],
    ['needs a word in the block', 'Stabilization of neurotransmitters', ['stabilization: Stabilization']],
    [
      'needs a phrase in the block, before or behind',
      'brain chemistry; then stabilization',
      ['stabilization: stabilization'],
    ],
    ['is refused without it', 'Stabilization of the spine', []],
    ['goes before the term that is always meant', 'GABA binds its receptor', ['receptor: GABA']],
    ['leaves the place to the other where it is refused', 'GABA lozenges', ['gaba: GABA']],
    ['leaves the place to the other where its next word is wrong', 'GABA tea at the receptor', ['gaba: GABA']],
  ])('%s', (_, text, expected) => {
    expect(mentioned(glossary, text)).toEqual(expected);
  });

  test('is not refused by a word that an intervening mark holds off', () => {
    expect(mentioned(glossary, 'Take tyrosine. Kinase inhibitors, though')).toEqual(['tyrosine: tyrosine']);
  });

  test('does not meet its own need', () => {
    expect(mentioned({ a: '[{ term: low mood, needs: [mood] }]' }, 'low mood')).toEqual([]);
    expect(mentioned({ a: '[{ term: low mood, needs: [mood] }]' }, 'low mood and mood')).toEqual(['a: low mood']);
  });
});

describe('an alternative', () => {
  test('is a designation of its own', () => {
    const { concepts } = load({ 'a.yaml': glossaryFile('{ id: a, terms: ["(low | poor) mood"], definition: A. }') });
    const tokens = tokenize('Poor mood');
    const { spans } = scanText(
      compileLexicon(glossaryEntries(concepts.values(), expander)),
      tokens,
      new Int32Array(tokens.count),
    );
    expect(mentionsIn(spans).map(({ term }) => [plainForm(term.phrase), term.status])).toEqual([
      ['poor mood', 'admitted'],
    ]);
  });
});

test.each(['constructor', '__proto__', 'toString'])('the word %s is a term only where a glossary has it', (word) => {
  expect(mentioned({ a: '[serotonin]' }, `${word} serotonin ${word}`)).toEqual(['a: serotonin']);
  expect(mentioned({ a: `[${word}]` }, `The ${word}`)).toEqual([`a: ${word}`]);
});
