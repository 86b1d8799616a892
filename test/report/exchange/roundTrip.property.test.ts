import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import schema from '../../../data/schema/glossary.schema.json' with { type: 'json' };
import type { Concept, TermStatus } from '../../../src/glossary/concept.ts';
import type { ConceptRecord } from '../../../src/glossary/loadGlossary.ts';
import { readYaml } from '../../../src/glossary/yamlFile.ts';
import type { ExchangeFormat } from '../../../src/report/exchange/exchange.ts';
import { FORMATS } from '../../../src/report/exchange/formats.ts';
import { glossaryYaml } from '../../../src/report/exchange/glossaryYaml.ts';
import { dataFiles } from '../../dataFiles.ts';
import { glossaries, line, loaded, wildText } from './glossaries.ts';

const RUNS = 50;

function through(format: ExchangeFormat, records: readonly ConceptRecord[]) {
  const { text, unheld } = FORMATS[format].write(records);
  const back = FORMATS[format].read({ name: `g.${format}`, text: text.replace(/^\ufeff/, '') });
  expect(back.problems).toEqual([]);
  // What was written by us is read to the last element.
  expect(back.unheld).toEqual([]);
  return { back: back.concepts, unheld };
}

/** A concept with what a format cannot hold taken from it. */
type Loss = (concept: Concept) => Concept;

const ORDER: readonly TermStatus[] = ['preferred', 'admitted', 'deprecated'];

const tbxLoss: Loss = (concept) => ({
  ...concept,
  relations: unique(concept.relations.map(({ concept }) => concept)).map((other) => ({
    kind: 'related',
    concept: other,
  })),
  sources: concept.sources.map((source) => ({ ...source, checked: false })),
});

const skosLoss: Loss = (concept) => {
  const broader = unique(concept.relations.filter(({ kind }) => kind === 'broader').map(({ concept }) => concept));
  const others = concept.relations.filter(({ kind }) => kind !== 'broader').map(({ concept }) => concept);
  return {
    ...tbxLoss(concept),
    terms: concept.terms
      .filter(({ abbreviation }) => !abbreviation)
      .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status)),
    relations: [
      ...broader.map((concept) => ({ kind: 'broader' as const, concept })),
      ...unique(others)
        .filter((other) => !broader.includes(other))
        .map((concept) => ({ kind: 'related' as const, concept })),
    ],
  };
};

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

/** Relations as sets: neither TBX nor SKOS orders them across kinds. */
function comparable(concepts: readonly Concept[]) {
  return concepts.map((concept) => ({
    ...concept,
    relations: concept.relations.map((one) => JSON.stringify(one)).sort(),
  }));
}

/** Only terms of plain words, each once and one of them preferred at most, as SKOS has them. */
function plainOnly(records: readonly ConceptRecord[]): readonly ConceptRecord[] {
  return records.map((record) => {
    const words = record.terms.map((term, index) =>
      `${(typeof term === 'string' ? term : term.term).replace(/[^A-Za-z ]/g, '').trim()} w${index}`.trim(),
    );
    const statuses = record.terms.map((term) =>
      typeof term === 'string' || term.status === 'preferred' ? undefined : term.status,
    );
    return {
      ...record,
      terms: words.map((term, index) => {
        const status = statuses[index];
        return status ? { term, status } : term;
      }),
    };
  });
}

describe('round trips', () => {
  test('YAML keeps everything', () => {
    fc.assert(
      fc.property(glossaries(wildText), (records) => {
        const { value, problems } = readYaml<{ readonly concepts: readonly ConceptRecord[] }>(
          { name: 'g.yaml', text: glossaryYaml(records) },
          schema,
        );
        expect(problems).toEqual([]);
        expect(value?.concepts.map(({ definition, plain, terms }) => ({ definition, plain, terms }))).toEqual(
          records.map(({ definition, plain, terms }) => ({ definition, plain, terms })),
        );
      }),
      { numRuns: RUNS },
    );
  });

  test('CSV keeps everything', () => {
    fc.assert(
      fc.property(glossaries(wildText), (records) => {
        const { back, unheld } = through('csv', records);
        expect(unheld).toEqual([]);
        expect(loaded(back)).toEqual(loaded(records));
      }),
      { numRuns: RUNS },
    );
  });

  test('TBX keeps all but the kinds of relations and which sources were checked', () => {
    fc.assert(
      fc.property(glossaries(line), (records) => {
        const { back, unheld } = through('tbx', records);
        const before = loaded(records);
        expect(comparable(loaded(back))).toEqual(comparable(before.map(tbxLoss)));
        const lossy = before.filter(
          (concept) => JSON.stringify(comparable([tbxLoss(concept)])) !== JSON.stringify(comparable([concept])),
        );
        expect(lossy.map(({ id }) => id).filter((id) => !unheld.some(({ concept }) => concept === id))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test('SKOS keeps plain labels, definitions, notes, sources, broader and related', () => {
    fc.assert(
      fc.property(glossaries(wildText).map(plainOnly), (records) => {
        const { back } = through('skos', records);
        expect(comparable(loaded(back))).toEqual(comparable(loaded(records).map(skosLoss)));
      }),
      { numRuns: RUNS },
    );
  });

  test('what SKOS drops from terms it tells of', () => {
    fc.assert(
      fc.property(glossaries(line), (records) => {
        const { back, unheld } = through('skos', records);
        const after = loaded(back);
        loaded(records).forEach((concept, index) => {
          const kept = JSON.stringify(skosLoss(concept).terms) === JSON.stringify(after[index]?.terms);
          expect(kept || unheld.some((one) => one.concept === concept.id && one.key.startsWith('terms'))).toBe(true);
        });
      }),
      { numRuns: RUNS },
    );
  });

  test.each(['csv', 'tbx', 'skos'] as const)('the built-in glossary goes through %s', (format) => {
    const records = dataFiles().glossary.flatMap(
      (file) => readYaml<{ readonly concepts: readonly ConceptRecord[] }>(file, schema).value?.concepts ?? [],
    );
    const { back } = through(format, records);
    expect(back.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
    expect(back.map(({ definition }) => definition)).toEqual(records.map(({ definition }) => definition));
  });
});
