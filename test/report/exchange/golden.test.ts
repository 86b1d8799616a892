import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import schema from '../../../data/schema/glossary.schema.json' with { type: 'json' };
import type { ConceptRecord } from '../../../src/glossary/loadGlossary.ts';
import { readYaml } from '../../../src/glossary/yamlFile.ts';
import { FORMATS } from '../../../src/report/exchange/formats.ts';
import { glossaryYaml } from '../../../src/report/exchange/glossaryYaml.ts';

function golden(name: string): string {
  return readFileSync(join(import.meta.dirname, 'golden', name), 'utf8');
}

function concepts(): readonly ConceptRecord[] {
  const file = { name: 'small.glossary.yaml', text: golden('small.glossary.yaml') };
  return readYaml<{ readonly concepts: readonly ConceptRecord[] }>(file, schema).value?.concepts ?? [];
}

const LOST = {
  csv: [],
  tbx: [
    's-adenosylmethionine relations.broader',
    's-adenosylmethionine relations.cofactorOf',
    's-adenosylmethionine sources.checked',
  ],
  skos: [
    's-adenosylmethionine terms',
    's-adenosylmethionine terms.abbreviation',
    's-adenosylmethionine terms',
    's-adenosylmethionine terms.abbreviation',
    's-adenosylmethionine terms.notFollowedBy',
    's-adenosylmethionine terms.needs',
    's-adenosylmethionine relations.cofactorOf',
    's-adenosylmethionine sources.checked',
  ],
};

describe('a small glossary', () => {
  test('is written as people write them', () => {
    expect(glossaryYaml(concepts())).toBe(golden('small.glossary.yaml'));
  });

  test.each([
    ['csv', 'small.csv'],
    ['tbx', 'small.tbx'],
    // Not .jsonld, which a formatter of JSON would lay out in its own way.
    ['skos', 'small.jsonld.txt'],
  ] as const)('as %s', async (format, exported) => {
    const { text, unheld } = FORMATS[format].write(concepts());
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'golden', exported));
    expect(unheld.map(({ concept, key }) => `${concept} ${key}`)).toEqual(LOST[format]);
    const back = FORMATS[format].read({ name: exported, text: text.replace(/^\ufeff/, '') });
    expect(back).toMatchObject({ problems: [], unheld: [], leftOut: 0 });
    // The table holds everything, so nothing is different from what was exported.
    const name = format === 'csv' ? 'small.glossary.yaml' : `from-${format}.glossary.yaml`;
    await expect(glossaryYaml(back.concepts)).toMatchFileSnapshot(join(import.meta.dirname, 'golden', name));
  });
});
