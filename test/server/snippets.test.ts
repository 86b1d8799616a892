import { expect, test } from 'vitest';
import { hasPlaceholders, toSnippet } from '../../src/server/snippets.ts';

test.each([
  ['Ask <<who|a physician>>.', `Ask \${1:a physician}.`],
  ['<<a|x>> <<b|y>> <<a|x>>', `\${1:x} \${2:y} \${1:x}`],
  ['<<reason>>', `\${1:reason}`],
  ['costs $5 in {braces} and \\', 'costs \\$5 in {braces\\} and \\\\'],
  ['<<price|$5 {net}>>', `\${1:\\$5 {net\\}}`],
  ['nothing', 'nothing'],
])('%s', (text, snippet) => {
  expect(toSnippet(text)).toBe(snippet);
  expect(hasPlaceholders(text)).toBe(text.includes('<<'));
});
