import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caveat } from './machine.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Checks the folder `d` in parts, and joins their results in another order than theirs. */
async function inShards(files: Files, count: number, format: string, ...mergeOptions: string[]) {
  const results: Record<string, string> = {};
  for (let index = 1; index <= count; index++) {
    const argv = ['check', 'd', '--format', format, '--shard', `${index}/${count}`];
    results[`out/${index}.json`] = (await caveat(argv, { files })).out;
  }
  const names = Object.keys(results).reverse();
  return caveat(['merge', ...names, ...mergeOptions], { files: results });
}

const name = fc
  .string({ unit: fc.constantFrom('a', 'B', '1', 'ä', '-', ' ', '%', '😀', '/x'), minLength: 1, maxLength: 6 })
  .map((stem) => `d/${stem.replace(/^\//, '')}.md`);
const text = fc
  .array(
    fc.constantFrom(
      'You can add it.\n',
      'add 😀it maybe\r\n',
      'add it (supervised)\n',
      'Nothing.\n',
      '"a\\b"\r',
      'trip us',
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));
const content = fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: fc.constant(Uint8Array.of(0xff)) });
const corpus = fc.dictionary(name, content, { minKeys: 1, maxKeys: 12 });

describe('the union of all shards is the whole run, byte for byte', () => {
  test.each(['json', 'sarif'])('%s', async (format) => {
    await fc.assert(
      fc.asyncProperty(corpus, fc.integer({ min: 1, max: 5 }), async (files, count) => {
        const whole = await caveat(['check', 'd', '--format', format], { files });
        const merged = await inShards(files, count, format);
        expect(merged.out).toBe(whole.out);
        expect(merged.code).toBe(whole.code);
      }),
    );
  });

  test.each(['sarif', 'github', 'gitlab', 'junit', 'md'])('%s out of JSON', async (format) => {
    await fc.assert(
      fc.asyncProperty(corpus, fc.integer({ min: 1, max: 4 }), async (files, count) => {
        const whole = await caveat(['check', 'd', '--format', format], { files });
        expect((await inShards(files, count, 'json', '--format', format)).out).toBe(whole.out);
      }),
      { numRuns: 30 },
    );
  });
});

describe('merge', () => {
  const FILES = { 'd/a.md': 'You can add it.\n', 'd/b.md': 'You can add it maybe.\n' };

  test('fails as check would', async () => {
    const clean = { 'd/a.md': 'Nothing.' };
    const hint = { 'd/b.md': FILES['d/b.md'] };
    const unread = { 'd/a.md': Uint8Array.of(0xff) };
    for (const format of ['json', 'sarif']) {
      expect((await inShards(FILES, 2, format)).code).toBe(1);
      expect((await inShards(clean, 2, format)).code).toBe(0);
      expect((await inShards(hint, 1, format)).code).toBe(0);
      expect((await inShards(hint, 1, format, '--fail-on', 'hint')).code).toBe(1);
      expect((await inShards(unread, 2, format)).code).toBe(2);
    }
  });

  test('takes a file that two results agree on once, and none that they disagree on', async () => {
    const one = (await caveat(['check', 'd', '--format', 'json'], { files: FILES })).out;
    const other = one.replace('"severity": "error"', '"severity": "warning"');
    const files = { '1.json': one, '2.json': one, '3.json': other };
    expect((await caveat(['merge', '1.json', '2.json'], { files })).out).toBe(one);
    expect(await caveat(['merge', '1.json', '3.json'], { files })).toMatchObject({
      code: 2,
      out: '',
      err: 'caveat: d/a.md has one result in 1.json and another in 3.json\n',
    });
  });

  test.each([
    [['merge', 'gone.json'], 'gone.json: no such file'],
    [['merge', 'text.json'], 'text.json: not a result of caveat check'],
    [['merge', 'other.json'], 'other.json: not a result of caveat check'],
    [['merge', 'foreign.sarif'], 'foreign.sarif: not a result of caveat check'],
    [['merge', 'json.json', 'log.sarif'], 'json.json is JSON and log.sarif is SARIF'],
    [['merge', 'log.sarif', 'old.sarif'], 'results of several versions'],
    [['merge', 'log.sarif', '--format', 'md'], 'cannot make md of SARIF'],
    [['merge', 'json.json', '--format', 'text'], 'Allowed choices are json, sarif'],
    [['merge'], "missing required argument 'files'"],
  ])('%j is one clear line', async (argv, words) => {
    const log = (await caveat(['check', 'd', '--format', 'sarif'], { files: FILES })).out;
    const files = {
      'json.json': (await caveat(['check', 'd', '--format', 'json'], { files: FILES })).out,
      'log.sarif': log,
      'old.sarif': log.replace(/"semanticVersion": "[^"]*"/, '"semanticVersion": "0.0.1"'),
      'foreign.sarif': log.replace('"name": "Caveat"', '"name": "Other"'),
      'text.json': 'two files',
      'other.json': '{ "version": 1, "files": [{ "path": 1 }], "summary": {} }',
    };
    const { code, out, err } = await caveat(argv, { files });
    expect(err).toMatch(/^caveat: [^\n]+\n$/);
    expect(err).toContain(words);
    expect([code, out]).toEqual([2, '']);
  });
});
