import { type CheckMemory, type CheckOptions, checkCaveats } from '../caveats/checkCaveats.ts';
import type { Draft } from '../caveats/draft.ts';
import { type Explanation, explain } from '../caveats/explain.ts';
import { rulesInField, type SpeaksOf } from '../caveats/field.ts';
import { findClaims } from '../caveats/findClaims.ts';
import { withLimitsOf } from '../caveats/limits.ts';
import type { Rule, Severity } from '../caveats/rule.ts';
import type { MarkdownDocument } from '../markdown/document.ts';
import type { FrontMatter } from '../markdown/frontMatter.ts';
import { plainForm } from '../phrases/notation.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { finish } from '../phrases/steps.ts';
import type { Analysis, Finding, Occurrence, PartialAnalysis } from './analysis.ts';
import { analyzePart, type PartWanted } from './analyzePart.ts';
import { builtinData } from './builtin.ts';
import type { Data } from './data.ts';
import { draftOf, type Layout, layOut } from './layout.ts';
import { type Need, needsOf } from './needs.ts';
import { occurrencesIn } from './occurrences.ts';
import { createSegmentMemory } from './segmentMemory.ts';
import { createSieve, type Sieve } from './sieve.ts';

/** What a draft says about itself in its front matter. */
export interface DraftSettings {
  readonly profiles: readonly string[];
  readonly declared: readonly string[];
  /** Concepts whose terms are not marked in the draft. */
  readonly ignoreTerms?: readonly string[];
  /** Names that are no profile's, with their place in the text of the front matter. */
  readonly unknown: readonly { readonly name: string; readonly range: OffsetRange; readonly message: string }[];
}

export interface AnalyzerOptions {
  /** The glossary and rules; the built-in ones when not given. */
  readonly data?: Data;
  /** Profiles that are on besides `all`. */
  readonly profiles?: readonly string[];
  /** Severities by rule id instead of the rules' own; `off` turns a rule off. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** Concepts whose terms are no occurrences; claims that name them stay claims. */
  readonly ignoreTerms?: readonly string[];
  /** Reads the text of a draft's front matter; without it front matter is not looked at. */
  readonly readFrontMatter?: (text: string) => DraftSettings;
}

export interface Analyzer {
  readonly data: Data;
  /** Analyses a text; offsets are UTF-16, half-open, into `source`, which has no leading byte order mark. */
  analyze(source: string): Analysis;
  /**
   * Does the same piece by piece: between two steps others can have their turn, or the work can be dropped. A step takes
   * a few milliseconds to some tens of them; only what the parser cannot cut takes longer.
   */
  analyzeSteps(source: string): Generator<void, Analysis>;
  /**
   * What can be said of some ranges of a text without analysing all of it, step by step; an analysis of the same text that is under way does not
   * notice. What is read for it need not be read again.
   */
  analyzePartSteps(
    source: string,
    ranges: readonly OffsetRange[],
    wanted: PartWanted,
  ): Generator<void, PartialAnalysis>;
  /** Why the rules report something in each statement at a range of the source (UTF-16, half-open), or do not. */
  explain(source: string, range: OffsetRange): readonly Explanation[];
}

/**
 * Makes an analyzer. The same text gives the same result, whatever was analysed before; what was analysed before only
 * makes an edited text faster.
 */
