import { CsvError, type CsvErrorCode, parse } from 'csv-parse/sync';
import { FACETS, RELATIONS, type Source, type TermStatus } from '../../glossary/concept.ts';
import type { ConceptRecord, TermRecord } from '../../glossary/loadGlossary.ts';
import { unknownName } from '../../glossary/names.ts';
import type { NamedText, Problem } from '../../glossary/yamlFile.ts';
import { alternativesOf, NotationError } from '../../phrases/notation.ts';
import { COLUMNS, PHRASE_LISTS, REQUIRED, SOURCE_COLUMNS, TERM_COLUMNS, TEXTS } from './csvColumns.ts';
import { faultAt, type Imported, refused } from './exchange.ts';
import { isId } from './ids.ts';
import { shortTerm } from './terms.ts';

/** A row by column name, and the line it begins on. */
interface Row {
  readonly line: number;
  cell(column: string): string;
}

const STATUSES: readonly TermStatus[] = ['preferred', 'admitted', 'deprecated'];
const YES = new Set(['yes', 'true', '1', 'x']);
const NO = new Set(['', 'no', 'false', '0']);

/** Reads a table as `toCsv` writes it; commas, semicolons and tabs part its cells, and its columns may stand in any order. */
export function fromCsv(file: NamedText): Imported {
  const problems: Problem[] = [];
  const rows = readRows(file, problems);
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const id = row.cell('id').trim();
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  const concepts = [...groups].map(([id, rows]) => {
    const fault = (row: Row, message: string) => problems.push(faultAt(file, row.line, 1, message));
    return conceptOf(id, rows, fault);
  });
  problems.sort((one, two) => one.line - two.line);
  return problems.length > 0 ? refused(...problems) : { concepts, unheld: [], leftOut: 0, problems };
}

function conceptOf(id: string, rows: readonly Row[], fault: (row: Row, message: string) => void): ConceptRecord {
  const [head] = rows as [Row, ...Row[]];
  if (!isId(id))
    fault(head, `Unexpected ${JSON.stringify(id)} under id, expected small letters and digits, with hyphens`);
  const one = (column: string): string | undefined => {
    const filled = rows.filter((row) => row.cell(column).trim() !== '');
    const others = filled.filter((row) => row.cell(column) !== filled[0]?.cell(column));
    for (const row of others) fault(row, `Another ${column} for "${id}" than on line ${filled[0]?.line}, expected one`);
    return filled[0]?.cell(column);
  };
  const ids = (column: string): readonly string[] => {
    const names = (one(column) ?? '').split(/[\s,;]+/).filter(Boolean);
    for (const name of names) if (!isId(name)) fault(head, `Unexpected "${name}" under ${column}, expected ids`);
    return names;
  };
  const yes = (row: Row, column: string): boolean => {
    const cell = row.cell(column).trim().toLowerCase();
    if (!YES.has(cell) && !NO.has(cell)) fault(row, `Unexpected "${cell}" under ${column}, expected yes or nothing`);
    return YES.has(cell);
  };
  const terms = rows.filter((row) => TERM_COLUMNS.some((column) => row.cell(column).trim() !== ''));
  if (terms.length === 0) fault(head, `No term for "${id}", expected at least one under term`);
  const sources = rows.filter((row) => SOURCE_COLUMNS.some((column) => row.cell(column).trim() !== ''));
  const [definition = '', plain, risk] = TEXTS.map(one);
  if (definition === '') fault(head, `No definition for "${id}", expected one under definition`);
  const mesh = one('mesh')?.trim();
  if (mesh !== undefined && !/^[DC][0-9]{6,9}$/.test(mesh)) {
    fault(head, `Unexpected "${mesh}" under mesh, expected the form D012701`);
  }
  return {
    id,
    classes: ids('classes'),
    terms: terms.map((row, index) => shortTerm(termOf(row, yes(row, 'abbreviation'), fault), index)),
    definition,
    ...(plain === undefined ? {} : { plain }),
    ...(risk === undefined ? {} : { risk }),
    facets: Object.fromEntries(FACETS.flatMap((facet) => pair(facet, one(`facets.${facet}`)))),
    relations: Object.fromEntries(RELATIONS.map((kind) => [kind, ids(`relations.${kind}`)])),
    ...(mesh === undefined ? {} : { mesh }),
    sources: sources.map((row) => sourceOf(row, yes(row, 'source.checked'), fault)),
  };
}

