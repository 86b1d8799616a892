import { describe, expect, test } from 'vitest';
import { alternativesOf, type Node, NotationError, parsePhrase, plainForm } from '../../src/phrases/notation.ts';

const word = (text: string, more: Partial<Extract<Node, { kind: 'word' }>> = {}): Node => ({
  kind: 'word',
  text,
  exact: false,
  inflected: false,
  ...more,
});

describe('a phrase', () => {
  test.each<[string, readonly Node[]]>([
    ['serotonin', [word('serotonin')]],
    ['low  mood', [word('low'), word('mood')]],
    ['5-HTP', [word('5-HTP')]],
    ['=SAMe', [word('SAMe', { exact: true })]],
    ['take~', [word('take', { inflected: true })]],
    ['=Dose~', [word('Dose', { exact: true, inflected: true })]],
    ['(a | b c)', [{ kind: 'choice', options: [[word('a')], [word('b'), word('c')]] }]],
    ['(a)? b', [{ kind: 'choice', options: [[word('a')], []] }, word('b')]],
    ['a | b', [{ kind: 'choice', options: [[word('a')], [word('b')]] }]],
    ['a .. b', [word('a'), { kind: 'gap', max: 5 }, word('b')]],
    ['a ..3 b', [word('a'), { kind: 'gap', max: 3 }, word('b')]],
    ['a ..12 b', [word('a'), { kind: 'gap', max: 12 }, word('b')]],
    ['a ..0 b', [word('a'), { kind: 'gap', max: 0 }, word('b')]],
    ['<oversight-agent>', [{ kind: 'set', name: 'oversight-agent' }]],
    ['<class:precursor> now', [{ kind: 'class', name: 'precursor' }, word('now')]],
    ['\\(a\\)', [word('(a)')]],
    ['a\\|b', [word('a|b')]],
    ['\\<x\\>', [word('<x>')]],
    ['\\=a', [word('=a')]],
    ['a\\~', [word('a~')]],
    ['\\\\', [word('\\')]],
    ['\\..', [word('..')]],
    ['a\\ b', [word('a b')]],
    ['=', [word('=')]],
    ['~', [word('~')]],
    [
      '((a | b) c)? d',
      [
        { kind: 'choice', options: [[{ kind: 'choice', options: [[word('a')], [word('b')]] }, word('c')], []] },
        word('d'),
      ],
    ],
    ['(anti)-depressant', [{ kind: 'choice', options: [[word('anti')]] }, word('-depressant')]],
    ['...', [word('...')]],
    ['constructor', [word('constructor')]],
  ])('%s', (phrase, nodes) => {
    expect(parsePhrase(phrase)).toEqual(nodes);
  });

  test.each([
    ['', 'The phrase "" is empty, expected at least one word'],
    ['  ', 'The phrase "  " is empty, expected at least one word'],
    ['a)', 'Unexpected ")" in "a)", expected "\\)" for the character itself'],
    ['(a', 'Missing ")" in "(a"'],
    ['(a (b)', 'Missing ")" in "(a (b)"'],
    ['(a | )', 'An empty alternative in "(a | )", expected a word, or "?" after the group'],
    ['()', 'An empty alternative in "()", expected a word, or "?" after the group'],
    ['<Set>', 'Unexpected "<" in "<Set>", expected <cue-set>, <class:name> or "\\<"'],
    ['<set', 'Unexpected "<" in "<set", expected <cue-set>, <class:name> or "\\<"'],
    ['<>', 'Unexpected "<" in "<>", expected <cue-set>, <class:name> or "\\<"'],
    ['a <b c>', 'Unexpected "<" in "a <b c>", expected <cue-set>, <class:name> or "\\<"'],
    ['a > b', 'Unexpected ">" in "a > b", expected "\\>"'],
    ['a \\', 'A "\\" ends "a \\", expected a character after it'],
    ['.. a', 'The phrase ".. a" begins or ends with a gap, expected a word on both sides of ".."'],
    ['a ..3', 'The phrase "a ..3" begins or ends with a gap, expected a word on both sides of ".."'],
  ])('%s is refused', (phrase, message) => {
    expect(() => parsePhrase(phrase)).toThrow(new NotationError(message));
  });

  test.each(['a | ', ' | a', 'a || b'])('%s is refused: an alternative without words', (phrase) => {
    expect(() => parsePhrase(phrase)).toThrow(/empty alternative/);
  });
});

describe('the form a person reads', () => {
  test.each([
    ['serotonin', 'serotonin'],
    ['=SAMe', 'SAMe'],
    ['precursor~ (of | to) neurotransmitters', 'precursor of neurotransmitters'],
    ['(the)? diet', 'the diet'],
    ['low .. mood', 'low … mood'],
    ['GABA\\(A\\)', 'GABA(A)'],
  ])('%s', (phrase, plain) => {
    expect(plainForm(phrase)).toBe(plain);
  });
});

describe('the alternatives of a term', () => {
  test.each([
    ['serotonin', ['serotonin']],
    ['(a | b) c', ['a c', 'b c']],
    ['(a)? b', ['a b', 'b']],
    ['a (b | c (d | e))', ['a b', 'a c d', 'a c e']],
    ['=SAMe~ (x | y)', ['=SAMe~ x', '=SAMe~ y']],
    ['a\\(b\\) | c', ['a\\(b\\)', 'c']],
  ])('%s', (phrase, expected) => {
    expect(alternativesOf(phrase)).toEqual(expected);
  });

  test.each(['(a | b c)? d~ =E', '\\.. a', 'a\\ b', '(anti | pro)-depressant', '\\=x (y)?', 'GABA\\(A\\)'])(
    '%s mean the same when read again',
    (phrase) => {
      const meaning = (text: string): string => JSON.stringify(parsePhrase(text));
      const alternatives = alternativesOf(phrase);
      if (alternatives.length === 1) expect(meaning(alternatives[0] as string)).toBe(meaning(phrase));
      for (const alternative of alternatives) {
        expect(alternativesOf(alternative).map(meaning)).toEqual([meaning(alternative)]);
      }
    },
  );
});