export function createAnalyzer(options: AnalyzerOptions = {}): Analyzer {
  const data = options.data ?? builtinData();
  const { lexicon, language } = data;
  const reader = { lexicon, language, memory: createSegmentMemory(), sieve: sieveOf(data) };
  const judge = createJudge(data, options);
  const memory: CheckMemory = { last: undefined };
  let last: Layout | undefined;

  function* analyzeSteps(source: string): Generator<void, Analysis> {
    // Its segments move to the new version: whoever else analyses in the meantime must not have them.
    let layout = last;
    last = undefined;
    try {
      layout = yield* layOut(source, reader, layout, judge.needs);
      let draft = yield* draftOf(layout, reader);
      yield;
      if (!layout.isWhole && (yield* judge.makesClaims(draft, layout.isOfField))) {
        layout = yield* layOut(source, reader, layout);
        draft = yield* draftOf(layout, reader);
        yield;
      }
      return yield* judge.analysis(draft, memory);
    } finally {
      last = layout;
    }
  }

  return {
    data,
    analyze: (source) => finish(analyzeSteps(source)),
    analyzeSteps,
    analyzePartSteps: (source, ranges, wanted) => analyzePart(source, ranges, wanted, reader, judge),
    explain(source, range) {
      last = finish(layOut(source, reader, last));
      const draft = finish(draftOf(last, reader));
      const { rules } = judge.settingsOf(draft.document.frontMatter).check;
      const check = judge.checkOf(draft);
      const passedOver = rules.flatMap((rule) => (rule.field && !check.rules.includes(rule) ? [rule.field.name] : []));
      return explain(draft, range, check, [...new Set(passedOver)], memory);
    },
  };
}

/** Tells what is to be said of a draft once it has been read; yields now and then. */
export interface Judge {
  /** By what a draft is checked: the analyzer's options and what the draft says about itself. */
  settingsOf(frontMatter: MarkdownDocument['frontMatter']): {
    readonly check: CheckOptions;
    readonly settings: DraftSettings | undefined;
  };
  /** By what a draft is checked whose field is known: rules of other fields are off. */
  checkOf(draft: Draft): CheckOptions;
  /** What the rules that are on for a draft need to find a claim; undefined where one of them does not tell. */
  needs(frontMatter: FrontMatter | undefined): readonly Need[] | undefined;
  /** Whether a draft makes claims or may do so in what was passed over, of which only what speaks of a field or not is known besides. */
  makesClaims(draft: Draft, isOfField: SpeaksOf): Generator<void, boolean>;
  occurrences(draft: Draft): readonly Occurrence[];
  /** What is to be said of a draft that is no rule's. */
  remarks(draft: Draft, occurrences: readonly Occurrence[]): readonly Finding[];
  /** Given what is remembered of the version before, what did not change is taken from there. */
  analysis(draft: Draft, memory?: CheckMemory): Generator<void, Analysis>;
}

/** The judge of an analyzer with these options. */
export function createJudge(data: Data, options: AnalyzerOptions): Judge {
  const severities = new Map(
    Object.entries(options.rules ?? {}).filter((entry): entry is [string, Severity] => entry[1] !== 'off'),
  );
  const off = new Set(Object.entries(options.rules ?? {}).flatMap(([id, level]) => (level === 'off' ? [id] : [])));
  const known = new Set(data.rules.keys());
  const lists = new Map<string, readonly Rule[]>();
  const rulesOf = (profiles: ReadonlySet<string>): readonly Rule[] => {
    const key = [...profiles].sort().join('\n');
    const list =
      lists.get(key) ??
      sameList(
        data,
        [...data.rules.values()]
          .filter((rule) => !off.has(rule.id) && isOn(rule, profiles, severities))
          .map((rule) => withLimitsOf(rule, profiles)),
      );
    lists.set(key, list);
    return list;
  };
  const settingsOf: Judge['settingsOf'] = (frontMatter) => {
    const settings = frontMatter && options.readFrontMatter?.(frontMatter.value);
    const profiles = new Set(['all', ...(options.profiles ?? []), ...(settings?.profiles ?? [])]);
    const check = {
      rules: rulesOf(profiles),
      severities,
      known,
      cues: data.cues,
      english: data.language.english,
      declared: new Set(settings?.declared),
    };
    return { check, settings };
  };
  const checkOf: Judge['checkOf'] = (draft) => {
    const { check } = settingsOf(draft.document.frontMatter);
    const rules = rulesInField(draft, check.rules);
    return rules === check.rules ? check : { ...check, rules: sameList(data, rules) };
  };
  const marked: Judge['occurrences'] = (draft) => {
    const { settings } = settingsOf(draft.document.frontMatter);
    const ignored = new Set([...(options.ignoreTerms ?? []), ...(settings?.ignoreTerms ?? [])]);
    const all = occurrencesIn(draft);
    return ignored.size === 0 ? all : all.filter(({ concept }) => !ignored.has(concept));
  };
  const remarks: Judge['remarks'] = ({ document: { source, frontMatter } }, occurrences) => [
    ...unknownProfiles(settingsOf(frontMatter).settings, frontMatter?.range.start ?? 0),
    ...deprecated(occurrences, source, data),
  ];
  return {
    settingsOf,
    checkOf,
    needs: (frontMatter) => needsOf(settingsOf(frontMatter?.yaml).check.rules),
    *makesClaims(draft, isOfField) {
      const { rules: all, cues, english } = settingsOf(draft.document.frontMatter).check;
      const rules = sameList(
        data,
        all.filter(({ field }) => isOfField(field)),
      );
      if (draft.mayName && rules.length > 0) return true;
      const { byPassage } = yield* findClaims(draft, { rules, cues, english });
      return byPassage.some(({ length }) => length > 0);
    },
    *analysis(draft, memory) {
      const check = checkOf(draft);
      const { claims, findings } = yield* checkCaveats(draft, check, memory);
      yield;
      const occurrences = marked(draft);
      return { occurrences, claims, findings: merge(findings, remarks(draft, occurrences)) };
    },
    occurrences: marked,
    remarks,
  };
}

