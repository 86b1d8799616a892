import cuesSchema from '../../data/schema/cues.schema.json' with { type: 'json' };
import rulesSchema from '../../data/schema/rules.schema.json' with { type: 'json' };
import { unknownName } from '../glossary/names.ts';
import { type NamedText, type Problem, readYaml, type YamlPath } from '../glossary/yamlFile.ts';
import type { Expander } from '../phrases/expand.ts';
import { type Node, NotationError, parsePhrase } from '../phrases/notation.ts';
import { detectors } from './detectors.ts';
import { type Likelihood, UNWEIGHED } from './likelihood.ts';
import type { AssertionData, AssertionTrigger, Context, CueSet, Field, Rule } from './rule.ts';
import { type RuleRecord, ruleOf } from './ruleRecord.ts';

/** What rules go by: named cue sets, negative contexts, fields, assertion triggers, and how likely words make a claim. */
export interface CueData {
  readonly sets: ReadonlyMap<string, CueSet>;
  readonly contexts: ReadonlyMap<string, Context>;
  readonly fields: ReadonlyMap<string, Field>;
  readonly assertion: AssertionData;
  readonly likelihood: Likelihood;
}

export const NO_CUES: CueData = {
  sets: new Map(),
  contexts: new Map(),
  fields: new Map(),
  assertion: { triggers: [], pseudo: [], terminate: [] },
  likelihood: UNWEIGHED,
};

interface CueFile {
  readonly cues?: Readonly<
    Record<
      string,
      {
        readonly phrases: readonly string[];
        readonly opposite?: readonly string[];
        readonly negative?: boolean;
        readonly apart?: boolean;
        readonly general?: boolean;
        readonly close?: boolean;
        readonly void?: readonly string[];
        readonly weak?: readonly string[];
        readonly narrow?: readonly string[];
      }
    >
  >;
  readonly contexts?: Readonly<
    Record<
      string,
      {
        readonly phrases: readonly string[];
        readonly unless?: readonly string[];
        readonly in?: Context['in'];
        readonly announced?: readonly string[];
        readonly behind?: readonly string[];
        readonly before?: boolean;
        readonly question?: boolean;
        readonly cited?: boolean;
        readonly yielding?: boolean;
        readonly effect?: Context['effect'];
      }
    >
  >;
  readonly fields?: Readonly<Record<string, { readonly classes: readonly string[]; readonly cues: readonly string[] }>>;
  readonly assertion?: {
    readonly triggers: readonly (Omit<AssertionTrigger, 'untilComma' | 'words'> & {
      readonly untilComma?: boolean;
      readonly words?: number;
    })[];
    readonly pseudo: readonly string[];
    readonly terminate: readonly string[];
  };
}

function bare(names: readonly string[] | undefined): readonly string[] {
  return (names ?? []).map((name) => name.slice(1, -1));
}

/**
 * Reads cue files on top of `base`; a set, context or field that exists there is extended, but none may stand twice in the files. All faults are listed with
 * file and line.
 */
