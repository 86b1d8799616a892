// The suite as the Node extension host runs it: VS Code calls `run`.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { createReporter } from './reporter.ts';
import { defineTests } from './tests.ts';

export function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    reporter: createReporter((result) => {
      if (process.env.CAVEAT_RESULT) writeFileSync(process.env.CAVEAT_RESULT, JSON.stringify(result));
    }) as unknown as Mocha.ReporterConstructor,
  });
  // Gives the globals `describe`, `it` … that mocha otherwise gives a file as it loads it; ours are bundled.
  mocha.suite.emit(
    Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE,
    globalThis as unknown as Mocha.MochaGlobals,
    '',
    mocha,
  );
  defineTests();
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures > 0 ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
