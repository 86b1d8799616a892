import { expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { extendData } from '../../src/analysis/data.ts';
import { cueEntries, isClosed, isPutOff, type Label } from '../../src/caveats/reading.ts';
import { glossaryEntries } from '../../src/glossary/occurrences.ts';
import { createExpander } from '../../src/phrases/expand.ts';
import { compileLexicon } from '../../src/phrases/lexicon.ts';
import { ownData } from '../helpers.ts';

// Read from the files: what is packed keeps no phrases to compile anew.
const base = ownData();
const GLOSSARY = `
version: 1
concepts:
  - id: 5-hydroxytryptophan
    classes: [supplement]
    terms: [griffonia powder, 5-HTP]
    definition: What our house calls 5-hydroxytryptophan.
  - id: theanine
    extend: true
    classes: [house-brand]
    terms: [calm leaf extract]
  - id: night-blend
    classes: [supplement, precursor-supplement]
    terms: [night blend]
    definition: A product of ours.
`;

test('data with a user’s glossary analyse as if all of it were compiled anew', () => {
  const { data, problems } = extendData(base, [{ name: 'own.glossary.yaml', text: GLOSSARY }]);
  expect(problems).toEqual([]);
  const expander = createExpander(data.language.english);
  const { sets, contexts, assertion } = data.cues;
  const lexicon = compileLexicon<Label>(
    [
      ...glossaryEntries(data.concepts.values(), expander),
      ...cueEntries(sets.values(), contexts.values(), assertion, expander),
    ],
    isPutOff,
    isClosed,
  );
  const extended = createAnalyzer({ data });
  const anew = createAnalyzer({ data: { ...data, lexicon } });
  const texts = [...base.rules.values()].flatMap(({ examples }) => Object.values(examples).flat());
  expect(texts.length).toBeGreaterThan(500);
  for (const { text } of texts) expect(extended.analyze(text)).toEqual(anew.analyze(text));
  const own = 'Take the night blend or griffonia powder daily.';
  expect(extended.analyze(own)).toEqual(anew.analyze(own));
  expect(extended.analyze(own).occurrences.map(({ concept }) => concept)).toEqual([
    'night-blend',
    '5-hydroxytryptophan',
  ]);
  expect(extended.analyze('Take oxitriptan.').occurrences).toEqual([]);
  expect(extended.analyze('Take theanine.')).toEqual(anew.analyze('Take theanine.'));
  const labels = data.lexicon.labels.filter((label) => label.kind === 'term' && label.concept.id === 'theanine');
  expect(labels).toHaveLength(data.concepts.get('theanine')?.terms.length ?? 0);
});
