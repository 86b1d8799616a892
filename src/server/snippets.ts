import { PLACEHOLDER } from '../caveats/placeholders.ts';

/** Whether a text holds a placeholder `<<name|default>>`. */
export function hasPlaceholders(text: string): boolean {
  return text.search(PLACEHOLDER) >= 0;
}

/** A text in LSP's snippet syntax: each placeholder a tab stop, those of one name the same. */
export function toSnippet(text: string): string {
  const stops = new Map<string, number>();
  let snippet = '';
  let from = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const name = match[1] ?? '';
    const stop = stops.get(name) ?? stops.size + 1;
    stops.set(name, stop);
    snippet += `${escapeSnippet(text.slice(from, match.index))}\${${stop}:${escapeSnippet(match[2] ?? name)}}`;
    from = match.index + match[0].length;
  }
  return snippet + escapeSnippet(text.slice(from));
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
