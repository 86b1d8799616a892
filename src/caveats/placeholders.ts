/** A placeholder of a standard caveat, `<<name|default>>` or `<<name>>`; global, for `search`, `replace` and `matchAll` only. */
export const PLACEHOLDER = /<<([^<>|]*)(?:\|([^<>]*))?>>/g;

/** A standard caveat as finished text: each placeholder `<<name|default>>` gives its default, one without a default its name. */
export function withDefaults(text: string): string {
  return text.replace(PLACEHOLDER, (_, name: string, standard: string | undefined) => standard ?? name);
}
