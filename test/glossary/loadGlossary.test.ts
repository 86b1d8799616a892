import { describe, expect, test } from 'vitest';
import { glossaryFile, load, told } from './load.ts';

const SEROTONIN = '{ id: serotonin, terms: [serotonin, 5-HT], definition: A transmitter. }';
const DOPAMINE = '{ id: dopamine, terms: [dopamine], definition: Another. }';

describe('a sound file', () => {
  test('gives concepts with all that was written', () => {
    const { concepts, problems } = load({
      'a.yaml': glossaryFile(
        `
id: serotonin
classes: [neurotransmitter, monoamine]
terms:
  - serotonin
  - { term: 5-HT, abbreviation: true, notFollowedBy: [receptor~] }
  - { term: enteramine, status: deprecated }
definition: |
  A transmitter.
plain: A messenger.
risk: Too much of it.
facets: { Origin: Made from tryptophan., Risk: Excess. }
relations: { related: [dopamine], broader: [dopamine] }
mesh: D012701
sources:
  - { name: A book, url: 'https://example.org/book', checked: true }
  - { name: Another }`,
        DOPAMINE,
      ),
    });
    expect(problems).toEqual([]);
    const none = { notPrecededBy: [], notFollowedBy: [], needs: [] };
    expect(concepts.get('serotonin')).toEqual({
      id: 'serotonin',
      classes: ['neurotransmitter', 'monoamine'],
      terms: [
        { phrase: 'serotonin', status: 'preferred', abbreviation: false, ...none },
        { phrase: '5-HT', status: 'admitted', abbreviation: true, ...none, notFollowedBy: ['receptor~'] },
        { phrase: 'enteramine', status: 'deprecated', abbreviation: false, ...none },
      ],
      definition: 'A transmitter.',
      plain: 'A messenger.',
      risk: 'Too much of it.',
      facets: { Origin: 'Made from tryptophan.', Risk: 'Excess.' },
      relations: [
        { kind: 'related', concept: 'dopamine' },
        { kind: 'broader', concept: 'dopamine' },
      ],
      mesh: 'D012701',
      sources: [
        { name: 'A book', url: 'https://example.org/book', checked: true },
        { name: 'Another', checked: false },
      ],
      file: 'a.yaml',
      place: { file: 'a.yaml', range: { start: 29, end: 38 } },
    });
  });

  test('of our own keeps no file name', () => {
    const { concepts } = load({ 'a.yaml': glossaryFile(SEROTONIN) }, new Map(), true);
    expect(concepts.get('serotonin')).not.toHaveProperty('file');
    expect(concepts.get('serotonin')?.place?.file).toBe('a.yaml');
  });

  test('has one designation for each alternative of a term', () => {
    const { concepts } = load({
      'a.yaml': glossaryFile(`
id: balance
terms:
  - (neurotransmitter | brain-chemistry) balance
  - { term: NB (score)?, abbreviation: true }
definition: A balance.`),
    });
    expect(
      concepts.get('balance')?.terms.map(({ phrase, status, abbreviation }) => [phrase, status, abbreviation]),
    ).toEqual([
      ['neurotransmitter balance', 'preferred', false],
      ['brain-chemistry balance', 'admitted', false],
      ['NB score', 'admitted', true],
      ['NB', 'admitted', true],
    ]);
  });

  test.each(['constructor', 'valueof'])('may define the concept %s', (id) => {
    const loaded = load({ 'a.yaml': glossaryFile(`{ id: ${id}, terms: [${id}], definition: A word. }`, SEROTONIN) });
    expect(told(loaded)).toEqual([]);
    expect([...loaded.concepts.keys()]).toEqual([id, 'serotonin']);
  });
});

