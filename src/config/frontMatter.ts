import { isMap, isScalar, isSeq, parseDocument } from 'yaml';

/** What a draft says about itself under `caveat:` in its front matter. */
export interface DraftSettings {
  readonly profiles: readonly string[];
  /** Caveats that the finished publication carries elsewhere. */
  readonly declared: readonly string[];
}

const NOTHING: DraftSettings = { profiles: [], declared: [] };
const FENCED = /---[ \t]*(?:\r\n|\n|\r)([\s\S]*?)^---[ \t]*$/my;

/** Reads `caveat: { profile, declared }` from a draft's front matter; broken YAML says nothing. */
export function draftSettings(source: string): DraftSettings {
  if (!source.startsWith('---')) return NOTHING;
  FENCED.lastIndex = 0;
  const text = FENCED.exec(source)?.[1];
  if (!text?.includes('caveat')) return NOTHING;
  const document = parseDocument(text.replace(/\r\n?/g, '\n'), { logLevel: 'silent', uniqueKeys: false });
  const own = document.errors.length === 0 && isMap(document.contents) ? document.contents.get('caveat') : undefined;
  if (!isMap(own)) return NOTHING;
  return { profiles: words(own.get('profile', true)), declared: words(own.get('declared', true)) };
}

function words(node: unknown): string[] {
  const items = isSeq(node) ? node.items : [node];
  return items.flatMap((item) => (isScalar(item) && typeof item.value === 'string' ? [item.value] : []));
}
