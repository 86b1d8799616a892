import { describe, expect, test } from 'vitest';
import { loadCues, NO_CUES } from '../../src/caveats/loadCaveats.ts';
import { createExpander } from '../../src/phrases/expand.ts';
import { ownData } from '../helpers.ts';

const expander = createExpander(ownData().language.english);

function faultsOf(...files: readonly string[]): readonly string[] {
  const named = files.map((text, index) => ({ name: `${index + 1}.yaml`, text: `version: 1\n${text}` }));
  return loadCues(named, NO_CUES, expander).problems.map(({ file, line, message }) => `${file}:${line} ${message}`);
}

describe('cue files', () => {
  test('a set of one name in two files is a fault, which names both', () => {
    expect(faultsOf('cues:\n  a: { phrases: [x] }', 'cues:\n  b: { phrases: [y] }\n  a: { phrases: [z] }')).toEqual([
      '2.yaml:4 The cue set "a" is already defined in 1.yaml, expected another name',
    ]);
  });

  test('so is a context; a set and a context may share a name', () => {
    expect(faultsOf('cues:\n  a: { phrases: [x] }\ncontexts:\n  a: { phrases: [y] }')).toEqual([]);
    expect(faultsOf('contexts:\n  a: { phrases: [y] }', 'contexts:\n  a: { phrases: [z] }')).toEqual([
      '2.yaml:3 The context "a" is already defined in 1.yaml, expected another name',
    ]);
  });

  test('a phrase may refer to a set of plain phrases, and to no other', () => {
    expect(faultsOf('cues:\n  a: { phrases: [x] }\n  b: { phrases: [<a> y] }')).toEqual([]);
    expect(faultsOf('cues:\n  a: { phrases: [x] }\n  b: { phrases: [<a> y] }\n  c: { phrases: [z, <b> z] }')).toEqual([
      '1.yaml:5 <b> has phrases that refer to sets or classes, expected a set without: sets do not recurse',
    ]);
  });

  test('what another file has loaded before is extended', () => {
    const base = loadCues(
      [{ name: 'base.yaml', text: 'version: 1\ncues:\n  a: { phrases: [x] }' }],
      NO_CUES,
      expander,
    ).cues;
    const { cues, problems } = loadCues(
      [{ name: 'own.yaml', text: 'version: 1\ncues:\n  a: { phrases: [y] }' }],
      base,
      expander,
    );
    expect(problems).toEqual([]);
    expect(cues.sets.get('a')?.phrases).toEqual(['x', 'y']);
  });
});
