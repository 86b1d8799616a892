import { Validator } from '@cfworker/json-schema';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import fc from 'fast-check';
import type { Log, Region } from 'sarif';
import { describe, expect, test } from 'vitest';
import { createLineIndex } from '../../src/markdown/lines.ts';
import { createReporter } from '../../src/report/formats.ts';
import { fileUri, pathOfUri } from '../../src/report/uris.ts';
import { reported } from './reported.ts';
import { FILES, FINDINGS, OPTIONS, RULE, SOURCE } from './sample.ts';

const validator = new Validator(schema as object, '4', false);
const sarif = (files = FILES, options = OPTIONS): Log =>
  JSON.parse(reported(createReporter('sarif', options), files)) as Log;
const { runs } = sarif();
const [run] = runs;
const results = run?.results ?? [];
const lines = createLineIndex(SOURCE);
const offset = (line = 0, column = 0) => lines.offsetAt({ line, column });
const rangeOf = ({ startLine, startColumn, endLine, endColumn }: Region) => ({
  start: offset(startLine, startColumn),
  end: offset(endLine, endColumn),
});

describe('SARIF', () => {
  test.each([
    ['findings and a file that was not read', FILES],
    ['nothing at all', []],
    ['a file without findings', FILES.slice(1, 2)],
  ])('is valid by the official schema: %s', (_, files) => {
    expect(validator.validate(sarif(files)).errors).toEqual([]);
  });

  test('the schema would refuse a wrong log', () => {
    const log = sarif();
    expect(validator.validate({ ...log, runs: [{ ...log.runs[0], columnKind: 'bytes' }] }).valid).toBe(false);
  });

  test('regions are lines and UTF-16 columns', () => {
    expect(run?.columnKind).toBe('utf16CodeUnits');
    const regions = results.map((result) => result.locations?.[0]?.physicalLocation?.region as Region);
    expect(regions.map(rangeOf)).toEqual(FINDINGS.map(({ range }) => range));
    expect(regions[0]).toMatchObject({ startLine: 1, startColumn: 4, endLine: 1, endColumn: 14 });
    expect(regions.map(({ snippet }) => snippet?.text)).toEqual(
      FINDINGS.map(({ range }) => SOURCE.slice(range.start, range.end)),
    );
    const related = results[0]?.relatedLocations?.map(({ physicalLocation }) =>
      rangeOf(physicalLocation?.region as Region),
    );
    expect(related).toEqual(FINDINGS[0]?.related);
  });

  test('a fix gives the text that ours gives', () => {
    const fixed = results.flatMap((result) =>
      (result.fixes ?? []).map(({ artifactChanges: [change] }) =>
        change?.replacements.reduceRight((text, { deletedRegion, insertedContent }) => {
          const { start, end } = rangeOf(deletedRegion);
          return text.slice(0, start) + (insertedContent?.text ?? '') + text.slice(end);
        }, SOURCE),
      ),
    );
    expect(fixed).toEqual([
      SOURCE.replace('5-HTP.', '5-HTP.\r\n\r\n> [!WARNING]\r\n> Ask first.'),
      SOURCE.replace('“😀”', '“”'),
    ]);
  });

  test('rules stand by id with their help, and results point at them', () => {
    const rules = run?.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual([
      'a-rule',
      'b-rule',
      'deprecated-term',
      'suppression-reason',
      'unknown-profile',
      'unknown-rule',
      'unused-suppression',
    ]);
    expect(rules[0]).toMatchObject({
      shortDescription: { text: 'A thing without its caveat' },
      help: { text: 'Because.\n\nShort: Ask a doctor first.' },
      defaultConfiguration: { level: 'error' },
    });
    expect(rules[0]?.help?.markdown).toContain('# A thing without its caveat');
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
  });

  test('severities are levels, and kept as they are among the properties', () => {
    expect(results.map(({ level, properties }) => [level, properties?.severity])).toEqual([
      ['error', 'error'],
      ['warning', 'warning'],
      ['note', 'information'],
      ['note', 'hint'],
    ]);
  });

  test('fingerprints differ within a file and do not move with the text', () => {
    const names = (files = FILES) =>
      (sarif(files).runs[0]?.results ?? []).map(({ partialFingerprints }) => partialFingerprints?.['caveat/v1']);
    expect(new Set(names()).size).toBe(4);
    const added = 'A new first paragraph.\n\n';
    const move = <T extends { readonly start: number; readonly end: number }>({ start, end }: T) => ({
      start: start + added.length,
      end: end + added.length,
    });
    const findings = FINDINGS.map((finding) => ({ ...finding, range: move(finding.range), related: [], fixes: [] }));
    const moved = [{ path: 'moved.md', source: added + SOURCE, analysis: { occurrences: [], claims: [], findings } }];
    expect(names(moved)).toEqual(names());
  });

  test('a file that was not read is told as a notification', () => {
    expect(run?.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            level: 'error',
            message: { text: 'no such file or folder' },
            locations: [{ physicalLocation: { artifactLocation: { uri: 'file:///gone%20%26%20lost.md' } } }],
          },
        ],
      },
    ]);
    expect(sarif(FILES.slice(1, 2)).runs[0]?.invocations?.[0]?.executionSuccessful).toBe(true);
  });

  test('of two wordings of one rule the same one stands, whichever came first', () => {
    const other = { ...RULE, caveats: RULE.caveats.map((caveat) => ({ ...caveat, text: 'Ask us.' })) };
    const rules = (...given: (typeof RULE)[]) => sarif([], { ...OPTIONS, rules: given }).runs[0]?.tool.driver.rules;
    expect(rules(RULE, other)).toEqual(rules(other, RULE));
  });
});

describe('URIs of paths', () => {
  test.each([
    ['a/b.md', 'a/b.md'],
    ['./ä b.md', './%C3%A4%20b.md'],
    ['a:b.md', 'a%3Ab.md'],
    ['/x/100%.md', 'file:///x/100%25.md'],
    ['C:/x.md', 'file:///C%3A/x.md'],
    ['<stdin>', '%3Cstdin%3E'],
  ])('%s', (path, uri) => {
    expect(fileUri(path)).toBe(uri);
  });

  test('give the path back', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((part) => !part.includes('/'));
    fc.assert(
      fc.property(fc.constantFrom('', '/', './', 'C:/', '../'), fc.array(name, { minLength: 1 }), (start, parts) => {
        const path = start + parts.join('/');
        expect(pathOfUri(fileUri(path))).toBe(path);
      }),
    );
  });
});