const sieves = new WeakMap<Data, Sieve>();

/** The sieve for all rules of some data, prepared once. */
function sieveOf(data: Data): Sieve {
  const sieve = sieves.get(data) ?? createSieve(data.lexicon, needsOf([...data.rules.values()]));
  sieves.set(data, sieve);
  return sieve;
}

const listsOf = new WeakMap<Data, Map<string, readonly Rule[]>>();

/** The same list whenever the rules are the same ones, since what is made of a list is remembered by it. */
function sameList(data: Data, rules: readonly Rule[]): readonly Rule[] {
  const known = listsOf.get(data) ?? new Map<string, readonly Rule[]>();
  listsOf.set(data, known);
  const key = rules
    .map(({ id, limits }) => [id, ...limits.map(({ concept, mg }) => `${concept} ${mg}`)].join(' '))
    .join('\n');
  const list = known.get(key) ?? rules;
  known.set(key, list);
  return list;
}

/** A rule is on through its profiles, or because somebody set its severity. */
function isOn(rule: Rule, profiles: ReadonlySet<string>, severities: ReadonlyMap<string, Severity>): boolean {
  return severities.has(rule.id) || rule.profiles.some((profile) => profiles.has(profile));
}

function unknownProfiles(settings: DraftSettings | undefined, offset: number): readonly Finding[] {
  return (settings?.unknown ?? []).map(
    ({ range, message }): Finding => ({
      rule: 'unknown-profile',
      severity: 'warning',
      message,
      range: { start: range.start + offset, end: range.end + offset },
      concept: undefined,
      related: [],
      fixes: [],
    }),
  );
}

function deprecated(occurrences: readonly Occurrence[], source: string, data: Data): readonly Finding[] {
  return occurrences
    .filter(({ status }) => status === 'deprecated')
    .map(({ concept, range }): Finding => {
      const preferred = data.concepts.get(concept)?.terms.find(({ status }) => status === 'preferred');
      const name = preferred ? plainForm(preferred.phrase) : concept;
      const written = source.slice(range.start, range.end);
      return {
        rule: 'deprecated-term',
        severity: 'hint',
        message: `Unexpected deprecated term "${written}", expected "${name}"`,
        range,
        concept,
        related: [],
        fixes: [{ title: `Replace "${written}" with "${name}"`, edits: [{ range, text: name }] }],
      };
    });
}

function merge(one: readonly Finding[], two: readonly Finding[]): readonly Finding[] {
  return two.length === 0
    ? one
    : [...one, ...two].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
