import { describe, expect, test } from 'vitest';
import { CARE, shownClaims, small } from './small.ts';

const analyze = small(CARE);
const claims = (source: string) => shownClaims(source, analyze(source).claims);

describe('what makes no claim', () => {
  test.each([
    ['a quotation', 'He wrote “take alfa every day” there.'],
    ['a quotation in straight marks', 'He wrote "take alfa every day" there.'],
    ['an inscription, however short', 'Down came the banner reading “Take alfa”.'],
    ['a title that is announced as one', 'Chapter six is called “Take Alfa”.'],
    ['a quotation in guillemets', 'He wrote «take alfa every day» there.'],
    ['a quote with an attribution', '> Take alfa.\n>\n> — A reader, Leeds'],
    ['a quote with its attribution on the last line', '> Take alfa.\n> — A. Writer'],
    ['a quote that begins with its attribution', '> — A. Writer says\n>\n> Take alfa.'],
    ['struck-out text', '~~Take alfa.~~ Sleep.'],
    ['code', 'Type `take alfa` here.'],
    ['a code block', '```\nTake alfa.\n```'],
    ['indented code', 'So:\n\n    Take alfa.'],
    ['a comment', '<!-- Take alfa. -->'],
    ['a comment in a sentence', 'Sleep <!-- take alfa --> well.'],
    ['a block of HTML', '<div>Take alfa.</div>'],
    ['math', 'So $take alfa$ it is.'],
    ['a link target', '[Here](take-alfa.html "Take alfa").'],
    ['a URL', 'See https://example.org/take-alfa there.'],
    ['alternative text', '![Take alfa](a.png)'],
    ['front matter', '---\ntitle: Take alfa\n---\n'],
    ['text deleted by an editor', 'We {--take alfa--} sleep.'],
    ['a reference in a footnote', 'Sleep.[^1]\n\n[^1]: Shaw K, Turner J. Take alfa daily. *Psychol Med* 2002;32:85.'],
    ['a reference in a list', '- Shaw K. Take alfa. 2002. doi: 10.1000/182'],
    ['a path', 'It stands under /take-alfa/now there.'],
    ['the end of an address', 'It is called take-alfa-for-your-sleep there.'],
    ['the name of a file', 'It is take-alfa.html there.'],
  ])('%s', (_, text) => {
    expect(claims(text)).toEqual([]);
  });
});

describe('what makes a claim all the same', () => {
  test.each([
    ['scare quotes of up to three words', 'Take “the good alfa” now.', 'Take “the good alfa'],
    ['a note behind the attribution of a quote', '> Fine.\n> — A. Writer\n>\n> Take alfa.', 'Take alfa'],
    ['few words that somebody said', 'He said “take alfa” again.', 'take alfa'],
    ['words beside a quotation', 'He said “that is all there is”, so take alfa.', 'take alfa'],
    ['a quotation that never ends', 'He said: “take alfa every day now.', 'take alfa'],
    ['a quote without an attribution', '> Take alfa.', 'Take alfa'],
    ['an alert', '> [!TIP]\n> Take alfa.', 'Take alfa'],
    ['an alert that ends like an attribution', '> [!TIP]\n> Take alfa.\n> — The Editors', 'Take alfa'],
    ['text inserted by an editor', 'We {++take alfa++} now.', 'take alfa'],
    ['a link’s words', '[Take alfa](x.html).', 'Take alfa'],
    ['a footnote that is no reference', 'Sleep.[^1]\n\n[^1]: Take alfa, as in 2002.', 'Take alfa'],
    ['words parted by a slash', 'Rest and/or take alfa.', 'take alfa'],
    ['a rate', 'Take alfa 5 mg /day.', 'Take alfa'],
    ['words joined by few hyphens', 'The much-talked-about take alfa.', 'take alfa'],
  ])('%s', (_, text, words) => {
    expect(claims(text)).toEqual([`care missing "${words}"`]);
  });
});

describe('what covers nothing', () => {
  test.each([
    ['a quotation', 'Take alfa. He wrote “careful use is what it needs” there.'],
    ['a quote with an attribution', 'Take alfa.\n\n> Careful use.\n>\n> — A reader, Leeds'],
    ['struck-out text', 'Take alfa. ~~Careful use.~~'],
    ['code', 'Take alfa. `Careful use.`'],
    ['a comment', 'Take alfa. <!-- Careful use. -->'],
  ])('%s', (_, text) => {
    expect(claims(text)).toEqual(['care missing "Take alfa"']);
  });

  test('but a quote without an attribution does', () => {
    expect(claims('Take alfa.\n\n> Careful use.')).toEqual(['care covered "Take alfa"']);
  });
});
