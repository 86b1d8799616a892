import { describe, expect, test } from 'vitest';
import { suppressionEdit } from '../../src/server/suppression.ts';
import { parseMarkdown } from '../markdown/parseMarkdown.ts';

/** The text once the comment is in, for a finding at ⟦…⟧; `‸` stands where a caveat would be added behind the sentence. */
function suppressed(marked: string): string {
  const place = marked.replace(/[⟦⟧]/g, '').indexOf('‸');
  const source = marked.replace(/[⟦⟧‸]/g, '');
  const start = marked.replace(/‸/g, '').indexOf('⟦');
  const end = marked.replace(/[‸⟦]/g, '').indexOf('⟧');
  const fixes = place < 0 ? [] : [{ title: 'Add', edits: [{ range: { start: place, end: place }, text: ' Caveat.' }] }];
  const finding = {
    rule: 'r',
    severity: 'error',
    message: '',
    range: { start, end },
    concept: undefined,
    related: [],
    fixes,
  } as const;
  const { range, text, template } = suppressionEdit(source, finding);
  expect(template).toBe(text.replace(': reason', ': <<reason|reason>>'));
  return source.slice(0, range.start) + text + source.slice(range.end);
}

const C = '<!-- caveat-ignore r: reason -->';

describe('on a line of its own', () => {
  test.each([
    ['a paragraph at the start', '⟦Take⟧ it.‸', `${C}\nTake it.`],
    ['a paragraph of several lines', 'One.\n\nTwo\nwe ⟦take⟧ it.‸\nThree.', `One.\n\n${C}\nTwo\nwe take it.\nThree.`],
    ['CRLF', 'One.\r\n\r\n⟦Take⟧ it.‸', `One.\r\n\r\n${C}\r\nTake it.`],
    ['a heading', 'One.\n# ⟦Take⟧ it\nTwo.', `One.\n${C}\n# Take it\nTwo.`],
    ['a paragraph under a heading without a blank line', '# One\n⟦Take⟧ it.‸', `# One\n${C}\nTake it.`],
    ['a table', 'One.\n\n| a | b |\n| - | - |\n| c | ⟦take⟧ |\n', `One.\n\n${C}\n| a | b |\n| - | - |\n| c | take |\n`],
    ["a table's header row", '| a | ⟦take⟧ |\n| - | - |\n', `${C}\n| a | take |\n| - | - |\n`],
    ['a list where no sentence ends', 'One.\n\n- a\n\n  b\n- ⟦take⟧\n', `One.\n\n${C}\n- a\n\n  b\n- take\n`],
    ['a list with a lazy line', 'One:\n- a\nb\n- ⟦take⟧\n', `One:\n${C}\n- a\nb\n- take\n`],
    ['a list after a heading', '# One\n- ⟦take⟧\n', `# One\n${C}\n- take\n`],
  ])('%s', (_, marked, expected) => {
    const text = suppressed(marked);
    expect(text).toBe(expected);
    expect(parseMarkdown(text).comments.map(({ value }) => value)).toEqual(['caveat-ignore r: reason']);
  });
});

describe('behind the sentence', () => {
  test.each([
    ['a list item', '- One.\n- ⟦Take⟧ it.‸ More.\n- Three.', `- One.\n- Take it. ${C} More.\n- Three.`],
    ['the second paragraph of an item', '- One.\n\n  ⟦Take⟧ it.‸', `- One.\n\n  Take it. ${C}`],
    ['a quotation', '> One\n> ⟦take⟧ it.‸', `> One\n> take it. ${C}`],
    ['an alert', '> [!NOTE]\n> ⟦Take⟧ it.‸', `> [!NOTE]\n> Take it. ${C}`],
    ['a footnote', '[^1]: ⟦Take⟧ it.‸', `[^1]: Take it. ${C}`],
  ])('%s', (_, marked, expected) => {
    const text = suppressed(marked);
    expect(text).toBe(expected);
    const kinds = parseMarkdown(text).blocks.flatMap(({ inlines }) => inlines.map(({ kind }) => kind));
    expect(kinds).toEqual(['comment']);
  });
});
