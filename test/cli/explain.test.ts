import { describe, expect, test } from 'vitest';
import { caveat } from './machine.ts';

const FILES = { 'a.md': 'First line.\n\nYou can add it. And more.\n' };

test.each([
  ['a.md:3', '> You can add it. And more.'],
  ['a.md:3:9', '>'],
  ['./a.md:1', '> First line.'],
])('explain %s looks at that place', async (place, quoted) => {
  const { code, out, err } = await caveat(['explain', place], { files: FILES });
  expect(err).toBe('');
  expect(out.split('\n')[0]?.startsWith(quoted.slice(0, 5))).toBe(true);
  expect(code).toBe(0);
});

describe('a place that is none is one clear line', () => {
  test.each([
    ['a.md', '"a.md" names no place, expected FILE:LINE or FILE:LINE:COLUMN'],
    ['gone.md:1', 'gone.md'],
    ['a.md:9', 'a.md: no line 9, expected one from 1 to 4'],
    ['a.md:0', 'a.md: no line 0'],
  ])('%s', async (place, words) => {
    const { code, out, err } = await caveat(['explain', place], { files: FILES });
    expect(err).toContain(words);
    expect(out).toBe('');
    expect(code).toBe(2);
  });
});
