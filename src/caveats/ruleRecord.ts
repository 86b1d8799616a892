import type { ClaimPattern, Example, Field, Limit, Requirement, Rewording, Rule, Severity } from './rule.ts';

/** A rule as its file writes it; the JSON Schema holds it to this form. */
export interface RuleRecord {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity | 'off';
  readonly profiles: readonly string[];
  readonly field?: string;
  readonly outranks?: readonly string[];
  readonly replaces?: readonly string[];
  readonly claim: {
    readonly any?: readonly PatternRecord[];
    readonly weighed?: boolean;
    readonly least?: number;
    readonly unnamed?: readonly string[];
    readonly detector?: string;
    readonly lists?: Readonly<Record<string, readonly string[]>>;
    readonly limits?: Readonly<Record<string, LimitRecord>>;
    readonly unless?: readonly string[];
    readonly once?: 'section' | 'draft';
  };
  readonly rewordings?: readonly Rewording[];
  readonly removable?: boolean;
  readonly caveat: { readonly all: readonly RequirementRecord[]; readonly partial?: Severity; readonly far?: Severity };
  readonly message: string;
  readonly rationale: string;
  readonly caveats: readonly { readonly title?: string; readonly text: string; readonly verbatim?: boolean }[];
  readonly sources: readonly { readonly name: string; readonly url?: string; readonly checked?: boolean }[];
  readonly examples: {
    readonly missing: readonly ExampleRecord[];
    readonly covered: readonly ExampleRecord[];
    readonly none: readonly ExampleRecord[];
  };
}

type LimitRecord = ({ readonly above: number } | { readonly from: number }) & {
  readonly profiles?: Readonly<Record<string, number>>;
};

interface PatternRecord {
  readonly mentions?: string | readonly string[];
  readonly cue?: string | readonly string[];
  readonly near?: number;
  readonly order?: ClaimPattern['order'];
  readonly topic?: ClaimPattern['topic'];
  readonly before?: string | readonly string[];
  readonly after?: string | readonly string[];
  readonly unhedged?: boolean;
  readonly conditional?: boolean;
  readonly quoted?: boolean;
  readonly named?: boolean;
  readonly row?: boolean;
  readonly amount?: ClaimPattern['amount'];
  readonly claimed?: readonly string[];
}

interface RequirementRecord {
  readonly cue?: string | readonly string[];
  readonly text?: string | readonly string[];
  readonly citation?: boolean;
  readonly next?: boolean;
  readonly symbol?: boolean;
  readonly weighed?: boolean;
  readonly within: Requirement['within'];
  readonly inText?: boolean;
  readonly naming?: string;
  readonly matching?: string;
  readonly headed?: string | readonly string[];
  readonly fromSafety?: readonly string[];
  readonly declared?: string;
  readonly label?: string;
}

type ExampleRecord = string | { readonly text: string; readonly note?: string };

function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function cueName(reference: string): string {
  return reference.slice(1, -1);
}

/** The classes of `<class:a> | <class:b>`. */
function classNames(reference: string): readonly string[] {
  return reference.split('|').map((one) => one.trim().slice('<class:'.length, -1));
}

function exampleOf(record: ExampleRecord): Example {
  return typeof record === 'string' ? { text: record, note: undefined } : { text: record.text, note: record.note };
}

/** The limit of a concept for all, then those for one profile. */
function limitsOf([concept, record]: readonly [string, LimitRecord]): readonly Limit[] {
  const all: Limit =
    'above' in record ? { concept, mg: record.above, inclusive: false } : { concept, mg: record.from, inclusive: true };
  return [all, ...Object.entries(record.profiles ?? {}).map(([profile, mg]): Limit => ({ ...all, mg, profile }))];
}

/** Patterns that go with the claim of another rule are tried after all others. */
function inTurn(patterns: readonly ClaimPattern[]): readonly ClaimPattern[] {
  return [...patterns].sort((one, two) => (one.claimed[0] ? 1 : 0) - (two.claimed[0] ? 1 : 0));
}

/** A rule record with its defaults filled in. */
export function ruleOf(record: RuleRecord, field: Field | undefined, file: string | undefined): Rule {
  return {
    id: record.id,
    title: record.title,
    severity: record.severity === 'off' ? 'hint' : record.severity,
    profiles: record.profiles,
    field,
    any: inTurn(
      (record.claim.any ?? []).map(
        (pattern): ClaimPattern => ({
          mentions: list(pattern.mentions).map(classNames),
          cues: list(pattern.cue).map(cueName),
          near: pattern.near,
          order: pattern.order ?? 'any',
          topic: pattern.topic ?? 'none',
          before: list(pattern.before).map(cueName),
          after: list(pattern.after).map(cueName),
          unhedged: pattern.unhedged ?? false,
          conditional: pattern.conditional ?? false,
          quoted: pattern.quoted ?? false,
          named: pattern.named ?? false,
          row: pattern.row ?? false,
          amount: pattern.amount,
          claimed: pattern.claimed ?? [],
        }),
      ),
    ),
    weighed: record.claim.weighed ?? false,
    least: record.claim.least ?? 0,
    unnamed: list(record.claim.unnamed).map(cueName),
    detector:
      record.claim.detector === undefined
        ? undefined
        : { name: record.claim.detector, lists: record.claim.lists ?? {} },
    limits: Object.entries(record.claim.limits ?? {}).flatMap(limitsOf),
    rewordings: record.rewordings ?? [],
    removable: record.removable ?? false,
    unless: record.claim.unless ?? [],
    once: record.claim.once,
    caveat: record.caveat.all.map(
      (requirement): Requirement => ({
        cues: list(requirement.cue).map(cueName),
        texts: list(requirement.text),
        citation: requirement.citation ?? false,
        next: requirement.next ?? false,
        symbol: requirement.symbol ?? false,
        weighed: requirement.weighed ?? false,
        within: requirement.within,
        inText: requirement.inText ?? false,
        naming: requirement.naming === undefined ? [] : classNames(requirement.naming),
        matching: requirement.matching === undefined ? [] : classNames(requirement.matching),
        headed: list(requirement.headed).map(cueName),
        fromSafety: requirement.fromSafety?.map(cueName),
        declared: requirement.declared,
        label: requirement.label,
      }),
    ),
    partial: record.caveat.partial,
    far: record.caveat.far ?? 'information',
    outranks: record.outranks ?? [],
    replaces: record.replaces ?? [],
    message: record.message,
    rationale: record.rationale,
    caveats: record.caveats.map(({ title = 'Standard caveat', text, verbatim = false }) => ({
      title,
      text: text.trim(),
      verbatim,
    })),
    sources: record.sources.map((source) => ({ ...source, checked: source.checked ?? false })),
    examples: {
      missing: record.examples.missing.map(exampleOf),
      covered: record.examples.covered.map(exampleOf),
      none: record.examples.none.map(exampleOf),
    },
    file,
  };
}
