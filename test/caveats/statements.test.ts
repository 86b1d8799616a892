import { describe, expect, test } from 'vitest';
import { CARE, rule, shownClaims, small } from './small.ts';

function claims(analyze: ReturnType<typeof small>, source: string): readonly string[] {
  return shownClaims(source, analyze(source).claims);
}

describe('a sentence', () => {
  const analyze = small(CARE);
  test.each([
    ['claims where act and thing stand in it', 'Take alfa.', ['care missing "Take alfa"']],
    ['marks the narrowest words', 'Well, take the good alfa now.', ['care missing "take the good alfa"']],
    ['takes the nearest act', 'Taking time, take alfa.', ['care missing "take alfa"']],
    ['claims once', 'Take alfa, take bravo.', ['care missing "Take alfa"']],
    ['is judged by itself', 'Take alfa. Take bravo.', ['care missing "Take alfa"', 'care missing "Take bravo"']],
    ['borrows nothing from the next', 'Take it. Alfa is good.', []],
    ['claims nothing across a semicolon', 'Take a nap; alfa is good.', []],
    ['claims nothing it denies', 'Do not take alfa.', []],
    ['claims nothing of the past', 'He would once take alfa.', []],
    ['claims after a “but”', 'Do not take bravo but take alfa.', ['care missing "take alfa"']],
    ['goes over emphasis and line ends', 'Take\n**al**fa.', ['care missing "Take\n**al**fa"']],
    ['stands in a heading too', '# Take alfa\n\nWell.', ['care missing "Take alfa"']],
    ['stands in no heading that only names a topic', '# 2. Taking alfa\n\nWell.', []],
    ['stands in a heading that says so', '# Taking alfa is what we advise\n\nWell.', ['care missing "Taking alfa"']],
    ['stands in a quote without a name', '> Take alfa.', ['care missing "Take alfa"']],
    ['stands in a footnote', 'Well.[^1]\n\n[^1]: Take alfa.', ['care missing "Take alfa"']],
  ])('%s', (_, text, expected) => {
    expect(claims(analyze, text)).toEqual(expected);
  });
});

describe('a heading and what stands directly below it', () => {
  const analyze = small(CARE);
  test.each([
    ['are one claim', '# Take alfa\n\nTake alfa daily.', ['care missing "Take alfa"']],
    ['are two of two things', '# Take alfa\n\nTake bravo.', ['care missing "Take alfa"', 'care missing "Take bravo"']],
    [
      'leave the heading its own',
      '# Take alfa\n\nWell.\n\n## Else\n\nTake alfa.',
      ['care missing "Take alfa"', 'care missing "Take alfa"'],
    ],
  ])('%s', (_, text, expected) => {
    expect(claims(analyze, text)).toEqual(expected);
  });

  test('of which the one below is told', () => {
    const source = '# Take alfa\n\nTake alfa daily.';
    expect(analyze(source).claims[0]?.range.start).toBe(source.lastIndexOf('Take'));
  });
});

describe('the words between', () => {
  const parts = (more: string) =>
    rule(
      'care',
      `claim: { any: [{ mentions: <class:thing>, cue: <act>, ${more} }] }\ncaveat: { all: [{ cue: <care>, within: section }] }`,
    );

  test('are at most as many as the rule says', () => {
    const analyze = small(parts('near: 2'));
    expect(claims(analyze, 'Take one two alfa.')).toHaveLength(1);
    expect(claims(analyze, 'Take one two three alfa.')).toHaveLength(0);
    expect(claims(analyze, 'Take one two three alfa; then take alfa.')).toEqual(['care missing "take alfa"']);
  });

  test('and their order is that of the rule', () => {
    const first = small(parts('order: cue-first'));
    expect(claims(first, 'Take alfa.')).toHaveLength(1);
    expect(claims(first, 'Alfa is good to take.')).toHaveLength(0);
    const second = small(parts('order: mention-first'));
    expect(claims(second, 'Alfa is good to take.')).toHaveLength(1);
    expect(claims(second, 'Take alfa.')).toHaveLength(0);
  });
});

