import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { DraftSettings } from '../analysis/analyzer.ts';
import { unknownName } from '../glossary/yamlFile.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { PROFILES } from './profiles.ts';

/** Reads `caveat: { profile, declared, ignoreTerms }` from the text of a draft's front matter; broken YAML says nothing. */
export function readFrontMatter(text: string): DraftSettings {
  // Most front matter is not for us, and YAML is slow to parse.
  const own = text.includes('caveat') ? settingsIn(text) : undefined;
  if (!isMap(own)) return { profiles: [], declared: [], unknown: [] };
  const profiles = scalars(own.get('profile', true));
  const ignoreTerms = scalars(own.get('ignoreTerms', true)).map(({ name }) => name);
  const known: readonly string[] = PROFILES;
  return {
    profiles: profiles.map(({ name }) => name),
    declared: scalars(own.get('declared', true)).map(({ name }) => name),
    ...(ignoreTerms.length > 0 ? { ignoreTerms } : {}),
    unknown: profiles
      .filter(({ name }) => !known.includes(name))
      .map(({ name, range }) => ({ name, range, message: unknownName('profile', name, known) })),
  };
}

function settingsIn(text: string): unknown {
  // Other line ends become LF of the same length, so that places stay right.
  const document = parseDocument(text.replace(/\r\n/g, ' \n').replace(/\r/g, '\n'), {
    logLevel: 'silent',
    uniqueKeys: false,
  });
  return document.errors.length === 0 && isMap(document.contents) ? document.contents.get('caveat') : undefined;
}

function scalars(node: unknown): { readonly name: string; readonly range: OffsetRange }[] {
  const items = isSeq(node) ? node.items : [node];
  return items.flatMap((item) => {
    if (!isScalar(item) || typeof item.value !== 'string' || !item.range) return [];
    return [{ name: item.value, range: { start: item.range[0], end: item.range[1] } }];
  });
}
