/** A URI as a path to reckon with: decoded, with its scheme and authority in front (`file:///a b/c.md`). */
export function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The URI of such a path. */
export function uriOf(path: string): string {
  const [root = ''] = /^[A-Za-z][\w+.-]*:(?:\/\/[^/]*)?/.exec(path) ?? [];
  return root + path.slice(root.length).split('/').map(encodeURIComponent).join('/');
}

/** Whether a path is in a tree of files, so that something can stand beside it. */
export function isInTree(path: string): boolean {
  return /^[A-Za-z][\w+.-]*:\/\//.test(path);
}
