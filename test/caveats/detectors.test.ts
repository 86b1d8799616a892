import { describe, expect, test } from 'vitest';
import { rule, shownClaims, small } from './small.ts';

describe('commercial links', () => {
  const analyze = small(
    rule(
      'r',
      `
claim:
  detector: commercial-links
  lists: { hosts: [shop.test], pieces: [tag=, /buy/], classes: [thing], cues: [ease] }
caveat: { all: [{ cue: <care>, within: document }] }`,
    ),
  );
  const shown = (source: string) => shownClaims(source, analyze(source).claims);

  test.each([
    ['a shop', 'Alfa is [here](https://shop.test/a).', 'r missing "Alfa is [here"'],
    ['a shop under www', 'Alfa is [here](https://www.shop.test/).', 'r missing "Alfa is [here"'],
    ['a shop of a country', 'Alfa is [here](https://uk.shop.test/).', 'r missing "Alfa is [here"'],
    ['a mark in the query', 'Alfa is [here](https://a.test/x?y=1&tag=me).', 'r missing "Alfa is [here"'],
    ['a piece of the path', 'Alfa is [here](https://a.test/buy/now).', 'r missing "Alfa is [here"'],
    ['a thing that is no concept', 'It works safely: get it [here](https://shop.test/).', 'r missing "here"'],
    ['a thing named before', 'Alfa is good.\n\nGet [yours](https://shop.test).', 'r missing "yours"'],
  ])('to %s', (_, source, claim) => {
    expect(shown(source)).toEqual([claim]);
  });

  test.each([
    ['a page of another kind', 'Alfa is [here](https://a.test/x?hashtag=1).'],
    ['a host that only ends alike', 'Alfa is [here](https://workshop.test/).'],
    ['a place in the draft', 'Alfa is [here](#buy).'],
    ['a shop for nothing named', 'Xdrug is [here](https://shop.test/).'],
    ['a thing named in another section', '# A\n\nAlfa.\n\n# B\n\nGet [yours](https://shop.test).'],
  ])('not %s', (_, source) => {
    expect(shown(source)).toEqual([]);
  });

  test('one disclosure is enough for the draft', () => {
    expect(shown('Alfa is [here](https://shop.test/).\n\n# End\n\nCareful use.')).toEqual([
      'r covered "Alfa is [here"',
    ]);
  });
});
