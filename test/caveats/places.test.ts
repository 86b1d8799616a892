import { describe, expect, test } from 'vitest';
import { joinLines } from '../helpers.ts';
import { placeOf, rule, small } from './small.ts';

const CLAIM = 'Take alfa.';
const CAVEAT = 'Careful use, please.';

describe('near by', () => {
  test.each([
    ['in the sentence', 'Take alfa with careful use.', 'sentence'],
    ['in the sentence before its claim', 'With careful use, take alfa.', 'sentence'],
    ['in the next sentence', `${CLAIM} ${CAVEAT}`, 'paragraph'],
    ['in the sentence before', `${CAVEAT} ${CLAIM}`, 'paragraph'],
    ['in the next paragraph', `${CLAIM}\n\n${CAVEAT}`, 'section'],
    ['in the paragraph before', `${CAVEAT}\n\n${CLAIM}`, 'section'],
    ['nowhere', CLAIM, 'none'],
  ])('%s', (_, text, place) => {
    expect(placeOf(text)).toBe(place);
  });
});

describe('what follows the block at once belongs to its paragraph', () => {
  test.each([
    ['an alert', `${CLAIM}\n\n> [!WARNING]\n> ${CAVEAT}`],
    ['a blockquote', `${CLAIM}\n\n> ${CAVEAT}`],
    ['a blockquote of two paragraphs', `${CLAIM}\n\n> Well.\n>\n> ${CAVEAT}`],
    ['an alert behind the list', `- ${CLAIM}\n- Sleep.\n\n> [!NOTE]\n> ${CAVEAT}`],
    ['an alert behind the table', `| Do |\n| -- |\n| ${CLAIM} |\n\n> [!NOTE]\n> ${CAVEAT}`],
    ['a note under the table', `| Do |\n| -- |\n| ${CLAIM} |\n\n\\* ${CAVEAT}`],
    ['a paragraph that is called a note', `${CLAIM}\n\n**Note:** ${CAVEAT}`],
    ['the answer to a quote', `> ${CLAIM}\n\n${CAVEAT}`],
    ['the answer to a paragraph of somebody’s words', `“${CLAIM}”\n\n${CAVEAT}`],
    ['a comment between is nothing', `${CLAIM}\n\n<!-- A remark. -->\n\n> ${CAVEAT}`],
  ])('%s', (_, text) => {
    expect(placeOf(text)).toBe('paragraph');
  });

  test.each([
    ['an alert behind another paragraph', `${CLAIM}\n\nSleep.\n\n> [!WARNING]\n> ${CAVEAT}`],
    ['an alert before the block', `> [!WARNING]\n> ${CAVEAT}\n\n${CLAIM}`],
    ['what somebody else says', `“${CLAIM}”\n\n“${CAVEAT}”`],
    ['a paragraph that is no note', `${CLAIM}\n\nA note: ${CAVEAT}`],
  ])('but not %s', (_, text) => {
    expect(placeOf(text)).toBe('section');
  });
});

describe('a block is the whole list, table or paragraph', () => {
  test.each([
    ['another item', `- ${CLAIM}\n- ${CAVEAT}`, 'block'],
    ['an item of a list inside the list', `- ${CLAIM}\n- Well.\n  - ${CAVEAT}`, 'block'],
    ['another paragraph of the item', `- ${CLAIM}\n\n  ${CAVEAT}\n- Sleep.`, 'paragraph'],
    ['the lead-in of the list', `${CAVEAT}\n\n- ${CLAIM}\n- Sleep.`, 'block'],
    ['another row', `| Do | Say |\n| -- | -- |\n| ${CLAIM} | Now |\n| Sleep | ${CAVEAT} |`, 'block'],
    ['the header row', `| Do | ${CAVEAT} |\n| -- | -- |\n| ${CLAIM} | Now |`, 'block'],
    ['another cell of the row', `| Do | Say |\n| -- | -- |\n| ${CLAIM} | ${CAVEAT} |`, 'sentence'],
    ['the next list', `- ${CLAIM}\n- Sleep.\n\nWell.\n\n- ${CAVEAT}`, 'section'],
  ])('%s', (_, text, place) => {
    expect(placeOf(text)).toBe(place);
  });
});