describe('what a claim is about', () => {
  const parts = (topic: string) =>
    rule(
      'care',
      `claim: { any: [{ mentions: <class:thing>, cue: <act>, topic: ${topic} }] }\ncaveat: { all: [{ cue: <care>, within: section }] }`,
    );
  const none = small(parts('none'));
  const before = small(parts('before'));
  const any = small(parts('any'));

  test.each([
    ['the sentence before', 'Alfa is good. Take it daily.', [0, 1, 1]],
    ['a sentence further up', 'Alfa is good. It is cheap. Take it daily.', [0, 0, 1]],
    ['the paragraph before', 'Alfa is good.\n\nTake it daily.', [0, 0, 1]],
    ['no paragraph before that', 'Alfa is good.\n\nSo is tea.\n\nTake it daily.', [0, 0, 0]],
    ['the heading above', '## Alfa\n\nTake it daily.', [0, 0, 1]],
    ['the lead-in of a list', 'This is about alfa.\n\n- Take it daily.\n- Sleep.', [0, 1, 1]],
    ['a lead-in that the list goes on with', 'About alfa:\n\n- Take it daily.\n- Sleep.', [1, 1, 1]],
    ['a heading that the list answers', '## What alfa does\n\n- Take it daily.\n- Sleep.', [1, 1, 1]],
    ['a heading that asks', '## What does alfa do?\n\n- Take it daily.\n- Sleep.', [0, 0, 1]],
    ['the list before a paragraph', '- Alfa\n- Else\n\nTake it daily.', [0, 0, 1]],
    ['the table before a paragraph', '| Jar |\n| --- |\n| Alfa |\n\nTake it daily.', [0, 0, 1]],
    ['another section', '## Alfa\n\nGood.\n\n## Else\n\nTake it daily.', [0, 0, 0]],
  ])('may stand in %s', (_, text, counts) => {
    expect([none, before, any].map((analyze) => analyze(text).claims.length)).toEqual(counts);
  });

  test('and must stand in the sentence itself where the pattern wants it named', () => {
    expect(claims(small(parts('before, named: true')), 'Alfa is good. Take it daily.')).toEqual([]);
  });

  test('marks the act where the thing stands elsewhere', () => {
    expect(claims(before, 'Alfa is good. Take it daily.')).toEqual(['care missing "Take"']);
  });
});

test('an act may stand in the next sentence where the pattern lets it', () => {
  const analyze = small(
    rule(
      'care',
      'claim: { any: [{ mentions: <class:thing>, cue: [<plus>, <act>], near: 2, after: <act> }] }\ncaveat: { all: [{ cue: <care>, within: section }] }',
    ),
  );
  expect(claims(analyze, 'Alfa and tea. We take a walk.')).toEqual(['care missing "Alfa and"']);
  expect(claims(analyze, 'Alfa and tea. Well. We take a walk.')).toEqual([]);
  expect(claims(analyze, 'Alfa and tea.\n\nWe take a walk.')).toEqual([]);
});

describe('lists', () => {
  const analyze = small(CARE);
  test('an item takes its act from the lead-in', () => {
    expect(claims(analyze, 'You may take:\n\n- alfa\n- tea\n- bravo')).toEqual([
      'care missing "alfa"',
      'care missing "bravo"',
    ]);
  });

  test('but from no sentence that is at its end, unless it announces the list', () => {
    expect(claims(analyze, 'Take a nap daily.\n\n- Alfa\n- Sleep')).toEqual([]);
    expect(claims(analyze, 'Take what is below.\n\n- Alfa\n- Sleep')).toEqual(['care missing "Alfa"']);
  });

  test('a lead-in that forbids governs the items', () => {
    expect(claims(analyze, 'Do not take:\n\n- alfa\n- bravo')).toEqual([]);
    expect(claims(analyze, 'Avoid:\n\n- taking alfa\n- bravo')).toEqual([]);
    expect(claims(analyze, 'Avoid coffee. You may take:\n\n- alfa')).toEqual(['care missing "alfa"']);
  });

  const pair = small(
    rule(
      'pair',
      'claim: { any: [{ mentions: [<class:thing>, <class:drug>], cue: <act> }] }\ncaveat: { all: [{ cue: <care>, within: section }] }',
    ),
  );
  test('a list is one statement about two things together', () => {
    expect(claims(pair, 'Take together:\n\n- alfa\n- xdrug')).toHaveLength(1);
    expect(claims(pair, 'Take alfa. Xdrug is a drug.')).toHaveLength(0);
  });
});

