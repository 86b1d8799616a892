import { describe, expect, it } from 'vitest';
import { readData } from '../../src/analysis/data.ts';
import { dataFiles } from '../dataFiles.ts';
import { statementTexts } from './labelled.ts';

describe('labelled statements', () => {
  const texts = statementTexts();

  it('name rules that exist', () => {
    const { rules } = readData(dataFiles()).data;
    const named = texts.flatMap(({ labels, unsure = [] }) => [...labels.map(({ rule }) => rule), ...unsure]);
    expect([...new Set(named)].filter((rule) => !rules.has(rule))).toEqual([]);
  });

  it('say of no rule both yes and perhaps', () => {
    const both = texts.filter(({ labels, unsure = [] }) => labels.some(({ rule }) => unsure.includes(rule)));
    expect(both.map(({ text }) => text)).toEqual([]);
  });

  it('stand there once', () => {
    const seen = new Set<string>();
    const twice = texts.filter(({ text }) => seen.size === seen.add(text).size);
    expect(twice.map(({ text }) => text)).toEqual([]);
  });
});
