// The suite as the web-worker extension host runs it: mocha's browser build, and the result as a line on the console.
import 'mocha/mocha.js';
import { createReporter } from './reporter.ts';
import { defineTests } from './tests.ts';

export function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: 30_000 });
  mocha.reporter(
    createReporter((result) =>
      console.log(`CAVEAT_RESULT ${JSON.stringify(result)}`),
    ) as unknown as Mocha.ReporterConstructor,
  );
  defineTests();
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures > 0 ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