describe('a fault of form names file, line and remedy', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'an unknown key',
      glossaryFile('id: a\nterms: [a]\ndefinition: A.\ndefinitions: B.'),
      ['a.yaml:6:5 Unknown key "definitions", expected for example "definition"'],
    ],
    [
      'an unknown key at the root',
      `${glossaryFile(DOPAMINE)}concept: []\n`,
      ['a.yaml:4:1 Unknown key "concept", expected "version", "concepts"'],
    ],
    [
      'an unknown key of a term',
      glossaryFile('id: a\nterms:\n  - { term: a, notFollowdBy: [b] }\ndefinition: A.'),
      ['a.yaml:5:20 Unknown key "notFollowdBy", expected for example "notFollowedBy"'],
    ],
    [
      'an unknown facet',
      glossaryFile('id: a\nterms: [a]\ndefinition: A.\nfacets:\n  Origins: B.'),
      ['a.yaml:7:7 Unknown key "Origins", expected for example "Origin"'],
    ],
    [
      'an unknown relation',
      glossaryFile('id: a\nterms: [a]\ndefinition: A.\nrelations:\n  broder: [a]'),
      ['a.yaml:7:7 Unknown key "broder", expected for example "broader"'],
    ],
    ['a key that is missing', glossaryFile('id: a\nterms: [a]'), ['a.yaml:3:5 Missing key "definition"']],
    [
      'an unknown value',
      glossaryFile('id: a\nterms:\n  - { term: a, status: prefered }\ndefinition: A.'),
      ['a.yaml:5:28 Unknown value "prefered", expected "preferred", "admitted", "deprecated"'],
    ],
    [
      'an id of another form',
      glossaryFile('{ id: My Concept, terms: [a], definition: A. }'),
      ['a.yaml:3:11 Unexpected "My Concept", expected the form ^[a-z0-9]+(-[a-z0-9]+)*$'],
    ],
    [
      'a value of another type',
      glossaryFile('{ id: a, terms: a, definition: A. }'),
      ['a.yaml:3:21 Unexpected string, expected array'],
    ],
    [
      'a term of another type',
      glossaryFile('{ id: a, terms: [1], definition: A. }'),
      ['a.yaml:3:22 Unexpected number, expected string or object'],
    ],
    [
      'no terms',
      glossaryFile('{ id: a, terms: [], definition: A. }'),
      ['a.yaml:3:21 Unexpected empty value, expected at least one'],
    ],
    ['another version', 'version: 2\nconcepts: []\n', ['a.yaml:1:10 Unexpected 2, expected 1']],
    ['a list for a file', '- a\n', ['a.yaml:1:1 Unexpected list, expected object']],
    ['an empty file', '', ['a.yaml:1:1 Unexpected nothing, expected object']],
  ])('%s', (_, text, expected) => {
    expect(told(load({ 'a.yaml': text }))).toEqual(expected);
  });

  test('YAML that cannot be read', () => {
    const [fault, ...others] = told(load({ 'a.yaml': 'version: 1\nconcepts: [\n' }));
    expect(fault).toMatch(/^a\.yaml:\d+:\d+ Invalid YAML: /);
    expect(others).toEqual([]);
  });

  test('all of them at once', () => {
    const text = glossaryFile(
      'id: A b\nterms: [a]\ndefinition: A.',
      'id: b\nterms: [b]',
      'id: c\nterm: [c]\ndefinition: C.',
    );
    expect(told(load({ 'a.yaml': text })).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'a.yaml:3:9 Unexpected "A',
      'a.yaml:6:5 Missing key',
      'a.yaml:8:5 Missing key',
      'a.yaml:9:5 Unknown key',
    ]);
  });

  test('its range is that of the words', () => {
    const text = glossaryFile('id: a\nterms:\n  - { term: a, status: prefered }\ndefinition: A.');
    const [fault] = load({ 'a.yaml': text }).problems;
    expect(text.slice(fault?.range.start, fault?.range.end)).toBe('prefered');
  });
});

