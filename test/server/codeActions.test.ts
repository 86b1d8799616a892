import { describe, expect, test } from 'vitest';
import { applied, DRAFT, rangeOf } from './connect.ts';
import { CAVEAT, CLAIM, opened } from './opened.ts';

describe('code actions', () => {
  const at = (text: string) => rangeOf(text, 'Tryptophan');

  test('the first puts the standard caveat behind the sentence, bound to the version, with tab stops', async () => {
    const { actions, items } = await opened(`${CLAIM} More.`);
    const diagnostics = [...(await items())];
    const [first] = await actions(at(CLAIM), { diagnostics });
    expect(first).toEqual({
      title: 'Add caveat after the sentence: Supervision',
      kind: 'quickfix',
      diagnostics,
      edit: {
        documentChanges: [
          {
            textDocument: { uri: DRAFT, version: 1 },
            edits: [
              {
                range: { start: { line: 0, character: CLAIM.length }, end: { line: 0, character: CLAIM.length } },
                snippet: { kind: 'snippet', value: ` ${CAVEAT.replace('a physician', `\${1:a physician}`)}` },
              },
            ],
          },
        ],
      },
    });
  });

  test('after each of them the finding is gone', async () => {
    const text = `# A\n\n${CLAIM} More.\n\nNext.\n`;
    const own = await opened(text);
    const actions = await own.actions(at(text), { only: ['quickfix'] });
    expect(actions.map(({ title }) => title)).toEqual([
      'Add caveat after the sentence: Supervision',
      'Add caveat as a warning after the block: Supervision',
      'Add caveat as a footnote: Supervision',
      'Suppress "precursor-supervision" here with a reason',
    ]);
    const texts = actions.map((action) => applied(own, action));
    expect(texts).toEqual([
      `# A\n\n${CLAIM} ${CAVEAT} More.\n\nNext.\n`,
      `# A\n\n${CLAIM} More.\n\n> [!WARNING]\n> ${CAVEAT}\n\nNext.\n`,
      `# A\n\n${CLAIM}[^caveat] More.\n\n[^caveat]: ${CAVEAT}\n\nNext.\n`,
      `# A\n\n<!-- caveat-ignore precursor-supervision: reason -->\n${CLAIM} More.\n\nNext.\n`,
    ]);
    for (const fixed of texts) {
      own.change(fixed);
      expect(await own.items()).toEqual([]);
    }
  });

  test('one of them adds the caveat wherever the rule asks for it', async () => {
    const text = `# A\n\n${CLAIM}\n\n# B\n\n${CLAIM}\n`;
    const own = await opened(text);
    const actions = await own.actions(at(text), { only: ['quickfix'] });
    const all = actions.find(({ title }) => title === 'Fix all of "precursor-supervision" in this draft');
    const fixed = applied(own, all as never);
    expect(fixed).toBe(`# A\n\n${CLAIM} ${CAVEAT}\n\n# B\n\n${CLAIM} ${CAVEAT}\n`);
    own.change(fixed);
    expect(await own.items()).toEqual([]);
  });

  test('where several findings are selected, one of them adds the caveats of these and of no other', async () => {
    const sections = (first: string, second: string) => `# A\n\n${first}\n\n# B\n\n${second}\n`;
    const rest = `\n# C\n\n${CLAIM}\n`;
    const own = await opened(sections(CLAIM, CLAIM) + rest);
    const selected = rangeOf(sections(CLAIM, CLAIM), sections(CLAIM, CLAIM).trim());
    const actions = await own.actions(selected, { only: ['quickfix'] });
    const all = actions.find(({ title }) => title === 'Add all 2 missing caveats here');
    const fixed = applied(own, all as never);
    expect(fixed).toBe(sections(`${CLAIM} ${CAVEAT}`, `${CLAIM} ${CAVEAT}`) + rest);
    own.change(fixed);
    expect(await own.items()).toHaveLength(1);
    expect((await own.actions(at(fixed))).map(({ title }) => title)).not.toContain('Add all 1 missing caveats here');
  });

  test('a client without versioned edits and snippets gets finished text', async () => {
    const own = await opened(CLAIM, { capabilities: { textDocument: { diagnostic: {} } } });
    const [first] = await own.actions(at(CLAIM));
    expect(Object.keys(first?.edit ?? {})).toEqual(['changes']);
    expect(applied(own, first as never)).toBe(`${CLAIM} ${CAVEAT}`);
  });

  test('a diagnostic of an older version is not taken for the present one', async () => {
    const { actions, items, change } = await opened(CLAIM);
    const diagnostics = [...(await items())];
    change(`New. ${CLAIM}`);
    const range = rangeOf(`New. ${CLAIM}`, 'Tryptophan');
    for (const action of await actions(range, { diagnostics, only: ['quickfix'] })) {
      expect(action).not.toHaveProperty('diagnostics');
      expect(action.edit?.documentChanges).toMatchObject([{ textDocument: { version: 2 } }]);
    }
    change('Nothing.');
    expect(
      await actions({ start: { line: 0, character: 0 }, end: { line: 0, character: 5 } }, { diagnostics }),
    ).toEqual([]);
  });

  test('an edit that overtakes the question leaves no edits', async () => {
    const { actions, change } = await opened(CLAIM);
    const answer = actions(at(CLAIM));
    change(`New. ${CLAIM}`);
    expect(await answer).toBeNull();
  });

  test('only a lone fix is preferred', async () => {
    const text = `Tryptophane is old. ${CLAIM}`;
    const { actions } = await opened(text);
    const preferred = (await actions(rangeOf(text, text))).filter(({ isPreferred }) => isPreferred);
    expect(preferred.map(({ title }) => title)).toEqual(['Replace "Tryptophane" with "tryptophan"']);
  });

  test.each([
    [['quickfix'], 4],
    [['refactor', ''], 6],
    [['refactor'], 2],
    [['source.fixAll'], 0],
    [['quickfix.other'], 0],
  ])('asked only for %j there are %d', async (only, count) => {
    const { actions } = await opened(CLAIM);
    expect(await actions(at(CLAIM), { only })).toHaveLength(count);
  });
});
