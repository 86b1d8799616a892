import { expect, test } from 'vitest';
import { loadGlossary } from '../../src/glossary/loadGlossary.ts';
import { createExpander } from '../../src/phrases/expand.ts';
import { ownData } from '../helpers.ts';

const expander = createExpander(ownData().language.english);
const COUNT = 6000;

function glossary(change: (index: number) => string = () => ''): string {
  const items = Array.from(
    { length: COUNT },
    (_, index) =>
      `  - id: c${index}\n    terms: [word${index.toString(36)}x]\n    definition: ${'Long enough to make the file large. '.repeat(3)}\n${change(index)}`,
  );
  return `version: 1\nconcepts:\n${items.join('')}`;
}

function load(text: string) {
  return loadGlossary([{ name: 'large.yaml', text }], new Map(), expander, false);
}

test('a large file is read, and each concept knows its place', () => {
  const text = glossary();
  expect(text.length).toBeGreaterThan(500_000);
  const { concepts, problems } = load(text);
  expect(problems).toEqual([]);
  expect(concepts.size).toBe(COUNT);
  const { start, end } = concepts.get('c4321')?.place?.range ?? { start: 0, end: 0 };
  expect(text.slice(start, end)).toContain('c4321');
});

test('a fault in a large file has its line', () => {
  const { problems } = load(glossary((index) => (index === 5000 ? '    defnition: x\n' : '')));
  expect(problems.map(({ line, message }) => [line, message])).toEqual([
    [2 + 5000 * 3 + 4, expect.stringContaining('Unknown key "defnition"')],
  ]);
});

test('a term that two concepts of a large file claim has its line', () => {
  const { problems } = load(glossary().replace(`[word${(5000).toString(36)}x]`, `[word${(4999).toString(36)}x]`));
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message).toContain('belongs to');
  expect(problems[0]?.line).toBe(3 + 5000 * 3);
});
