import { describe, expect, test } from 'vitest';
import type { Concept, Term } from '../../src/glossary/concept.ts';
import { conceptHover } from '../../src/server/hover.ts';
import { escapeMarkdown, MARKDOWN, PLAIN } from '../../src/server/markup.ts';

function term(phrase: string, other: Partial<Term> = {}): Term {
  return { phrase, status: 'admitted', abbreviation: false, notPrecededBy: [], notFollowedBy: [], needs: [], ...other };
}

function concept(id: string, other: Partial<Concept> = {}): Concept {
  const terms = [term(id, { status: 'preferred' })];
  return { id, classes: [], terms, definition: `What ${id} is.`, facets: {}, relations: [], sources: [], ...other };
}

const dopamine = concept('dopamine');
const levodopa = concept('levodopa', {
  classes: ['precursor-supplement', 'amino-acid'],
  terms: [
    term('levodopa~', { status: 'preferred' }),
    term('=L-DOPA', { abbreviation: true }),
    term('=LD', { abbreviation: true, status: 'deprecated' }),
  ],
  plain: 'A medicine.',
  risk: 'Low blood pressure.',
  relations: [
    { kind: 'precursorOf', concept: 'dopamine' },
    { kind: 'related', concept: 'dopamine' },
    { kind: 'related', concept: 'levodopa' },
    { kind: 'treats', concept: 'unknown' },
  ],
  sources: [
    { name: 'A review', url: 'https://example.org/review', checked: true },
    { name: 'Hearsay', checked: false },
    { name: 'A label', checked: true },
  ],
});

const options = {
  concepts: new Map([dopamine, levodopa].map((one) => [one.id, one])),
  contains: ['dopamine'],
  plainLanguage: false,
  markup: MARKDOWN,
  target: (id: string) => `to:${id}`,
};

describe('conceptHover', () => {
  test('says what it is, its risk, its relations, and the checked sources last', () => {
    expect(conceptHover(levodopa, options).split('\n\n')).toEqual([
      '**levodopa** (L-DOPA) · precursor supplement',
      'What levodopa is.',
      '**Risk:** Low blood pressure.',
      'Also contains: [dopamine](to:dopamine)',
      'Precursor of: [dopamine](to:dopamine) · Related: [dopamine](to:dopamine), [levodopa](to:levodopa)',
      '*Sources: [A review](https://example.org/review); A label*',
    ]);
  });

  test('a concept of which little is known has no empty lines', () => {
    expect(conceptHover(dopamine, { ...options, contains: [] })).toBe('**dopamine**\n\nWhat dopamine is.');
  });

  test('speaks plainly where it can', () => {
    expect(conceptHover(levodopa, { ...options, plainLanguage: true })).toContain('\n\nA medicine.\n\n');
    expect(conceptHover(dopamine, { ...options, plainLanguage: true })).toContain('What dopamine is.');
  });

  test('a hyphen beside an alternative joins the words again', () => {
    const serotonergic = concept('serotonergic', { terms: [term('serotonin -precursor', { status: 'preferred' })] });
    expect(conceptHover(serotonergic, { ...options, contains: [] })).toMatch(/^\*\*serotonin-precursor\*\*/);
  });

  test('plain text holds no marks', () => {
    expect(conceptHover(levodopa, { ...options, markup: PLAIN })).not.toMatch(/[*[\]]/);
  });

  test('fits on one screen, however much a glossary says', () => {
    const others = Array.from({ length: 40 }, (_, index) => concept(`other-${index}`));
    const much = concept('much', {
      file: 'file:///mine.yaml',
      definition: `${'One sentence of many words. '.repeat(200)}`,
      risk: 'word '.repeat(400),
      relations: others.map(({ id }) => ({ kind: 'related', concept: id })),
      sources: others.map(({ id }) => ({ name: id, checked: true })),
    });
    const concepts = new Map(others.map((one) => [one.id, one]));
    const text = conceptHover(much, { ...options, markup: PLAIN, contains: [], concepts });
    expect(text.length).toBeLessThan(1600);
    expect(text).toContain('One sentence of many words. …\n\nRisk: word');
    expect(text).toMatch(/ · and 20 more\n\nSources: (?:other-\d; ){4}and 36 more$/);
  });

  test("a user's text is never markup: no link, no command, no HTML", () => {
    const mine = concept('mine', {
      file: 'file:///mine.yaml',
      definition: '[x](command:workbench.action.quit) <img src=x onerror=y> **b** `c`\n\n# Head www.example.org',
      sources: [{ name: '![s](x)', url: 'command:quit', checked: true }],
    });
    const text = conceptHover(mine, { ...options, contains: [] });
    expect(text).toBe(
      [
        '**mine**',
        '\\[x\\]\\(command\\:workbench\\.action\\.quit\\) &lt;img src\\=x onerror\\=y\\> \\*\\*b\\*\\* \\`c\\` \\# Head www\\.example\\.org',
        '*Source: \\!\\[s\\]\\(x\\)*',
      ].join('\n\n'),
    );
  });
});

test('escapeMarkdown keeps the words', () => {
  expect(escapeMarkdown('5 mg/kg & more — "so"')).toBe('5 mg/kg &amp; more — \\"so\\"');
});