function termOf(row: Row, abbreviation: boolean, fault: (row: Row, message: string) => void): TermRecord {
  const term = row.cell('term').trim();
  try {
    if (term === '') fault(row, 'No term in a row that says something of one, expected one under term');
    else alternativesOf(term);
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    fault(row, error.message);
  }
  const status = row.cell('status').trim().toLowerCase();
  if (status !== '' && !STATUSES.some((known) => known === status)) fault(row, unknownName('status', status, STATUSES));
  const lists = PHRASE_LISTS.map((key) => [
    key,
    row
      .cell(key)
      .split(/\r\n?|\n/)
      .map((phrase) => phrase.trim())
      .filter(Boolean),
  ]);
  return {
    term,
    abbreviation,
    ...(status === '' ? {} : { status: status as TermStatus }),
    ...Object.fromEntries(lists),
  };
}

function sourceOf(row: Row, checked: boolean, fault: (row: Row, message: string) => void): Omit<Source, 'checked'> {
  const name = row.cell('source');
  const url = row.cell('source.url').trim();
  if (name.trim() === '') fault(row, 'A source without a name, expected one under source');
  if (url !== '' && !/^https?:\/\//.test(url))
    fault(row, `Unexpected "${url}" under source.url, expected http:// or https://`);
  return { name, ...(url === '' ? {} : { url }), ...(checked ? { checked } : {}) };
}

function pair(key: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[key, value]];
}

function readRows(file: NamedText, problems: Problem[]): readonly Row[] {
  let records: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    records = parse(file.text, {
      bom: true,
      delimiter: delimiterOf(file.text),
      info: true,
      relax_column_count: true,
    }) as never;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(/\bline (\d+)/.exec(error.message)?.[1] ?? 1);
    problems.push(faultAt(file, line, 1, `Invalid CSV: ${remedies.get(error.code) ?? error.message}`));
    return [];
  }
  const header = records[0]?.record.map((name) => name.trim()) ?? [];
  const faults = headerFaults(header);
  problems.push(...faults.map((message) => faultAt(file, 1, 1, message)));
  if (faults.length > 0) return [];
  return records.slice(1).flatMap(({ record }, index) => {
    // A record's `lines` is where it ends.
    const line = (records[index]?.info.lines ?? 0) + 1;
    if (record.slice(header.length).some((cell) => cell.trim() !== '')) {
      problems.push(
        faultAt(
          file,
          line,
          1,
          `${record.length} cells under ${header.length} columns, expected no more cells than columns`,
        ),
      );
    }
    if (record.every((cell) => cell.trim() === '')) return [];
    return [
      { line, cell: (column: string) => (record[header.indexOf(column)] ?? '').replace(/^'('*[=+\-@\t\r])/, '$1') },
    ];
  });
}

const remedies = new Map<CsvErrorCode, string>([
  [
    'CSV_QUOTE_NOT_CLOSED',
    'the quotation mark that opens a cell here is never closed, expected another one at the end of the cell',
  ],
  [
    'CSV_INVALID_CLOSING_QUOTE',
    'text after a closing quotation mark, expected quotation marks inside a cell to be doubled',
  ],
  [
    'INVALID_OPENING_QUOTE',
    'a quotation mark inside a cell without them, expected it doubled and the cell in quotation marks',
  ],
]);

function headerFaults(header: readonly string[]): string[] {
  const missing = REQUIRED.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    return [
      `No column ${missing.map((name) => `"${name}"`).join(', ')} in the header, expected at least ${REQUIRED.join(', ')}`,
    ];
  }
  const unknown = header.filter((name) => name !== '' && !COLUMNS.includes(name));
  const twice = header.filter((name, index) => name !== '' && header.indexOf(name) !== index);
  return [
    ...unknown.map((name) => unknownName('column', name, COLUMNS)),
    ...twice.map((name) => `The column "${name}" stands twice, expected it once`),
  ];
}

/** What parts the cells: the mark that stands most often in the header. */
function delimiterOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}
