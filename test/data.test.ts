import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Analysis } from '../src/analysis/analysis.ts';
import { type Analyzer, createAnalyzer } from '../src/analysis/analyzer.ts';
import { readData } from '../src/analysis/data.ts';
import { type Edit, type Finding, insertingFix } from '../src/caveats/finding.ts';
import { withDefaults } from '../src/caveats/placeholders.ts';
import type { Example, Rule } from '../src/caveats/rule.ts';
import { FACETS } from '../src/glossary/concept.ts';
import { dataFiles } from './dataFiles.ts';
import { applied, ownAnalyzer, ownData, shown, unmark } from './helpers.ts';

const root = resolve(import.meta.dirname, '..');
const data = ownData();
const rules = [...data.rules.values()];
const all = ownAnalyzer();

const analyzers = new Map<string, Analyzer>();

/** Analyses a text with one rule on, and those whose claims its patterns go with; what it finds of the one. */
function only(id: string): (source: string) => Pick<Analysis, 'claims' | 'findings'> {
  const on = new Set([id, ...(data.rules.get(id)?.any.flatMap(({ claimed }) => claimed) ?? [])]);
  const off = Object.fromEntries(rules.filter((rule) => !on.has(rule.id)).map((rule) => [rule.id, 'off' as const]));
  const profiles = data.rules.get(id)?.profiles ?? [];
  const analyzer = analyzers.get(id) ?? createAnalyzer({ data, rules: off, profiles });
  analyzers.set(id, analyzer);
  return (source) => {
    const { claims, findings } = analyzer.analyze(source);
    return { claims: claims.filter(({ rule }) => rule === id), findings: findings.filter(({ rule }) => rule === id) };
  };
}

/** Analyses a text with all rules on that a draft with the rule's profiles would have. */
function beside(id: string): Analyzer {
  const profiles = data.rules.get(id)?.profiles ?? [];
  const key = profiles.join(' ');
  const analyzer = profiles.includes('all') ? all : (analyzers.get(key) ?? createAnalyzer({ data, profiles }));
  analyzers.set(key, analyzer);
  return analyzer;
}

const examplesOf = (kind: keyof Rule['examples']) =>
  rules.flatMap((rule) =>
    rule.examples[kind].map((example): [string, string, Rule, Example] => [rule.id, example.text, rule, example]),
  );

