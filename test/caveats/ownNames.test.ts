import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { builtinData } from '../../src/analysis/builtin.ts';
import { ownNamesIn } from '../../src/caveats/ownNames.ts';
import { readFrontMatter } from '../../src/config/frontMatter.ts';
import { readWhole } from '../analysis/whole.ts';
import { shownClaims } from './small.ts';

const data = builtinData();

function names(source: string): Record<string, string> {
  const found = ownNamesIn(readWhole(source, data).blocks, () => false);
  return Object.fromEntries([...found].map(([name, { concept }]) => [name, concept.id]));
}

describe('a draft’s own name for a substance', () => {
  test.each([
    ['before a parenthesis', 'Ask for Ballast (L-theanine 200 mg) by name.', { Ballast: 'theanine' }],
    ['before a parenthesis, with its mark', 'Ballast® (theanine) is new.', { Ballast: 'theanine' }],
    [
      'in capitals before a parenthesis',
      'VEXALTA (sertraline) tablets are new.',
      { VEXALTA: 'selective-serotonin-reuptake-inhibitor' },
    ],
    [
      'in capitals with its mark',
      'LUMIDOR® (venlafaxine) is new.',
      { LUMIDOR: 'serotonin-norepinephrine-reuptake-inhibitor' },
    ],
    ['in a parenthesis', 'We give tyrosine (Daybreak) first. Most of us like Daybreak.', { Daybreak: 'tyrosine' }],
    ['before a verb', 'I like Ballast. Ballast contains 200 mg of theanine.', { Ballast: 'theanine' }],
    ['of several words', 'Quiet Jar is made from theanine.', { 'Quiet Jar': 'theanine' }],
    [
      'beside it in a table',
      'Try our Hush.\n\n| Product | Inside |\n| --- | --- |\n| **Hush** | theanine, 200 mg |',
      { Hush: 'theanine' },
    ],
    [
      'above it in a table',
      'Try our Hush or our Dawn.\n\n| | Hush | Dawn |\n| --- | --- | --- |\n| Inside | Theanine | Tyrosine |',
      { Hush: 'theanine', Dawn: 'tyrosine' },
    ],
    [
      'though an address writes it small',
      'I like [Ballast](https://x.example/ballast). Ballast contains theanine.',
      { Ballast: 'theanine' },
    ],
    [
      'behind the word that a line of products shares',
      'We sell Molven Dag (tyrosine) and Molven Nott (theanine). Nott is new.',
      { 'Molven Dag': 'tyrosine', 'Molven Nott': 'theanine', Dag: 'tyrosine', Nott: 'theanine' },
    ],
    ['behind what it comes as', 'Our theanine and GABA powder, Brume, is sweet. I like Brume.', { Brume: 'theanine' }],
    [
      'above it as a heading with a colon',
      '## Clair: the morning tablet\n\nTyrosine in a tin. You will like Clair.',
      { Clair: 'tyrosine' },
    ],
    [
      'but not behind it where that is hardly a word',
      'We sell Molven Go (tyrosine) and Molven Up (theanine). Some like Molven Go.',
      { 'Molven Go': 'tyrosine', 'Molven Up': 'theanine' },
    ],
    [
      'but not behind the first word of one product alone',
      'We sell Molven Dag (tyrosine). You may like Dag.',
      { 'Molven Dag': 'tyrosine' },
    ],
    ['above it as a heading', '## Hush\n\nTheanine from green tea. You will like Hush.', { Hush: 'theanine' }],
  ])('stands %s', (_, source, expected) => {
    expect(names(source)).toEqual(expected);
  });

  test.each([
    ['that only begins a sentence', 'Turkey contains tryptophan.'],
    ['that stands in lower case too', 'I like my Calm, and calm is good. Calm contains theanine.'],
    ['of what it does not contain', 'I like Ballast. Ballast does not contain theanine.'],
    ['that the glossary has a term for', 'Our Tyrosine (L-tyrosine) is pure.'],
    ['of a trial', 'SADHART (sertraline) enrolled 369 patients. SADHART was long.'],
    ['that is a heading in capitals', 'IMPORTANT: sertraline may make you drowsy. (Sertraline) IMPORTANT.'],
    ['of a part of a plan', 'Phase Two (tyrosine 500 mg) is longer.'],
    ['of what a parenthesis denies', 'We like Ballast. Ballast (no theanine) is mild. Ballast (theanine-free) too.'],
    ['of what is replaced', 'We like Vexa. Vexa (replaces tyrosine) is new.'],
    ['that only a question asks about', 'We like Ballast. Does Ballast contain theanine? No.'],
    ['that is struck out', 'We like Ballast. ~~Ballast contains theanine.~~'],
    ['that somebody else says', 'We like Ballast. “Ballast contains theanine and sugar,” he said.'],
    ['of a person', 'Ask Dr Maple (tyrosine is her field).'],
    ['of a cell beside several', 'Try Hush.\n\n| A | B | C |\n| --- | --- | --- |\n| Hush | theanine | tyrosine |'],
  ])('is no word %s', (_, source) => {
    expect(names(source)).toEqual({});
  });
});

describe('what a draft says of such a name', () => {
  const analyzer = createAnalyzer({ data, readFrontMatter });
  const claims = (source: string): readonly string[] => shownClaims(source, analyzer.analyze(source).claims);
  const INSIDE = 'Ballast contains 200 mg of theanine. People like Ballast.\n\n';

  test('it claims of the substance', () => {
    expect(claims(`${INSIDE}## More\n\nTake Ballast every morning.`)).toContain(
      'supplement-drug-interaction missing "Take Ballast"',
    );
    expect(claims('People like Ballast.\n\n## More\n\nTake Ballast every morning.')).toEqual([]);
  });

  test('a caveat about the substance covers', () => {
    const source = `${INSIDE}## More\n\nTake Ballast every morning, but only with your doctor’s advice.`;
    expect(claims(source)).toContain('precursor-supervision covered "Take Ballast"');
  });

  test('it is no term of the glossary', () => {
    const { occurrences } = analyzer.analyze(`${INSIDE}Take Ballast every morning.`);
    expect(occurrences.map(({ concept }) => concept)).toEqual(['theanine']);
  });

  test('a list of references gives no name', () => {
    const source =
      'We like Ballast.\n\nTake Ballast daily.\n\n## References\n\nSmith J. Trial of Ballast (theanine) in adults. J Sleep 2020.';
    expect(claims(source)).toEqual([]);
  });

  test('a later version without its meaning forgets it', () => {
    const source = `${INSIDE}## More\n\nTake Ballast every morning.`;
    const ofBallast = (text: string): readonly string[] => claims(text).filter((claim) => claim.includes('Ballast'));
    expect(ofBallast(source)).not.toEqual([]);
    expect(ofBallast(source.replace('contains', 'loves'))).toEqual([]);
    expect(ofBallast(source)).not.toEqual([]);
  });
});
