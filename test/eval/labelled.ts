import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Data } from '../../src/analysis/data.ts';
import type { OffsetRange } from '../../src/phrases/offsetRange.ts';
import { unmark } from '../helpers.ts';

/** What an author says of a place in a text: whether a rule's claim is made there. */
export interface PlaceLabel {
  readonly rule: string;
  readonly isClaim: boolean;
  /** In the text, UTF-16, half-open; undefined: somewhere in it. */
  readonly range: OffsetRange | undefined;
}

/** A text with what was labelled in it. */
export interface LabelledText {
  /** The folder it comes from. */
  readonly set: string;
  readonly text: string;
  readonly labels: readonly PlaceLabel[];
  /** The rule that alone was asked about; undefined: where nothing is labelled nothing is claimed. */
  readonly only: string | undefined;
}

interface SentenceRecord {
  readonly text: string;
  readonly label: 'missing' | 'covered' | 'none';
  readonly words?: string;
}

interface DraftRecord {
  readonly rule: string;
  readonly status: 'missing' | 'covered' | 'decoy';
  readonly words: string;
  readonly line?: number;
}

const ROOT = import.meta.dirname;

/** The folders with labelled sets, in their order. */
export function labelledSets(): readonly string[] {
  return readdirSync(ROOT)
    .filter((name) => /^dev\d*$/.test(name))
    .sort((one, two) => Number(one.slice(3)) - Number(two.slice(3)));
}

/** The sentences and drafts of a set. */
export function textsOfSet(set: string): readonly LabelledText[] {
  return readdirSync(join(ROOT, set))
    .sort()
    .flatMap((name): readonly LabelledText[] => {
      const path = join(ROOT, set, name);
      const rule = /^sentences-(.+)\.yaml$/.exec(name)?.[1];
      if (rule) return (parse(readFileSync(path, 'utf8')) as SentenceRecord[]).map((one) => sentenceText(set, rule, one));
      if (!name.endsWith('.labels.yaml')) return [];
      const text = readFileSync(path.replace('.labels.yaml', '.md'), 'utf8');
      const labels = (parse(readFileSync(path, 'utf8')) as DraftRecord[] | null) ?? [];
      return [{ set, text, labels: labels.flatMap((one) => placeOf(text, one)), only: undefined }];
    });
}

function sentenceText(set: string, rule: string, { text, label, words }: SentenceRecord): LabelledText {
  const at = words === undefined ? -1 : text.indexOf(words);
  const range = at < 0 ? undefined : { start: at, end: at + (words as string).length };
  return { set, text, labels: [{ rule, isClaim: label !== 'none', range }], only: rule };
}

function placeOf(text: string, { rule, status, words, line = 1 }: DraftRecord): readonly PlaceLabel[] {
  const before = text.split('\n').slice(0, line - 1).join('\n').length;
  const behind = text.indexOf(words, Math.max(0, before - 1));
  const at = behind >= 0 ? behind : text.indexOf(words);
  if (at < 0) return [];
  const range = { start: at, end: at + words.length };
  return [{ rule, isClaim: status !== 'decoy', range }];
}

/** Caveats and look-alikes by themselves, in which no claim is made. */
export function claimlessTexts(): readonly LabelledText[] {
  return ['caveats', 'decoys'].flatMap((set) =>
    readdirSync(join(ROOT, set)).flatMap((name) => {
      const rule = name.replace('.yaml', '');
      const texts = parse(readFileSync(join(ROOT, set, name), 'utf8')) as Readonly<Record<string, readonly string[]>>;
      return Object.values(texts)
        .flat()
        .map((text) => ({ set, text, labels: [{ rule, isClaim: false, range: undefined }], only: rule }));
    }),
  );
}

/** The examples of the rules, and texts of ours that claim nothing: standard caveats and the definitions of the glossary. */
export function ownTexts({ rules, concepts }: Data): readonly LabelledText[] {
  const claimless = (text: string): LabelledText => ({ set: 'examples', text, labels: [], only: undefined });
  const definitions = [...concepts.values()].flatMap(({ definition, facets }) => [
    claimless(definition),
    ...Object.entries(facets).map(([facet, text]) => claimless(`## ${facet}\n\n${text}`)),
  ]);
  const ofRules = [...rules.values()].flatMap(({ id, examples, caveats }) => [
    ...(['missing', 'covered', 'none'] as const).flatMap((kind) =>
      examples[kind].map((example): LabelledText => {
        const { source, ranges } = unmark(example.text);
        const label = { rule: id, isClaim: kind !== 'none', range: kind === 'none' ? undefined : ranges[0] };
        return { set: 'examples', text: source, labels: [label], only: id };
      }),
    ),
    ...caveats.map(({ text }) => claimless(text)),
  ]);
  return [...ofRules, ...definitions];
}
