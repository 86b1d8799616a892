import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Analyzer } from '../../src/analysis/analyzer.ts';
import type { Data } from '../../src/analysis/data.ts';
import { readFrontMatter as readSettings } from '../../src/config/frontMatter.ts';
import { readFrontMatter } from '../../src/markdown/frontMatter.ts';
import type { OffsetRange } from '../../src/phrases/offsetRange.ts';
import { applied, unmark } from '../helpers.ts';

/** What an author says of a place in a text: whether a rule's claim is made there, and where that was asked, whether its caveat is missing. */
export interface PlaceLabel {
  readonly rule: string;
  readonly status: 'missing' | 'covered' | 'claim' | 'none';
  /** In the text, UTF-16, half-open; undefined: somewhere in it. */
  readonly range: OffsetRange | undefined;
}

/** A text with what was labelled in it. */
export interface LabelledText {
  /** The folder it comes from. */
  readonly set: string;
  readonly text: string;
  readonly labels: readonly PlaceLabel[];
  /** The rule that alone was asked about; undefined: where nothing is labelled nothing is claimed by a rule that is on. */
  readonly only: string | undefined;
  /** The profiles whose rules its author had in mind; undefined: all. */
  readonly profiles: readonly string[] | undefined;
  /** Rules over which two editors would differ, of which nothing is known here. */
  readonly unsure?: readonly string[];
}

interface SentenceRecord {
  readonly text: string;
  readonly label: 'missing' | 'covered' | 'none';
  readonly words?: string;
}

/** A sentence by itself with all rules whose claims it makes. */
interface StatementRecord {
  readonly text: string;
  readonly claims: readonly string[];
  readonly doubtful?: readonly string[];
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
      if (rule)
        return (parse(readFileSync(path, 'utf8')) as SentenceRecord[]).map((one) => sentenceText(set, rule, one));
      if (!name.endsWith('.labels.yaml')) return [];
      const text = readFileSync(path.replace('.labels.yaml', '.md'), 'utf8');
      const labels = (parse(readFileSync(path, 'utf8')) as DraftRecord[] | null) ?? [];
      const profiles = ['all', ...readSettings(readFrontMatter(text)?.yaml?.value ?? '').profiles];
      return [{ set, text, labels: labels.flatMap((one) => placeOf(text, one)), only: undefined, profiles }];
    });
}

function sentenceText(set: string, rule: string, { text, label, words }: SentenceRecord): LabelledText {
  const at = words === undefined ? -1 : text.indexOf(words);
  const range = at < 0 ? undefined : { start: at, end: at + (words as string).length };
  return { set, text, labels: [{ rule, status: label, range }], only: rule, profiles: undefined };
}

function placeOf(text: string, { rule, status, words, line }: DraftRecord): readonly PlaceLabel[] {
  const range = rangeOfWords(text, words, line);
  return range ? [{ rule, status: status === 'decoy' ? 'none' : status, range }] : [];
}

/** Where words stand in a text, at a line (from 1) or behind it, else anywhere. */
export function rangeOfWords(text: string, words: string, line = 1): OffsetRange | undefined {
  const before = text
    .split('\n')
    .slice(0, line - 1)
    .join('\n').length;
  const behind = text.indexOf(words, Math.max(0, before - 1));
  const at = behind >= 0 ? behind : text.indexOf(words);
  return at < 0 ? undefined : { start: at, end: at + words.length };
}

/** Sentences by themselves, each with all that it claims. */
export function statementTexts(): readonly LabelledText[] {
  const folder = join(ROOT, 'statements');
  return readdirSync(folder)
    .sort()
    .flatMap((name) =>
      (parse(readFileSync(join(folder, name), 'utf8')) as StatementRecord[]).map(
        ({ text, claims, doubtful = [] }): LabelledText => ({
          set: 'statements',
          text,
          labels: claims.map((rule) => ({ rule, status: 'claim', range: { start: 0, end: text.length } })),
          only: undefined,
          profiles: undefined,
          unsure: doubtful,
        }),
      ),
    );
}

/** A text by itself that counts as the caveat for a rule's claims beside it, or looks like it and does not. */
export interface CaveatText {
  readonly rule: string;
  readonly text: string;
  readonly counts: boolean;
}

