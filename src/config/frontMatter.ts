import { CORE_SCHEMA, load } from 'js-yaml';
import type { DraftSettings } from '../analysis/analyzer.ts';
import { unknownName } from '../glossary/names.ts';
import { PROFILES } from './profiles.ts';

/** Reads `caveat: { profile, declared, ignoreTerms }` from the text of a draft's front matter; broken YAML says nothing. */
export function readFrontMatter(text: string): DraftSettings {
  // Most front matter is not for us, and YAML is slow to parse.
  const own = text.includes('caveat') ? settingsIn(text) : undefined;
  if (!isRecord(own)) return { profiles: [], declared: [], unknown: [] };
  const profiles = names(own.profile);
  const ignoreTerms = names(own.ignoreTerms);
  const known: readonly string[] = PROFILES;
  let from = Math.max(0, text.search(/\bprofile\b/));
  return {
    profiles,
    declared: names(own.declared),
    ...(ignoreTerms.length > 0 ? { ignoreTerms } : {}),
    unknown: profiles.flatMap((name) => {
      // The reader with places is five times the size of all else that an analysis loads; a name is easily found again.
      const start = Math.max(0, text.indexOf(name, from));
      from = start + name.length;
      if (known.includes(name)) return [];
      return [{ name, range: { start, end: start + name.length }, message: unknownName('profile', name, known) }];
    }),
  };
}

function settingsIn(text: string): unknown {
  try {
    const value = load(text.replace(/\r\n?/g, '\n'), { schema: CORE_SCHEMA, json: true });
    return isRecord(value) ? value.caveat : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The texts of a string or a list. */
function names(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
}