test('our own data load without a problem', () => {
  const { problems } = readData(dataFiles());
  expect(problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
});

test('every file under data/ is read by somebody', () => {
  const files = readdirSync(join(root, 'data'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const read = Object.values(dataFiles())
    .flat()
    .map(({ name }) => name);
  const code = sourceTexts(join(root, 'src')).join('\n') + readFileSync(join(root, 'package.json'), 'utf8');
  expect(files.filter((file) => !read.includes(file) && !code.includes(file))).toEqual([]);
});

function sourceTexts(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

describe('the glossary', () => {
  test.each([
    'neurotransmitter-interaction-stabilization',
    'neurotransmitter-balance-science',
    'neurotransmitter-balance-optimization',
    'neurotransmitter-optimization',
    'neurotransmitter-restoration',
    'serotonin',
    'dopamine',
    'gamma-aminobutyric-acid',
    'glutamate',
    'norepinephrine',
    'amino-acid-precursor',
    'tryptophan',
    'tyrosine',
    '5-hydroxytryptophan',
    'levodopa',
    'amino-acid-supplementation',
    'hypothalamic-pituitary-adrenal-axis',
    'monoamine-oxidase',
    'monoamine-oxidase-inhibitor',
    'selective-serotonin-reuptake-inhibitor',
    'serotonin-syndrome',
    'urine-metabolite-testing',
    'peptide-therapy',
  ])('has the concept %s', (id) => {
    const concept = data.concepts.get(id);
    expect(concept?.terms[0]?.status).toBe('preferred');
    expect(concept?.definition.length).toBeGreaterThan(40);
  });

  test('has one preferred term for each concept, and a source', () => {
    const wanting = [...data.concepts.values()].filter(
      ({ terms, sources }) => terms.filter(({ status }) => status === 'preferred').length !== 1 || sources.length === 0,
    );
    expect(wanting.map(({ id }) => id)).toEqual([]);
  });

  // The entry that holds a text has told its abbreviations.
  const ownText = createAnalyzer({ data, rules: { 'abbreviation-first-mention': 'off' } });

  test('makes no claim itself that lacks its caveat', () => {
    const found = [...data.concepts.values()].flatMap(({ id, definition, plain, risk, facets }) =>
      [definition, plain, risk, ...Object.values(facets)]
        .filter((text) => text !== undefined)
        .flatMap((text) => ownText.analyze(text).findings.map((finding) => `${id}: ${shown(text, finding)}`)),
    );
    expect(found).toEqual([]);
  });

  const entries = [...data.concepts.values()].filter(({ classes }) => classes.includes('head-term'));
  test('has five head terms', () => {
    expect(entries).toHaveLength(5);
  });

  test.each(entries.map((entry) => [entry.id, entry] as const))(
    '%s reads as a draft without a finding, and names its own term',
    (id, entry) => {
      const facets = FACETS.flatMap((facet) => (entry.facets[facet] ? [`## ${facet}`, entry.facets[facet]] : []));
      const source = [`# ${entry.terms[0]?.phrase}`, entry.definition, ...facets].join('\n\n');
      expect(facets.length).toBeGreaterThanOrEqual(4);
      const { findings, occurrences } = ownText.analyze(source);
      expect(findings.map((finding) => shown(source, finding))).toEqual([]);
      expect(occurrences.map(({ concept }) => concept)).toContain(id);
    },
  );
});

describe('the examples of the rules', () => {
  describe('missing', () => {
    test.each(examplesOf('missing'))('%s: %s', (id, marked) => {
      const { source, ranges } = unmark(marked);
      const { claims, findings } = only(id)(source);
      for (const { message } of findings) expect(message).toMatch(/^Unexpected [^{}]*[^ ][,;] expected [^{}]*$/);
      const missing = claims.filter(({ rule, status }) => rule === id && status === 'missing');
      expect(missing.length).toBeGreaterThan(0);
      if (ranges.length > 0) expect(missing.map(({ range }) => range)).toEqual(ranges);
    });
  });

  describe('covered', () => {
    test.each(examplesOf('covered'))('%s: %s', (id, marked) => {
      const { claims } = only(id)(unmark(marked).source);
      expect(new Set(claims.map(({ status }) => status))).toEqual(new Set(['covered']));
    });
  });

  describe('none', () => {
    test.each(examplesOf('none'))('%s: %s', (id, marked) => {
      const { source } = unmark(marked);
      expect(only(id)(source).claims.map((claim) => shown(source, claim))).toEqual([]);
    });
  });
});

describe('standard caveats', () => {
  const caveats = rules.flatMap((rule) =>
    rule.caveats.map((caveat): [string, string, Rule] => [rule.id, withDefaults(caveat.text), rule]),
  );

  test.each(caveats)('that of %s covers its own rule', (id, caveat, rule) => {
    for (const { text } of rule.examples.missing) {
      const { source } = unmark(text);
      const { claims } = only(id)(`${source} ${caveat}`);
      expect(
        claims.filter(({ status }) => status === 'missing').map((claim) => shown(source, claim)),
        source,
      ).toEqual([]);
    }
  });

  test.each(caveats)('that of %s is no claim itself', (id, caveat) => {
    expect(
      beside(id)
        .analyze(caveat)
        .findings.map((finding) => shown(caveat, finding)),
    ).toEqual([]);
  });

  const pairs = caveats.flatMap(([id, caveat, rule]) =>
    [...rule.outranks, ...rule.replaces].map((lower): [string, string, string, Rule] => [id, lower, caveat, rule]),
  );
  test.each(pairs)('that of %s covers the lower %s too', (_, lower, caveat, rule) => {
    for (const { text } of rule.examples.missing) {
      const { source } = unmark(text);
      const { claims } = only(lower)(`${source} ${caveat}`);
      expect(
        claims.filter(({ status }) => status === 'missing').map((claim) => shown(source, claim)),
        source,
      ).toEqual([]);
    }
  });
});

test('the number of a substance is no amount', () => {
  for (const source of ['Take 5-HTP at night.', 'Try 5-hydroxytryptophan for sleep.']) {
    expect(only('serotonin-syndrome-combination')(source).claims.map((claim) => shown(source, claim))).toEqual([]);
  }
});

/** How a finding is shown once edits changed words inside it. */
function shownAfter(text: string, { rule, range }: Pick<Finding, 'rule' | 'range'>, edits: readonly Edit[]): string {
  const inside = edits
    .filter((edit) => edit.range.start >= range.start && edit.range.end <= range.end)
    .map((edit) => ({
      ...edit,
      range: { start: edit.range.start - range.start, end: edit.range.end - range.start },
    }));
  const words = applied(text.slice(range.start, range.end), inside);
  return shown(words, { rule, range: { start: 0, end: words.length } });
}

describe('fixes', () => {
  test.each(examplesOf('missing'))('of %s in “%s” remove their finding and make no other', (id, marked) => {
    const { source } = unmark(marked);
    for (const text of [
      source,
      `# Notes\n\n${source}\n\nWell.`,
      `- ${source}\n- Well.`,
      `> ${source}`,
      `${source}\r\n\r\nWell.`,
    ]) {
      const analyzer = beside(id);
      const before = analyzer.analyze(text);
      expect(before.findings.length, text).toBeGreaterThan(0);
      const known = [...before.findings, ...before.claims].map((one) => shown(text, one));
      for (const finding of before.findings.filter(({ rule }) => rule === id)) {
        expect(finding.fixes.length).toBeGreaterThan(0);
        for (const { edits } of finding.fixes) {
          const fixed = applied(text, edits);
          const after = analyzer.analyze(fixed).findings.map((one) => shown(fixed, one));
          expect(after, fixed).not.toContain(shown(text, finding));
          const reworded = [...before.findings, ...before.claims]
            .filter((one) => one.range !== finding.range)
            .map((one) => shownAfter(text, one, edits));
          expect(
            after.filter((one) => !known.includes(one) && !reworded.includes(one)),
            fixed,
          ).toEqual([]);
        }
      }
    }
    expect(data.rules.has(id)).toBe(true);
  });

  test.each(examplesOf('missing'))('of all findings where %s finds “%s” do the same together', (id, marked) => {
    const { source } = unmark(marked);
    const analyzer = beside(id);
    const fixable = analyzer.analyze(source).findings.filter((finding) => insertingFix(finding));
    const fixed = applied(
      source,
      fixable.flatMap((finding) => insertingFix(finding)?.edits ?? []),
    );
    const after = analyzer.analyze(fixed).findings.map((one) => shown(fixed, one));
    for (const finding of fixable) expect(after, fixed).not.toContain(shown(source, finding));
  });
});

describe('nothing in data/cues/ is there in vain:', () => {
  const written = ['data', 'src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:yaml|ts)$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  const listed = new Set(rules.flatMap(({ detector }) => detector?.lists.cues ?? []));
  const isAsked = (name: string): boolean =>
    listed.has(name) || written.some((text) => text.includes(`<${name}>`) || text.includes(`'${name}'`));

  test('each cue set is asked for', () => {
    expect([...data.cues.sets.keys()].filter((name) => !isAsked(name))).toEqual([]);
  });

  test('each context is one of a rule’s', () => {
    const used = new Set(rules.flatMap(({ unless }) => unless));
    expect([...data.cues.contexts.keys()].filter((name) => !used.has(name))).toEqual([]);
  });
});