describe('tables', () => {
  const analyze = small(CARE);
  test('a row is one statement', () => {
    const text = '| Thing | Do |\n| -- | -- |\n| alfa | take it |\n| tea | take it |';
    expect(claims(analyze, text)).toEqual(['care missing "alfa | take"']);
  });

  test('a row takes its act from the header', () => {
    expect(claims(analyze, '| Take | When |\n| -- | -- |\n| alfa | now |')).toEqual(['care missing "alfa"']);
  });

  test('a header that forbids governs its own column only', () => {
    const row = (header: string, cells: string) => claims(analyze, `${header}\n| -- | -- | -- |\n${cells}`);
    expect(row('| Thing | When | Do not take |', '| take alfa | now | tea |')).toEqual(['care missing "take alfa"']);
    expect(row('| Do not take | Why | Instead |', '| take alfa | bad | tea |')).toEqual([]);
    expect(row('| Do not take | Instead | Why |', '|  | take alfa | good |')).toEqual(['care missing "take alfa"']);
  });

  test('the header of another table is none of it', () => {
    expect(claims(analyze, '| Take |\n| -- |\n| tea |\n\nWell.\n\n| Thing |\n| -- |\n| alfa |')).toEqual([]);
  });
});

describe('contexts in which nothing is claimed', () => {
  const parts = (names: string) =>
    rule(
      'care',
      `claim: { any: [{ mentions: <class:thing>, cue: <act> }], unless: [${names}] }\ncaveat: { all: [{ cue: <care>, within: section }] }`,
    );
  const analyze = small(parts('food, past, asked, myth, animals'));

  test.each([
    ['a phrase of the statement', 'Take alfa from cheese.', []],
    ['a phrase of another statement', 'Cheese is good. Take alfa.', ['care missing "Take alfa"']],
    ['a cue that overrides it', 'Take alfa with cheese.', ['care missing "Take alfa"']],
    ['a question', 'Should I take alfa?', []],
    ['a question in another sentence', 'Why? Take alfa.', ['care missing "Take alfa"']],
    ['a question in a heading is the whole heading', '# Take alfa? A guide\n\nWell.', []],
    ['a heading', '## Myths\n\nTake alfa.', []],
    ['a heading’s phrase in a statement', 'Of myths: take alfa.', ['care missing "take alfa"']],
    ['a phrase that may stand in both', '## Dogs\n\nTake alfa.', []],
    ['the same in the statement', 'Dogs take alfa.', []],
  ])('%s', (_, text, expected) => {
    expect(claims(analyze, text)).toEqual(expected);
  });

  test('or only something less', () => {
    expect(analyze('Take alfa as long ago.').findings.map(({ severity }) => severity)).toEqual(['information']);
    expect(analyze('They say: take alfa.').findings.map(({ severity }) => severity)).toEqual(['information']);
    expect(analyze('They say so; take alfa.').findings.map(({ severity }) => severity)).toEqual(['error']);
    expect(analyze('They say that you take alfa.').findings.map(({ severity }) => severity)).toEqual(['information']);
  });

  test('are those that the rule names', () => {
    expect(claims(small(parts('')), 'Take alfa from cheese.')).toHaveLength(1);
  });
});
