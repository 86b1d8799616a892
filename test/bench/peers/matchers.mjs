// Packages that look for many terms in a text, each as a function from the terms to a function from a text to the number of places.

export const matchers = {
  'flashtext.js': async () => {
    const { default: KeywordProcessor } = await import('flashtext.js');
    return (terms) => {
      const processor = new KeywordProcessor();
      for (const term of terms) processor.addKeyword(term);
      return (text) => processor.extractKeywords(text).length;
    };
  },
  // These three find parts of words too and know no case, so the text is folded for them within the time that is taken.
  ahocorasick: async () => {
    const { default: AhoCorasick } = await import('ahocorasick');
    return (terms) => {
      const automaton = new AhoCorasick(terms);
      return (text) => automaton.search(text.toLowerCase()).length;
    };
  },
  'modern-ahocorasick': async () => {
    const { default: AhoCorasick } = await import('modern-ahocorasick');
    return (terms) => {
      const automaton = new AhoCorasick(terms);
      return (text) => automaton.search(text.toLowerCase()).length;
    };
  },
  '@monyone/aho-corasick': async () => {
    const { AhoCorasick } = await import('@monyone/aho-corasick');
    return (terms) => {
      const automaton = new AhoCorasick(terms);
      return (text) => automaton.matchInText(text.toLowerCase()).length;
    };
  },
};
