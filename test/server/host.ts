import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { type Data, extendData, readData } from '../../src/analysis/data.ts';
import type { Host } from '../../src/server/host.ts';

const glossary = `
version: 1
concepts:
  - id: tryptophan
    classes: [precursor, precursor-supplement]
    terms: [tryptophan, L-tryptophan, { term: =Trp, abbreviation: true }, { term: tryptophane, status: deprecated }]
    definition: An essential amino acid from which the body makes serotonin.
    plain: A building block from food that the body turns into serotonin.
    risk: With other serotonergic substances it may lead to too much serotonin.
    relations: { precursorOf: [serotonin] }
    sources:
      - { name: A textbook, checked: true }
      - { name: A rumor, checked: false }
  - id: serotonin
    classes: [transmitter]
    terms: [serotonin]
    definition: A transmitter.
  - id: serotonin-syndrome
    classes: [risk]
    terms: [serotonin syndrome]
    definition: Harm from too much serotonin.
`;

const cues = `
version: 1
cues:
  supplementation: { phrases: [supplementation] }
  supervision: { phrases: [under medical supervision] }
`;

const rules = `
version: 1
rules:
  - id: precursor-supervision
    title: A precursor needs supervision
    severity: error
    profiles: [all]
    claim: { any: [{ mentions: <class:precursor-supplement>, cue: <supplementation> }] }
    caveat: { all: [{ cue: <supervision>, within: section }] }
    message: Unexpected supplementation without supervision, expected it in the same section
    rationale: Too much of it does harm.
    caveats:
      - title: Supervision
        text: This should only be done under medical supervision by <<who|a physician>>.
    sources: [{ name: A guideline, checked: true }]
    examples:
      missing: [⟦Tryptophan supplementation⟧ helps.]
      covered: [Tryptophan supplementation under medical supervision helps.]
      none: [Tryptophan is in milk.]
`;

/** A small glossary and one rule, read by our own loader. */
export function smallData(): Data {
  const { data, problems } = readData({
    language: [],
    glossary: [{ name: 'data/glossary/small.yaml', text: glossary }],
    cues: [{ name: 'cues.yaml', text: cues }],
    rules: [{ name: 'rules.yaml', text: rules }],
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return data;
}

/** A host with the small data, which counts the analyses it made. */
export function smallHost(files: ReadonlyMap<string, string> = new Map()): Host & { readonly analysed: string[] } {
  const data = smallData();
  const analysed: string[] = [];
  return {
    analysed,
    builtinData: () => data,
    *builtinSteps() {},
    builtinGlossary: () => [{ name: 'data/glossary/small.yaml', text: glossary }],
    extendData,
    createAnalyzer: (options) => {
      const analyzer = createAnalyzer(options);
      return {
        analyzeSteps: (source) => {
          analysed.push(source);
          return analyzer.analyzeSteps(source);
        },
        analyzePartSteps: analyzer.analyzePartSteps,
        explain: (source, range) => analyzer.explain(source, range),
      };
    },
    readFile: async (uri) => files.get(uri),
    findDrafts: async (folder) =>
      [...files.keys()].filter((uri) => uri.startsWith(`${folder}/`) && uri.endsWith('.md')),
  };
}