describe('a fault of content names file, line and remedy', () => {
  test('the same id twice in one file', () => {
    const loaded = load({ 'a.yaml': glossaryFile(SEROTONIN, SEROTONIN) });
    expect(told(loaded)).toEqual([
      'a.yaml:4:11 The concept "serotonin" is already defined in a.yaml, expected another id',
    ]);
    expect(loaded.concepts.size).toBe(1);
  });

  test('the same id in two files', () => {
    const loaded = load({
      'a.yaml': glossaryFile(SEROTONIN),
      'b.yaml': glossaryFile('{ id: serotonin, terms: [five], definition: B. }'),
    });
    expect(told(loaded)).toEqual([
      'b.yaml:3:11 The concept "serotonin" is already defined in a.yaml, expected another id',
    ]);
    expect(loaded.concepts.get('serotonin')?.definition).toBe('A transmitter.');
  });

  test('a relation to nothing names the nearest concept', () => {
    const many = ['glutamate', 'histamine', 'melatonin', 'dopamine'].map(
      (id) => `{ id: ${id}, terms: [${id}], definition: A. }`,
    );
    const loaded = load({
      'a.yaml': glossaryFile(
        ...many,
        'id: serotonin\nterms: [serotonin]\ndefinition: A.\nrelations:\n  related: [dopamin]',
      ),
    });
    expect(told(loaded)).toEqual(['a.yaml:11:17 Unknown concept "dopamin", expected for example "dopamine"']);
    expect(loaded.concepts.has('serotonin')).toBe(true);
  });

  test('a relation to a concept of another file, or of the built-in glossary, stands', () => {
    const base = load({ 'own.yaml': glossaryFile(DOPAMINE) }).concepts;
    const loaded = load(
      {
        'a.yaml': glossaryFile('{ id: x, terms: [x], definition: X., relations: { related: [y, dopamine] } }'),
        'b.yaml': glossaryFile('{ id: y, terms: [y], definition: Y. }'),
      },
      base,
    );
    expect(told(loaded)).toEqual([]);
  });

  test('a term of two concepts', () => {
    const loaded = load({ 'a.yaml': glossaryFile(SEROTONIN, 'id: other\nterms: [Serotonins]\ndefinition: B.') });
    expect(told(loaded)).toEqual([
      'a.yaml:5:12 The term "Serotonins" belongs to "serotonin" too, expected one concept or a context (needs, notFollowedBy)',
    ]);
  });

  test('a term of two concepts, in another spelling or an alternative', () => {
    const one = '{ id: one, terms: [optimization], definition: A. }';
    const two = '{ id: two, terms: [best, "(optimisation | tuning)"], definition: B. }';
    expect(told(load({ 'a.yaml': glossaryFile(one, two) }))).toHaveLength(1);
  });

  test('a term that a condition holds apart is none of two concepts', () => {
    const one = '{ id: one, terms: [NT], definition: A. }';
    const two = '{ id: two, terms: [{ term: NT, needs: [test] }], definition: B. }';
    expect(told(load({ 'a.yaml': glossaryFile(one, two) }))).toEqual([]);
  });

  test('a term that a user takes from the built-in glossary is the fault of the user', () => {
    const base = load({ 'own.yaml': glossaryFile(SEROTONIN) }).concepts;
    const loaded = load({ 'mine.yaml': glossaryFile('{ id: aaa, terms: [serotonin], definition: Mine. }') }, base);
    expect(told(loaded).map((line) => line.split(' ')[0])).toEqual(['mine.yaml:3:23']);
  });

  test.each([
    ['terms: ["a ("]', 'a.yaml:4:13 Missing ")" in "a ("'],
    ['terms: [a .. b]', 'a.yaml:4:13 The term "a .. b" has a gap or a reference, expected words only'],
    ['terms:\n  - { term: <set> }', 'a.yaml:5:17 The term "<set>" has a gap or a reference, expected words only'],
    [
      'terms:\n  - { term: a, needs: [b, "c)"] }',
      'a.yaml:5:31 Unexpected ")" in "c)", expected "\\)" for the character itself',
    ],
    [
      'terms:\n  - { term: a, notFollowedBy: [..] }',
      'a.yaml:5:36 The phrase ".." begins or ends with a gap, expected a word on both sides of ".."',
    ],
  ])('a phrase that is not well formed: %s', (terms, expected) => {
    const loaded = load({ 'a.yaml': glossaryFile(`id: a\n${terms}\ndefinition: A.`, SEROTONIN) });
    expect(told(loaded)).toEqual([expected]);
    expect([...loaded.concepts.keys()]).toEqual(['serotonin']);
  });

  test('a term without a word', () => {
    expect(told(load({ 'a.yaml': glossaryFile('id: a\nterms: ["(b)?"]\ndefinition: A.') }))).toEqual([
      'a.yaml:4:13 One reading of the term "(b)?" is empty, expected a word that is not optional',
    ]);
    expect(told(load({ 'a.yaml': glossaryFile('id: a\nterms: ["\u00AD"]\ndefinition: A.') }))).toHaveLength(1);
  });
});

