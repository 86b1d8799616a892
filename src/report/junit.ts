import type { Severity } from '../analysis/analysis.ts';
import type { CheckedFile, JsonFinding } from './checkedFile.ts';
import { type Tag, writeXml, xmlCharacters } from './exchange/xml.ts';
import { fixWords } from './fixWords.ts';
import type { Reporter } from './reporter.ts';
import { atLeast } from './summary.ts';

/** JUnit XML: a suite for each file, a case for each finding; those at or above `failOn` fail. */
export function createJunitReporter(failOn: Severity): Reporter {
  const suites: Tag[] = [];
  return {
    add(file) {
      suites.push(suiteOf(file, failOn));
      return '';
    },
    end: () => writeXml({ name: 'testsuites', attributes: { name: 'caveat', ...totals(suites) }, content: suites }, ''),
  };
}

function suiteOf(file: CheckedFile, failOn: Severity): Tag {
  const cases = casesOf(file, failOn);
  const having = (name: string) =>
    cases.filter(({ content }) => typeof content !== 'string' && content.some((tag) => tag.name === name)).length;
  return {
    name: 'testsuite',
    attributes: {
      name: xmlCharacters(file.path),
      tests: String(cases.length),
      failures: String(having('failure')),
      errors: String(having('error')),
    },
    content: cases,
  };
}

function casesOf({ path, error, findings }: CheckedFile, failOn: Severity): readonly Tag[] {
  const testCase = (name: string, content: readonly Tag[]): Tag => ({
    name: 'testcase',
    attributes: { name: xmlCharacters(name), classname: xmlCharacters(path) },
    content,
  });
  if (error !== undefined)
    return [testCase('reading', [{ name: 'error', attributes: { message: xmlCharacters(error) }, content: '' }])];
  if (findings.length === 0) return [testCase('nothing to report', [])];
  return findings.map((finding) => {
    const { rule, severity, message, range } = finding;
    const told = xmlCharacters(`${path}:${range.start.line}:${range.start.column}\n${bodyOf(finding)}`);
    const attributes = { message: xmlCharacters(message), type: severity };
    return testCase(`${rule} ${range.start.line}:${range.start.column}`, [
      atLeast(severity, failOn)
        ? { name: 'failure', attributes, content: told }
        : { name: 'system-out', content: xmlCharacters(`${severity}: ${message}\n${told}`) },
    ]);
  });
}

function bodyOf({ text, fixes: [best] }: JsonFinding): string {
  return [text, ...(best ? [`${best.title}\n${fixWords(best)}`.trim()] : [])].join('\n');
}

function totals(suites: readonly Tag[]): Readonly<Record<string, string>> {
  const sum = (key: string) => String(suites.reduce((all, { attributes }) => all + Number(attributes?.[key] ?? 0), 0));
  return { tests: sum('tests'), failures: sum('failures'), errors: sum('errors') };
}
