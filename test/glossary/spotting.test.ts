import { expect, test } from 'vitest';
import type { Occurrence } from '../../src/analysis/analysis.ts';
import { type GoldRecord, readGold } from '../eval/terms/gold.ts';
import { ownAnalyzer } from '../helpers.ts';

/** What the product promises; records that a reader may see otherwise count neither way. */
const LEAST_RECALL = 0.97;
const LEAST_PRECISION = 0.98;

const { drafts, records, faults } = readGold();

interface Spotted extends Occurrence {
  readonly file: string;
}

const spotted: readonly Spotted[] = [...drafts].flatMap(([file, source]) =>
  ownAnalyzer()
    .analyze(source)
    .occurrences.map((occurrence) => ({ ...occurrence, file })),
);

const touch = (record: GoldRecord, { file, range }: Spotted): boolean =>
  record.file === file && range.start < record.end && record.start < range.end;

const names = (record: GoldRecord, { concept }: Spotted): boolean =>
  concept === record.concept || (record.or?.includes(concept) ?? false);

const isExact = (record: GoldRecord, { range }: Spotted): boolean =>
  (range.start === record.start && range.end === record.end) ||
  (range.start === record.narrowStart && range.end === record.narrowEnd);

const wanted = records.filter(({ kind }) => kind === 'occurrence');
const isFound = (record: GoldRecord): boolean =>
  spotted.some((one) => touch(record, one) && names(record, one) && isExact(record, one));
const missed = wanted.filter((record) => !record.doubtful && !isFound(record));
const found = wanted.filter(isFound);
const wrong = spotted.filter((one) => {
  const here = records.filter((record) => touch(record, one));
  return !here.some((record) => record.doubtful || (record.kind === 'occurrence' && names(record, one)));
});

const shownRecord = ({ file, line, concept, text }: GoldRecord): string =>
  `${file}:${line} ${concept ?? 'nothing'} "${text}"`;
const shownSpotted = (one: Spotted): string =>
  `${one.file}: ${one.concept} "${drafts.get(one.file)?.slice(one.range.start, one.range.end)}"${records
    .filter((record) => touch(record, one))
    .map((record) => `, where it is ${record.why ?? shownRecord(record)}`)
    .join('')}`;

test('the gold standard fits its drafts', () => {
  expect(faults).toEqual([]);
  expect(wanted.length).toBeGreaterThan(500);
  expect(records.length - wanted.length).toBeGreaterThan(200);
});

test('terms are found', () => {
  const recall = found.length / (found.length + missed.length);
  expect(recall, missed.map(shownRecord).join('\n')).toBeGreaterThanOrEqual(LEAST_RECALL);
});

test('what is found are terms', () => {
  const precision = found.length / (found.length + wrong.length);
  expect(precision, wrong.map(shownSpotted).join('\n')).toBeGreaterThanOrEqual(LEAST_PRECISION);
});

test('a term that is found is marked from its first character to its last', () => {
  const inexact = spotted.filter((one) => {
    const meant = wanted.filter((record) => !record.doubtful && touch(record, one) && names(record, one));
    return meant.length > 0 && !meant.some((record) => isExact(record, one));
  });
  expect(inexact.map(shownSpotted)).toEqual([]);
});
