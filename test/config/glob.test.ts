import { describe, expect, test } from 'vitest';
import { matchesGlob } from '../../src/config/glob.ts';

describe('matchesGlob', () => {
  test.each([
    ['*.md', 'a.md', true],
    ['*.md', 'deep/er/a.md', true],
    ['drafts/*.md', 'drafts/a.md', true],
    ['drafts/*.md', 'drafts/old/a.md', false],
    ['drafts/**', 'drafts/old/a.md', true],
    ['drafts/', 'drafts/old/a.md', true],
    ['./drafts/**/*.md', 'drafts/a.md', true],
    ['**/old/*.md', 'old/a.md', true],
    ['**/old/*.md', 'x/y/old/a.md', true],
    ['{uk,us}/*.{md,markdown}', 'us/a.markdown', true],
    ['{uk,us}/*.md', 'eu/a.md', false],
    ['draft-?.md', 'draft-1.md', true],
    ['draft-?.md', 'draft-12.md', false],
    ['draft-?.md', 'draft-😀.md', true],
    ['a+(b).md', 'a+(b).md', true],
    ['a.md', 'axmd', false],
  ])('%s on %s is %s', (glob, path, expected) => {
    expect(matchesGlob(glob, path)).toBe(expected);
  });

  test('a pattern of many stars ends quickly', () => {
    expect(matchesGlob(`${'*a'.repeat(40)}b`, 'a'.repeat(5000))).toBe(false);
  });

  test('braces beyond measure do not explode', () => {
    expect(matchesGlob('{a,b}'.repeat(40), 'a')).toBe(false);
  });
});
