import { describe, expect, test } from 'vitest';
import { NotationError } from '../../src/phrases/notation.ts';
import { expander, forms, found, foundTerms, runs } from './phrases.ts';

describe('inflections', () => {
  test.each([
    ['dose', ['dose', 'doses', 'dosed', 'dosing']],
    ['add', ['add', 'adds', 'added', 'adding']],
    ['try', ['try', 'tries', 'tried', 'trying']],
    ['play', ['play', 'plays', 'played', 'playing']],
    ['die', ['die', 'dies', 'died', 'dying']],
    ['free', ['free', 'frees', 'freed', 'freeing']],
    ['stack', ['stack', 'stacks', 'stacked', 'stacking']],
    ['box', ['box', 'boxes', 'boxed', 'boxing']],
    ['match', ['match', 'matches', 'matched', 'matching']],
    ['stop', ['stop', 'stops', 'stopped', 'stopping']],
    ['offer', ['offer', 'offers', 'offered', 'offering']],
    ['treat', ['treat', 'treats', 'treated', 'treating']],
    ['refer', ['refer', 'refers', 'referred', 'referring']],
    ['take', ['take', 'takes', 'took', 'taken', 'taking']],
    ['diagnosis', ['diagnosis', 'diagnoses']],
  ])('%s', (word, expected) => {
    expect(forms(word)).toEqual(expected);
  });

  test('are the marked word alone: derivations are other words', () => {
    expect(found(['supplement~'], 'supplement supplements supplemented supplementing supplementation')).toHaveLength(4);
  });

  test('are of the last word where a hyphen joins', () => {
    expect(found(['cross-taper~'], 'cross-tapering, cross tapered, crosses-taper')).toEqual([
      'cross-taper~ "cross-tapering"',
      'cross-taper~ "cross tapered"',
    ]);
  });
});

describe('spellings', () => {
  test.each([
    ['behavior', 'behaviour'],
    ['behaviour', 'behavior'],
    ['optimization', 'optimisation'],
    ['optimise~', 'optimized'],
    ['γ-aminobutyric acid', 'gamma-aminobutyric acid'],
    ['gamma-aminobutyric acid', 'γ‑aminobutyric acid'],
    ['β-carotene', 'Beta carotene'],
    ['beta carotene', 'Β-carotene'],
  ])('%s stands as %s', (phrase, text) => {
    expect(found([phrase], text)).toEqual([`${phrase} "${text}"`]);
  });

  test('are left alone where there is one only', () => {
    expect(found(['exercise'], 'exercize')).toEqual([]);
    expect(found(['size'], 'sise')).toEqual([]);
    expect(found(['=optimization'], 'optimisation')).toEqual([]);
  });
});

describe('terms', () => {
  test('are nouns: they have a plural', () => {
    expect(runs('amino acid')).toEqual(['amino acid', 'amino acids']);
    expect(runs('=SAMe')).toEqual(['=SAMe', '=SAMes']);
    expect(runs('diagnosis')).toEqual(['diagnosis', 'diagnoses']);
    expect(runs('deficiency')).toEqual(['deficiency', 'deficiencies']);
  });

  test('that end with a number or a mark have none', () => {
    expect(runs('vitamin B6')).toEqual(['vitamin b6']);
    expect(runs('GABA\\(A\\)')).toEqual(['gaba ( a )']);
  });

  test('are found case-folded, or exactly as written', () => {
    expect(foundTerms(['5-HTP'], '5-htp 5‑HTP 5 HTP')).toEqual(['5-HTP "5-htp"', '5-HTP "5‑HTP"', '5-HTP "5 HTP"']);
    expect(foundTerms(['=SAMe'], 'SAMe Same same SAME SAMes')).toEqual(['=SAMe "SAMe"', '=SAMe "SAMes"']);
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])('may be the word %s', (word) => {
    expect(foundTerms([word], `A ${word} here`)).toEqual([`${word} "${word}"`]);
    expect(foundTerms(['serotonin'], `A ${word} here`)).toEqual([]);
  });

  test.each([
    ['a .. b', 'The term "a .. b" has a gap or a reference, expected words only'],
    ['<set>', 'The term "<set>" has a gap or a reference, expected words only'],
    ['x (<class:y>)?', 'The term "x (<class:y>)?" has a gap or a reference, expected words only'],
  ])('%s is refused as a term', (phrase, message) => {
    expect(() => expander.termRuns(phrase)).toThrow(new NotationError(message));
  });
});

describe('readings', () => {
  const many = (count: number, letter: string) =>
    `(${Array.from({ length: count }, (_, index) => `${letter}${index}`).join(' | ')})`;

  test('of alternatives stay together: they are places, not products', () => {
    const patterns = expander.patterns(`${many(300, 'a')} ..2 ${many(300, 'b')}`);
    expect(patterns).toHaveLength(1);
    expect(patterns[0]?.places.map((place) => place.length)).toEqual([300, 300]);
    expect(patterns[0]?.gaps).toEqual([2]);
  });

  test('more than 10 000 of which are a fault', () => {
    const phrase = `${many(101, 'a')} ${many(100, 'b')}`;
    expect(() => expander.patterns(phrase)).toThrow(
      `The phrase "${phrase}" has more than 10000 readings, expected fewer alternatives`,
    );
    expect(() => expander.termRuns(phrase)).toThrow('has more than 10000 readings');
    expect(expander.patterns(`${many(100, 'a')} ${many(100, 'b')}`)[0]?.places[0]).toHaveLength(10_000);
  });

  test('that grow with each optional group end as a fault, not as a hang', () => {
    expect(() => expander.patterns('(a | b c)? '.repeat(40))).toThrow('has more than 10000 readings');
    expect(() => expander.patterns('(<a> | b .. c) '.repeat(40))).toThrow('has more than 10000 readings');
  });

  test.each(['(a)?', '(a)? (b)?', 'a .. (b)?', 'a (.. b | ..3)', '(a | ..3) b'])(
    'of %s with nothing, or a gap at an edge, are a fault',
    (phrase) => {
      expect(() => expander.patterns(phrase)).toThrow(
        `One reading of "${phrase}" is empty, or begins or ends with a gap`,
      );
    },
  );

  test('with a gap inside a group that is optional', () => {
    expect(found(['a (..2 b)? c'], 'a c / a x b c / a x x x b c')).toEqual([
      'a (..2 b)? c "a c"',
      'a (..2 b)? c "a x b c"',
    ]);
  });

  test('with a hyphen that touches a group', () => {
    expect(found(['(anti | pro)-depressant'], 'antidepressant anti-depressant pro depressant')).toEqual([
      '(anti | pro)-depressant "anti-depressant"',
      '(anti | pro)-depressant "pro depressant"',
    ]);
    expect(found(['tryptophan-(rich | free)'], 'tryptophan-rich, tryptophan free')).toHaveLength(2);
  });
});
