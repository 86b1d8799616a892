import { describe, expect, it } from 'vitest';
import { readData } from '../../src/analysis/data.ts';
import { dataFiles } from '../dataFiles.ts';
import { templateTexts, variantsOf } from './templates.ts';

describe('templates', () => {
  const texts = templateTexts();

  it('are of rules that exist', () => {
    const { rules } = readData(dataFiles()).data;
    expect([...new Set(texts.map(({ only }) => only))].filter((rule) => !rules.has(rule as string))).toEqual([]);
  });

  it('leave nothing open, and know all their slots', () => {
    expect(texts.filter(({ text }) => /[{}@]|undefined/.test(text)).map(({ text }) => text)).toEqual([]);
  });

  it('give the same texts each time', () => {
    expect(templateTexts()).toEqual(texts);
  });

  it('place the claim behind a question', () => {
    const one = texts.find(({ text }) => text.startsWith('Struggling sleeping? '));
    expect(one?.labels[0]?.range?.start).toBe('Struggling sleeping? '.length);
  });

  it('fill slots, choose, and close up spaces', () => {
    const all = variantsOf('{try|take} @what{ now|}.', { what: 'tyrosine|5-HTP' });
    expect([...all].sort()).toEqual([
      'Take 5-HTP now.',
      'Take 5-HTP.',
      'Take tyrosine now.',
      'Take tyrosine.',
      'Try 5-HTP now.',
      'Try 5-HTP.',
      'Try tyrosine now.',
      'Try tyrosine.',
    ]);
    expect(variantsOf('take .5 g', {})).toEqual(['Take .5 g']);
  });
});
