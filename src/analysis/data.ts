import { type LikelihoodRecord, likelihoodFrom, UNWEIGHED } from '../caveats/likelihood.ts';
import { type CueData, loadCues, loadRules, NO_CUES } from '../caveats/loadCaveats.ts';
import { cueEntries, isClosed, isPutOff, type Label } from '../caveats/reading.ts';
import type { Rule } from '../caveats/rule.ts';
import type { Concept } from '../glossary/concept.ts';
import { loadGlossary } from '../glossary/loadGlossary.ts';
import { glossaryEntries } from '../glossary/occurrences.ts';
import type { NamedText, Problem } from '../glossary/yamlFile.ts';
import { createExpander, type Expander } from '../phrases/expand.ts';
import { extendLexicon } from '../phrases/extendLexicon.ts';
import { compileLexicon, type Lexicon } from '../phrases/lexicon.ts';
import { type Language, loadLanguage } from './language.ts';

/** Everything an analysis goes by: the glossary, the rules with their cues, and the automaton compiled from both. */
export interface Data {
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly cues: CueData;
  readonly language: Language;
  readonly lexicon: Lexicon<Label>;
}

/** Texts of data files by what they hold. */
export interface DataFiles {
  readonly language: readonly NamedText[];
  readonly glossary: readonly NamedText[];
  readonly cues: readonly NamedText[];
  readonly rules: readonly NamedText[];
  /** The weights by which claims are likely, if any: the JSON that `npm run learn` writes. */
  readonly likelihood?: readonly NamedText[];
}

/** Reads our own data files. Problems are listed, not thrown: the build decides. */
export function readData(files: DataFiles): { readonly data: Data; readonly problems: readonly Problem[] } {
  const { language, problems: languageProblems } = loadLanguage(files.language);
  const expander = createExpander(language.english);
  const glossary = loadGlossary(files.glossary, new Map(), expander, true);
  const [weights] = files.likelihood ?? [];
  const likelihood = weights ? likelihoodFrom(JSON.parse(weights.text) as LikelihoodRecord) : UNWEIGHED;
  const { cues, problems: cueProblems } = loadCues(files.cues, { ...NO_CUES, likelihood }, expander);
  const { rules, problems: ruleProblems } = loadRules(
    files.rules,
    new Map(),
    cues,
    classesOf(glossary.concepts),
    new Set(glossary.concepts.keys()),
    true,
  );
  const data = compile(glossary.concepts, rules, cues, language, expander);
  return { data, problems: [...languageProblems, ...glossary.problems, ...cueProblems, ...ruleProblems] };
}

/** Adds a user's glossaries to data. A file with a fault gives problems; what is sound in it, and all of `base`, stays in force. */
export function extendData(
  base: Data,
  files: readonly NamedText[],
): { readonly data: Data; readonly problems: readonly Problem[] } {
  const expander = createExpander(base.language.english);
  const { concepts, problems } = loadGlossary(files, base.concepts, expander, false);
  const lexicon = extendLexicon<Label>(base.lexicon, {
    entries: glossaryEntries(
      [...concepts.values()].filter((concept) => base.concepts.get(concept.id) !== concept),
      expander,
    ),
    isKept: isUnchanged(concepts, base.concepts),
    orderOf: termOrder(concepts),
    putOff: isPutOff,
    closed: isClosed,
  });
  return { data: { ...base, concepts, lexicon }, problems };
}

/** Whether a label is a cue's or that of a concept which is the same as before: an extended one has its terms from there and is another. */
function isUnchanged(
  concepts: ReadonlyMap<string, Concept>,
  before: ReadonlyMap<string, Concept>,
): (label: Label) => boolean {
  const unchanged = [...concepts.values()].filter((concept) => before.get(concept.id) === concept);
  const terms = new Set(unchanged.flatMap((concept) => concept.terms));
  return (label) => {
    if (label.kind === 'term') return concepts.get(label.concept.id) === label.concept;
    return label.kind !== 'context' || terms.has(label.term);
  };
}

/** The place of a label among all that are compiled anew: terms concept by concept, then cues. */
function termOrder(concepts: ReadonlyMap<string, Concept>): (label: Label) => number {
  const terms = new Map([...concepts.values()].flatMap((concept) => concept.terms).map((term, order) => [term, order]));
  return (label) =>
    (label.kind === 'term' || label.kind === 'context' ? terms.get(label.term) : undefined) ?? terms.size;
}

function classesOf(concepts: ReadonlyMap<string, Concept>): ReadonlySet<string> {
  return new Set([...concepts.values()].flatMap(({ classes }) => classes));
}

function compile(
  concepts: ReadonlyMap<string, Concept>,
  rules: ReadonlyMap<string, Rule>,
  cues: CueData,
  language: Language,
  expander: Expander,
): Data {
  const entries = [
    ...glossaryEntries(concepts.values(), expander),
    ...cueEntries(cues.sets.values(), cues.contexts.values(), cues.assertion, expander),
  ];
  const lexicon = compileLexicon<Label>(entries, isPutOff, isClosed);
  return { concepts, rules, cues, language, lexicon };
}
