/**
 * Whether `path` (with `/`) fits `glob`: `*` and `?` within a name, `**` across folders, `{a,b}` alternatives.
 * A glob without a slash fits the name in any folder.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const names = path.split('/');
  return alternatives(glob.replace(/^\.?\//, '')).some((pattern) => {
    const parts = pattern.includes('/') ? pattern.split('/') : ['**', pattern];
    if (parts.at(-1) === '') parts[parts.length - 1] = '**';
    return matchesParts(parts, names);
  });
}

/** The patterns that a glob with `{a,b}` stands for; beyond a thousand the rest of its braces are plain characters. */
function alternatives(glob: string): string[] {
  let patterns = [glob];
  while (patterns.length <= 1000) {
    const next = patterns.flatMap((pattern) => {
      const group = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
      if (!group) return [pattern];
      const before = pattern.slice(0, group.index);
      const after = pattern.slice(group.index + group[0].length);
      return (group[1] ?? '').split(',').map((choice) => before + choice + after);
    });
    if (next.length === patterns.length && next.every((pattern, index) => pattern === patterns[index])) break;
    patterns = next;
  }
  return patterns;
}

function matchesParts(parts: readonly string[], names: readonly string[]): boolean {
  return matches(
    parts,
    names,
    (part) => part === '**',
    (part, name) => matchesName(part, name),
  );
}

function matchesName(pattern: string, name: string): boolean {
  return matches(
    [...pattern],
    [...name],
    (character) => character === '*',
    (character, other) => character === '?' || character === other,
  );
}

/** Wildcard matching by going back to the last wildcard only, so that no pattern can run away. */
function matches(
  pattern: readonly string[],
  items: readonly string[],
  isWildcard: (part: string) => boolean,
  fits: (part: string, item: string) => boolean,
): boolean {
  let p = 0;
  let i = 0;
  let wildcard = -1;
  let resume = 0;
  while (i < items.length) {
    const part = pattern[p];
    const item = items[i];
    if (part !== undefined && isWildcard(part)) {
      wildcard = p++;
      resume = i;
    } else if (part !== undefined && item !== undefined && fits(part, item)) {
      p++;
      i++;
    } else if (wildcard >= 0) {
      p = wildcard + 1;
      i = ++resume;
    } else return false;
  }
  return pattern.slice(p).every(isWildcard);
}