describe('a user’s glossary', () => {
  const base = load(
    {
      'own.yaml': glossaryFile(
        SEROTONIN,
        '{ id: dopamine, terms: [dopamine], definition: Another., relations: { related: [serotonin] } }',
      ),
    },
    new Map(),
    true,
  ).concepts;

  test('replaces a built-in concept whole', () => {
    const { concepts, problems } = load(
      { 'mine.yaml': glossaryFile('{ id: serotonin, terms: [serotonine], definition: Mine. }') },
      base,
    );
    expect(problems).toEqual([]);
    expect(concepts.get('serotonin')).toMatchObject({ definition: 'Mine.', file: 'mine.yaml' });
    expect(concepts.get('serotonin')?.terms.map(({ phrase }) => phrase)).toEqual(['serotonine']);
    expect(concepts.get('dopamine')).not.toHaveProperty('file');
  });

  test('may give a term that it took from a replaced concept to another one', () => {
    const mine = glossaryFile(
      '{ id: serotonin, terms: [5-HT], definition: Mine. }',
      '{ id: hormone, terms: [serotonin], definition: Mine. }',
    );
    expect(told(load({ 'mine.yaml': mine }, base))).toEqual([]);
  });

  test('that is bad takes nothing else down', () => {
    const loaded = load(
      {
        'bad.yaml': 'concepts: [',
        'worse.yaml': glossaryFile('{ id: x }'),
        'half.yaml': glossaryFile('{ id: y, terms: ["y ("], definition: Y. }', '{ id: z, terms: [z], definition: Z. }'),
        'good.yaml': glossaryFile('{ id: w, terms: [w], definition: W. }'),
      },
      base,
    );
    expect([...loaded.concepts.keys()]).toEqual(['serotonin', 'dopamine', 'z', 'w']);
    expect(new Set(loaded.problems.map(({ file }) => file))).toEqual(new Set(['bad.yaml', 'worse.yaml', 'half.yaml']));
  });

  test.each([
    '&a [*a]',
    '{ <<: *none }',
    '!!binary x',
    '\u0000',
    '? : ?',
    '--- a\n--- b',
    'version: 1\nconcepts: 5',
    'version: 1\nconcepts: [null]',
    '__proto__: 1',
    'version: 1\nconcepts: [{ __proto__: {}, id: a, terms: [a], definition: A }]',
  ])('%s is a fault, never an error', (text) => {
    const loaded = load({ 'bad.yaml': text }, base);
    expect(loaded.problems.length).toBeGreaterThan(0);
    expect([...loaded.concepts.keys()]).toEqual(['serotonin', 'dopamine']);
  });
});

describe('a concept that extends another', () => {
  const base = load({ 'base.yaml': glossaryFile(SEROTONIN, DOPAMINE) }, new Map(), true).concepts;

  test('adds to its lists and keeps its texts', () => {
    const own =
      '{ id: serotonin, extend: true, terms: [happy hormone], classes: [mine], relations: { related: [dopamine] } }';
    const { concepts, problems } = load({ 'own.yaml': glossaryFile(own) }, base);
    expect(problems).toEqual([]);
    const { terms, classes, definition, relations } = concepts.get('serotonin') ?? { terms: [] };
    expect(terms.map(({ phrase, status }) => `${phrase} ${status}`)).toEqual([
      'serotonin preferred',
      '5-HT admitted',
      'happy hormone admitted',
    ]);
    expect([classes, definition, relations]).toEqual([
      ['mine'],
      'A transmitter.',
      [{ kind: 'related', concept: 'dopamine' }],
    ]);
  });

  test('is a fault where there is none', () => {
    expect(told(load({ 'own.yaml': glossaryFile('{ id: serotonine, extend: true }') }, base))).toEqual([
      expect.stringContaining('own.yaml:3:11 Unknown concept "serotonine"'),
    ]);
  });

  test('without `extend`, terms and a definition are missed', () => {
    expect(told(load({ 'own.yaml': glossaryFile('{ id: serotonin }') }, base))).toEqual([
      expect.stringContaining('Missing key "terms"'),
      expect.stringContaining('Missing key "definition"'),
    ]);
  });
});
