import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { DraftSettings } from '../analysis/analyzer.ts';

/** Reads `caveat: { profile, declared }` from the text of a draft's front matter; broken YAML says nothing. */
export function readFrontMatter(text: string): DraftSettings {
  // Most front matter is not for us, and YAML is slow to parse.
  const own = text.includes('caveat') ? settingsIn(text) : undefined;
  if (!isMap(own)) return { profiles: [], declared: [] };
  return { profiles: words(own.get('profile', true)), declared: words(own.get('declared', true)) };
}

function settingsIn(text: string): unknown {
  const document = parseDocument(text.replace(/\r\n?/g, '\n'), { logLevel: 'silent', uniqueKeys: false });
  return document.errors.length === 0 && isMap(document.contents) ? document.contents.get('caveat') : undefined;
}

function words(node: unknown): string[] {
  const items = isSeq(node) ? node.items : [node];
  return items.flatMap((item) => (isScalar(item) && typeof item.value === 'string' ? [item.value] : []));
}
