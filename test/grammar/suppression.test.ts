import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createRegistry } from 'vscode-tmgrammar-test/dist/common/index.js';
import { parseGrammarTestCase, runGrammarTestCase } from 'vscode-tmgrammar-test/dist/unit/index.js';
import manifest from '../../package.json' with { type: 'json' };

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test('the marks under the lines of suppression.md hold', async () => {
  const registry = createRegistry([
    { scopeName: 'text.html.markdown', path: here('markdown.tmLanguage.json') },
    ...manifest.contributes.grammars.map((grammar) => ({ ...grammar, path: here(`../../${grammar.path}`) })),
  ]);
  const cases = parseGrammarTestCase(readFileSync(here('suppression.md'), 'utf8'));
  expect(cases.assertions.length).toBe(10);
  expect(await runGrammarTestCase(registry, cases)).toEqual([]);
});
