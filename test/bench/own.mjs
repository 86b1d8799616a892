// Caveat itself, in the two shapes that contestants have: a check of a text, and a matcher of many terms.
import { fromRoot } from '../../scripts/processes.mjs';

const PROFILES = ['us-supplement', 'eu-supplement', 'uk', 'rx-promo', 'journal', 'clinical', 'consumer'];

async function library() {
  return import(fromRoot('dist/index.mjs'));
}

export const tools = {
  /** A fresh analyzer for each text, with every rule on, so that nothing is remembered. */
  caveat: async () => {
    const { createAnalyzer } = await library();
    return (text) => {
      const { occurrences, claims, findings } = createAnalyzer({ profiles: PROFILES }).analyze(text);
      return occurrences.length + claims.length + findings.length;
    };
  },
  /** As it comes, with the rules that no profile asks for. */
  'caveat, default rules': async () => {
    const { createAnalyzer } = await library();
    return (text) => createAnalyzer().analyze(text).findings.length;
  },
  /** One analyzer for a text that is edited. */
  'caveat, edited': async () => {
    const { createAnalyzer } = await library();
    const analyzer = createAnalyzer({ profiles: PROFILES });
    return (text) => analyzer.analyze(text).findings.length;
  },
};

async function phrases() {
  const [automaton, trie, tokens, fold, expand, lexicon, scanning, occurrences, builtin, data] = await Promise.all(
    [
      'phrases/automaton',
      'phrases/trie',
      'phrases/tokens',
      'phrases/fold',
      'phrases/expand',
      'phrases/lexicon',
      'phrases/scanText',
      'glossary/occurrences',
      'analysis/builtin',
      'analysis/data',
    ].map((name) => import(fromRoot(`src/${name}.ts`))),
  );
  return {
    ...automaton,
    ...trie,
    ...tokens,
    ...fold,
    ...expand,
    ...lexicon,
    ...scanning,
    ...occurrences,
    ...builtin,
    ...data,
  };
}

/** A concept of one plain term. */
function conceptOf(term, index) {
  const plain = { status: 'preferred', abbreviation: false, notPrecededBy: [], notFollowedBy: [], needs: [] };
  return {
    id: `term-${index}`,
    classes: [],
    terms: [{ ...plain, phrase: term }],
    definition: 'A term.',
    facets: {},
    relations: [],
    sources: [],
  };
}

export const matchers = {
  /** The floor: the same text cut into words, and nothing looked up. */
  'words only': async () => {
    const { tokenize } = await phrases();
    return () => (text) => tokenize(text).count;
  },
  /** The word automaton with the terms as they are written, as all others have them. */
  'caveat automaton': async () => {
    const { automatonOf, buildTrie, foldWord, scan, tokenize } = await phrases();
    return (terms) => {
      const runs = terms.map((term) => term.split(' ').map((word) => ({ text: foldWord(word), exact: false })));
      const automaton = automatonOf(buildTrie(runs));
      return (text) => scan(automaton, tokenize(text)).runs.length;
    };
  },
  /** As a glossary: with plurals, possessives and spellings, each term of a concept of its own. */
  'caveat glossary': async () => {
    const { builtinData, compileLexicon, createExpander, glossaryEntries, scanText, tokenize } = await phrases();
    const { english } = builtinData().language;
    return (terms) => {
      const lexicon = compileLexicon(glossaryEntries(terms.map(conceptOf), createExpander(english)));
      return (text) => {
        const tokens = tokenize(text);
        return scanText(lexicon, tokens, new Int32Array(tokens.count)).spans.length;
      };
    };
  },
  /** A user's glossary file from its YAML to data ready for analysis, checks included. */
  'caveat glossary file': async () => {
    const { builtinData, extendData, scanText, tokenize } = await phrases();
    const base = builtinData();
    return (terms) => {
      const concepts = terms.map(
        (term, index) => `  - id: term-${index}\n    terms: ['${term}']\n    definition: A term.\n`,
      );
      const text = `version: 1\nconcepts:\n${concepts.join('')}`;
      const { data } = extendData(base, [{ name: 'terms.glossary.yaml', text }]);
      return (draft) => {
        const tokens = tokenize(draft);
        return scanText(data.lexicon, tokens, new Int32Array(tokens.count)).spans.length;
      };
    };
  },
};
