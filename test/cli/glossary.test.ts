import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { extendData, readData } from '../../src/analysis/data.ts';
import type { Engine } from '../../src/cli/engine.ts';
import { dataFiles } from '../dataFiles.ts';
import { caveat } from './machine.ts';

const concept = (id: string, term: string, more = '') =>
  `  - id: ${id}\n    terms: [${term}]\n    definition: A thing.\n    sources: [{ name: General biochemistry }]\n${more}`;
const glossary = (...concepts: readonly string[]) => `version: 1\nconcepts:\n${concepts.join('')}`;

const BUILTIN = [{ name: 'data/glossary/small.yaml', text: glossary(concept('dopamine', 'dopamine')) }];
const { data } = readData({ language: dataFiles().language, glossary: BUILTIN, cues: [], rules: [] });
const engine: Engine = {
  createAnalyzer,
  load: (files) => (files.length > 0 ? extendData(data, files) : { data, problems: [] }),
  fingerprint: async () => '',
  startWorker: undefined,
  builtinGlossary: () => BUILTIN,
};

const run = (
  argv: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>> = {},
  written?: Map<string, string>,
) => caveat(['glossary', ...argv], { files, engine, ...(written ? { written } : {}) });

describe('glossary check', () => {
  test('without files: the built-in glossary and those of caveat.yaml', async () => {
    expect(await run(['check'])).toMatchObject({ code: 0, out: '1 glossary file, nothing to report\n', err: '' });
    const files = {
      'caveat.yaml': 'glossaries: own.yaml\n',
      'own.yaml': glossary(concept('own', 'own', '    relations: { related: [dopamin] }\n')),
    };
    const { code, out, err } = await run(['check'], files);
    expect(out).toMatch(/^own.yaml:7:28 {2}error {2}Unknown concept "dopamin", expected .*"dopamine"/);
    expect(out).toContain('2 glossary files: 1 error\n');
    expect([code, err]).toEqual([1, '']);
  });

  test('named files, in the company of the others but without what is wrong with those', async () => {
    const files = {
      'caveat.yaml': 'glossaries: own.yaml\n',
      'own.yaml': glossary(concept('own', 'own', '    relations: { related: [nosuch] }\n')),
      'new.yaml': glossary(
        concept('new', 'own'),
        '  - id: newer\n    terms: [newer]\n    definition: New.\n    relations: { related: [own] }\n',
      ),
    };
    const { code, out } = await run(['check', 'new.yaml'], files);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^new.yaml:4:12 {2}error {2}The term "own" belongs to "own" too/),
      'new.yaml:7:9  warning  The concept "newer" has no source, expected at least one under "sources"',
      '',
      '1 glossary file: 1 error, 1 warning',
      '',
    ]);
    expect(code).toBe(1);
  });

  test('every fault of a schema, with its place', async () => {
    const { code, out } = await run(['check', 'bad.yaml'], {
      'bad.yaml': 'version: 1\nconcepts:\n  - id: x\n    term: [y]\n    definition: z\n',
    });
    expect(out).toMatch(/^bad.yaml:3:5 {2}error {2}Missing key "terms"\nbad.yaml:4:5 {2}error {2}Unknown key "term"/);
    expect(code).toBe(1);
  });

  test('what cannot be read, and a caveat.yaml with a fault, beside all else', async () => {
    const files = {
      'caveat.yaml': 'profiles: nosuch\n',
      'good.yaml': glossary(concept('good', 'good')),
      'latin.yaml': Uint8Array.from([0x61, 0x0a, 0xe9, 0x0a]),
    };
    const { code, out, err } = await run(['check', 'good.yaml', 'none.yaml', 'latin.yaml'], files);
    expect(code).toBe(2);
    expect(out).toBe('1 glossary file, nothing to report\n');
    expect(err.split('\n')).toEqual([
      'caveat: none.yaml: no such file or folder',
      'caveat: latin.yaml:2: not valid UTF-8 at byte 2, expected the file to be saved as UTF-8',
      expect.stringMatching(/^caveat: caveat.yaml:1:11: Unknown profile "nosuch"/),
      '',
    ]);
  });

  test('--forms lists what each term is found by', async () => {
    const files = { 'own.yaml': glossary(concept('own', '=SAMe, behaviour study, take~ it')) };
    const { code, out } = await run(['check', '--forms', 'own.yaml'], files);
    expect(out.split('\n').slice(0, 2)).toEqual([
      'own.yaml:4:13  own  =SAMe: =SAMe, =SAMes',
      'own.yaml:4:20  own  behaviour study: behaviour study, behaviour studies, behavior study, behavior studies',
    ]);
    expect(out).toMatch(/take~ it: take it, .*took it, .*taking it/);
    expect(code).toBe(0);
  });
});

