import { describe, expect, test } from 'vitest';
import { joinLines, shown } from '../helpers.ts';
import { CARE, rule, shownClaims, small } from './small.ts';

const OTHER = rule(
  'other',
  'claim: { any: [{ mentions: <class:thing>, cue: <act> }] }\ncaveat: { all: [{ cue: <lack>, within: section }] }',
);
const one = small(CARE);
const two = small(CARE, OTHER);
const IGNORE = '<!-- caveat-ignore care: it is said elsewhere -->';

/** Claims and the findings that are not about a claim. */
function outcome(source: string, analyze = one): readonly string[] {
  const { claims, findings } = analyze(source);
  return [
    ...shownClaims(source, claims),
    ...findings.filter(({ concept }) => concept === undefined).map((finding) => shown(source, finding)),
  ];
}

const SUPPRESSED = 'care suppressed(it is said elsewhere) "Take alfa"';

describe('a suppression holds', () => {
  test('for the next block, alone on its lines', () => {
    expect(outcome(joinLines(IGNORE, '', 'Take alfa.', '', 'Take bravo.'))).toEqual([
      SUPPRESSED,
      'care missing "Take bravo"',
    ]);
    expect(outcome(joinLines(IGNORE, 'Take alfa.'))).toEqual([SUPPRESSED]);
    expect(outcome(joinLines('Take bravo.', IGNORE, 'Take alfa.'))).toEqual(['care missing "Take bravo"', SUPPRESSED]);
  });

  test('for a whole list, table or quote', () => {
    expect(outcome(joinLines(IGNORE, '', '- Sleep.', '- Take alfa.'))).toEqual([SUPPRESSED]);
    expect(outcome(joinLines(IGNORE, '', '| Do |', '| -- |', '| Take alfa |'))).toEqual([SUPPRESSED]);
    expect(outcome(joinLines(IGNORE, '', '> Sleep.', '>', '> Take alfa.'))).toEqual([SUPPRESSED]);
  });

  test('for the sentence before it, inside a paragraph', () => {
    expect(outcome(`Take bravo. Take alfa. ${IGNORE} Take bravo.`)).toEqual([
      'care missing "Take bravo"',
      SUPPRESSED,
      'care missing "Take bravo"',
    ]);
  });

  test('for its section with the subsections', () => {
    const text = joinLines(
      '## A',
      '',
      'Take alfa.',
      '',
      '<!-- caveat-ignore-section care: it is said elsewhere -->',
      '',
      '### B',
      '',
      'Take alfa.',
      '',
      '## C',
      '',
      'Take bravo.',
    );
    expect(outcome(text)).toEqual([SUPPRESSED, SUPPRESSED, 'care missing "Take bravo"']);
  });

  test('for its section, as the last thing in it', () => {
    const text = joinLines(
      '## A',
      '',
      'Take alfa.',
      '',
      '<!-- caveat-ignore-section care: it is said elsewhere -->',
      '',
      '## C',
      '',
      'Take bravo.',
    );
    expect(outcome(text)).toEqual([SUPPRESSED, 'care missing "Take bravo"']);
  });

  test('for the file, wherever it stands', () => {
    const file = '<!-- caveat-ignore-file care: it is said elsewhere -->';
    expect(outcome(joinLines('Take alfa.', '', '## B', '', 'Take alfa.', '', file))).toEqual([SUPPRESSED, SUPPRESSED]);
    expect(outcome(joinLines(file, '', 'Take alfa.'))).toEqual([SUPPRESSED]);
  });

  test('for the rules that it names', () => {
    expect(outcome(joinLines(IGNORE, '', 'Take alfa.'), two)).toEqual([SUPPRESSED, 'other missing "Take alfa"']);
    expect(outcome(joinLines('<!-- caveat-ignore care, other: both -->', '', 'Take alfa.'), two)).toEqual([
      'care suppressed(both) "Take alfa"',
      'other suppressed(both) "Take alfa"',
    ]);
  });

  test('with a reason of several lines and colons', () => {
    const text = joinLines('<!-- caveat-ignore care: see: the label,', 'page 2 -->', '', 'Take alfa.');
    expect(one(text).claims[0]?.reason).toBe('see: the label,\npage 2');
  });

  test('over Windows line ends', () => {
    expect(outcome(joinLines(IGNORE, '', 'Take alfa.').replaceAll('\n', '\r\n'))).toEqual([SUPPRESSED]);
  });
});

describe('a suppression is itself a finding', () => {
  test('without a reason, and is not in force', () => {
    for (const comment of [
      '<!-- caveat-ignore care -->',
      '<!-- caveat-ignore care: -->',
      '<!-- caveat-ignore care:   -->',
    ]) {
      expect(outcome(joinLines(comment, '', 'Take alfa.'))).toEqual([
        'care missing "Take alfa"',
        `suppression-reason "${comment}"`,
      ]);
    }
  });

  test('when it suppresses nothing', () => {
    expect(outcome(joinLines(IGNORE, '', 'Sleep.', '', 'Take alfa.'))).toEqual([
      'care missing "Take alfa"',
      `unused-suppression "${IGNORE}"`,
    ]);
    expect(outcome(joinLines(IGNORE, '', 'Take alfa. Careful use.'))).toEqual([
      'care covered "Take alfa"',
      `unused-suppression "${IGNORE}"`,
    ]);
    expect(outcome(joinLines('Take alfa.', '', IGNORE))).toEqual([
      'care missing "Take alfa"',
      `unused-suppression "${IGNORE}"`,
    ]);
  });

  test('when it names a rule that does not exist', () => {
    const comment = '<!-- caveat-ignore care, caer: because -->';
    expect(outcome(joinLines(comment, '', 'Take alfa.'))).toEqual([
      'care suppressed(because) "Take alfa"',
      `unknown-rule "${comment}"`,
    ]);
    expect(outcome(joinLines('<!-- caveat-ignore constructor: because -->', '', 'Sleep.'))).toEqual([
      'unknown-rule "<!-- caveat-ignore constructor: because -->"',
    ]);
  });

  test('when it names none', () => {
    expect(outcome(joinLines('<!-- caveat-ignore : because -->', '', 'Sleep.'))).toEqual([
      'unknown-rule "<!-- caveat-ignore : because -->"',
    ]);
  });

  test('each of two, where only one is needed', () => {
    const again = '<!-- caveat-ignore-file care: twice -->';
    const found = outcome(joinLines(again, '', IGNORE, '', 'Take alfa.'));
    expect(found).toHaveLength(2);
    expect(found[1]).toMatch(/^unused-suppression /);
  });

  test('that its fix removes', () => {
    const text = joinLines(IGNORE, '', 'Sleep.');
    const [finding] = one(text).findings;
    expect(finding?.fixes.map(({ edits }) => edits)).toEqual([[{ range: { start: 0, end: IGNORE.length }, text: '' }]]);
  });
});

test.each([
  '<!-- ignore care: no -->',
  '<!-- The caveat-ignore comment -->',
  '`<!-- caveat-ignore care: no -->`',
  '```\n<!-- caveat-ignore care: no -->\n```',
])('%s is no suppression', (text) => {
  expect(outcome(`${text}\n\nTake alfa.`)).toEqual(['care missing "Take alfa"']);
});