export function loadCues(
  files: readonly NamedText[],
  base: CueData,
  expander: Expander,
): { readonly cues: CueData; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const sets = new Map(base.sets);
  const contexts = new Map(base.contexts);
  const fields = new Map(base.fields);
  let assertion = base.assertion;
  const references: { readonly name: string; readonly inPhrase: boolean; problem(message: string): Problem }[] = [];
  /** Where each name of these files was defined first. */
  const own = new Map<string, string>();
  for (const file of files) {
    const yaml = readYaml<CueFile>(file, cuesSchema);
    problems.push(...yaml.problems);
    if (!yaml.value) continue;
    const phrases = (list: readonly string[] | undefined, path: YamlPath): readonly string[] => {
      return (list ?? []).filter((phrase, index) => {
        const fault = phraseFault(phrase, expander);
        if (fault) problems.push(yaml.problemAt([...path, index], fault));
        else
          for (const name of setsIn(phrase))
            references.push({ name, inPhrase: true, problem: (message) => yaml.problemAt([...path, index], message) });
        return fault === undefined;
      });
    };
    const refer = (names: readonly string[] | undefined, path: YamlPath): readonly string[] => {
      const list = bare(names);
      for (const name of list)
        references.push({ name, inPhrase: false, problem: (message) => yaml.problemAt(path, message) });
      return list;
    };
    const isSecond = (what: string, name: string, path: YamlPath): boolean => {
      const earlier = own.get(`${what} ${name}`);
      own.set(`${what} ${name}`, earlier ?? file.name);
      if (earlier === undefined) return false;
      problems.push(
        yaml.problemAt(path, `The ${what} "${name}" is already defined in ${earlier}, expected another name`),
      );
      return true;
    };
    for (const [name, record] of Object.entries(yaml.value.cues ?? {})) {
      const path = ['cues', name];
      if (isSecond('cue set', name, path)) continue;
      const earlier = sets.get(name);
      sets.set(name, {
        name,
        phrases: [...(earlier?.phrases ?? []), ...phrases(record.phrases, [...path, 'phrases'])],
        opposite: [...(earlier?.opposite ?? []), ...phrases(record.opposite, [...path, 'opposite'])],
        negative: record.negative ?? earlier?.negative ?? false,
        apart: record.apart ?? earlier?.apart ?? false,
        general: record.general ?? earlier?.general ?? false,
        close: record.close ?? earlier?.close ?? false,
        void: [...(earlier?.void ?? []), ...refer(record.void, [...path, 'void'])],
        weak: [...(earlier?.weak ?? []), ...refer(record.weak, [...path, 'weak'])],
        narrow: [...(earlier?.narrow ?? []), ...refer(record.narrow, [...path, 'narrow'])],
      });
    }
    for (const [name, record] of Object.entries(yaml.value.contexts ?? {})) {
      const path = ['contexts', name];
      if (isSecond('context', name, path)) continue;
      contexts.set(name, {
        name,
        phrases: [...(contexts.get(name)?.phrases ?? []), ...phrases(record.phrases, [...path, 'phrases'])],
        unless: refer(record.unless, [...path, 'unless']),
        in: record.in ?? 'statement',
        announced: [...(contexts.get(name)?.announced ?? []), ...phrases(record.announced, [...path, 'announced'])],
        behind: [...(contexts.get(name)?.behind ?? []), ...phrases(record.behind, [...path, 'behind'])],
        before: record.before ?? false,
        question: record.question ?? false,
        cited: record.cited ?? false,
        yielding: record.yielding ?? false,
        effect: record.effect ?? 'suppress',
      });
    }
    for (const [name, record] of Object.entries(yaml.value.fields ?? {})) {
      const path = ['fields', name];
      if (isSecond('field', name, path)) continue;
      const earlier = fields.get(name);
      fields.set(name, {
        name,
        classes: [...(earlier?.classes ?? []), ...record.classes],
        sets: [...(earlier?.sets ?? []), ...refer(record.cues, [...path, 'cues'])],
      });
    }
    const added = yaml.value.assertion;
    if (added) {
      assertion = {
        triggers: [
          ...assertion.triggers,
          ...added.triggers.map((trigger, index) => ({
            ...trigger,
            phrases: phrases(trigger.phrases, ['assertion', 'triggers', index, 'phrases']),
            untilComma: trigger.untilComma ?? false,
            words: trigger.words,
          })),
        ],
        pseudo: [...assertion.pseudo, ...phrases(added.pseudo, ['assertion', 'pseudo'])],
        terminate: [...assertion.terminate, ...phrases(added.terminate, ['assertion', 'terminate'])],
      };
    }
  }
  for (const { name, inPhrase, problem } of references) {
    const set = sets.get(name);
    if (!set) problems.push(problem(unknownName('cue set', name, [...sets.keys()])));
    else if (inPhrase && set.phrases.some((phrase) => referencesIn(phrase).length > 0))
      problems.push(
        problem(`<${name}> has phrases that refer to sets or classes, expected a set without: sets do not recurse`),
      );
  }
  return { cues: { ...base, sets, contexts, fields, assertion }, problems };
}

