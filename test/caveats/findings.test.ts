import { describe, expect, test } from 'vitest';
import { shown } from '../helpers.ts';
import { CARE, rule, shownClaims, small } from './small.ts';

const THING = '{ mentions: <class:thing>, cue: <act> }';
const claim = (within: string) => `claim: { any: [${THING}] }\ncaveat: { all: [{ cue: <care>, within: ${within} }] }`;

describe('one finding', () => {
  const count = (within: string, source: string) =>
    small(rule('care', claim(within)))(source).findings.map((finding) => [
      shown(source, finding),
      finding.related.length,
    ]);

  test.each([
    [
      'for each thing of a section',
      'section',
      'Take alfa. Take bravo.\n\nTake alfa now.',
      [
        ['care "Take alfa"', 1],
        ['care "Take bravo"', 0],
      ],
    ],
    [
      'for each section',
      'section',
      '## A\n\nTake alfa.\n\n## B\n\nTake alfa.',
      [
        ['care "Take alfa"', 0],
        ['care "Take alfa"', 0],
      ],
    ],
    ['for each thing of a document', 'document', '## A\n\nTake alfa.\n\n## B\n\nTake alfa.', [['care "Take alfa"', 1]]],
    [
      'for each paragraph',
      'paragraph',
      'Take alfa. Take alfa now.\n\nTake alfa.',
      [
        ['care "Take alfa"', 1],
        ['care "Take alfa"', 0],
      ],
    ],
    [
      'for each sentence',
      'sentence',
      'Take alfa. Take alfa.',
      [
        ['care "Take alfa"', 0],
        ['care "Take alfa"', 0],
      ],
    ],
    ['for the items of a list', 'section', '- Take alfa.\n- Take bravo.\n- Take alfa.', [['care "Take alfa"', 2]]],
    ['for the rows of a table', 'section', '| Do |\n| -- |\n| Take alfa |\n| Take bravo |', [['care "Take alfa"', 1]]],
  ])('%s', (_, within, source, expected) => {
    expect(count(within, source)).toEqual(expected);
  });

  test('for each pair of things named together, in either order', () => {
    const pair = 'claim: { any: [{ mentions: [<class:thing>, <class:drug>], cue: <act> }] }';
    const analyze = small(rule('pair', `${pair}\ncaveat: { all: [{ cue: <lack>, within: section }] }`));
    const source = 'Take alfa with xdrug. On xdrug, take alfa. Take bravo with xdrug.';
    expect(analyze(source).findings.map((finding) => [shown(source, finding), finding.related.length])).toEqual([
      ['pair "Take alfa with xdrug"', 1],
      ['pair "Take bravo with xdrug"', 0],
    ]);
  });

  test('for each statement, where a rule names no thing', () => {
    const analyze = small(
      rule('cues', 'claim: { any: [{ cue: [<act>, <plus>] }] }\ncaveat: { all: [{ cue: <lack>, within: section }] }'),
    );
    const source = 'Take it with tea. Take that and this.';
    expect(analyze(source).findings.map((finding) => [shown(source, finding), finding.concept])).toEqual([
      ['cues "Take it with"', undefined],
      ['cues "Take that and"', undefined],
    ]);
  });

  test('names what it marks, and the caveat that came near', () => {
    const source = 'Take the\n*good* alfa. Well.\n\n## B\n\nCareful use.';
    const [finding] = small(CARE)(source).findings;
    expect(finding?.message).toBe('Unexpected “Take the good alfa”');
    expect(finding?.concept).toBe('alfa');
    expect(finding?.related.map(({ start, end }) => source.slice(start, end))).toEqual(['Careful use']);
  });
});

describe('severities', () => {
  const two = rule(
    'care',
    `claim: { any: [${THING}] }\ncaveat: { all: [{ cue: <care>, within: section }, { cue: <lack>, within: section }], partial: warning }`,
  );
  test.each([
    ['none of two caveats', 'Take alfa.', 'error'],
    ['one of two', 'Take alfa. Careful use.', 'warning'],
    ['a weak one', 'Take alfa. Careful use if you like. Proof is lacking.', 'warning'],
    ['both far off', 'Take alfa.\n\n# B\n\nCareful use. Proof is lacking.', 'information'],
  ])('%s', (_, source, severity) => {
    expect(small(two)(source).findings.map((finding) => finding.severity)).toEqual([severity]);
  });

  test('both of two leave none', () => {
    expect(small(two)('Take alfa. Careful use. Proof is not lacking; proof is lacking.').findings).toEqual([]);
  });
});

describe('replacing', () => {
  const special = rule(
    'special',
    'replaces: [care]\nclaim: { any: [{ mentions: [<class:thing>], cue: <act> }] }\ncaveat: { all: [{ cue: <lack>, within: section }] }',
  );
  const analyze = small(CARE, special);

  test.each([
    ['where the special one lacks its caveat', 'Take alfa.', ['special']],
    ['where its caveat stands too far off', 'Take alfa.\n\n# B\n\nProof is lacking.', ['special']],
    ['where it is covered', 'Take alfa. Proof is lacking.', []],
  ])('the general claim on the same words is never reported: %s', (_, source, expected) => {
    const { claims, findings } = analyze(source);
    expect(findings.map(({ rule: id }) => id)).toEqual(expected);
    expect(claims.filter(({ rule: id }) => id === 'care').map(({ status, reason }) => `${status} ${reason}`)).toEqual([
      'suppressed outranked:special',
    ]);
  });
});

describe('outranking', () => {
  const pair = rule(
    'pair',
    'outranks: [care]\nclaim: { any: [{ mentions: [<class:thing>, <class:drug>], cue: <act> }] }\ncaveat: { all: [{ cue: <lack>, within: section }] }',
  );
  const analyze = small(CARE, pair);
  const claims = (source: string) => shownClaims(source, analyze(source).claims);

  test('the lower claim on the same words is suppressed', () => {
    const source = 'Take alfa with xdrug.';
    expect(claims(source)).toEqual([
      'care suppressed(outranked:pair) "Take alfa"',
      'pair missing "Take alfa with xdrug"',
    ]);
    expect(analyze(source).findings.map(({ rule: id }) => id)).toEqual(['pair']);
  });

  test('but not by one whose caveat merely stands too far off', () => {
    expect(claims('Take alfa with xdrug.\n\n# B\n\nProof is lacking.')).toEqual([
      'care missing "Take alfa"',
      'pair missing(far) "Take alfa with xdrug"',
    ]);
  });

  test('but not where the higher one is covered', () => {
    expect(claims('Take alfa with xdrug. Proof is lacking.')).toEqual([
      'care missing "Take alfa"',
      'pair covered "Take alfa with xdrug"',
    ]);
  });

  test('and not on other words', () => {
    expect(claims('Take alfa with xdrug. Take bravo.')).toContain('care missing "Take bravo"');
  });
});
