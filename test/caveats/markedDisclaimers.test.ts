import { expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { ownData } from '../helpers.ts';

test('a disclaimer under a symbol is for the statements that bear it, and for what stands in its own block', () => {
  const disclaimer =
    'This statement has not been evaluated by the Food and Drug Administration. This product is not intended to diagnose, treat, cure, or prevent any disease.';
  const american = createAnalyzer({ data: ownData(), profiles: ['us-supplement'] });
  const statuses = (source: string) =>
    american
      .analyze(source)
      .claims.flatMap(({ rule, status }) => (rule === 'dshea-disclaimer-missing' ? [status] : []));
  const claims = (mark: string) => `Theanine supports relaxation.${mark}\n\nTyrosine helps maintain a steady mood.\n\n`;
  expect(statuses(`${claims('\\*')}\\* ${disclaimer}`)).toEqual(['covered', 'missing']);
  expect(statuses(`${claims('')}${disclaimer}`)).toEqual(['missing', 'covered']);
  expect(statuses(`Theanine supports relaxation.\\* \\* ${disclaimer}`)).toEqual(['covered']);
});
