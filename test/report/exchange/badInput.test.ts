import { describe, expect, test } from 'vitest';
import type { ExchangeFormat } from '../../../src/report/exchange/exchange.ts';
import { FORMATS } from '../../../src/report/exchange/formats.ts';
import { CONTEXT } from '../../../src/report/exchange/skosShape.ts';

function read(format: ExchangeFormat, text: string) {
  return FORMATS[format].read({ name: 'g', text });
}

function faults(format: ExchangeFormat, text: string): readonly string[] {
  const { problems, concepts } = read(format, text);
  expect(concepts).toEqual([]);
  return problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
}

describe('a table', () => {
  test.each([
    ['', 'g:1:1 No column "id", "term", "definition" in the header, expected at least id, term, definition'],
    ['id,term\nx,y\n', 'g:1:1 No column "definition" in the header, expected at least id, term, definition'],
    ['id,term,definition,id\nx,y,z,x\n', 'g:1:1 The column "id" stands twice, expected it once'],
    [
      'id,term,definition\nx,"y,z\n',
      'g:2:1 Invalid CSV: the quotation mark that opens a cell here is never closed, expected another one at the end of the cell',
    ],
    ['id,term,definition\nx,y,z,w\n', 'g:2:1 4 cells under 3 columns, expected no more cells than columns'],
    [
      'id,term,definition\n"x","a\nb","c\nd"\nX,y,z\n',
      'g:5:1 Unexpected "X" under id, expected small letters and digits, with hyphens',
    ],
    ['id,term,definition\nx,y,\n', 'g:2:1 No definition for "x", expected one under definition'],
    ['id,term,definition\nx,,z\n', 'g:2:1 No term for "x", expected at least one under term'],
    ['id,term,definition\nx,y,z\nx,w,other\n', 'g:3:1 Another definition for "x" than on line 2, expected one'],
    ['id,term,definition\nx,y (,z\n', 'g:2:1 Missing ")" in "y ("'],
    [
      'id,term,definition,abbreviation\nx,y,z,perhaps\n',
      'g:2:1 Unexpected "perhaps" under abbreviation, expected yes or nothing',
    ],
    ['id,term,definition,mesh\nx,y,z,D1\n', 'g:2:1 Unexpected "D1" under mesh, expected the form D012701'],
    ['id,term,definition,source.url\nx,y,z,www\n', 'g:2:1 A source without a name, expected one under source'],
  ])('%j', (text, fault) => {
    expect(faults('csv', text)[0]).toBe(fault);
  });

  test('names the nearest column and status', () => {
    expect(faults('csv', 'id,term,definition,statu\nx,y,z,\n')).toEqual([
      expect.stringMatching(/^g:1:1 Unknown column "statu", expected .*"status"/),
    ]);
    expect(faults('csv', 'id,term,definition,status\nx,y,z,old\n')).toEqual([
      expect.stringMatching(/^g:2:1 Unknown status "old", expected .*"preferred"/),
    ]);
  });

  test.each([';', '\t'])('may have %j between its cells, its columns in any order, and empty lines', (mark) => {
    const text = ['definition,term,id', 'D,T,x', ',,', ',U,x', ''].join('\r\n').replaceAll(',', mark);
    expect(read('csv', text)).toMatchObject({
      problems: [],
      concepts: [{ id: 'x', definition: 'D', terms: ['T', 'U'] }],
    });
  });

  test('gives no spreadsheet a formula, and takes the quote in front away again', () => {
    const concept = { id: 'x', terms: ['=SAMe', "'=x"], definition: '@SUM(A1)' };
    const { text } = FORMATS.csv.write([concept]);
    expect(text).not.toMatch(/(?:^|[,"\n])[=+@-]/m);
    expect(read('csv', text.replace('\ufeff', '')).concepts).toMatchObject([concept]);
  });
});

const TBX = 'xmlns="urn:iso:std:iso:30042:ed-2"';

describe('TBX', () => {
  test.each([
    ['', 'g:1:1 Invalid XML: no element in it, expected <tbx>'],
    ['<tbx>\n <a></tbx>', 'g:2:2 Invalid XML: <a> is closed by </tbx>, expected </a>'],
    ['<tbx>\n  <p>a & b</p></tbx>', 'g:2:8 Invalid XML: an ampersand alone, expected &amp;'],
    ['<tbx>\n  <p>a &', 'g:2:3 Invalid XML: not closed: tbx, p, expected the rest of the file'],
    [
      '<tbx><p>&lol;</p></tbx>',
      'g:1:6 Invalid XML: unknown entity &lol;, expected the character itself or &amp; for an ampersand',
    ],
    ['<martif/>', 'g:1:1 TBX of 2008 (<martif>), expected ISO 30042:2019 (<tbx>): convert it first'],
    ['\n<html/>', 'g:2:1 Unexpected <html>, expected <tbx>'],
    ['<tbx/>', 'g:1:1 Unexpected namespace "", expected xmlns="urn:iso:std:iso:30042:ed-2"'],
    [`<tbx ${TBX}/>`, 'g:1:1 No <conceptEntry> in it, expected at least one'],
  ])('%j', (text, fault) => {
    expect(faults('tbx', text)).toEqual([fault]);
  });

  test('takes entities of a document for what they are: nothing to be opened', () => {
    const text = `<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "z">]><tbx ${TBX}><text>&x;&y;</text></tbx>`;
    expect(faults('tbx', text)).toEqual([expect.stringContaining('unknown entity &x;')]);
  });

  test('in the other style, with what a glossary cannot hold', () => {
    const text = `<tbx type="TBX-Basic" style="dct" xml:lang="en" ${TBX}
      xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
      <conceptEntry id="C 1"><min:subjectField>Stellar Birth</min:subjectField><note>Seen late.</note>
        <basic:crossReference target="other">see</basic:crossReference>
        <langSec xml:lang="en-GB"><descripGrp><basic:definition>A disk
            of gas.</basic:definition><basic:source>A book</basic:source></descripGrp>
          <termSec><term>accretion (disc)</term><min:partOfSpeech>noun</min:partOfSpeech>
            <min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
          <termSec><term>AD</term><basic:termType>acronym</basic:termType>
            <min:administrativeStatus>preferredTerm</min:administrativeStatus></termSec></langSec>
        <langSec xml:lang="es"><termSec><term>disco</term></termSec></langSec></conceptEntry>
      <conceptEntry id="other"><langSec xml:lang="en"><termSec><term>other</term></termSec></langSec></conceptEntry>
      </body></text></tbx>`;
    const { concepts, unheld, leftOut } = read('tbx', text);
    expect(concepts).toEqual([
      {
        id: 'c-1',
        classes: ['stellar-birth'],
        terms: [
          { term: 'accretion \\(disc\\)', status: 'deprecated' },
          { term: 'AD', status: 'preferred', abbreviation: true },
        ],
        definition: 'A disk of gas.',
        relations: { related: ['other'] },
        sources: [{ name: 'A book' }],
      },
    ]);
    expect(unheld.map(({ concept, key }) => `${concept}: ${key}`)).toEqual([
      'C 1: id',
      'C 1: langSec es',
      'C 1: partOfSpeech of a term',
      'C 1: administrativeStatus',
      'C 1: subjectField',
      'C 1: note',
      'other: conceptEntry',
    ]);
    expect(leftOut).toBe(1);
  });

  test('has no control characters and no line breaks', () => {
    const { text, unheld } = FORMATS.tbx.write([{ id: 'x', terms: ['y'], definition: 'a\u0001b\n\n c' }]);
    expect(text).toContain('>ab c<');
    expect(unheld).toEqual([{ concept: 'x', key: 'definition', message: expect.stringContaining('taken out') }]);
  });
});

describe('SKOS', () => {
  const file = (...graph: object[]) => JSON.stringify({ '@context': CONTEXT, graph });

  test.each([
    ['', /^g:1:1 Invalid JSON: Unexpected end/],
    ['{"a":\n [1,}', /^g:2:5 Invalid JSON: Unexpected token/],
    [
      '{"@context": {"x": "y"},\n"graph": []}',
      /^g:1:14 Another JSON-LD context, expected the one that "caveat glossary export --format skos" writes/,
    ],
    ['{"graph": []}', /^g:1:1 Missing key "@context"/],
    ['[]', /^g:1:1 Unexpected list, expected object/],
    [file({ id: '#x', type: 'Concept', prefLabels: 'y' }), /^g:1:\d+ Unknown key "prefLabels", expected .*"prefLabel"/],
    [file({ id: '#x', type: 'Concept', altLabel: [1] }), /^g:1:\d+ Unexpected number, expected string/],
    [file({ id: '#x', type: 'Collection' }), /^g:1:\d+ Unknown value "Collection", expected "Concept"/],
  ])('%j', (text, fault) => {
    expect(faults('skos', text)).toEqual([expect.stringMatching(fault)]);
  });

  test('the same identifier twice is two concepts', () => {
    const one = { id: '#x', type: 'Concept', prefLabel: 'y', definition: 'z' };
    const { concepts, unheld } = read('skos', file(one, one));
    expect(concepts.map(({ id }) => id)).toEqual(['x', 'x-2']);
    expect(unheld).toEqual([{ concept: 'x', key: 'id', message: 'stands twice; it became "x-2"' }]);
  });

  test('takes single values for lists, and tells what it cannot', () => {
    const { concepts, unheld, leftOut } = read(
      'skos',
      file(
        {
          id: 'https://example.org/c/Dopamine',
          type: 'Concept',
          prefLabel: 'dopamine',
          altLabel: 'DA (amine)',
          definition: 'D.',
          broader: 'https://example.org/c/None such',
        },
        { id: '#b', type: 'Concept', prefLabel: 'b', scopeNote: 'n' },
      ),
    );
    expect(concepts).toMatchObject([{ id: 'dopamine', terms: ['dopamine', 'DA \\(amine\\)'], definition: 'D.' }]);
    expect(unheld.map(({ concept, key }) => `${concept}: ${key}`)).toEqual([
      'Dopamine: id',
      'Dopamine: broader',
      'b: Concept',
    ]);
    expect(leftOut).toBe(1);
  });
});
