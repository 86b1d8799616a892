import { describe, expect, test } from 'vitest';
import { withDefaults } from '../../src/caveats/placeholders.ts';
import { applied } from '../helpers.ts';
import { CARE, rule, small } from './small.ts';

const TEXT = 'Careful use of this is advised.';
const analyze = small(CARE);

/** The text after each fix of the first finding, by where it puts the caveat (`after the sentence`, `warning`, `note`, `footnote`, `section`) or its title. */
function fixed(source: string, run = analyze): Readonly<Record<string, string>> {
  const [finding] = run(source).findings;
  return Object.fromEntries(
    (finding?.fixes ?? []).map(({ title, edits }) => [
      /^Add caveat .*?\b(after the sentence|warning|note|footnote|section)\b/.exec(title)?.[1] ?? title,
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
    expect(fixed(source)['after the sentence']).toBe(expected);
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
    expect(fixed(source).warning).toBe(expected);
  });
});

describe('never', () => {
  test.each([
    ['in a heading', '# Take alfa\n\nSleep.'],
    ['in a table cell', '| Do |\n| -- |\n| Take alfa. |'],
  ])('after a sentence or as a footnote %s', (_, source) => {
    expect(Object.keys(fixed(source)).filter((key) => /sentence|footnote/.test(key))).toEqual([]);
    expect(fixed(source).warning).toBeDefined();
  });
});

describe('as a note under the table', () => {
  test.each([
    [
      'with text behind',
      '| Do |\n| -- |\n| Take alfa |\n\nEnd.',
      `| Do |\n| -- |\n| Take alfa |\n\nNote: ${TEXT}\n\nEnd.`,
    ],
    ['at the end', '| Do |\n| -- |\n| Take alfa |\n', `| Do |\n| -- |\n| Take alfa |\n\nNote: ${TEXT}\n`],
  ])('%s', (_, source, expected) => {
    expect(fixed(source).note).toBe(expected);
  });
});

describe('as a footnote', () => {
  test.each([
    ['behind the block', 'Take alfa. Sleep.\n\nEnd.', `Take alfa.[^caveat] Sleep.\n\n[^caveat]: ${TEXT}\n\nEnd.`],
    [
      'behind the last note, behind another mark',
      'Take alfa.[^1] Sleep.\n\n[^1]: Well.\n\nEnd.',
      `Take alfa.[^1][^caveat] Sleep.\n\n[^1]: Well.\n\n[^caveat]: ${TEXT}\n\nEnd.`,
    ],
    [
      'under a free name',
      'Take alfa.\n\nMore.[^caveat]\n\n[^caveat]: Well.\n',
      `Take alfa.[^caveat-2]\n\nMore.[^caveat]\n\n[^caveat]: Well.\n\n[^caveat-2]: ${TEXT}\n`,
    ],
  ])('%s', (_, source, expected) => {
    expect(fixed(source).footnote).toBe(expected);
  });
});

describe('in the safety section beside', () => {
  test.each([
    [
      'a sibling',
      '## Use\n\nTake alfa.\n\n## Risks\n\nSome.\n\n## End\n',
      `## Use\n\nTake alfa.\n\n## Risks\n\nSome.\n\n${TEXT}\n\n## End\n`,
    ],
    [
      'before its subsections',
      '## Use\n\nTake alfa.\n\n## Safety\n\nSome.\n\n### Old people\n\nMore.',
      `## Use\n\nTake alfa.\n\n## Safety\n\nSome.\n\n${TEXT}\n\n### Old people\n\nMore.`,
    ],
    ['an empty one', '## Use\n\nTake alfa.\n\n## Risks', `## Use\n\nTake alfa.\n\n## Risks\n\n${TEXT}`],
  ])('%s', (_, source, expected) => {
    expect(fixed(source).section).toBe(expected);
  });

  test('not where none stands', () => {
    expect(fixed('## Use\n\nTake alfa.\n\n## Else\n\nRisks.').section).toBeUndefined();
  });

  test('not where the rule asks for the same paragraph', () => {
    const near = small(
      rule(
        'care',
        'claim: { any: [{ mentions: <class:thing>, cue: <act> }] }\ncaveat: { all: [{ cue: <care>, within: paragraph }] }',
      ),
    );
    expect(fixed('## Use\n\nTake alfa.\n\n## Risks\n\nSome.', near).section).toBeUndefined();
  });
});

describe('a milder word', () => {
  const run = small(
    rule(
      'strong',
      `claim: { any: [{ mentions: <class:thing>, cue: <act>, unhedged: true }] }
caveat: { all: [{ cue: <care>, within: section }] }
rewordings: [{ from: takes, to: may take }, { from: take with, to: "" }]`,
    ),
  );

  test.each([
    ['He takes alfa.', 'Replace “takes” with “may take”', 'He may take alfa.'],
    ['Takes alfa.', 'Replace “Takes” with “May take”', 'May take alfa.'],
    ['He **takes** alfa.', 'Replace “takes” with “may take”', 'He **may take** alfa.'],
  ])('%s', (source, title, expected) => {
    const texts = fixed(source, run);
    expect(Object.keys(texts)[0]).toBe(title);
    expect(texts[title]).toBe(expected);
    expect(run(expected).findings).toEqual([]);
  });

  test('is not offered where markup parts the words', () => {
    expect(Object.keys(fixed('He take *with* alfa.', run)).filter((title) => title.startsWith('Remove'))).toEqual([]);
  });
});

describe('the spelling of what is inserted', () => {
  const run = (verbatim: boolean) =>
    small(
      rule(
        'care',
        'claim: { any: [{ mentions: <class:thing>, cue: <act> }] }\ncaveat: { all: [{ cue: <care>, within: section }] }',
        `[{ title: Care, text: "Careful use. Behaviour and organised programmes change.", verbatim: ${verbatim} }]`,
      ),
    );

  test.each([
    ['US', 'Take alfa. A pediatric center.', 'Behavior and organized programs'],
    ['UK', 'Take alfa. A paediatric centre.', 'Behaviour and organised programmes'],
    ['either', 'Take alfa. A clinic.', 'Behaviour and organised programmes'],
  ])('follows a draft in %s English', (_, source, expected) => {
    expect(fixed(source, run(false))['after the sentence']).toContain(expected);
  });

  test('is left alone where the wording is approved', () => {
    expect(fixed('Take alfa. A pediatric center.', run(true))['after the sentence']).toContain('Behaviour');
  });
});

test('the sentence comes before the alert, and every fix only inserts', () => {
  const [finding] = analyze('Take alfa.').findings;
  expect(finding?.fixes.map(({ title }) => title)).toEqual([
    'Add caveat after the sentence: Care',
    'Add caveat as a warning after the block: Care',
    'Add caveat as a footnote: Care',
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
      'Add caveat as a footnote: Care',
      'Add caveat as a footnote: Ask',
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
