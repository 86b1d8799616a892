import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/markdown/document.ts';
import { parseMarkdown } from './parseMarkdown.ts';

const F = '\uFFFC';

function first(source: string): Block {
  const block = parseMarkdown(source).blocks[0];
  if (block === undefined) throw new Error('no block');
  return block;
}

/** The source of the first stretch of prose that reads `words`. */
function sourceOf(source: string, words: string): string {
  const { prose } = first(source);
  const start = prose.text.indexOf(words);
  expect(start).toBeGreaterThanOrEqual(0);
  const range = prose.toSource({ start, end: start + words.length });
  return source.slice(range.start, range.end);
}

describe('prose text', () => {
  it.each([
    ['entities', 'a &amp; b&nbsp;c &#x3b2; &copy', 'a & b\u00A0c β &copy'],
    ['escapes', '5\\% \\*not\\* \\a \\\\', '5% *not* \\a \\'],
    ['a decoded line feed', 'a&#10;b', 'a b'],
    ['NUL', 'a\0b', 'a\uFFFDb'],
    ['soft breaks', 'overall \n   survival', 'overall survival'],
    ['CRLF', 'overall\r\nsurvival', 'overall survival'],
    ['lone CR', 'overall\rsurvival', 'overall survival'],
    ['hard breaks', 'a  \nb\\\nc<br>d<br/>e', 'a b c d e'],
    ['soft breaks in quotes', '> a\n>   b\n> > c', 'a b'],
    ['soft breaks in lists', '- > a\n  > b\n  c', 'a b c'],
    ['quote marks of its own', '> a\n>      > b', 'a > b'],
    ['quote marks of its own, escaped', '> a\n> \\> b\n> &gt; c', 'a > b > c'],
    ['emphasis', 'sero**ton**in _a_', 'serotonin a'],
    ['inline HTML', 'H<sub>2</sub>O <b>x</b>', 'H2O x'],
    ['a byte order mark inside', 'a\uFEFFb', 'a\uFEFFb'],
    ['strikethrough', 'a ~~b~~ c', 'a b c'],
    ['a task', '- [x] do *it*', 'do it'],
    ['ATX heading', '## A *b* ##', 'A b'],
    ['setext heading', 'A\nb\n===', 'A b'],
    ['tables', '| x \\| y |\n|--|\n| z |', 'x | y'],
  ])('%s', (_, source, expected) => {
    expect(first(source).prose.text).toBe(expected);
  });

  it.each([
    ['code', 'a `b c` d', `a ${F} d`],
    ['an image', 'a ![b](c) d', `a ${F} d`],
    ['an autolink', 'a <https://x.org/serotonin> d', `a ${F} d`],
    ['a bare link', 'see www.x.org/a_b, d', `see ${F}, d`],
    ['an e-mail', 'ask a@b.co now', `ask ${F} now`],
    ['a link that shows its address', '[https://x.org](https://x.org) d', `${F} d`],
    ['a link with words', '[serotonin](https://x.org) d', 'serotonin d'],
    ['math', 'a $x_1 + *y*$ and $$z$$ b', `a ${F} and ${F} b`],
    ['no math', 'costs $5 and $10, $ 6$7, \\$8', 'costs $5 and $10, $ 6$7, $8'],
    ['no math in money', 'from US$5 (AU$7) to US$9', 'from US$5 (AU$7) to US$9'],
    ['a key', 'as @smith2020 says [see @a, p. 3; -@b]', `as ${F} says ${F}`],
    ['no key', '@ 5 mg and a\\@b and [see above]', '@ 5 mg and a@b and [see above]'],
    ['numbers', 'a [1] b[2,3-5] c \\[6\\]', `a ${F} b${F} c ${F}`],
    ['an interval', '95% CI [1, 5] and [2020]', '95% CI [1, 5] and [2020]'],
    [
      'raised numbers',
      'drug<sup>1</sup> end.<sup>2,3</sup> cm<sup>2</sup> 10<sup>6</sup>',
      `drug${F} end.${F} cm2 106`,
    ],
    ['superscripts', 'word¹ end.²,³ cm² m² 10³ Ca²⁺', `word${F} end.${F} cm² m² 10³ Ca²⁺`],
    ['a numbered link', 'word [[1](#r1)] and [2](#r2)', `word [${F}] and ${F}`],
    ['editorial deletion', 'a {--gone--} {++in++} b', `a ${F} in b`],
    ['editorial replacement', 'a {~~old~>new~~} b', `a ${F}new b`],
    ['editorial remark', '{==mind==}{>>why?<<} b', `mind${F} b`],
    ['a directive', ':::warning\nMind.\n:::', `${F} Mind. ${F}`],
    ['an admonition', '!!! note\nMind.', `${F} Mind.`],
    ['an alert', '> [!WARNING]\n> Mind.', `${F} Mind.`],
    ['an unlinked address', 'x(https://a.org/b).', `x(${F}).`],
  ])('has a filler for %s', (_, source, expected) => {
    expect(first(source).prose.text).toBe(expected);
  });

  it('leaves unclosed marks alone, fast', () => {
    for (const mark of ['$x ', '{--', '[@', '$$', '@', '{++', '~', ':::', '{>>a', '{==', '¹', '<sup>1</sup>']) {
      const source = mark.repeat(5_000);
      const begun = performance.now();
      expect(first(`x ${source}`).prose.text.length).toBeGreaterThan(0);
      expect(performance.now() - begun).toBeLessThan(2000);
    }
  }, 30_000);
});

