import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { toString as plainText } from 'mdast-util-to-string';
import { gfmTable } from 'micromark-extension-gfm-table';
import { describe, expect, test } from 'vitest';
import { elementsOf, readXml } from '../../src/report/exchange/xml.ts';
import { CHECK_FORMATS, type CheckFormat, createReporter } from '../../src/report/formats.ts';
import { reported } from './reported.ts';
import { FILES, OPTIONS, PATH } from './sample.ts';

const report = (format: CheckFormat, files = FILES, options = OPTIONS) =>
  reported(createReporter(format, options), files);

test.each(CHECK_FORMATS)('%s is one report for no files, and holds no character that a file may not', (format) => {
  expect(report(format, []).endsWith('\n') || format === 'github').toBe(true);
  expect(report(format)).not.toContain('\u0007');
});

describe('github', () => {
  /** Reads a workflow command as the runner does. */
  const read = (line: string) => {
    const [, name, properties = '', message = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
    return {
      name,
      message: decodeURIComponent(message),
      ...Object.fromEntries(
        properties.split(',').map((pair) => {
          const [key = '', value = ''] = pair.split('=');
          return [key, decodeURIComponent(value)];
        }),
      ),
    };
  };

  test('one command a line, which the runner reads back', () => {
    const lines = report('github').trimEnd().split('\n').map(read);
    expect(lines).toEqual([
      {
        name: 'error',
        file: 'drafts, 100%/ä:b c.md',
        line: '1',
        endLine: '1',
        col: '4',
        endColumn: '13',
        title: 'a-rule',
        message: 'Unexpected “Take 5-HTP”, expected its caveat',
      },
      expect.objectContaining({ name: 'warning', line: '2', col: '1', endColumn: '10' }),
      {
        name: 'notice',
        file: 'drafts, 100%/ä:b c.md',
        line: '2',
        endLine: '3',
        col: '14',
        title: 'b-rule',
        message: 'Odd | `message`\nof 100%, <b>two</b> lines: \u2407',
      },
      expect.objectContaining({ name: 'notice', line: '4', title: 'deprecated-term' }),
      { name: 'error', file: '/gone & lost.md', message: 'no such file or folder' },
    ]);
  });
});

describe('gitlab', () => {
  const issues = JSON.parse(report('gitlab'));

  test('has what GitLab asks of an issue', () => {
    expect(issues[0]).toEqual({
      description: 'Unexpected “Take 5-HTP”, expected its caveat',
      check_name: 'a-rule',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: 'critical',
      location: { path: 'drafts, 100%/ä:b c.md', lines: { begin: 1, end: 1 } },
    });
    expect(issues.map(({ severity }: { severity: string }) => severity)).toEqual([
      'critical',
      'major',
      'minor',
      'info',
      'blocker',
    ]);
  });

  test('no two issues share a fingerprint, nor do two files with the same words', () => {
    const twice = FILES.flatMap((file) => [file, { ...file, path: `b/${file.path}` }]);
    const names = JSON.parse(report('gitlab', twice)).map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    expect(names).toHaveLength(10);
    expect(new Set(names).size).toBe(10);
  });
});

describe('junit', () => {
  const read = (text: string) => {
    const root = readXml({ name: 'junit.xml', text });
    if (!('childNodes' in root)) throw new Error(root.message);
    return root;
  };
  const suites = (options = OPTIONS) => elementsOf(read(report('junit', FILES, options)));
  const outcomes = (options = OPTIONS) =>
    suites(options).map((suite) => [
      suite.getAttribute('name'),
      elementsOf(suite).map((testCase) => elementsOf(testCase).map(({ tagName }) => tagName)),
    ]);

  test('is a suite for each file; what is below --fail-on does not fail', () => {
    expect(outcomes()).toEqual([
      [PATH, [['failure'], ['failure'], ['system-out'], ['system-out']]],
      ['/gone & lost.md', [['error']]],
      ['clean.md', [[]]],
    ]);
    expect(outcomes({ ...OPTIONS, failOn: 'error' })[0]?.[1]).toEqual([
      ['failure'],
      ['system-out'],
      ['system-out'],
      ['system-out'],
    ]);
  });

  test('counts what it holds', () => {
    const root = read(report('junit'));
    const counts = (['tests', 'failures', 'errors'] as const).map((key) => root.getAttribute(key));
    expect(counts).toEqual(['6', '2', '1']);
  });

  test('says the message, the words and the caveat', () => {
    const failure = elementsOf(elementsOf(suites()[0] as never)[0] as never)[0];
    expect(failure?.getAttribute('message')).toBe('Unexpected “Take 5-HTP”, expected its caveat');
    expect(failure?.textContent).toBe(`${PATH}:1:4\nTake 5-HTP\nAdd caveat\nAsk first.`);
  });
});

describe('md', () => {
  test('is a table for each file with findings, whatever the messages hold', () => {
    const tree = fromMarkdown(report('md'), {
      extensions: [gfmTable()],
      mdastExtensions: [gfmTableFromMarkdown()],
    });
    expect(tree.children.map(({ type }) => type)).toEqual([
      'heading',
      'paragraph',
      'heading',
      'table',
      'heading',
      'paragraph',
    ]);
    const table = tree.children[3];
    const rows =
      table?.type === 'table' ? table.children.map((row) => row.children.map((cell) => plainText(cell))) : [];
    expect(rows).toEqual([
      ['Place', 'Severity', 'Finding', 'Suggestion'],
      ['1:4', 'error', 'Unexpected “Take 5-HTP”, expected its caveat (a-rule)', 'Ask first.'],
      ['2:1', 'warning', 'Unexpected “Take 5-HTP”, expected its caveat (a-rule)', ''],
      ['2:14', 'information', 'Odd | `message` of 100%, <b>two</b> lines: \u2407 (b-rule)', 'Replace'],
      ['4:10', 'hint', 'Unexpected “Take 5-HTP”, expected its caveat (deprecated-term)', ''],
    ]);
  });

  test('sums up at the top', () => {
    const [title, , sum] = report('md').split('\n');
    expect([title, sum]).toEqual(['## Caveat', '3 files (1 not read): 1 error, 1 warning, 1 note, 1 hint.']);
  });
});