/** The caveats by themselves. */
export function caveatTexts(): readonly CaveatText[] {
  return readdirSync(join(ROOT, 'caveats')).flatMap((name) => {
    const rule = name.replace('.yaml', '');
    const path = join(ROOT, 'caveats', name);
    const { counts, does_not_count: others } = parse(readFileSync(path, 'utf8')) as Record<string, readonly string[]>;
    return [
      ...(counts ?? []).map((text) => ({ rule, text, counts: true })),
      ...(others ?? []).map((text) => ({ rule, text, counts: false })),
    ];
  });
}

/** Caveats and look-alikes by themselves, in which no claim is made. */
export function claimlessTexts(): readonly LabelledText[] {
  return ['caveats', 'decoys'].flatMap((set) =>
    readdirSync(join(ROOT, set)).flatMap((name) => {
      const rule = name.replace('.yaml', '');
      const texts = parse(readFileSync(join(ROOT, set, name), 'utf8')) as Readonly<Record<string, readonly string[]>>;
      return Object.values(texts)
        .flat()
        .map((text) => ({
          set,
          text,
          labels: [{ rule, status: 'none', range: undefined }],
          only: rule,
          profiles: undefined,
        }));
    }),
  );
}

/**
 * The examples of the rules, and texts of ours that claim nothing: standard caveats and the definitions of the glossary. Where an example does not mark its
 * claim, what the analyzer finds by patterns alone is it. What a fix words anew makes the claims that patterns find in it, and no other: no fix may raise one.
 */
export function ownTexts(
  { rules, concepts }: Data,
  analyzerFor: (rule: string) => Pick<Analyzer, 'analyze'>,
): readonly LabelledText[] {
  const claimless = (text: string): LabelledText => ({
    set: 'examples',
    text,
    labels: [],
    only: undefined,
    profiles: undefined,
  });
  const ofGlossary = [...concepts.values()].flatMap(({ terms, definition, plain, risk, facets }) => {
    const own = Object.entries(facets).map(([facet, text]) => `## ${facet}\n\n${text}`);
    const alone = [definition, plain ?? [], risk ?? []].flat();
    return [...alone, [`# ${terms[0]?.phrase}`, definition, ...own].join('\n\n')].map(claimless);
  });
  const ofRules = [...rules.values()].flatMap(({ id, examples, caveats }) => {
    const analyzer = analyzerFor(id);
    const claims = (text: string): readonly OffsetRange[] =>
      analyzer.analyze(text).claims.flatMap((claim) => (claim.rule === id ? [claim.range] : []));
    const reworded = examples.missing.flatMap(({ text }) => {
      const { source } = unmark(text);
      const fixes = analyzer.analyze(source).findings.flatMap((finding) => finding.fixes);
      const worded = fixes.filter(({ edits }) => edits.some(({ range }) => range.end > range.start));
      return [...new Set(worded.map(({ edits }) => applied(source, edits)))].map((after): LabelledText => {
        const labels = analyzer
          .analyze(after)
          .claims.map(({ rule, range }) => ({ rule, status: 'claim' as const, range }));
        return { set: 'examples', text: after, labels, only: undefined, profiles: undefined };
      });
    });
    const texts = (['missing', 'covered', 'none'] as const).flatMap((kind) =>
      examples[kind].map(({ text }): LabelledText => {
        const { source, ranges } = unmark(text);
        const places = kind === 'none' ? [undefined] : ranges.length > 0 ? ranges : claims(source);
        return {
          set: 'examples',
          text: source,
          labels: places.map((range) => ({ rule: id, status: kind, range })),
          only: id,
          profiles: undefined,
        };
      }),
    );
    return [
      ...texts,
      ...texts.map(headed),
      ...reworded,
      ...reworded.map(headed),
      ...caveats.map(({ text }) => claimless(text)),
    ];
  });
  return [...ofRules, ...ofGlossary];
}

/** The same text below a heading that says nothing. */
function headed(one: LabelledText): LabelledText {
  const heading = '# Notes\n\n';
  const labels = one.labels.map(({ rule, status, range }) => {
    const moved = range && { start: range.start + heading.length, end: range.end + heading.length };
    return { rule, status, range: moved };
  });
  return { ...one, text: heading + one.text, labels };
}