describe('a section', () => {
  test.each([
    ['is that of the nearest heading above', `## Use\n\n${CLAIM}\n\n${CAVEAT}`, 'section'],
    ['holds its subsections', `## Use\n\n${CLAIM}\n\n### More\n\n${CAVEAT}\n`, 'section'],
    [
      'holds subsections of any depth',
      `## Use\n\n${CLAIM}\n\n### More\n\nWell.\n\n#### Still more\n\n${CAVEAT}`,
      'section',
    ],
    ['ends at the next heading of its level', `## Use\n\n${CLAIM}\n\n## Else\n\n${CAVEAT}`, 'document'],
    ['ends at the next heading of a higher level', `# A\n\n## Use\n\n${CLAIM}\n\n# Else\n\n${CAVEAT}`, 'document'],
    ['is not the one beside it', `## Use\n\n### One\n\n${CLAIM}\n\n### Two\n\n${CAVEAT}`, 'document'],
    ['has the heading itself', `## ${CAVEAT}\n\n${CLAIM}`, 'section'],
    ['before the first heading is the text above it', `${CLAIM}\n\n${CAVEAT}\n\n# Else`, 'section'],
    ['before the first heading holds nothing below', `${CLAIM}\n\n# Else\n\n${CAVEAT}`, 'document'],
    ['does not open inside a quote', `## Use\n\n${CLAIM}\n\n> ## Quoted\n\n${CAVEAT}`, 'section'],
  ])('%s', (_, text, place) => {
    expect(placeOf(text)).toBe(place);
  });
});

describe('the lead of an enclosing section', () => {
  test.each([
    ['counts', `## Use\n\n${CAVEAT}\n\n### Dose\n\n${CLAIM}`, 'section'],
    ['counts over two levels', `## Use\n\n${CAVEAT}\n\n### Dose\n\n#### Evening\n\n${CLAIM}`, 'section'],
    ['counts under one of two H1', `# Use\n\n${CAVEAT}\n\n## Dose\n\n${CLAIM}\n\n# Else`, 'section'],
    ['does not count under the only H1', `# Use\n\n${CAVEAT}\n\n## Dose\n\n${CLAIM}`, 'document'],
    ['does not count above all headings', `${CAVEAT}\n\n## Use\n\n${CLAIM}`, 'document'],
    ['is no more than the lead', `## Use\n\n### Else\n\n${CAVEAT}\n\n### Dose\n\n${CLAIM}`, 'document'],
  ])('%s', (_, text, place) => {
    expect(placeOf(text)).toBe(place);
  });
});

describe('a safety section', () => {
  test.each([
    ['beside the own section', `## Use\n\n${CLAIM}\n\n## Safety\n\n${CAVEAT}`, 'section'],
    ['before the own section', `## Risks\n\n${CAVEAT}\n\n## Use\n\n${CLAIM}`, 'section'],
    [
      'beside an enclosing section',
      `## Use\n\n### Dose\n\n${CLAIM}\n\n## Precautions and more\n\n${CAVEAT}`,
      'section',
    ],
    ['under the only H1', `# Alfa\n\n## Use\n\n${CLAIM}\n\n## Warnings\n\n${CAVEAT}`, 'section'],
    ['in its subsections', `## Use\n\n${CLAIM}\n\n## Safety\n\n### Who\n\n${CAVEAT}`, 'section'],
    ['for text above the first heading', `${CLAIM}\n\n## Safety\n\n${CAVEAT}`, 'section'],
    ['of another chapter', `# One\n\n## Use\n\n${CLAIM}\n\n# Two\n\n## Safety\n\n${CAVEAT}`, 'document'],
    ['inside a section beside', `## Use\n\n${CLAIM}\n\n## Else\n\n### Safety\n\n${CAVEAT}`, 'document'],
    ['that is called something else', `## Use\n\n${CLAIM}\n\n## Notes\n\n${CAVEAT}`, 'document'],
  ])('%s', (_, text, place) => {
    expect(placeOf(text)).toBe(place);
  });
});

