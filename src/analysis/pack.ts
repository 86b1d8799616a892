import { type LikelihoodRecord, likelihoodFrom } from '../caveats/likelihood.ts';
import type { CueData } from '../caveats/loadCaveats.ts';
import { isClosed, isPutOff, type Label } from '../caveats/reading.ts';
import type { AssertionTrigger, Context, CueSet, Field, Rule } from '../caveats/rule.ts';
import type { Concept, Term } from '../glossary/concept.ts';
import { type Lexicon, lexiconSteps, type Reference } from '../phrases/lexicon.ts';
import type { Lists } from '../phrases/lists.ts';
import { packNumbers, unpackNumbers } from '../phrases/numbers.ts';
import { finish } from '../phrases/steps.ts';
import type { Trie } from '../phrases/trie.ts';
import type { Data } from './data.ts';
import type { Language } from './language.ts';

/**
 * Data as plain JSON with the automaton already compiled, so that a start reads instead of compiling. The phrases of cue sets and contexts, a third
 * of it, are not needed any more.
 */
export interface PackedData {
  readonly concepts: readonly PackedConcept[];
  readonly rules: readonly Rule[];
  readonly sets: readonly Omit<CueSet, 'phrases' | 'opposite'>[];
  readonly contexts: readonly Omit<Context, 'phrases'>[];
  readonly fields: readonly Field[];
  readonly assertion: CueData['assertion'];
  readonly likelihood: LikelihoodRecord;
  readonly language: {
    readonly irregular: readonly (readonly [string, readonly string[]])[];
    readonly doubling: readonly (readonly [string, boolean])[];
    readonly spellings: readonly (readonly string[])[];
    readonly endings: readonly (readonly [string, string])[];
    readonly fixedSpelling: readonly string[];
    readonly matchedOnly: readonly string[];
    readonly abbreviations: readonly string[];
    readonly functionWords: readonly string[];
    readonly foreignWords: readonly string[];
  };
  readonly lexicon: {
    readonly labels: readonly PackedLabel[];
    readonly whole: PackedLists;
    readonly references: readonly Reference[];
    readonly phrases: {
      readonly label: string;
      readonly first: string;
      readonly gap: string;
      readonly runs: PackedLists;
      readonly references: PackedLists;
    };
    readonly folded: string;
    readonly exact: string;
    readonly children: string;
    readonly symbols: string;
    readonly ends: string;
  };
}

interface PackedLists {
  readonly start: string;
  readonly items: string;
}

/** A concept whose terms leave out what is empty. */
type PackedConcept = Omit<Concept, 'terms'> & { readonly terms: readonly (Pick<Term, 'phrase'> & Partial<Term>)[] };

/** `t` term, `c` its context, `q` cue, `n` negative context, `a` assertion trigger, `p` pseudo, `e` end of scope. */
type PackedLabel =
  | readonly ['t', concept: number, term: number, conditional: 0 | 1]
  | readonly ['c', concept: number, term: number, side: 'before' | 'after' | 'block']
  | readonly ['q', set: string, opposite: 0 | 1]
  | readonly ['n', context: string]
  | readonly ['a', trigger: number]
  | readonly ['p']
  | readonly ['e'];

/** Packs compiled data; `unpackData` gives data that analyse alike. */
export function packData(data: Data): PackedData {
  const concepts = [...data.concepts.values()];
  const { english } = data.language;
  const { lexicon } = data;
  const { phrases, trie } = lexicon;
  return {
    concepts: concepts.map((concept) => ({ ...concept, terms: concept.terms.map(packTerm) })),
    rules: [...data.rules.values()],
    sets: [...data.cues.sets.values()].map(({ phrases, opposite, ...set }) => set),
    contexts: [...data.cues.contexts.values()].map(({ phrases, ...context }) => context),
    fields: [...data.cues.fields.values()],
    assertion: data.cues.assertion,
    likelihood: data.cues.likelihood.record,
    language: {
      irregular: [...english.irregular],
      doubling: [...english.doubling],
      spellings: english.spellings,
      endings: english.endings,
      fixedSpelling: [...english.fixedSpelling],
      matchedOnly: [...english.matchedOnly],
      abbreviations: [...data.language.abbreviations],
      functionWords: [...data.language.functionWords],
      foreignWords: [...data.language.foreignWords],
    },
    lexicon: {
      labels: lexicon.labels.map((label) => packLabel(label, concepts, data.cues.assertion.triggers)),
      whole: packLists(lexicon.whole),
      references: lexicon.references,
      phrases: {
        label: packNumbers(phrases.label),
        first: packNumbers(phrases.first),
        gap: packNumbers(phrases.gap),
        runs: packLists(phrases.runs),
        references: packLists(phrases.references),
      },
      folded: trie.folded.join('\n'),
      exact: trie.exact.join('\n'),
      children: packNumbers(trie.children),
      symbols: packNumbers(trie.symbols),
      ends: packNumbers(trie.ends),
    },
  };
}

function packLists({ start, items }: Lists): PackedLists {
  return { start: packNumbers(start), items: packNumbers(items) };
}

function unpackLists({ start, items }: PackedLists): Lists {
  return { start: unpackNumbers(start), items: unpackNumbers(items) };
}

