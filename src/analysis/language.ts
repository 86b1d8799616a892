import schema from '../../data/schema/language.schema.json' with { type: 'json' };
import { type NamedText, type Problem, readYaml } from '../glossary/yamlFile.ts';
import type { English } from '../phrases/english.ts';

/** What data say of the English language: inflections and spellings for phrases, abbreviations for sentences. */
export interface Language {
  readonly english: English;
  /** Folded abbreviations, without the final full stop, that do not end a sentence. */
  readonly abbreviations: ReadonlySet<string>;
  /** Frequent small words, to tell English passages from others. */
  readonly functionWords: ReadonlySet<string>;
  readonly foreignWords: ReadonlySet<string>;
}

interface LanguageFile {
  readonly irregular: Readonly<Record<string, readonly string[]>>;
  readonly doubling: Readonly<Record<string, boolean>>;
  readonly spellings: readonly (readonly string[])[];
  readonly endings: readonly (readonly [string, string])[];
  readonly fixedSpelling: readonly string[];
  readonly matchedOnly: readonly string[];
  readonly abbreviations: readonly string[];
  readonly functionWords: readonly string[];
  readonly foreignWords: readonly string[];
}

/** Reads the language file. */
export function loadLanguage(files: readonly NamedText[]): {
  readonly language: Language;
  readonly problems: readonly Problem[];
} {
  const read = files.map((file) => readYaml<LanguageFile>(file, schema));
  const values = read.flatMap(({ value }) => (value ? [value] : []));
  const all = <T>(pick: (value: LanguageFile) => readonly T[]): T[] => values.flatMap(pick);
  return {
    language: {
      english: {
        irregular: new Map(all((value) => Object.entries(value.irregular))),
        doubling: new Map(all((value) => Object.entries(value.doubling))),
        spellings: all((value) => value.spellings),
        endings: all((value) => value.endings),
        fixedSpelling: new Set(all((value) => value.fixedSpelling)),
        matchedOnly: new Set(all((value) => value.matchedOnly)),
      },
      abbreviations: new Set(all((value) => value.abbreviations)),
      functionWords: new Set(all((value) => value.functionWords)),
      foreignWords: new Set(all((value) => value.foreignWords)),
    },
    problems: read.flatMap(({ problems }) => problems),
  };
}