describe('a footnote', () => {
  const far = '## Else\n\nWell.';
  test.each([
    ['referenced in the statement', `## Use\n\nTake alfa.[^a]\n\n${far}\n\n[^a]: ${CAVEAT}`, 'sentence'],
    ['referenced in the midst of it', `## Use\n\nTake[^a] alfa.\n\n${far}\n\n[^a]: ${CAVEAT}`, 'sentence'],
    ['whose label differs in case', `## Use\n\nTake alfa.[^Note]\n\n${far}\n\n[^note]: ${CAVEAT}`, 'sentence'],
    [
      'referenced in a table cell of the row',
      `| Do | Say |\n| -- | -- |\n| Take alfa | Now[^a] |\n\n${far}\n\n[^a]: ${CAVEAT}`,
      'sentence',
    ],
    ['referenced in another sentence', `## Use\n\nTake alfa. Sleep.[^a]\n\n${far}\n\n[^a]: ${CAVEAT}`, 'document'],
    ['that is another', `## Use\n\nTake alfa.[^b]\n\n${far}\n\n[^a]: ${CAVEAT}\n\n[^b]: Well.`, 'document'],
  ])('%s', (_, text, place) => {
    expect(placeOf(text)).toBe(place);
  });
});

describe('a pointer', () => {
  test.each([
    [
      'to a section that has the caveat',
      `## Use\n\n${CLAIM} See [further down](#more-of-it).\n\n## More of it\n\n${CAVEAT}`,
      'section',
    ],
    [
      'to a subsection of another chapter',
      `# A\n\n${CLAIM} See [it](#fine-print).\n\n# B\n\n### Fine print\n\n${CAVEAT}`,
      'section',
    ],
    [
      'to a heading with marks and capitals',
      `## Use\n\n${CLAIM} See [it](#q--a-part-2).\n\n## Q & A: *part* 2\n\n${CAVEAT}`,
      'section',
    ],
    ['with an encoded target', `## Use\n\n${CLAIM} See [it](#caf%C3%A9).\n\n## Café\n\n${CAVEAT}`, 'section'],
    [
      'to a section without it',
      `## Use\n\n${CLAIM} See [it](#else).\n\n## Else\n\nWell.\n\n## More\n\n${CAVEAT}`,
      'document',
    ],
    ['to nowhere', `## Use\n\n${CLAIM} See [it](#gone).\n\n## Else\n\n${CAVEAT}`, 'document'],
    ['with a broken target', `## Use\n\n${CLAIM} See [it](#%E0%A4%A).\n\n## Else\n\n${CAVEAT}`, 'document'],
    ['out of the draft', `## Use\n\n${CLAIM} See [it](other.md#else).\n\n## Else\n\n${CAVEAT}`, 'document'],
  ])('%s', (_, text, place) => {
    expect(placeOf(text)).toBe(place);
  });
});

describe('elsewhere in the document', () => {
  const text = `## Use\n\n${CLAIM}\n\n## Else\n\n${CAVEAT}`;
  const parts = (far: string) =>
    `claim: { any: [{ mentions: <class:thing>, cue: <act> }] }\ncaveat: { all: [{ cue: <care>, within: section }]${far} }`;

  test('the severity falls to information, and the caveat is told', () => {
    const { claims, findings } = small(rule('care', parts('')))(text);
    expect(findings.map(({ severity }) => severity)).toEqual(['information']);
    expect(claims[0]).toMatchObject({ status: 'missing', reason: 'far' });
    expect(text.slice(claims[0]?.caveat?.start, claims[0]?.caveat?.end)).toBe('Careful use');
  });

  test('unless the rule says otherwise, and never higher than the rule’s own', () => {
    expect(small(rule('care', parts(', far: error')))(text).findings[0]?.severity).toBe('error');
    expect(
      small(rule('care', parts('')).replace('severity: error', 'severity: hint'))(text).findings[0]?.severity,
    ).toBe('hint');
  });
});

describe('a caveat that the draft declares', () => {
  const front = (line: string) => `---\ncaveat: { ${line} }\n---\n\n`;
  const analyze = small(
    rule(
      'care',
      'claim: { any: [{ mentions: <class:thing>, cue: <act> }] }\ncaveat: { all: [{ cue: <care>, within: document, declared: care }] }',
    ),
  );

  test.each([
    ['declared: care', 'covered', 'declared:care'],
    ['declared: [other, care]', 'covered', 'declared:care'],
    ['declared: other', 'missing', undefined],
    ['profile: care', 'missing', undefined],
  ])('%s', (line, status, reason) => {
    expect(analyze(`${front(line)}${CLAIM}`).claims).toMatchObject([{ status, reason, caveat: undefined }]);
  });

  test('is told after one that stands in the text', () => {
    const source = `${front('declared: care')}${CLAIM} ${CAVEAT}`;
    const [claim] = analyze(source).claims;
    expect(source.slice(claim?.caveat?.start, claim?.caveat?.end)).toBe('Careful use');
    expect(claim?.reason).toBeUndefined();
  });
});

