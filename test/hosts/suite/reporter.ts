import type { Runner, Test } from 'mocha';

/** What a mocha run gave; `failures` holds the full titles. */
export interface SuiteResult {
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
}

/** A mocha reporter that needs neither a terminal nor a document: it prints lines, and hands over the result at the end. */
export function createReporter(atEnd: (result: SuiteResult) => void): (runner: Runner) => void {
  return function report(runner: Runner): void {
    const result: SuiteResult = { passed: 0, failed: 0, skipped: 0, failures: [] };
    runner.on('suite', (suite) => suite.title && console.log(`  ${suite.title}`));
    runner.on('pass', (test: Test) => {
      result.passed++;
      console.log(`    ✔ ${test.title} (${test.duration} ms)`);
    });
    runner.on('pending', (test: Test) => {
      result.skipped++;
      console.log(`    - ${test.title}`);
    });
    runner.on('fail', (test, error) => {
      result.failed++;
      result.failures.push(test.fullTitle());
      console.log(`    ✖ ${test.title}\n${String(error.stack ?? error).replaceAll(/^/gm, '        ')}`);
    });
    runner.on('end', () => atEnd(result));
  };
}