/** Reads rule files on top of `base`; a rule with an id that exists there replaces it. */
export function loadRules(
  files: readonly NamedText[],
  base: ReadonlyMap<string, Rule>,
  cues: CueData,
  classes: ReadonlySet<string>,
  concepts: ReadonlySet<string>,
  trusted: boolean,
): { readonly rules: ReadonlyMap<string, Rule>; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const rules = new Map(base);
  const own = new Map<string, string>();
  const claimed: { readonly rule: string; problem(message: string): Problem }[] = [];
  for (const file of files) {
    const yaml = readYaml<{ readonly rules: readonly RuleRecord[] }>(file, rulesSchema);
    problems.push(...yaml.problems);
    yaml.value?.rules.forEach((record, index) => {
      const at = (path: YamlPath, message: string): Problem => yaml.problemAt(['rules', index, ...path], message);
      const earlier = own.get(record.id);
      if (earlier) {
        problems.push(at(['id'], `The rule "${record.id}" is already defined in ${earlier}, expected another id`));
        return;
      }
      own.set(record.id, file.name);
      const field = record.field === undefined ? undefined : cues.fields.get(record.field);
      const rule = ruleOf(record, field, trusted ? undefined : file.name);
      const faults = [
        ...unknown(
          'cue set',
          [
            ...rule.unnamed,
            ...rule.any.flatMap((one) => [...one.cues, ...one.before]),
            ...rule.caveat.flatMap((one) => [...one.cues, ...one.headed]),
          ],
          new Set(cues.sets.keys()),
        ),
        ...unknown(
          'class',
          [
            ...rule.any.flatMap((one) => one.mentions.flat()),
            ...rule.caveat.flatMap((one) => [...one.naming, ...one.matching]),
          ],
          classes,
        ),
        // What is no candidate at all cannot count from there.
        ...rule.caveat.flatMap(({ cues: asked, fromSafety }) =>
          unknown('cue set of the caveat', fromSafety ?? [], new Set(asked)),
        ),
        ...unknown('field', record.field === undefined ? [] : [record.field], new Set(cues.fields.keys())),
        ...unknown('context', rule.unless, new Set(cues.contexts.keys())),
        ...unknown('detector', rule.detector ? [rule.detector.name] : [], new Set(detectors.keys())),
        ...unknown(
          'concept',
          rule.limits.map(({ concept }) => concept),
          concepts,
        ),
      ];
      problems.push(...faults.map((message) => at(['claim'], message)));
      for (const name of rule.any.flatMap((one) => one.claimed))
        claimed.push({ rule: name, problem: (message) => at(['claim'], message) });
      if (faults.length === 0 && record.severity !== 'off') rules.set(rule.id, rule);
    });
  }
  // A rule may ask for the claim of one that stands further down, or is off.
  const known = [...base.keys(), ...own.keys()];
  for (const { rule, problem } of claimed)
    if (!known.includes(rule)) problems.push(problem(unknownName('rule', rule, known)));
  return { rules, problems };
}

function unknown(what: string, names: readonly string[], known: ReadonlySet<string>): string[] {
  return [...new Set(names)].filter((name) => !known.has(name)).map((name) => unknownName(what, name, [...known]));
}

function phraseFault(phrase: string, expander: Expander): string | undefined {
  try {
    expander.patterns(phrase);
    return undefined;
  } catch (error) {
    if (error instanceof NotationError) return error.message;
    throw error;
  }
}

function setsIn(phrase: string): readonly string[] {
  return referencesIn(phrase).flatMap(({ kind, name }) => (kind === 'set' ? [name] : []));
}

type Reference = Extract<Node, { readonly kind: 'set' | 'class' }>;

function referencesIn(phrase: string): readonly Reference[] {
  const found: Reference[] = [];
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (node.kind === 'set' || node.kind === 'class') found.push(node);
      else if (node.kind === 'choice') node.options.forEach(visit);
    }
  };
  visit(parsePhrase(phrase));
  return found;
}