/** The status of the claim of a rule whose caveat, in the section, is asked for something more. */
function statusAsking(more: string) {
  const parts = `claim: { any: [{ mentions: <class:thing>, cue: <act> }] }\ncaveat: { all: [{ cue: <care>, within: section, ${more} }] }`;
  const analyze = small(rule('care', parts));
  return (source: string) => analyze(source).claims[0]?.status;
}

test('words that a caveat must name beyond the paragraph', () => {
  const status = statusAsking('naming: <class:drug>');
  expect(status(`${CLAIM} ${CAVEAT}`)).toBe('covered');
  expect(status(`${CLAIM}\n\n${CAVEAT}`)).toBe('missing');
  expect(status(`${CLAIM}\n\nCareful use with xdrug, please.`)).toBe('covered');
  expect(status(`${CLAIM}\n\n${CAVEAT} Xdrug is a drug.`)).toBe('missing');
});

describe('what a rule takes from a safety section', () => {
  const statusWith = (fromSafety: string, use: string, safety: string) => {
    const parts = `claim: { any: [{ mentions: <class:thing>, cue: <act> }] }
caveat: { all: [{ cue: [<care>, <lack>], within: section${fromSafety} }] }`;
    const [claim] = small(rule('care', parts))(`## Use\n\n${use}\n\n## Safety\n\n${safety}`).claims;
    return claim?.reason ? `${claim.status} ${claim.reason}` : claim?.status;
  };

  test.each([
    ['is all, where it says nothing', '', CLAIM, CAVEAT, 'covered'],
    ['is what it names', ', fromSafety: [<lack>]', CLAIM, 'Proof is lacking.', 'covered'],
    ['is not what it does not name', ', fromSafety: [<lack>]', CLAIM, CAVEAT, 'missing far'],
    ['is nothing, where it names none', ', fromSafety: []', CLAIM, CAVEAT, 'missing far'],
    ['is no matter for what stands beside the claim', ', fromSafety: []', `${CLAIM} ${CAVEAT}`, 'Well.', 'covered'],
    ['is all to which the claim points', ', fromSafety: []', `${CLAIM} See [it](#safety).`, CAVEAT, 'covered'],
  ])('%s', (_, fromSafety, use, safety, expected) => {
    expect(statusWith(fromSafety, use, safety)).toBe(expected);
  });

  test('is one of the caveat’s own cue sets', () => {
    expect(() => statusWith(', fromSafety: [<watch>]', CLAIM, CAVEAT)).toThrow(/Unknown cue set of the caveat "watch"/);
  });
});

test('words that a caveat must name beyond the paragraph where the claim names them', () => {
  const status = statusAsking('matching: <class:drug>');
  expect(status(`${CLAIM}\n\n${CAVEAT}`)).toBe('covered');
  expect(status(`Take alfa with xdrug.\n\n${CAVEAT}`)).toBe('missing');
  expect(status('Take alfa with xdrug.\n\nCareful use with xdrug, please.')).toBe('covered');
  expect(status(`Take alfa with xdrug. ${CAVEAT}`)).toBe('covered');
});

test('a caveat that counts only near its claim is none elsewhere, even for a rule that looks at the whole document', () => {
  const analyze = small(
    rule(
      'care',
      'claim: { any: [{ mentions: <class:thing>, cue: <act> }] }\ncaveat: { all: [{ cue: <watch>, within: document }] }',
    ),
  );
  expect(analyze(`${CLAIM} Somebody watches.`).claims[0]?.status).toBe('covered');
  expect(analyze(`${CLAIM}\n\n## Else\n\nSomebody watches.`).claims[0]).toMatchObject({ status: 'missing' });
});

test('line ends make no difference', () => {
  const text = joinLines('# A', '', '## Use', '', CLAIM, '', '> [!WARNING]', `> ${CAVEAT}`);
  expect(placeOf(text.replaceAll('\n', '\r\n'))).toBe('paragraph');
  expect(placeOf(text.replaceAll('\n', '\r'))).toBe('paragraph');
});
