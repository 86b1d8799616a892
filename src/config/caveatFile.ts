import schema from '../../data/schema/config.schema.json' with { type: 'json' };
import type { Severity } from '../analysis/analysis.ts';
import { type Problem, readYaml, type YamlPath } from '../glossary/yamlFile.ts';

export type Level = Severity | 'off';

/** Other profiles and severities for the drafts that fit one of `files`. */
export interface Override {
  readonly files: readonly string[];
  readonly profiles: readonly string[];
  readonly rules: ReadonlyMap<string, Level>;
}

/** A `caveat.yaml` as written; empty where it has a fault, which its problems tell. */
export interface CaveatFile {
  readonly file: string;
  readonly glossaries: readonly string[];
  readonly profiles: readonly string[];
  readonly rules: ReadonlyMap<string, Level>;
  readonly overrides: readonly Override[];
  /** Concepts whose terms are not marked. */
  readonly ignoreTerms: readonly string[];
  /** A user's own approved texts, by rule. */
  readonly caveats: ReadonlyMap<string, readonly string[]>;
  readonly problems: readonly Problem[];
  /** A problem about the value at `path`, or about its key when `atKey`. */
  problemAt(path: YamlPath, message: string, atKey?: boolean): Problem;
}

type Names = string | readonly string[] | null;
type Levels = Readonly<Record<string, Level>> | null;

interface CaveatRecord {
  readonly glossaries?: Names;
  readonly profiles?: Names;
  readonly rules?: Levels;
  readonly overrides?: readonly { readonly files: Names; readonly profiles?: Names; readonly rules?: Levels }[] | null;
  readonly caveats?: Readonly<Record<string, Names>> | null;
  readonly ignoreTerms?: Names;
}

/** Reads the text of a `caveat.yaml`; `file` is its path, for messages. */
export function parseCaveatFile(file: string, text: string): CaveatFile {
  const { value, problems, problemAt } = readYaml<CaveatRecord | null>({ name: file, text }, schema);
  return {
    file,
    glossaries: names(value?.glossaries),
    profiles: names(value?.profiles),
    rules: entries(value?.rules),
    overrides: (value?.overrides ?? []).map(({ files, profiles, rules }) => ({
      files: names(files),
      profiles: names(profiles),
      rules: entries(rules),
    })),
    caveats: new Map([...entries(value?.caveats)].map(([rule, texts]) => [rule, names(texts)])),
    ignoreTerms: names(value?.ignoreTerms),
    problems,
    problemAt,
  };
}

function names(value: Names | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}

function entries<T>(value: Readonly<Record<string, T>> | null | undefined): ReadonlyMap<string, T> {
  return new Map(Object.entries(value ?? {}));
}
