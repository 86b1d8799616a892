import { describe, expect, test } from 'vitest';
import { readFrontMatter } from '../../src/config/frontMatter.ts';

describe('readFrontMatter', () => {
  test.each([
    ['caveat:\n  profile: uk\n  declared: [supervision, interaction]\n'],
    ['title: x\r\ncaveat:\r\n  { profile: [uk], declared: [supervision, interaction] }\r\n'],
    ['title: x\rcaveat: { profile: uk, declared: [supervision, interaction] }'],
  ])('a string or a list, with any line end: %j', (text) => {
    expect(readFrontMatter(text)).toEqual({ profiles: ['uk'], declared: ['supervision', 'interaction'] });
  });

  test.each([
    [''],
    ['title: caveat'],
    ['- caveat: { profile: uk }'],
    ['caveat: { profile: [uk'],
    ['caveat: uk'],
    ['caveat: { profile: 3, declared: { a: b } }'],
  ])('nothing: %j', (text) => {
    expect(readFrontMatter(text)).toEqual({ profiles: [], declared: [] });
  });
});
