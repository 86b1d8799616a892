import fc from 'fast-check';
import { loadLanguage } from '../../../src/analysis/language.ts';
import { type Concept, FACETS, RELATIONS } from '../../../src/glossary/concept.ts';
import { type ConceptRecord, loadGlossary, type TermRecord } from '../../../src/glossary/loadGlossary.ts';
import { createExpander } from '../../../src/phrases/expand.ts';
import { glossaryYaml } from '../../../src/report/exchange/glossaryYaml.ts';
import { dataFiles } from '../../dataFiles.ts';

export const expander = createExpander(loadLanguage(dataFiles().language).language.english);

/** The concepts that a glossary file of these records loads as, without the name of the file. */
export function loaded(records: readonly ConceptRecord[]): readonly Concept[] {
  const { concepts, problems } = loadGlossary(
    [{ name: 'g.yaml', text: glossaryYaml(records) }],
    new Map(),
    expander,
    true,
  );
  const faults = problems.filter(({ message }) => !/Unknown concept|belongs to/.test(message));
  if (faults.length > 0) throw new Error(`${faults[0]?.message}\n${glossaryYaml(records)}`);
  // Where a concept stands in its file is no part of what it says.
  return [...concepts.values()].map((concept) => {
    const { place: _, ...said } = concept as Concept & { readonly place?: unknown };
    return said;
  });
}

const id = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}$/);
const ids = fc.uniqueArray(id, { maxLength: 3 });
const word = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9]{1,8}$/),
  fc.constantFrom(
    'L-DOPA',
    'β-endorphin',
    "Parkinson's",
    '=SAMe',
    'dose~',
    '5-HTP',
    'carbidopa/levodopa',
    'a\\(b\\)',
    '<b>'.replace(/[<>]/g, '\\$&'),
    'x&y',
    '"q"',
    '-minus',
    '@at',
    '+',
    'null',
    'no',
    '123',
    '#x',
    'a:',
    '\\..',
    'a,b;c',
    '\\=x',
  ),
);
const phrase = fc.oneof(
  { weight: 5, arbitrary: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')) },
  { weight: 1, arbitrary: fc.tuple(word, word).map(([one, two]) => `(${one} | ${two}) x`) },
  { weight: 1, arbitrary: fc.tuple(word, word).map(([one, two]) => `${one} (${two})?`) },
);
const term: fc.Arbitrary<string | TermRecord> = fc.oneof(
  phrase,
  fc.record(
    {
      term: phrase,
      status: fc.constantFrom('preferred' as const, 'admitted' as const, 'deprecated' as const),
      abbreviation: fc.boolean(),
      notPrecededBy: fc.array(phrase, { maxLength: 2 }),
      notFollowedBy: fc.array(phrase, { maxLength: 2 }),
      needs: fc.array(phrase, { maxLength: 2 }),
    },
    { requiredKeys: ['term'] },
  ),
);
/** Words with single spaces, which every format keeps. */
const line = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^[!-~]{1,9}$/),
      fc.constantFrom('’', 'ω-3', '<x>', '&amp;', '"', "'=1", '=SUM(A1)', ']]>', '-', '|', ': ', '# c'),
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((words) => words.join(' ').replace(/\s+/g, ' ').trim());
const url = fc.constantFrom('https://example.org/a?b=c&d="e"', 'http://example.org/%20');
const source = fc.record({ name: line, url, checked: fc.boolean() }, { requiredKeys: ['name'] });

/** A text with line breaks and spaces where YAML, CSV and JSON have to be exact; it does not begin or end with any. */
export const wildText = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('\n', '  ', '\r\n', '\t', '"', "'", ',', ';', '#', ': ', '=', '\\', '> '),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
  })
  .map((text) => text.trim() || 'x')
  .filter((text) => !/\p{Cs}/u.test(text));

/** Glossaries with concepts of any form that the schema allows. */
export function glossaries(text: fc.Arbitrary<string>): fc.Arbitrary<readonly ConceptRecord[]> {
  const concept: fc.Arbitrary<ConceptRecord> = fc.record(
    {
      id,
      classes: ids,
      terms: fc.array(term, { minLength: 1, maxLength: 4 }),
      definition: text,
      plain: text,
      risk: text,
      facets: fc.record(Object.fromEntries(FACETS.map((facet) => [facet, text])), { requiredKeys: [] }),
      relations: fc.record(Object.fromEntries(RELATIONS.map((kind) => [kind, ids])), { requiredKeys: [] }),
      mesh: fc.constantFrom('D012701', 'C000123'),
      sources: fc.array(source, { maxLength: 3 }),
    },
    { requiredKeys: ['id', 'terms', 'definition'] },
  );
  return fc.uniqueArray(concept, { selector: ({ id }) => id, minLength: 1, maxLength: 3 });
}

export { line };
