import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extendLexicon } from '../../src/phrases/extendLexicon.ts';
import { compileLexicon, type Lexicon } from '../../src/phrases/lexicon.ts';
import { scanPutOff, scanReferences, scanText } from '../../src/phrases/scanText.ts';
import { tokenize } from '../../src/phrases/tokens.ts';
import { expander } from './phrases.ts';

/** Words that share beginnings, some also written exactly, and a word that the text may hold and no phrase. */
const word = fc.constantFrom('alfa', 'bravo', 'charlie', 'delta', '=Alfa', '=BRAVO');
const place = fc.oneof(
  { weight: 4, arbitrary: fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')) },
  { weight: 1, arbitrary: fc.constantFrom('<thing>', '<class:stuff>', '(alfa | <thing>)') },
);
const phrase = fc
  .array(place, { minLength: 1, maxLength: 3 })
  .chain((places) => fc.constantFrom(' ', ' ..1 ', ' ..3 ').map((gap) => places.join(gap)));
const text = fc
  .array(fc.constantFrom('alfa', 'Alfa', 'bravo', 'BRAVO', 'charlie', 'delta', 'echo', ';'), { maxLength: 12 })
  .map((words) => words.join(' '));

interface Label {
  readonly phrase: string;
  readonly order: number;
  readonly isLate: boolean;
}

const isLate = ({ isLate: late }: Label): boolean => late;
const never = (): boolean => false;

function entriesOf(labels: readonly Label[]) {
  return labels.map((label) => ({ label, patterns: expander.patterns(label.phrase) }));
}

/** All that a lexicon finds in a text, in order. */
function found(lexicon: Lexicon<Label>, written: string): readonly string[] {
  const tokens = tokenize(written);
  const scanned = scanText(lexicon, tokens, new Int32Array(tokens.count));
  const stand = [{ first: 1, end: 2 }];
  return [
    scanned.spans,
    scanPutOff(lexicon, scanned, () => true),
    scanReferences(lexicon, scanned, () => (tokens.count > 1 ? stand : [])),
  ].flatMap((spans, kind) =>
    spans
      .map(({ label, first, end }) => `${kind} ${label.order} ${first}-${end}`)
      .sort((one, two) => (one < two ? -1 : 1)),
  );
}

test('an extended lexicon finds what one finds that is compiled of all its phrases', () => {
  const given = fc.record({ phrase, isLate: fc.boolean(), fate: fc.constantFrom('kept', 'dropped', 'added') });
  fc.assert(
    fc.property(fc.array(given, { maxLength: 12 }), fc.array(text, { minLength: 1, maxLength: 5 }), (all, texts) => {
      const labels = all.map((one, order) => ({ ...one, order }));
      const only = (...fates: string[]): readonly Label[] => labels.filter(({ fate }) => fates.includes(fate));
      const base = compileLexicon(entriesOf(only('kept', 'dropped')), isLate);
      const kept = new Set(only('kept'));
      const extended = extendLexicon(base, {
        entries: entriesOf(only('added')),
        isKept: (label) => kept.has(label),
        orderOf: ({ order }) => order,
        putOff: isLate,
        closed: never,
      });
      const anew = compileLexicon(entriesOf(only('kept', 'added')), isLate);
      for (const one of texts) expect(found(extended, one)).toEqual(found(anew, one));
    }),
    { numRuns: 2000 },
  );
});

test('labels of one run come in the order that is asked for', () => {
  const label = (order: number): Label => ({ phrase: 'alfa', order, isLate: false });
  const [first, second, third] = [label(1), label(2), label(3)];
  const extended = extendLexicon(compileLexicon(entriesOf([first, third])), {
    entries: entriesOf([second]),
    isKept: () => true,
    orderOf: ({ order }) => order,
    putOff: never,
    closed: never,
  });
  const tokens = tokenize('alfa');
  expect(scanText(extended, tokens, new Int32Array(1)).spans.map((span) => span.label.order)).toEqual([1, 2, 3]);
});
