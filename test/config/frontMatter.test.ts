import { describe, expect, test } from 'vitest';
import { readFrontMatter } from '../../src/config/frontMatter.ts';

describe('readFrontMatter', () => {
  test.each([
    ['caveat:\n  profile: uk\n  declared: [supervision, interaction]\n'],
    ['title: x\r\ncaveat:\r\n  { profile: [uk], declared: [supervision, interaction] }\r\n'],
    ['title: x\rcaveat: { profile: uk, declared: [supervision, interaction] }'],
  ])('a string or a list, with any line end: %j', (text) => {
    expect(readFrontMatter(text)).toEqual({ profiles: ['uk'], declared: ['supervision', 'interaction'], unknown: [] });
  });

  test.each([
    [''],
    ['title: caveat'],
    ['- caveat: { profile: uk }'],
    ['caveat: { profile: [uk'],
    ['caveat: uk'],
    ['caveat: { profile: 3, declared: { a: b } }'],
  ])('nothing: %j', (text) => {
    expect(readFrontMatter(text)).toEqual({ profiles: [], declared: [], unknown: [] });
  });

  test.each(['caveat: { profile: ukk }', 'title: x\r\ncaveat:\r\n  profile: [uk, ukk]\r\n'])(
    'a name that is no profile, with its place: %j',
    (text) => {
      const [unknown, ...others] = readFrontMatter(text).unknown;
      expect(others).toEqual([]);
      expect(text.slice(unknown?.range.start, unknown?.range.end)).toBe('ukk');
      expect(unknown?.message).toMatch(/^Unknown profile "ukk", expected for example "uk"$/);
    },
  );
});
