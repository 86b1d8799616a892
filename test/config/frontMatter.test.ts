import { describe, expect, test } from 'vitest';
import { draftSettings } from '../../src/config/frontMatter.ts';

describe('draftSettings', () => {
  test.each([
    ['---\ncaveat:\n  profile: us-supplement\n  declared: [supervision, interaction]\n---\n'],
    ['---\r\ncaveat: { profile: [us-supplement], declared: [supervision, interaction] }\r\n---\r\nText'],
    ['---\rcaveat: { profile: us-supplement, declared: [supervision, interaction] }\r---'],
  ])('a string or a list, with any line end: %j', (source) => {
    expect(draftSettings(source)).toEqual({ profiles: ['us-supplement'], declared: ['supervision', 'interaction'] });
  });

  test.each([
    ['no front matter at all'],
    ['---\n---\ncaveat: { profile: uk }\n---\n'],
    ['---\ntitle: caveat\n---\n'],
    ['---\ncaveat: { profile: [uk\n---\n'],
    ['---\ncaveat: { profile: uk }\n'],
    ['----\ncaveat: { profile: uk }\n---\n'],
    ['\n---\ncaveat: { profile: uk }\n---\n'],
    ['---\ncaveat: { profile: 3, declared: { a: b } }\n---\n'],
  ])('nothing: %j', (source) => {
    expect(draftSettings(source)).toEqual({ profiles: [], declared: [] });
  });
});
