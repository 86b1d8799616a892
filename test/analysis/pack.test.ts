import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { readData } from '../../src/analysis/data.ts';
import { packData, unpackData } from '../../src/analysis/pack.ts';
import { dataFiles } from '../dataFiles.ts';

const { data } = readData(dataFiles());
const packed = unpackData(JSON.parse(JSON.stringify(packData(data))));

test('packed data analyse as the files do', () => {
  const drafts = ['README.md', 'examples/morning-routine.md', 'examples/amino-acids-in-practice.md'].map((name) =>
    readFileSync(name, 'utf8'),
  );
  const examples = [...data.rules.values()].flatMap(({ examples }) =>
    Object.values(examples)
      .flat()
      .map(({ text }) => text),
  );
  expect(examples.length).toBeGreaterThan(50);
  const fresh = createAnalyzer({ data });
  const revived = createAnalyzer({ data: packed });
  for (const text of [...drafts, ...examples]) expect(revived.analyze(text)).toEqual(fresh.analyze(text));
});

test('packed data keep what pages and completion show', () => {
  expect([...packed.concepts.keys()]).toEqual([...data.concepts.keys()]);
  expect(packed.rules.get('precursor-supervision')?.caveats).toEqual(data.rules.get('precursor-supervision')?.caveats);
});
