/** The folder that a path stands in, without its last slash; `''` when there is none above it. Paths have `/`. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** `relative` as seen from `folder`, with `.` and `..` resolved; an absolute path or a URI stays as it is. */
export function joinPath(folder: string, relative: string): string {
  const path = relative.replaceAll('\\', '/');
  if (isAbsolute(path)) return path;
  const root = rootOf(folder);
  const parts = folder.slice(root.length).split('/').filter(Boolean);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return root + parts.join('/');
}

/** `path` as seen from `folder`, or undefined when it does not stand below it. */
export function relativePath(folder: string, path: string): string | undefined {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

function isAbsolute(path: string): boolean {
  return rootOf(path) !== '';
}

/** The part of a path that `..` never leaves: `/`, `C:/`, `scheme://authority/`. */
function rootOf(path: string): string {
  return /^(?:[A-Za-z][\w+.-]+:\/\/[^/]*\/?|[A-Za-z]:\/?|\/)/.exec(path)?.[0] ?? '';
}