describe('the way back', () => {
  it.each([
    ['across emphasis', '**serotonin** syndrome', 'serotonin syndrome', 'serotonin** syndrome'],
    ['across a soft break in a quote', '> a serotonin\n>  syndrome', 'serotonin syndrome', 'serotonin\n>  syndrome'],
    ['an entity', 'Tom&nbsp;&amp; Jo', '&', '&amp;'],
    ['an escape', 'a\\*b', '*', '\\*'],
    ['a cell', '| x \\| y |\n|--|', 'x | y', 'x \\| y'],
    ['a link', 'a [b c](d "e") f', 'b c', 'b c'],
    ['a filler', 'a [see @k] b', F, '[see @k]'],
    ['a raised citation', 'word.<sup>1</sup> b', F, '<sup>1</sup>'],
    ['a replacement', 'a {~~old~>new~~} b', F, '{~~old~>'],
    ['behind a replacement', 'a {~~old~>new~~} b', 'new b', 'new~~} b'],
    ['behind a surrogate pair', '😀 **a**b', 'ab', 'a**b'],
  ])('%s', (_, source, words, expected) => {
    expect(sourceOf(source, words)).toBe(expected);
  });

  it('gives an empty range a place', () => {
    const { prose } = first('> a\n> **b**');
    expect(prose.toSource({ start: 2, end: 2 })).toEqual({ start: 8, end: 8 });
    expect(prose.toSource({ start: 3, end: 3 })).toEqual({ start: 9, end: 9 });
    expect(first('#').prose.toSource({ start: 0, end: 0 })).toEqual({ start: 1, end: 1 });
  });
});

describe('inlines', () => {
  it('are recorded with their source, prose and value, outer before inner', () => {
    const source = 'a **b *c*** [d][r] ~~e~~ `f` <!-- g --> h[^N] [i](u)[1]\n\n[r]: http://r\n[^n]: x';
    const { inlines, prose } = first(source);
    const rows = inlines.map(({ kind, range, prose: at, value }) => [
      kind,
      source.slice(range.start, range.end),
      prose.text.slice(at.start, at.end),
      value,
    ]);
    expect(rows).toEqual([
      ['strong', '**b *c***', 'b c', undefined],
      ['emphasis', '*c*', 'c', undefined],
      ['link', '[d][r]', 'd', 'http://r'],
      ['delete', '~~e~~', 'e', undefined],
      ['code', '`f`', F, undefined],
      ['comment', '<!-- g -->', '', 'g'],
      ['footnoteReference', '[^N]', '', 'n'],
      ['link', '[i](u)', 'i', 'u'],
      ['citation', '[1]', F, undefined],
    ]);
  });

  it('takes a note mark without a definition for a note mark', () => {
    const { inlines, prose } = first('a[^x] b');
    expect(prose.text).toBe('a b');
    expect(inlines).toEqual([
      { kind: 'footnoteReference', range: { start: 1, end: 5 }, prose: { start: 1, end: 1 }, value: 'x' },
    ]);
  });

  it('keeps no strikethrough of an editorial replacement', () => {
    expect(first('a {~~old~>new~~} b').inlines).toEqual([]);
  });
});
