import { describe, expect, test } from 'vitest';
import { rule, shownClaims, small } from './small.ts';

const TAKING = 'any: [{ mentions: <class:thing>, cue: <act> }]';

describe('one finding for all claims of a section', () => {
  const analyze = small(
    rule('r', `claim: { ${TAKING}, once: section }\ncaveat: { all: [{ cue: <care>, within: section }] }`),
  );

  test('whatever they name', () => {
    const { claims, findings } = analyze('# A\n\nTake alfa. Take bravo.\n\nTake alfa.\n\n# B\n\nTake bravo.\n');
    expect(claims).toHaveLength(4);
    expect(findings.map(({ range, related }) => [range.start, related.length])).toEqual([
      [5, 2],
      [46, 0],
    ]);
  });
});

describe('a caveat under a heading that counts from anywhere', () => {
  const analyze = small(
    rule('r', `claim: { ${TAKING} }\ncaveat: { all: [{ cue: <care>, within: section, headed: <shrug> }] }`),
  );
  const statuses = (source: string) => analyze(source).claims.map(({ status, reason }) => reason ?? status);

  test('stands as if it stood in the section', () => {
    expect(statuses('# A\n\n## B\n\nTake alfa.\n\n# C\n\n## If you like\n\n### D\n\nCareful use.\n')).toEqual([
      'covered',
    ]);
  });

  test('but under another heading it is too far off', () => {
    expect(statuses('# A\n\n## B\n\nTake alfa.\n\n# C\n\n## D\n\nCareful use.\n')).toEqual(['far']);
  });
});

test('a statement with a reference stands in a context of cited work', () => {
  const analyze = small(
    rule('r', `claim: { ${TAKING}, unless: [sourced] }\ncaveat: { all: [{ cue: <care>, within: section }] }`),
  );
  const shown = (source: string) => shownClaims(source, analyze(source).claims);
  expect(shown('Take alfa.')).toEqual(['r missing "Take alfa"']);
  expect(shown('Take alfa [@smith].')).toEqual([]);
  expect(shown('Take alfa (Smith et al., 2019).')).toEqual([]);
  expect(shown('Take alfa (Nguyễn et al., 2019).')).toEqual([]);
  expect(shown('Take alfa (Ødegård and Łukasz, 2019).')).toEqual([]);
});
