import { describe, expect, test } from 'vitest';
import { withDefaults } from '../../src/caveats/fixes.ts';
import { applied } from '../helpers.ts';
import { CARE, rule, small } from './small.ts';

const TEXT = 'Careful use of this is advised.';
const analyze = small(CARE);

/** The text after each fix of the first finding, by where it puts the caveat. */
function fixed(source: string, run = analyze): Readonly<Record<string, string>> {
  const [finding] = run(source).findings;
  return Object.fromEntries(
    (finding?.fixes ?? []).map(({ title, edits }) => [
      /^Add caveat (after|as)/.exec(title)?.[1] ?? title,
      applied(source, edits),
    ]),
  );
}

describe('after the sentence', () => {
  test.each([
    ['in the midst of a paragraph', 'Take alfa. Sleep.', `Take alfa. ${TEXT} Sleep.`],
    ['at its end', 'Take alfa.', `Take alfa. ${TEXT}`],
    ['without a full stop', 'Take alfa', `Take alfa. ${TEXT}`],
    ['with a quotation mark behind the stop', 'She said “take alfa.” Sleep.', `She said “take alfa.” ${TEXT} Sleep.`],
    ['behind a footnote mark', 'Take alfa.[^1] Sleep.\n\n[^1]: Well.', `Take alfa.[^1] ${TEXT} Sleep.\n\n[^1]: Well.`],
    ['behind a citation', 'Take alfa.[1] Sleep.', `Take alfa.[1] ${TEXT} Sleep.`],
    ['behind a citation by key', 'Take alfa [@smith]. Sleep.', `Take alfa [@smith]. ${TEXT} Sleep.`],
    ['behind closing emphasis', '**Take alfa.** Sleep.', `**Take alfa.** ${TEXT} Sleep.`],
    ['in a list', '- Take alfa.\n- Sleep.', `- Take alfa. ${TEXT}\n- Sleep.`],
    ['in a quote', '> Take\n> alfa. Sleep.', `> Take\n> alfa. ${TEXT} Sleep.`],
    ['with Windows line ends', 'Take alfa.\r\nSleep.\r\n', `Take alfa. ${TEXT}\r\nSleep.\r\n`],
    ['where “e.g.” stands in it', 'Take e.g. alfa. Sleep.', `Take e.g. alfa. ${TEXT} Sleep.`],
  ])('%s', (_, source, expected) => {
    expect(fixed(source).after).toBe(expected);
  });
});

describe('as an alert after the block', () => {
  const alert = (end = '\n') => `> [!WARNING]${end}> ${TEXT}`;
  test.each([
    ['a paragraph', 'Take alfa.\n\nSleep.', `Take alfa.\n\n${alert()}\n\nSleep.`],
    ['the last one', 'Take alfa.', `Take alfa.\n\n${alert()}`],
    ['a heading that follows at once', 'Take alfa.\n# Else', `Take alfa.\n\n${alert()}\n\n# Else`],
    ['a whole list', '- Take alfa.\n- Sleep.\n\nEnd.', `- Take alfa.\n- Sleep.\n\n${alert()}\n\nEnd.`],
    ['a list inside a list', '- Sleep.\n  - Take alfa.\n- Eat.\n', `- Sleep.\n  - Take alfa.\n- Eat.\n\n${alert()}\n`],
    ['a heading', '# Take alfa\n\nSleep.', `# Take alfa\n\n${alert()}\n\nSleep.`],
    [
      'a whole table',
      '| Do |\n| -- |\n| Take alfa |\n| Sleep |\n',
      `| Do |\n| -- |\n| Take alfa |\n| Sleep |\n\n${alert()}\n`,
    ],
    ['with Windows line ends', 'Take alfa.\r\n\r\nSleep.', `Take alfa.\r\n\r\n${alert('\r\n')}\r\n\r\nSleep.`],
  ])('%s', (_, source, expected) => {
    expect(fixed(source).as).toBe(expected);
  });
});

describe('never', () => {
  test.each([
    ['in a heading', '# Take alfa\n\nSleep.'],
    ['in a table cell', '| Do |\n| -- |\n| Take alfa. |'],
  ])('after a sentence %s', (_, source) => {
    expect(Object.keys(fixed(source))).toEqual(['as']);
  });
});

test('the sentence comes before the alert, and every fix only inserts', () => {
  const [finding] = analyze('Take alfa.').findings;
  expect(finding?.fixes.map(({ title }) => title)).toEqual([
    'Add caveat after the sentence: Care',
    'Add caveat as a warning after the block: Care',
  ]);
  for (const { edits } of finding?.fixes ?? []) for (const { range } of edits) expect(range.start).toBe(range.end);
});

describe('a standard caveat with placeholders', () => {
  const run = small(
    rule(
      'care',
      'claim: { any: [{ mentions: <class:thing>, cue: <act> }] }\ncaveat: { all: [{ cue: <care>, within: section }] }',
      '[{ title: Care, text: "Careful use, at most <<dose|5 mg>> a <<unit|day>>." }, { title: Ask, text: Ask someone. }]',
    ),
  );

  test('reads as finished text, and keeps them for a snippet', () => {
    const [finding] = run('Take alfa.').findings;
    expect(finding?.fixes[0]?.edits[0]).toEqual({
      range: { start: 10, end: 10 },
      text: ' Careful use, at most 5 mg a day.',
      template: ' Careful use, at most <<dose|5 mg>> a <<unit|day>>.',
    });
  });

  test('has a template only where there is a placeholder', () => {
    const edits = run('Take alfa.').findings[0]?.fixes.flatMap((fix) => fix.edits) ?? [];
    expect(edits.filter(({ text }) => text.includes('Ask')).every((edit) => !('template' in edit))).toBe(true);
  });

  test('comes with every other standard caveat, the sentences first', () => {
    expect(run('Take alfa.').findings[0]?.fixes.map(({ title }) => title)).toEqual([
      'Add caveat after the sentence: Care',
      'Add caveat after the sentence: Ask',
      'Add caveat as a warning after the block: Care',
      'Add caveat as a warning after the block: Ask',
    ]);
  });

  test.each([
    ['<<a|b>>', 'b'],
    ['x <<a|>> y', 'x  y'],
    ['1 < 2 and << 3', '1 < 2 and << 3'],
    ['<<a|b>><<c|d e>>', 'bd e'],
  ])('%s reads “%s”', (text, expected) => {
    expect(withDefaults(text)).toBe(expected);
  });
});

test.each([
  'Take alfa. Sleep.',
  'Take alfa',
  '- Take alfa.\n- Sleep.',
  '# Take alfa\n\nSleep.',
  '| Do |\n| -- |\n| Take alfa |',
  '> Take alfa.',
  'Take alfa.[^1]\n\n[^1]: Well.',
  'Well.[^1]\n\n[^1]: Take alfa.',
  '**Take alfa**',
  'Take alfa.\r\n# Else\r\n',
])('every fix of %j leaves no finding', (source) => {
  const texts = Object.values(fixed(source));
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) expect(analyze(text).findings, text).toEqual([]);
});