function packTerm(term: Term): PackedConcept['terms'][number] {
  const { phrase, status, abbreviation, notPrecededBy, notFollowedBy, needs } = term;
  return {
    phrase,
    ...(status === 'admitted' ? {} : { status }),
    ...(abbreviation ? { abbreviation } : {}),
    ...(notPrecededBy.length > 0 ? { notPrecededBy } : {}),
    ...(notFollowedBy.length > 0 ? { notFollowedBy } : {}),
    ...(needs.length > 0 ? { needs } : {}),
  };
}

const PLAIN_TERM = {
  status: 'admitted',
  abbreviation: false,
  notPrecededBy: [],
  notFollowedBy: [],
  needs: [],
} as const;

function packLabel(label: Label, concepts: readonly Concept[], triggers: readonly AssertionTrigger[]): PackedLabel {
  switch (label.kind) {
    case 'term':
      return ['t', concepts.indexOf(label.concept), label.concept.terms.indexOf(label.term), label.conditional ? 1 : 0];
    case 'context': {
      const concept = concepts.findIndex(({ terms }) => terms.includes(label.term));
      return ['c', concept, (concepts[concept] as Concept).terms.indexOf(label.term), label.side];
    }
    case 'cue':
      return ['q', label.set, label.opposite ? 1 : 0];
    case 'negative':
      return ['n', label.context];
    case 'trigger':
      return ['a', triggers.indexOf(label.trigger)];
    case 'pseudo':
      return ['p'];
    case 'terminate':
      return ['e'];
  }
}

/** The data of a pack, ready for analysis; nothing is compiled. */
export function unpackData(packed: PackedData): Data {
  return finish(unpackSteps(packed));
}

/** The same step by step. */
export function* unpackSteps(packed: PackedData): Generator<void, Data> {
  const { rules, sets, contexts, fields, assertion, likelihood, language, lexicon } = packed;
  const concepts = packed.concepts.map(
    (concept): Concept => ({ ...concept, terms: concept.terms.map((term) => ({ ...PLAIN_TERM, ...term })) }),
  );
  const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
    new Map(items.map((item) => [item.id, item]));
  const byName = <T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
    new Map(items.map((item) => [item.name, item]));
  yield;
  return {
    concepts: byId(concepts),
    rules: byId(rules),
    cues: {
      sets: byName(sets.map((set): CueSet => ({ ...set, phrases: [], opposite: [] }))),
      contexts: byName(contexts.map((context): Context => ({ ...context, phrases: [] }))),
      fields: byName(fields),
      assertion,
      likelihood: likelihoodFrom(likelihood),
    },
    language: unpackLanguage(language),
    lexicon: yield* unpackLexicon(lexicon, concepts, assertion.triggers),
  };
}

function unpackLanguage(language: PackedData['language']): Language {
  return {
    english: {
      irregular: new Map(language.irregular),
      doubling: new Map(language.doubling),
      spellings: language.spellings,
      endings: language.endings,
      fixedSpelling: new Set(language.fixedSpelling),
      matchedOnly: new Set(language.matchedOnly),
    },
    abbreviations: new Set(language.abbreviations),
    functionWords: new Set(language.functionWords),
    foreignWords: new Set(language.foreignWords),
  };
}

function* unpackLexicon(
  packed: PackedData['lexicon'],
  concepts: readonly Concept[],
  triggers: readonly AssertionTrigger[],
): Generator<void, Lexicon<Label>> {
  const labels = packed.labels.map((label) => unpackLabel(label, concepts, triggers));
  const words = (joined: string): readonly string[] => (joined === '' ? [] : joined.split('\n'));
  const trie: Trie = {
    folded: words(packed.folded),
    exact: words(packed.exact),
    children: unpackNumbers(packed.children),
    symbols: unpackNumbers(packed.symbols),
    ends: unpackNumbers(packed.ends),
  };
  const phrases = {
    label: unpackNumbers(packed.phrases.label),
    first: unpackNumbers(packed.phrases.first),
    gap: unpackNumbers(packed.phrases.gap),
    runs: unpackLists(packed.phrases.runs),
    references: unpackLists(packed.phrases.references),
  };
  const whole = unpackLists(packed.whole);
  return yield* lexiconSteps({ trie, labels, whole, references: packed.references, phrases }, isPutOff, isClosed);
}

function unpackLabel(label: PackedLabel, concepts: readonly Concept[], triggers: readonly AssertionTrigger[]): Label {
  switch (label[0]) {
    case 't': {
      const concept = concepts[label[1]] as Concept;
      return {
        kind: 'term',
        concept,
        term: concept.terms[label[2]] as Concept['terms'][number],
        conditional: label[3] === 1,
      };
    }
    case 'c':
      return {
        kind: 'context',
        term: (concepts[label[1]] as Concept).terms[label[2]] as Concept['terms'][number],
        side: label[3],
      };
    case 'q':
      return { kind: 'cue', set: label[1], opposite: label[2] === 1 };
    case 'n':
      return { kind: 'negative', context: label[1] };
    case 'a':
      return { kind: 'trigger', trigger: triggers[label[1]] as AssertionTrigger };
    case 'p':
      return { kind: 'pseudo' };
    case 'e':
      return { kind: 'terminate' };
  }
}