describe('glossary export and import', () => {
  const SAME =
    '  - id: same\n    terms: [{ term: =SAMe, abbreviation: true }]\n    definition: A donor.\n    relations: { precursorOf: [dopamine] }\n';

  test('export tells a line for each thing that the format cannot hold, and no fault of it', async () => {
    const { code, out, err } = await run(['export', '--format', 'skos', '--glossary', 'own.yaml'], {
      'own.yaml': glossary(SAME),
    });
    expect(code).toBe(0);
    expect(JSON.parse(out).graph[1]).toMatchObject({ id: '#same', prefLabel: 'SAMe', related: ['#dopamine'] });
    expect(err.split('\n').map((line) => line.split(':')[1])).toEqual([
      ' same, terms',
      ' same, terms.abbreviation',
      ' same, relations.precursorOf',
      undefined,
    ]);
  });

  test('without --glossary all that holds for a draft goes out, a user’s concept in place of the built-in one', async () => {
    const files = { 'caveat.yaml': 'glossaries: own.yaml\n', 'own.yaml': glossary(concept('dopamine', 'DA'), SAME) };
    const { code, out } = await run(['export', '--format', 'csv'], files);
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.split(',').slice(0, 3))).toEqual([
      ['\ufeffid', 'classes', 'term'],
      ['dopamine', '', 'DA'],
      ['same', '', "'=SAMe"],
      [''],
    ]);
  });

  test('one id in two files is refused, so that neither concept goes missing', async () => {
    const files = { 'a.yaml': glossary(concept('same', 'one')), 'b.yaml': glossary(concept('same', 'two')) };
    const { code, out, err } = await run(['export', '--format', 'csv', '--glossary', 'a.yaml', 'b.yaml'], files);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^caveat: b.yaml:3:9: The concept "same" is already defined in .*a.yaml, expected another id\n$/,
    );
  });

  test.each(['csv', 'tbx', 'jsonld'])('there and back by a file whose name tells the format: %s', async (end) => {
    const written = new Map<string, string>();
    const first = await run(['export', '-o', `out/g.${end}`], {}, written);
    expect(first).toMatchObject({ code: 0, out: '', err: '' });
    const text = written.get(`/drafts/out/g.${end}`) ?? '';
    const second = await run(['import', `g.${end}`, '-o', 'back.yaml'], { [`g.${end}`]: text }, written);
    expect(second).toMatchObject({ code: 0, out: '', err: '' });
    expect(written.get('/drafts/back.yaml')).toContain(
      '- id: dopamine\n    terms:\n      - dopamine\n    definition: A thing.\n',
    );
    const check = await run(['check', 'back.yaml'], { 'back.yaml': written.get('/drafts/back.yaml') ?? '' });
    expect(check).toMatchObject({ code: 0 });
  });

  test('a concept that cannot be taken over is a finding; none at all is a failure', async () => {
    const entry = (id: string, definition: string) =>
      `<conceptEntry id="${id}">${definition}<langSec xml:lang="en"><termSec><term>${id}</term></termSec></langSec></conceptEntry>`;
    const tbx = (...entries: string[]) =>
      `<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>${entries.join('')}</body></text></tbx>`;
    const some = await run(['import', 'g.tbx'], {
      'g.tbx': tbx(entry('a', '<descrip type="definition">A.</descrip>'), entry('b', '')),
    });
    expect(some).toMatchObject({ code: 1, out: expect.stringContaining('- id: a\n') });
    expect(some.err).toBe(
      'caveat: b, conceptEntry: has no definition, which a glossary needs; the concept was left out\n',
    );
    const none = await run(['import', 'g.tbx'], { 'g.tbx': tbx(entry('b', '')) });
    expect(none).toMatchObject({ code: 2, out: '' });
    expect(none.err).toMatch(/^caveat: g.tbx: no concept in it that a glossary can hold$/m);
  });

  test.each([
    [['export'], 'cannot tell the format, expected --format csv, tbx, skos'],
    [['import', 'g.txt'], 'cannot tell the format from the name of g.txt, expected --format csv, tbx, skos'],
    [['import', 'none.csv'], 'none.csv: no such file or folder'],
    [['import', 'latin.csv'], 'latin.csv:2: not valid UTF-8 at byte 3, expected the file to be saved as UTF-8'],
    [
      ['import', 'bad.csv'],
      'bad.csv:1:1: No column "term", "definition" in the header, expected at least id, term, definition',
    ],
    [['import', '--format', 'tbx', 'bad.csv'], 'bad.csv:1:1: Invalid XML: no element in it, expected <tbx>'],
    [['export', '--format', 'csv', '-o', 'g.csv'], 'g.csv: no permission to write it'],
    [['export', '--format', 'csv', '--glossary', 'bad.csv'], expect.stringMatching(/^bad.csv:1:1: /)],
  ])('%j could not run', async (argv, message) => {
    const files = { 'latin.csv': Uint8Array.from([0x69, 0x64, 0x0a, 0xe9]), 'bad.csv': 'id\n' };
    const { code, out, err } = await run(argv, files);
    expect([code, out, err.replace(/^caveat: /, '').split('\n')[0]]).toEqual([2, '', message]);
  });
});
